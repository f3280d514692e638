import { Injectable } from '@nestjs/common';
import { CurriculumWords } from '../curriculum/curriculum-words.js';
import type { Edition, ModuleModel } from '../curriculum/edition.js';
import type { LessonBody, LessonStep } from '../curriculum/step.js';
import type { DisplaySettings } from '../web/display.rules.js';
import { KeptHtml } from '../web/page-frame.js';
import { ViewEngine } from '../web/view-engine.js';
import { careOf, topicsOf } from './care.rules.js';

export interface LessonAt {
  readonly edition: Edition;
  readonly module: ModuleModel;
  readonly step: LessonStep;
}

/** The part of a lesson's page that is the same for everybody: made once for each way of showing it, and kept. */
@Injectable()
export class LessonText {
  private readonly made = new WeakMap<LessonStep, Map<string, KeptHtml>>();

  constructor(
    private readonly words: CurriculumWords,
    private readonly views: ViewEngine,
  ) {}

  /** `hasStops`: each section ends with a button that stores the place (it belongs to the form `lesson-place`). */
  html(at: LessonAt, ui: DisplaySettings, hasStops: boolean): KeptHtml {
    let ways = this.made.get(at.step);
    if (!ways) this.made.set(at.step, (ways = new Map<string, KeptHtml>()));
    const way = `${ui.lang} ${ui.ruby} ${ui.words} ${hasStops}`;
    const known = ways.get(way);
    if (known !== undefined) return known;
    const html = new KeptHtml(this.render(at, ui, hasStops));
    ways.set(way, html);
    return html;
  }

  /** The version of the body that is shown. */
  bodyFor(step: LessonStep, ui: DisplaySettings): LessonBody {
    return this.words.chosen(step.body, step.easy, ui);
  }

  private render(at: LessonAt, ui: DisplaySettings, hasStops: boolean): string {
    const { edition, module, step } = at;
    const show = (words: Parameters<CurriculumWords['html']>[0]) => this.words.html(words, edition, ui);
    const body = this.bodyFor(step, ui);
    const met = module.objectives.filter(({ id }) => step.meets.includes(id));
    const model = {
      objectives: met.map(({ text }) => text),
      care: this.careNote(at, ui),
      lead: show(body.lead),
      sections: body.sections.map((section, index) => ({
        id: section.id,
        heading: section.heading,
        html: show(section.html),
        number: index + 1,
      })),
      terms: termsOf(at, body).map(({ word, reading, means, easy }) => ({
        word,
        reading,
        means: this.words.chosen(means, easy, ui),
      })),
      hasStops,
    };
    return this.views.fragment('learning/lesson-text', model, { lang: ui.lang, ui });
  }

  private careNote({ edition, module, step }: LessonAt, ui: DisplaySettings) {
    const care = careOf(module, step);
    if (!care) return null;
    const instead = care.instead && this.words.chosen(care.instead, care.insteadEasy, ui);
    const summary = module.summary && this.words.chosen(module.summary, module.summaryEasy, ui);
    return {
      topics: topicsOf(care),
      where: care.where,
      instead: instead && this.words.html(instead, edition, ui),
      summary: summary && this.words.html(summary, edition, ui),
    };
  }
}

/** The terms that a body explains, in the order of the shared entries. */
function termsOf({ edition }: LessonAt, body: LessonBody) {
  const words = [body.lead, ...body.sections.map((section) => section.html)].map(({ base }) => base).join('');
  return edition.shared.terms.filter(({ id }) => words.includes(`<!--term:${id}-->`));
}

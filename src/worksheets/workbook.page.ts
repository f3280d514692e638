import type { Care } from '../curriculum/care.js';
import type { Edition, ModuleModel } from '../curriculum/edition.js';
import type { LessonBody, StepModel } from '../curriculum/step.js';
import { careOf } from '../learning/care.rules.js';
import { servedSteps } from '../learning/path.rules.js';
import { stepHref } from '../learning/step-ref.rules.js';
import { wayBack } from '../web/way-back.rules.js';
import type { WayBack } from '../web/way-back.rules.js';
import { times } from './paper.rules.js';
import { toPaperQuestion } from './paper-question.rules.js';
import { toSheet } from './sheet.page.js';
import type { SheetView } from './sheet.page.js';
import { toCareView } from './care-note.rules.js';
import type { CareView } from './care-note.rules.js';
import type { Wording } from './wording.js';

export interface Workbook {
  readonly title: string;
  readonly trackTitle: string;
  readonly objectives: readonly string[];
  /** Trusted HTML; null where the author wrote none. */
  readonly summary: string | null;
  readonly care: CareView | null;
  readonly steps: readonly BookStep[];
  readonly terms: readonly { readonly word: string; readonly reading: string; readonly means: string }[];
}

export interface BookStep {
  readonly id: string;
  /** Null: the name of the kind stands for it. */
  readonly title: string | null;
  readonly kind: StepModel['kind'];
  readonly back: WayBack;
  readonly care: CareView | null;
  readonly lesson: LessonView | null;
  readonly questions: readonly QuestionView[];
  readonly dialogue: DialogueView | null;
  /** Things to think about (trusted HTML), each with lines to write on. */
  readonly asks: readonly string[];
  readonly sheet: SheetView | null;
  /** A meeting: how long, and what is done there (trusted HTML). Its date is on the screen. */
  readonly meeting: { readonly hours: number; readonly plan: string | null } | null;
  readonly lines: readonly number[];
}

interface LessonView {
  readonly lead: string;
  readonly sections: readonly { readonly id: string; readonly heading: string; readonly html: string }[];
}

interface QuestionView {
  readonly number: number;
  readonly kind: ReturnType<typeof toPaperQuestion>['kind'];
  readonly ask: string;
  readonly options: readonly string[];
  readonly signs: readonly string[];
  readonly steps: ReturnType<typeof toPaperQuestion>['steps'];
  readonly unit: string | null;
  readonly lines: readonly number[];
}

interface DialogueView {
  readonly opening: string | null;
  readonly says: readonly { readonly who: string | null; readonly text: string }[];
}

export interface BookWording extends Wording {
  /** The body that is asked for: standard or easy. */
  readonly bodyOf: (body: LessonBody, easy: LessonBody | null) => LessonBody;
  readonly isEasy: boolean;
}

const THINKING = 4; // lines

/** A module as a book of A4: everything in it that paper can hold, and the way to the rest. */
export function toWorkbook(
  { edition, module }: { readonly edition: Edition; readonly module: ModuleModel },
  origin: string,
  wording: BookWording,
): Workbook {
  const steps = servedSteps(module);
  return {
    title: module.care?.level === 2 ? module.short : module.title,
    trackTitle: edition.track.title,
    objectives: module.objectives.map(({ text }) => text),
    summary: module.summary && wording.html(module.summary, module.summaryEasy),
    care: toCareView(module.care, wording),
    steps: steps.map((step) => ({
      id: step.id,
      title: step.title,
      kind: step.kind,
      back: wayBack(origin, stepHref(edition.track.id, { module: module.id, step: step.id }, step.kind)),
      care: toCareView(careBefore(module, step), wording),
      lines: times(THINKING),
      ...NOTHING,
      ...contentOf(step, wording),
    })),
    terms: edition.shared.terms
      .filter(({ id }) => steps.some((step) => mentions(step, `<!--term:${id}-->`, wording)))
      .map(({ word, reading, means, easy }) => ({
        word,
        reading,
        means: wording.isEasy && easy !== null ? easy : means,
      })),
  };
}

const NOTHING = { lesson: null, questions: [], dialogue: null, asks: [], sheet: null, meeting: null };

function contentOf(step: StepModel, wording: BookWording): Partial<BookStep> {
  const { html } = wording;
  switch (step.kind) {
    case 'lesson':
      return { lesson: toLesson(step.id, wording.bodyOf(step.body, step.easy), wording) };
    case 'quiz':
      return {
        questions: step.questions.map((question, index) =>
          toQuestion(index + 1, toPaperQuestion(question), wording),
        ),
      };
    case 'dialogue':
      return { dialogue: toDialogue(step, wording) };
    case 'reflection':
      return {
        asks: wording.isEasy && step.easy ? [html(step.easy)] : step.ask.map((words) => html(words)),
      };
    case 'worksheet':
      return { sheet: toSheet(step, [], wording) };
    case 'session':
      return { meeting: { hours: step.hours, plan: step.plan && html(step.plan, step.easy) } };
    case 'survey':
      return {};
  }
}

function toLesson(step: string, body: LessonBody, { html }: Wording): LessonView {
  return {
    lead: html(body.lead),
    sections: body.sections.map(({ id, heading, html: words }) => ({
      id: `${step}-${id}`,
      heading,
      html: html(words),
    })),
  };
}

function toQuestion(
  number: number,
  question: ReturnType<typeof toPaperQuestion>,
  { html }: Wording,
): QuestionView {
  const { kind, ask, easy, options, signs, steps, unit, lines } = question;
  return {
    number,
    kind,
    ask: html(ask, easy),
    options: options.map((option) => html(option.text, option.easy)),
    signs: signs.map((sign) => html(sign)),
    steps,
    unit,
    lines: times(lines),
  };
}

function toDialogue(step: StepModel & { kind: 'dialogue' }, { html, isEasy }: BookWording): DialogueView {
  const first = step.scenes.find(({ id }) => id === step.start);
  const name = (speaker: string | null) => step.people.find(({ id }) => id === speaker)?.name ?? null;
  const says = isEasy && first?.easy ? [{ speaker: null, text: first.easy }] : (first?.says ?? []);
  return {
    opening: step.opening && html(step.opening, step.easy),
    says: says.map(({ speaker, text }) => ({ who: name(speaker), text: html(text) })),
  };
}

/** Before reading and talking always; before the rest of a module only what is not said on the cover. */
function careBefore(module: ModuleModel, step: StepModel): Care | null {
  const care = careOf(module, step);
  const isRead = step.kind === 'lesson' || step.kind === 'dialogue';
  return isRead || care !== module.care ? care : null;
}

/** Whether a lesson explains a term, in the version that is printed. */
function mentions(step: StepModel, mark: string, { bodyOf }: BookWording): boolean {
  if (step.kind !== 'lesson') return false;
  const { lead, sections } = bodyOf(step.body, step.easy);
  return [lead, ...sections.map(({ html }) => html)].some(({ base }) => base.includes(mark));
}

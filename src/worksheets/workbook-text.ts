import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { CurriculumWords } from '../curriculum/curriculum-words.js';
import type { Edition, ModuleModel } from '../curriculum/edition.js';
import type { DisplaySettings } from '../web/display.rules.js';
import { KeptHtml } from '../web/page-frame.js';
import { ViewEngine } from '../web/view-engine.js';
import { withAddresses } from './paper.rules.js';
import { toWorkbook } from './workbook.page.js';
import { wordingFor } from './wording.js';

/** The book of a module: made once for each way of showing it, and kept as long as its edition. */
@Injectable()
export class WorkbookText {
  private readonly made = new WeakMap<ModuleModel, Map<string, KeptHtml>>();

  constructor(
    private readonly words: CurriculumWords,
    private readonly views: ViewEngine,
    private readonly config: Config,
  ) {}

  html(at: { edition: Edition; module: ModuleModel }, ui: DisplaySettings): KeptHtml {
    let ways = this.made.get(at.module);
    if (!ways) this.made.set(at.module, (ways = new Map<string, KeptHtml>()));
    const way = `${ui.lang} ${ui.ruby} ${ui.words}`;
    const known = ways.get(way);
    if (known) return known;
    const html = new KeptHtml(this.render(at, ui));
    ways.set(way, html);
    return html;
  }

  private render(at: { edition: Edition; module: ModuleModel }, ui: DisplaySettings): string {
    const { origin } = this.config;
    const book = toWorkbook(at, origin, {
      ...wordingFor(this.words, at.edition, ui),
      bodyOf: (body, easy) => this.words.chosen(body, easy, ui),
      isEasy: ui.words === 'easy',
    });
    return withAddresses(
      this.views.fragment('worksheets/workbook-text', book, { lang: ui.lang, ui }),
      origin,
    );
  }
}

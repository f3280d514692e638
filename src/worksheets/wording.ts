import type { CurriculumWords } from '../curriculum/curriculum-words.js';
import type { Edition } from '../curriculum/edition.js';
import type { Rendered } from '../curriculum/rendered.js';
import type { DisplaySettings } from '../web/display.rules.js';
import type { Language } from '../web/locales.js';

/** How the words of an edition are shown to somebody. */
export interface Wording {
  readonly lang: Language;
  /** Trusted HTML; the easy version where it is asked for and there is one. */
  readonly html: (words: Rendered, easy?: Rendered | null) => string;
}

export function wordingFor(words: CurriculumWords, edition: Edition, ui: DisplaySettings): Wording {
  return {
    lang: ui.lang,
    html: (standard, easy = null) => words.html(words.chosen(standard, easy, ui), edition, ui),
  };
}

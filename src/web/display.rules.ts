import { LANGUAGES } from './locales.js';
import type { Language } from './locales.js';

export const THEMES = ['auto', 'light', 'dark', 'calm'] as const;
export const SIZES = ['m', 'l', 'xl'] as const;
export const WORDINGS = ['normal', 'easy'] as const;
export const PROGRESS = ['show', 'hide'] as const;

/** How one person wants pages to look. */
export interface DisplaySettings {
  readonly theme: (typeof THEMES)[number];
  readonly size: (typeof SIZES)[number];
  /** Always with the easy wording, which has readings where it once had kana only. */
  readonly ruby: boolean;
  readonly words: (typeof WORDINGS)[number];
  readonly progress: (typeof PROGRESS)[number];
  readonly lang: Language;
}

export const DEFAULT_DISPLAY: DisplaySettings = Object.freeze({
  theme: 'auto',
  size: 'm',
  ruby: false,
  words: 'normal',
  progress: 'show',
  lang: 'ja',
});

/**
 * Reads `theme=dark&size=l&ruby=1&words=easy&progress=hide&lang=ja` from a cookie or a person's row.
 * What is missing or unknown has its default: a page is shown whatever a browser sends.
 */
export function parseDisplay(text: string | null | undefined): DisplaySettings {
  if (!text) return DEFAULT_DISPLAY;
  return canonical.get(text) ?? read(text.slice(0, 200));
}

/** The text that `parseDisplay` reads. */
export function formatDisplay(ui: DisplaySettings): string {
  const { theme, size, words, progress, lang } = ui;
  return `theme=${theme}&size=${size}&ruby=${ui.ruby ? 1 : 0}&words=${words}&progress=${progress}&lang=${lang}`;
}

function read(text: string): DisplaySettings {
  const given = new URLSearchParams(text);
  const choose = <T extends string>(name: string, options: readonly T[], fallback: T): T =>
    options.find((option) => option === given.get(name)) ?? fallback;
  const words = choose('words', WORDINGS, DEFAULT_DISPLAY.words);
  return {
    theme: choose('theme', THEMES, DEFAULT_DISPLAY.theme),
    size: choose('size', SIZES, DEFAULT_DISPLAY.size),
    ruby: given.get('ruby') === '1' || words === 'easy',
    words,
    progress: choose('progress', PROGRESS, DEFAULT_DISPLAY.progress),
    lang: choose('lang', LANGUAGES, DEFAULT_DISPLAY.lang),
  };
}

// Read on every request, and there are only 192 of them.
const canonical: ReadonlyMap<string, DisplaySettings> = new Map(
  THEMES.flatMap((theme) =>
    SIZES.flatMap((size) =>
      [true, false].flatMap((ruby) =>
        WORDINGS.flatMap((words) =>
          PROGRESS.flatMap((progress) =>
            LANGUAGES.map((lang): [string, DisplaySettings] => {
              const text = formatDisplay({ theme, size, ruby, words, progress, lang });
              return [text, Object.freeze(read(text))];
            }),
          ),
        ),
      ),
    ),
  ),
);

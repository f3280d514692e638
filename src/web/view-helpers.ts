import { randomUUID } from 'node:crypto';
import Handlebars from 'handlebars';
import type { Values, Words } from './locales.js';
import { placeOf } from './page-frame.js';
import type { KeptHtml } from './page-frame.js';
import { blocks, holds } from './view-helpers-blocks.js';
import type { Helper } from './template-runtime.js';
import { wordDate, wordEra, wordFiscalYear, wordTime } from './view-helpers-dates.js';
import { rubyHtml, withoutRuby } from './view-helpers-ruby.js';

export interface HelperOptions {
  readonly hash: Values;
  readonly data: {
    readonly ui: { readonly ruby: boolean };
    /** Absent in what is kept itself. */
    readonly kept?: KeptHtml[];
    /** Stands for fresh keys in what is kept. */
    readonly keyPlace?: string;
  };
}

interface Message {
  readonly code: string;
  readonly params: Values;
}

const { SafeString } = Handlebars;
const escape = Handlebars.escapeExpression as (value: unknown) => string;

/** Everything a template may call, speaking one language. */
export function helpersOf(words: Words, assetUrl: (name: string) => string): Record<string, Helper> {
  return {
    t: (key: string, options: HelperOptions) => textOf(words, key, options.hash),
    message: (message: Message) => words.text(message.code, message.params),
    ...formats(words),
    ruby: (text: string, options: HelperOptions) =>
      new SafeString(spokenJapanese(words, rubyHtml(text, options.data.ui.ruby))),
    /** HTML that an author wrote, where it stands among words of the page. */
    authored: (trusted: string) => new SafeString(spokenJapanese(words, trusted)),
    plain: (text: string) => withoutRuby(text),
    html: (trusted: string | KeptHtml | null, { data }: HelperOptions) =>
      new SafeString(
        trusted === null || typeof trusted === 'string' ? (trusted ?? '') : shown(trusted, data.kept),
      ),
    asset: (name: string) => assetUrl(name),
    ...logic,
    ...blocks,
  };
}

function formats(words: Words): Record<string, Helper> {
  const numbers = new Intl.NumberFormat(words.language);
  return {
    date: (day: Parameters<typeof wordDate>[1]) => wordDate(words, day),
    era: (day: Parameters<typeof wordEra>[1]) => wordEra(words, day),
    time: (instant: Date | number) => wordTime(words, instant),
    'fiscal-year': (year: Parameters<typeof wordFiscalYear>[1]) => wordFiscalYear(words, year),
    number: (value: number) =>
      Number.isInteger(value) && value >= 0 && value < 1000 ? value : numbers.format(value),
  };
}

// Handlebars adds its options as the last argument.
const logic: Record<string, Helper> = {
  eq: (a: unknown, b: unknown) => a === b,
  /** The first value that does not hold, else the last. */
  and: (...args: unknown[]) => {
    const last = args.length - 2;
    for (let i = 0; i < last; i++) if (!holds(args[i])) return args[i];
    return args[last];
  },
  /** The first value that holds, else the last. */
  or: (...args: unknown[]) => {
    const last = args.length - 2;
    for (let i = 0; i < last; i++) if (holds(args[i])) return args[i];
    return args[last];
  },
  not: (value: unknown) => !holds(value),
  concat: (...args: unknown[]) => args.slice(0, -1).join(''),
  /** A link that calls a number, however it is written. */
  dial: (number: string) => `tel:${number.replace(/[^0-9+]/g, '')}`,
  includes: (list: readonly unknown[], value: unknown) => list.includes(value),
  /** A field that may be absent; every other way of naming one insists that it exists. */
  lookup: (object: unknown, name: string | number) =>
    object !== null && typeof object === 'object' && Object.hasOwn(object, name)
      ? (object as Record<string | number, unknown>)[name]
      : undefined,
  'fresh-key': ({ data }: HelperOptions) => data.keyPlace ?? randomUUID(),
};

/** Authors write Japanese: among words of another language, a voice must be told so. */
function spokenJapanese({ language }: Words, html: string): string {
  return language === 'ja' ? html : `<span lang="ja">${html}</span>`;
}

/** Put into the page when it is sent, if that can be. */
function shown(html: KeptHtml, kept: KeptHtml[] | undefined): string {
  return kept ? placeOf(kept.push(html) - 1) : String(html);
}

/** HTML among the values (a title with ruby) stays HTML; then all else is escaped here. */
function textOf(words: Words, key: string, values: Values): unknown {
  for (const name in values)
    if (values[name] instanceof SafeString) return new SafeString(words.text(key, values, escape));
  return words.text(key, values);
}

import type { Edition } from '../curriculum/edition.js';
import type { FieldView } from '../web/form.js';
import type { Words } from '../web/locales.js';
import type { Hit } from './guide-search.rules.js';
import type { Chapter } from './guide-text.js';
import type { KeyEntry, KeyType, Owner } from './key-list.js';

export interface ChapterLink {
  readonly href: string;
  readonly title: string;
}

const linkOf = ({ slug, title }: Chapter): ChapterLink => ({ href: `/studio/guide/${slug}`, title });

export interface GuidePage {
  readonly chapters: readonly ChapterLink[];
  readonly query: FieldView;
  /** Null: nothing was asked. */
  readonly found: { readonly hits: readonly Hit[]; readonly isAll: boolean } | null;
  readonly count: number;
}

export function toGuidePage(
  chapters: readonly Chapter[],
  typed: string,
  found: GuidePage['found'],
): GuidePage {
  const query = { id: 'q', name: 'q', value: typed, values: [], error: null };
  return { chapters: chapters.map(linkOf), query, found, count: found?.hits.length ?? 0 };
}

export interface ChapterPage {
  readonly title: string;
  readonly heading: string;
  readonly number: number;
  readonly html: string;
  readonly before: ChapterLink | null;
  readonly next: ChapterLink | null;
}

export function toChapterPage(chapters: readonly Chapter[], chapter: Chapter): ChapterPage {
  const links = chapters.map(linkOf);
  const at = chapters.indexOf(chapter);
  const { title, number, html } = chapter;
  return { title, heading: title, number, html, before: links[at - 1] ?? null, next: links[at + 1] ?? null };
}

export interface MisconceptionsPage {
  readonly misconceptions: readonly { readonly id: string; readonly is: string }[];
}

/** Those that published courses use, once each: what a draft may name. */
export function toMisconceptionsPage(editions: readonly Edition[]): MisconceptionsPage {
  const known = new Map(
    editions.flatMap(({ shared }) => shared.misconceptions).map((one) => [one.id, one.is]),
  );
  const ids = [...known.keys()].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return { misconceptions: ids.map((id) => ({ id, is: known.get(id)! })) };
}

export interface KeysPage {
  readonly keys: readonly {
    readonly key: string;
    readonly href: string;
    readonly description: string | null;
  }[];
}

export function toKeysPage(keys: readonly KeyEntry[], words: Words): KeysPage {
  return {
    keys: keys.map(({ key, uses }) => ({
      key,
      href: hrefOfKey(key),
      description: firstOf(uses[0]!.described, words),
    })),
  };
}

/** Marks of answers are keys, too. */
export const hrefOfKey = (key: string): string => `/studio/guide/keys/${encodeURIComponent(key)}`;

export interface KeyPage {
  readonly title: string;
  readonly uses: readonly KeyLine[];
}

interface KeyLine {
  readonly owners: readonly Owner[];
  readonly type: KeyType;
  readonly isRequired: boolean;
  readonly isScoredOnly: boolean;
  readonly fallback: string | null;
  readonly description: string | null;
}

export function toKeyPage({ key, uses }: KeyEntry, words: Words): KeyPage {
  return {
    title: key,
    uses: uses.map(({ described, ...use }) => ({ ...use, description: firstOf(described, words) })),
  };
}

/** The most exact description there is. */
export function firstOf(described: readonly string[], words: Words): string | null {
  const key = described.map((one) => `notation.${one}`).find((one) => words.has(one));
  return key === undefined ? null : words.text(key);
}

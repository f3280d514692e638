/** Something a search can find. */
export interface Entry {
  readonly kind: 'guide' | 'sample' | 'code' | 'key';
  readonly href: string;
  readonly title: string;
  /** Words that name it exactly: a code, a key. */
  readonly names: readonly string[];
  readonly texts: readonly string[];
}

/** An entry as it was found. `parts` are the sentence where the words stand, those words marked. */
export interface Hit {
  readonly kind: Entry['kind'];
  readonly href: string;
  readonly title: string;
  readonly parts: readonly { readonly text: string; readonly isMarked: boolean }[];
}

interface Indexed {
  readonly entry: Entry;
  readonly title: string;
  readonly names: readonly string[];
  readonly texts: readonly string[];
  readonly all: string;
}

export type GuideIndex = readonly Indexed[];

const MOST_HITS = 40;
const MOST_WORDS = 8;
const LONGEST_QUERY = 200;

export function indexOf(entries: readonly Entry[]): GuideIndex {
  return entries.map((entry) => {
    const title = plain(entry.title);
    const names = entry.names.map(plain);
    const texts = entry.texts.map(plain);
    return { entry, title, names, texts, all: [title, ...names, ...texts].join('\n') };
  });
}

/** Entries in which every word stands, wherever; those named so first, then those that have it in their title. */
export function search(index: GuideIndex, typed: string): { hits: readonly Hit[]; isAll: boolean } {
  const words = wordsOf(typed);
  if (words.length === 0) return { hits: [], isAll: true };
  const found = index
    .filter(({ all }) => words.every((word) => all.includes(word)))
    .map((one, at) => ({ one, at, weight: weightOf(one, words) }))
    .sort((a, b) => b.weight - a.weight || a.at - b.at);
  return {
    hits: found.slice(0, MOST_HITS).map(({ one }) => toHit(one, words)),
    isAll: found.length <= MOST_HITS,
  };
}

export function wordsOf(typed: string): string[] {
  return plain(typed.slice(0, LONGEST_QUERY))
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
}

function weightOf({ names, title }: Indexed, words: readonly string[]): number {
  const named = words.some((word) => names.includes(word)) ? 1000 : 0;
  return named + words.filter((word) => title.includes(word)).length * 10;
}

function toHit({ entry, texts }: Indexed, words: readonly string[]): Hit {
  const counts = texts.map((text) => words.filter((word) => text.includes(word)).length);
  const best = counts.indexOf(Math.max(0, ...counts));
  const { kind, href, title } = entry;
  return { kind, href, title, parts: marked(entry.texts[Math.max(0, best)] ?? '', words) };
}

/** Width, case and kana do not count: full-width letters, ｶﾅ, カナ and かな are read alike. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60));
}

/** The text cut where the words begin and end. */
export function marked(text: string, words: readonly string[]): Hit['parts'] {
  const signs = [...text];
  const { read, at } = readSigns(signs);
  const isIn = signs.map(() => false);
  for (const word of words)
    for (let from = read.indexOf(word); from >= 0; from = read.indexOf(word, from + word.length))
      for (let place = from; place < from + word.length; place++) isIn[at[place]!] = true;
  const parts: { text: string; isMarked: boolean }[] = [];
  signs.forEach((sign, place) => {
    const last = parts.at(-1);
    if (last && last.isMarked === isIn[place]) last.text += sign;
    else parts.push({ text: sign, isMarked: isIn[place]! });
  });
  return parts;
}

/** The text as it is compared, and from which sign each of its characters comes. */
function readSigns(signs: readonly string[]): { read: string; at: number[] } {
  const at: number[] = [];
  let read = '';
  signs.forEach((sign, place) => {
    const one = plain(sign);
    read += one;
    for (let n = 0; n < one.length; n++) at.push(place);
  });
  return { read, at };
}

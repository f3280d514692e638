import type { Loaded } from '../course.js';
import type { SharedContent } from '../schema/shared-schema.js';
import type { Fact, Misconception, SharedEntries, Source, Term } from '../shared-entry.js';
import { placesIn } from '../words/ruby-signs.js';

type Entry<K extends keyof SharedEntries> = SharedContent[K][number];

/** Entries of the shared files that words and references of a track name, by id. */
export function usedEntries(
  files: readonly Loaded<unknown>[],
  shared: readonly Loaded<SharedContent>[],
): SharedEntries {
  const used = usedIds(files);
  const of = <K extends keyof SharedEntries>(list: K, ids: ReadonlySet<string>) => {
    const entries = shared.flatMap(({ content }): readonly Entry<K>[] => content[list]);
    return entries.filter(({ key }) => ids.has(key)).sort((one, other) => (one.key < other.key ? -1 : 1));
  };
  const facts = of('facts', used.facts).map(toFact);
  return {
    sources: of('sources', new Set([...used.sources, ...facts.map(({ source }) => source)])).map(toSource),
    facts,
    terms: of('terms', used.terms).map(toTerm),
    misconceptions: of('misconceptions', used.misconceptions).map(toMisconception),
  };
}

function toSource({ key, value: { title, by, year, url, note } }: Entry<'sources'>): Source {
  return { id: key, title, by, year, url, note };
}

function toFact({ key, value: { text, easy, value, source, checked, hide, ...more } }: Entry<'facts'>): Fact {
  return { id: key, text, easy, value, asOf: more['as-of'], source, checked, hide };
}

function toTerm({ key, value: { word, reading, means, easy } }: Entry<'terms'>): Term {
  return { id: key, word, reading, means, easy };
}

function toMisconception({ key, value: { is, reply, next } }: Entry<'misconceptions'>): Misconception {
  return { id: key, is, reply, next };
}

/** Which shared entries the files name. */
export function usedIds(files: readonly Loaded<unknown>[]): Record<keyof SharedEntries, ReadonlySet<string>> {
  const references = files.flatMap(({ reading }) => reading.references);
  const places = files.flatMap(({ reading }) => reading.writings.flatMap(({ node }) => placesIn(node.value)));
  const named = (to: string) => new Set(references.filter((one) => one.to === to).map((one) => one.value));
  const placed = (kind: string) =>
    new Set(places.filter((one) => one[2] === kind).map((one) => one[3] ?? ''));
  return {
    sources: named('source'),
    misconceptions: named('misconception'),
    facts: placed('fact'),
    terms: placed('term'),
  };
}

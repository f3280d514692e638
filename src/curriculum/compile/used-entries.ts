import type { Loaded } from '../course.js';
import type { SharedContent } from '../schema/shared-schema.js';
import type { SharedEntries } from '../shared-entry.js';
import { placesIn } from '../words/ruby-signs.js';

type Entries<K extends keyof SharedContent> = SharedContent[K] extends { key: string; value: infer V }[]
  ? { key: string; value: V }[]
  : never;

/** Entries of the shared files that words and references of a track name, by id. */
export function usedEntries(
  files: readonly Loaded<unknown>[],
  shared: readonly Loaded<SharedContent>[],
): SharedEntries {
  const used = usedIds(files);
  const all = <K extends 'sources' | 'facts' | 'terms' | 'misconceptions'>(
    list: K,
    ids: ReadonlySet<string>,
  ) => {
    const entries = shared.flatMap(({ content }) => content[list] as Entries<K>[number][]);
    return entries.filter(({ key }) => ids.has(key)).sort((one, other) => (one.key < other.key ? -1 : 1));
  };
  const facts = all('facts', used.facts);
  const sources = all('sources', new Set([...used.sources, ...facts.map(({ value }) => value.source)]));
  return {
    sources: sources.map(({ key, value: { title, by, year, url, note } }) => ({
      id: key,
      title,
      by,
      year,
      url,
      note,
    })),
    facts: facts.map(({ key, value }) => ({
      id: key,
      text: value.text,
      value: value.value,
      asOf: value['as-of'],
      source: value.source,
      checked: value.checked,
      hide: value.hide,
    })),
    terms: all('terms', used.terms).map(({ key, value: { word, reading, means, easy } }) => ({
      id: key,
      word,
      reading,
      means,
      easy,
    })),
    misconceptions: all('misconceptions', used.misconceptions).map(({ key, value: { is, reply, next } }) => ({
      id: key,
      is,
      reply,
      next,
    })),
  };
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

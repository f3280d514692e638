import { differencesOfParts } from './difference-of-parts.rules.js';
import { partsOfEntry } from './difference-parts.rules.js';
import type { SharedEntry } from './difference-parts.rules.js';
import { NO_VALUE } from './difference.js';
import type { Difference, DifferencePlace } from './difference.js';
import type { Edition } from './edition.js';
import { shown } from './sentence-diff.rules.js';
import type { Effort } from './sentence-diff.rules.js';
import type { SharedEntries } from './shared-entry.js';

const LISTS = ['sources', 'facts', 'terms', 'misconceptions'] as const;
const LONGEST_NAME = 60;

/** What changed in the shared entries that the track uses, and where each of them shows. */
export function differencesInShared(before: Edition, after: Edition, effort: Effort): Difference[] {
  const titles = usesIn(after);
  return LISTS.flatMap((list) => {
    const [old, now] = [byId(before.shared, list), byId(after.shared, list)];
    return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((id) => {
      const [was, is] = [old.get(id), now.get(id)];
      const at = placeOf(nameOf((is ?? was)!));
      const place = `${list}:${id}`;
      const shownIn = is ? titles(list, id) : [];
      if (was && is) {
        const parts = { before: partsOfEntry(was), after: partsOfEntry(is) };
        return differencesOfParts({ at, place, parts }, { changes: [], effort }).map((one) => ({
          ...one,
          shownIn,
        }));
      }
      return [{ ...entry(is ? 'entry-added' : 'entry-removed', { at, place }), part: list, shownIn }];
    });
  });
}

export function differencesInImages(before: Edition, after: Edition): Difference[] {
  const [old, now] = [before, after].map(
    ({ images }) => new Map(images.map((image) => [image.path, image.hash])),
  ) as [Map<string, string>, Map<string, string>];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((path) => {
    if (old.get(path) === now.get(path)) return [];
    const what = !old.has(path) ? 'image-added' : !now.has(path) ? 'image-removed' : 'image-changed';
    return [entry(what, { at: { ...placeOf(path), of: 'image' }, place: path })];
  });
}

function placeOf(item: string): DifferencePlace {
  return { of: 'shared', module: '', stepKind: null, step: null, item };
}

function byId(shared: SharedEntries, list: (typeof LISTS)[number]): Map<string, SharedEntry> {
  return new Map(shared[list].map((one) => [one.id, one]));
}

function nameOf(one: SharedEntry): string {
  if ('title' in one) return shown(one.title, LONGEST_NAME);
  if ('word' in one) return shown(one.word, LONGEST_NAME);
  return shown('text' in one ? one.text : one.is, LONGEST_NAME);
}

function entry(what: string, { at, place }: Pick<Difference, 'at' | 'place'>): Difference {
  const nothing = { before: NO_VALUE, after: NO_VALUE, pieces: [], rules: null, shownIn: [] };
  return { class: 'editorial', what, place, at, part: '', ...nothing };
}

/** Titles of the modules whose words name an entry. */
function usesIn({ modules }: Edition): (list: (typeof LISTS)[number], id: string) => string[] {
  const texts = new Map<object, string>();
  const textOf = (module: Edition['modules'][number]) => {
    const text = texts.get(module) ?? JSON.stringify(module);
    texts.set(module, text);
    return text;
  };
  const namedAs = (list: (typeof LISTS)[number], id: string) =>
    list === 'facts' || list === 'terms' ? `{${list.slice(0, -1)}:${id}}` : `"${id}"`;
  return (list, id) =>
    modules
      .filter((module) => textOf(module).includes(namedAs(list, id)))
      .map(({ title }) => shown(title, LONGEST_NAME));
}

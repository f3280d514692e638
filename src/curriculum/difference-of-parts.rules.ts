import type { Change } from './change.js';
import type { DifferenceNode } from './difference-nodes.rules.js';
import { inKey, inNumber } from './difference-values.rules.js';
import { NO_VALUE } from './difference.js';
import type { Difference, DifferencePlace, DifferenceValue } from './difference.js';
import { differingSentences, sentencesOf } from './sentence-diff.rules.js';
import type { Effort } from './sentence-diff.rules.js';

/** Parts that are ids, numbers and places of the format: that they changed is said, not how. */
const UNSAID = new Set([
  ...['meets', 'speakers', 'effects', 'conditions', 'points', 'ways', 'mend', 'backTo', 'blockShape'],
  ...['materials', 'images', 'partial'],
]);
/** Parts with one of a few values, which have words of their own. */
const KEYS = new Set(['audience', 'place', 'when']);
/** Told already where the classes name it. */
const TOLD_BY: Readonly<Record<string, readonly string[] | undefined>> = {
  ways: ['way-removed', 'way-added'],
  points: ['points-changed'],
};

/** Every edited part of one thing, in the order in which it is written. */
export function differencesOfParts(
  { at, place, parts }: Pick<DifferenceNode, 'at' | 'place' | 'parts'>,
  { changes, effort }: { readonly changes: readonly Change[]; readonly effort: Effort },
): Difference[] {
  if (!parts) return [];
  const names = [...new Set([...Object.keys(parts.before), ...Object.keys(parts.after)])];
  return names.flatMap((part) => {
    const [before, after] = [parts.before[part], parts.after[part]];
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    if (changes.some(({ what }) => TOLD_BY[part]?.includes(what))) return [];
    return differenceOfPart({ at, place, part }, { before, after, effort });
  });
}

interface Where {
  readonly at: DifferencePlace;
  readonly place: string;
  readonly part: string;
}

function differenceOfPart(
  where: Where,
  { before, after, effort }: { before: unknown; after: unknown; effort: Effort },
): Difference[] {
  const difference: Difference = {
    class: 'editorial',
    what: 'setting-changed',
    ...where,
    before: NO_VALUE,
    after: NO_VALUE,
    pieces: [],
    rules: null,
    shownIn: [],
  };
  const { part } = where;
  if (UNSAID.has(part)) return [difference];
  if (KEYS.has(part) || isSetting(before) || isSetting(after))
    return [{ ...difference, what: 'setting-from-to', before: valueOf(before), after: valueOf(after) }];
  const [old, now] = [sentencesOf(before), sentencesOf(after)];
  const pieces = differingSentences(old, now, effort);
  if (pieces.length === 0)
    return saysTheSame(before, after) ? [] : [{ ...difference, what: 'layout-changed' }];
  const what = old.length === 0 ? 'words-added' : now.length === 0 ? 'words-removed' : 'words-changed';
  return [{ ...difference, what, pieces }];
}

function isSetting(value: unknown): boolean {
  return typeof value === 'boolean' || typeof value === 'number';
}

/** What is off is left out of the parts. */
function valueOf(value: unknown): DifferenceValue {
  if (typeof value === 'number') return inNumber(value);
  return inKey(typeof value === 'string' ? value : value === true ? 'yes' : 'no');
}

/** Whether only the markup differs that the product made of the same words. */
function saysTheSame(before: unknown, after: unknown): boolean {
  return JSON.stringify(before, withoutMarkup) === JSON.stringify(after, withoutMarkup);
}

function withoutMarkup(key: string, value: unknown): unknown {
  return key === 'ruby' || key === 'base' ? undefined : value;
}

import type { Care } from './care.js';

/**
 * Editorial and compatible changes reach everyone at once; a consequential one makes a new revision, which
 * those enrolled see only when their cohort is moved; a refused one cannot be published.
 */
export type ChangeClass = 'editorial' | 'compatible' | 'consequential' | 'refused';

export interface Change {
  readonly class: ChangeClass;
  /** What was done, as a word for the page that shows the difference. */
  readonly what: string;
  /** Where: empty for the track itself. */
  readonly place: string;
}

/** Things with ids, matched by id or by a former id. */
export function paired<T extends { readonly id: string; readonly formerly?: readonly string[] }>(
  before: readonly T[],
  after: readonly T[],
): {
  readonly kept: readonly (readonly [T, T])[];
  readonly added: readonly T[];
  readonly removed: readonly T[];
} {
  const kept = before.flatMap((old) => {
    const now = after.find((one) => one.id === old.id) ?? after.find((one) => one.formerly?.includes(old.id));
    return now ? [[old, now] as const] : [];
  });
  return {
    kept,
    added: after.filter((now) => !kept.some(([, one]) => one === now)),
    removed: before.filter((old) => !kept.some(([one]) => one === old)),
  };
}

/** What was done under a name that is no longer written down would be lost. */
export function droppedNames(
  before: { readonly id: string; readonly formerly: readonly string[] },
  after: { readonly id: string; readonly formerly: readonly string[] },
  place: string,
): Change[] {
  const names = new Set([after.id, ...after.formerly]);
  const isKept = [before.id, ...before.formerly].every((name) => names.has(name));
  return isKept ? [] : [consequential('formerly-dropped', place)];
}

export function changedDuty(
  before: { required: boolean },
  after: { required: boolean },
  place: string,
): Change[] {
  return before.required === after.required ? [] : [consequential('required-changed', place)];
}

export function changedCare(before: Care | null, after: Care | null, place: string): Change[] {
  const [old, now] = [before?.level ?? 0, after?.level ?? 0];
  if (old === now) return [];
  return [now < old ? consequential('care-lowered', place) : compatible('care-raised', place)];
}

/** Plain data without functions, keys always in the same order. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export const compatible = (what: string, place: string): Change => ({ class: 'compatible', what, place });
export const consequential = (what: string, place: string): Change => ({
  class: 'consequential',
  what,
  place,
});
export const refused = (what: string, place: string): Change => ({ class: 'refused', what, place });

import { isJudged } from '../assessment/scoring.rules.js';
import type { Question } from '../curriculum/question.js';
import { RULE_OF_TEN, suppressList } from '../shared/suppression.rules.js';
import type { Shown } from '../shared/suppression.rules.js';
import type { FirstAnswer } from './first-answer.js';
import { heapsOf } from './sorted-answers.rules.js';
import type { Heaps } from './sorted-answers.rules.js';

const LEAST = RULE_OF_TEN.threshold;
/** So many came at least, where the few who passed a question are hidden: fewer would tell how many they are. */
const LEAST_BESIDE_HIDDEN = LEAST + 4;

/** What may be shown of the answers to one question in one revision. Whatever is small, or could be worked out, is not in it. */
export interface ShownCounts {
  /** Everybody who came to the question: answered it, was not sure yet, or passed it by its note. */
  readonly n: number;
  /** For each thing to be answered, its heaps (see `heapsOf`). */
  readonly parts: readonly (readonly Shown[])[];
  /** The last heap of each thing holds also who was not sure yet and who passed. */
  readonly isLastMixed: boolean;
  readonly unknown: Shown;
  /** Null like all that is hidden; 0 where there is no note. */
  readonly skipped: Shown;
  /** Percent of those who answered, not rounded. Null where nothing is right or wrong, or where it would tell too much. */
  readonly facility: number | null;
}

interface Counted {
  readonly heaps: Heaps;
  readonly n: number;
  readonly answered: number;
  readonly unknown: number;
  readonly skipped: number;
  readonly right: number;
  readonly parts: readonly (readonly Heap[])[];
}

interface Heap {
  readonly count: number;
  readonly right: number;
}

/** Null where fewer than ten people answered. */
export function shownCounts(question: Question, answers: readonly FirstAnswer[]): ShownCounts | null {
  const counted = count(question, answers);
  if (!isEnough(counted)) return null;
  const shown = counted.heaps.sizes.length === 1 ? asOneList(counted) : asSeveral(counted);
  return isJudged(question) ? shown : { ...shown, facility: null };
}

function isEnough({ n, answered, skipped }: Counted): boolean {
  const hides = skipped > 0 && skipped < LEAST;
  return answered >= LEAST && (!hides || n >= LEAST_BESIDE_HIDDEN);
}

function count(question: Question, answers: readonly FirstAnswer[]): Counted {
  const heaps = heapsOf(question);
  const parts = heaps.sizes.map((size) => Array.from({ length: size }, () => ({ count: 0, right: 0 })));
  const answered = answers.filter(({ isSkipped }) => !isSkipped);
  const given = answered.filter(({ chosen }) => chosen.length > 0);
  for (const answer of given)
    for (const [part, place] of heaps.place(answer).entries()) {
      const heap = parts[part]![place]!;
      heap.count += 1;
      if (answer.result === 'right') heap.right += 1;
    }
  return {
    heaps,
    n: answers.length,
    answered: answered.length,
    unknown: answered.length - given.length,
    skipped: answers.length - answered.length,
    right: answered.filter(({ result }) => result === 'right').length,
    parts,
  };
}

/** Everybody stands in exactly one heap: one list with one sum. */
function asOneList(counted: Counted): ShownCounts {
  const { n, parts, unknown, skipped, right, answered } = counted;
  const heaps = parts[0]!.map((heap) => heap.count);
  const { cells } = suppressList([...heaps, unknown, skipped], RULE_OF_TEN, 'shown');
  const shown = cells.slice(0, heaps.length);
  const isKnown = cells.at(-1) !== null && [...counted.heaps.rights].every((place) => shown[place] !== null);
  return {
    n,
    parts: [shown],
    isLastMixed: false,
    unknown: cells.at(-2) as Shown,
    skipped: cells.at(-1) as Shown,
    facility: isKnown ? (100 * right) / answered : null,
  };
}

/**
 * Everybody stands in one heap of each thing, and "not sure yet" is the same people everywhere. Where they can be shown, the
 * things are lists of the others; where not, the last heap of each takes them in, so that they cannot be worked out.
 */
function asSeveral(counted: Counted): ShownCounts {
  const { n, unknown, skipped } = counted;
  const marked = n - unknown - skipped;
  const outer = suppressList([marked, unknown, skipped], RULE_OF_TEN, 'shown').cells;
  const isLastMixed = outer.includes(null);
  const parts = counted.parts.map((heaps) => {
    const counts = heaps.map((heap) => heap.count);
    if (isLastMixed) counts[counts.length - 1]! += unknown + skipped;
    return suppressList(counts, RULE_OF_TEN, 'shown').cells;
  });
  const shownIf = (value: number): Shown => (isLastMixed && value > 0 ? null : value);
  const shown = { n, parts, isLastMixed, unknown: shownIf(unknown), skipped: shownIf(skipped) };
  return { ...shown, facility: facilityBeside(counted, shown) };
}

/** Who is right in all stands also in the heaps of each: no difference between the two may be small. */
function facilityBeside(
  { right, answered, parts: heaps }: Counted,
  { parts, skipped }: Pick<ShownCounts, 'parts' | 'skipped'>,
): number | null {
  const wrong = answered - right;
  const isSafe = parts.every((cells, part) =>
    cells.every((cell, place) => {
      const heap = heaps[part]![place]!;
      if (cell === null) return true;
      if (heap.right === right && !isHarmless(heap.count - right)) return false;
      return heap.right > 0 || isHarmless(wrong - heap.count);
    }),
  );
  return skipped !== null && isHarmless(right) && isHarmless(wrong) && isSafe
    ? (100 * right) / answered
    : null;
}

function isHarmless(value: number): boolean {
  return value <= 0 || value >= LEAST;
}

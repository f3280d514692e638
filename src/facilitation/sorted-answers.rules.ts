import { ACCEPTED, blanksOf, OTHER, pairing, unitOf } from '../assessment/scoring.rules.js';
import { isWithin, readNumber } from '../assessment/typed.rules.js';
import type { NumberQuestion, Question } from '../curriculum/question.js';
import type { FirstAnswer } from './first-answer.js';

/** How the answers to a question are put into heaps: one set of heaps for each thing that was to be answered. */
export interface Heaps {
  /** Of each thing: how many heaps. */
  readonly sizes: readonly number[];
  /** Heaps of the only thing in which an answer is right. */
  readonly rights: ReadonlySet<number>;
  /** Of each thing the heap an answer belongs to; neither for "not sure yet" nor for what was passed. */
  place(answer: Pick<FirstAnswer, 'chosen' | 'texts'>): readonly number[];
}

/** Heaps of a number. */
export const NUMBER_HEAPS = ['right', 'near', 'other'] as const;
/** With a tolerance, near is up to twice as far away; without one, so much of the answer. */
const NEAR = { times: 2, share: 0.1 } as const;

const named = new Set([0]);
const yesNo = (count: number) => Array.from({ length: count }, () => 2);

export function heapsOf(question: Question): Heaps {
  switch (question.kind) {
    case 'choose-one':
      return {
        sizes: [question.choices.length],
        rights: new Set(question.choices.flatMap(({ score }, place) => (score === 1 ? [place] : []))),
        place: ({ chosen }) => chosen.slice(0, 1),
      };
    case 'true-false':
      return { sizes: [2], rights: new Set([question.answer ? 0 : 1]), place: ({ chosen }) => chosen };
    case 'choose-many':
      return yes(question.choices.length, (chosen, place) => chosen.includes(place));
    case 'put-in-order':
      return yes(question.items.length, (chosen, place) => chosen[place] === place);
    case 'match': {
      const right = pairing(question);
      return yes(question.pairs.length, (chosen, place) => chosen[place] === right[place]);
    }
    case 'fill-in': {
      const other = question.alsoWrong.length + 1;
      const place = (verdict: number) => (verdict === OTHER ? other : verdict);
      return {
        sizes: blanksOf(question).map(() => other + 1),
        rights: named,
        place: ({ chosen }) => chosen.map(place),
      };
    }
    case 'number':
      return { sizes: [3], rights: named, place: (answer) => [placeOfNumber(answer, question)] };
    case 'scale':
      return { sizes: [question.steps.length], rights: new Set(), place: ({ chosen }) => chosen };
    case 'free-text':
      return { sizes: [], rights: new Set(), place: () => [] };
  }
}

/** Things that are each so or not: 0 for so. */
function yes(count: number, isSo: (chosen: readonly number[], place: number) => boolean): Heaps {
  return {
    sizes: yesNo(count),
    rights: named,
    place: ({ chosen }) => yesNo(count).map((_, place) => (isSo(chosen, place) ? 0 : 1)),
  };
}

function placeOfNumber(
  { chosen, texts }: Pick<FirstAnswer, 'chosen' | 'texts'>,
  question: NumberQuestion,
): number {
  if (chosen[0] === ACCEPTED) return 0;
  const value = readNumber(texts?.[0] ?? '', unitOf(question));
  return value !== null && isWithin(value, { answer: question.answer, tolerance: nearOf(question) }) ? 1 : 2;
}

/** How far from the answer a number is still near. */
export function nearOf({ answer, tolerance }: Pick<NumberQuestion, 'answer' | 'tolerance'>): number {
  return tolerance > 0 ? tolerance * NEAR.times : Math.abs(answer) * NEAR.share;
}

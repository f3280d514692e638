import type {
  ChooseQuestion,
  FillInQuestion,
  MatchQuestion,
  NumberQuestion,
  Question,
} from '../curriculum/question.js';
import type { Rendered } from '../curriculum/rendered.js';
import { baseText } from '../curriculum/words/ruby-signs.js';

/** What a person can read of an answer: right, think again, not sure yet; where nothing is right or wrong, taken in. */
export type Result = 'right' | 'again' | 'unknown' | 'noted';

export interface Score {
  readonly result: Result;
  /** 0 to 1. */
  readonly points: number;
}

/** In `chosen`, of words or a number that was typed: right, or none of what the author thought of. */
export const ACCEPTED = 0;
export const OTHER = -1;

/** Whether there is a right answer; what has none counts nowhere. */
export function isJudged({ kind }: Pick<Question, 'kind'>): boolean {
  return kind !== 'scale' && kind !== 'free-text';
}

/** How many things of a question stand in an order of their own on the page, "not sure yet" left out. */
export function shownCount(question: Question): number {
  switch (question.kind) {
    case 'choose-one':
    case 'choose-many':
      return question.choices.length;
    case 'true-false':
      return 2;
    case 'put-in-order':
      return question.items.length;
    case 'match':
      return rightsOf(question).length;
    case 'scale':
      return question.steps.length;
    default:
      return 0;
  }
}

/** The right sides of a match question, each once: first those that belong to something, then the others. */
export function rightsOf({ pairs, extra }: MatchQuestion): readonly Rendered[] {
  const all = [...pairs.map(({ right }) => right), ...extra];
  return all.filter((one, place) => placeOf(all, one) === place);
}

/** For each left side, the place of what belongs to it among `rightsOf`. */
export function pairing(question: MatchQuestion): readonly number[] {
  const rights = rightsOf(question);
  return question.pairs.map(({ right }) => placeOf(rights, right));
}

function placeOf(all: readonly Rendered[], wanted: Rendered): number {
  return all.findIndex((one) => baseText(one.source) === baseText(wanted.source));
}

/** The answers that each blank of a sentence takes. */
export function blanksOf({ parts }: FillInQuestion): readonly (readonly string[])[] {
  return parts.flatMap((part) => ('accepts' in part ? [part.accepts] : []));
}

/** The unit of a number in plain letters, or null. */
export function unitOf({ unit }: NumberQuestion): string | null {
  return unit === null ? null : baseText(unit);
}

/**
 * `chosen` says by places in the curriculum's lists what was answered (see `Response.chosen`); nothing chosen means "not sure
 * yet". `sharesPoints`: where points count, part of what is ordered, matched or filled in is worth its share.
 */
export function scoreOf(question: Question, chosen: readonly number[], sharesPoints = false): Score {
  if (chosen.length === 0) return { result: 'unknown', points: 0 };
  switch (question.kind) {
    case 'choose-one':
      return scored(question.choices[chosen[0]!]?.score ?? 0);
    case 'choose-many':
      return scoreMany(question, chosen, sharesPoints);
    case 'true-false':
      return scored(chosen[0] === (question.answer ? 0 : 1) ? 1 : 0);
    case 'put-in-order':
      return shared(chosen, [...question.items.keys()], sharesPoints);
    case 'match':
      return shared(chosen, pairing(question), sharesPoints);
    case 'fill-in':
      return shared(
        chosen,
        blanksOf(question).map(() => ACCEPTED),
        sharesPoints,
      );
    case 'number':
      return shared(chosen, [ACCEPTED], sharesPoints);
    case 'scale':
    case 'free-text':
      return { result: 'noted', points: 0 };
  }
}

// Choices marked "partly" count neither for nor against: life has answers that may be named or left out.
// With `partial` one need not name all: where no points are counted, nothing wrong among them is right.
function scoreMany(question: ChooseQuestion, chosen: readonly number[], sharesPoints: boolean): Score {
  const marks = chosen.map((place) => question.choices[place]?.mark);
  const rights = question.choices.filter((choice) => choice.mark === 'right').length;
  const hits = marks.filter((mark) => mark === 'right').length;
  const misses = marks.filter((mark) => mark === 'wrong').length;
  if (hits === rights && misses === 0) return scored(1);
  const points = question.partial && rights > 0 ? Math.max(0, (hits - misses) / rights) : 0;
  return scored(points, question.partial && misses === 0 && !sharesPoints);
}

function shared(chosen: readonly number[], right: readonly number[], sharesPoints: boolean): Score {
  const hits = right.filter((place, index) => chosen[index] === place).length;
  if (hits === right.length && chosen.length === right.length) return scored(1);
  return scored(
    sharesPoints && right.length > 0 ? Math.min(hits, right.length - 1) / right.length : 0,
    false,
  );
}

function scored(points: number, isRight = points === 1): Score {
  return { result: isRight ? 'right' : 'again', points };
}

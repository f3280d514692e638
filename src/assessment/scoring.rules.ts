import type { ChooseQuestion, Question, TrueFalseQuestion } from '../curriculum/question.js';

/** The three results a person can read: right, think again, not sure yet. */
export type Result = 'right' | 'again' | 'unknown';

export interface Score {
  readonly result: Result;
  /** 0 to 1. */
  readonly points: number;
}

/** Kinds of questions that are served; others of a curriculum are passed over. */
export type ServedQuestion = ChooseQuestion | TrueFalseQuestion;

export function isServed(question: Question): question is ServedQuestion {
  return question.kind === 'choose-one' || question.kind === 'choose-many' || question.kind === 'true-false';
}

/** How many options a question offers, "not sure yet" left out. */
export function optionCount(question: ServedQuestion): number {
  return question.kind === 'true-false' ? 2 : question.choices.length;
}

/** `chosen` are places in the curriculum's list (true-false: 0 is ○, 1 is ×); nothing chosen means "not sure yet". */
export function scoreOf(question: ServedQuestion, chosen: readonly number[]): Score {
  if (chosen.length === 0) return { result: 'unknown', points: 0 };
  if (question.kind === 'true-false') return scored(chosen[0] === (question.answer ? 0 : 1) ? 1 : 0);
  if (question.kind === 'choose-one') return scored(question.choices[chosen[0]!]?.score ?? 0);
  return scoreMany(question, chosen);
}

// Choices marked "partly" count neither for nor against: life has answers that may be named or left out.
function scoreMany(question: ChooseQuestion, chosen: readonly number[]): Score {
  const marks = chosen.map((place) => question.choices[place]?.mark);
  const rights = question.choices.filter((choice) => choice.mark === 'right').length;
  const hits = marks.filter((mark) => mark === 'right').length;
  const misses = marks.filter((mark) => mark === 'wrong').length;
  if (hits === rights && misses === 0) return scored(1);
  return scored(question.partial && rights > 0 ? Math.max(0, (hits - misses) / rights) : 0, false);
}

function scored(points: number, isRight = points === 1): Score {
  return { result: isRight ? 'right' : 'again', points };
}

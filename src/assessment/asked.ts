import type { Question } from '../curriculum/question.js';

/** One question as it is asked in an attempt. */
export interface Asked {
  readonly question: Question;
  /** 1 for the first. */
  readonly position: number;
  readonly total: number;
  /** See `DrawnQuestion.order`. */
  readonly order: readonly number[];
}

import type { Result } from '../assessment/scoring.rules.js';

/** What somebody answered first to one question, in their first attempt. Of the person it holds nothing. */
export interface FirstAnswer {
  readonly question: string;
  readonly revision: string;
  /** See `Response.chosen`. */
  readonly chosen: readonly number[];
  /** What was typed, of numbers alone: to tell near ones. Never shown. */
  readonly texts: readonly string[] | null;
  readonly result: Result;
  /** 0 to 1. */
  readonly points: number;
  readonly isSkipped: boolean;
}

/** The first answers of one attempt. */
export interface FirstAttempt {
  /** Each question that was drawn has been answered once. */
  readonly isFinished: boolean;
  readonly answers: readonly FirstAnswer[];
}

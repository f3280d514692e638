import type { QuestionScore } from './question-score.entity.js';
import type { StepProgress } from './step-progress.entity.js';

export type Progress = Pick<
  StepProgress,
  'status' | 'place' | 'section' | 'skippedByCare' | 'startedAt' | 'completedAt' | 'touchedAt'
>;

/** Something a person did in a step. */
export interface StepAct {
  readonly status: 'started' | 'done';
  /** The section reached, counted from 1, with its id. */
  readonly place?: { readonly number: number; readonly section: string };
  readonly skippedByCare?: boolean;
}

/** The ledger after an act. Nothing that was reached is taken back: not by a lower place, not by starting again. */
export function grow(known: Progress | null, act: StepAct, now: Date): Progress {
  const isFurther = act.place !== undefined && act.place.number > (known?.place ?? 0);
  const isDone = known?.status === 'done' || act.status === 'done';
  return {
    status: isDone ? 'done' : 'started',
    place: isFurther ? act.place.number : (known?.place ?? 0),
    section: isFurther ? act.place.section : (known?.section ?? null),
    skippedByCare: (known?.skippedByCare ?? false) || (act.skippedByCare ?? false),
    startedAt: known?.startedAt ?? now,
    completedAt: known?.completedAt ?? (isDone ? now : null),
    touchedAt: now,
  };
}

export type Score = Pick<QuestionScore, 'question' | 'best' | 'skippedByCare'>;

/** How one question stands after an attempt. */
export interface Scored {
  readonly question: string;
  /** Share of its score in this attempt, 0 to 1. */
  readonly share: number;
  readonly skippedByCare: boolean;
  /** Counts in place of an earlier share, even of a better one. */
  readonly replaces: boolean;
}

/** The scores that are new or other than what is known; those that stay need not be written again. */
export function growScores(
  known: readonly Score[],
  scores: readonly Scored[],
): { readonly added: readonly Score[]; readonly grown: readonly Score[] } {
  const before = new Map(known.map((score) => [score.question, score]));
  const after = scores.map(({ question, share, skippedByCare, replaces }) => ({
    question,
    best: Math.max(replaces ? 0 : (before.get(question)?.best ?? 0), Math.round(share * 1000)),
    skippedByCare: (before.get(question)?.skippedByCare ?? false) || skippedByCare,
  }));
  return {
    added: after.filter(({ question }) => !before.has(question)),
    grown: after.filter((score) => {
      const was = before.get(score.question);
      return was && (was.best !== score.best || was.skippedByCare !== score.skippedByCare);
    }),
  };
}

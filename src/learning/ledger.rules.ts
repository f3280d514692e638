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

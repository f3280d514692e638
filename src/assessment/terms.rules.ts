import type { QuizStep } from '../curriculum/step.js';

/** Under which terms a quiz is taken. */
export interface Terms {
  readonly showAnswers: QuizStep['showAnswers'];
  /** Percent; null where nothing is to be reached. */
  readonly pass: number | null;
  /** Null: as often as one likes. */
  readonly attempts: number | null;
  readonly waitHours: number;
  readonly keep: 'best' | 'last';
}

/** Caps, waiting and marks belong to scored tracks; elsewhere nothing of the kind holds, whatever a file says. */
export function termsOf(quiz: QuizStep, isScored: boolean): Terms {
  if (!isScored)
    return { showAnswers: quiz.showAnswers, pass: null, attempts: null, waitHours: 0, keep: 'best' };
  const { showAnswers, passPercent: pass, attempts, waitHours, keep } = quiz;
  return { showAnswers, pass, attempts, waitHours, keep };
}

import type { QuizStep } from '../curriculum/step.js';
import type { Scored } from '../learning/ledger.rules.js';
import { isJudged } from './scoring.rules.js';
import type { Sitting } from './sitting.js';

type Sat = Pick<Sitting, 'asked' | 'state'>;

/** What the ledger is to know where the best answer to each question counts. */
export function bestScores(sitting: Sat): Scored[] {
  return scoresOf(sitting, false);
}

/**
 * Where the last attempt counts, it counts whole: nothing before it is finished, and then what it did not ask counts no
 * longer, lest an attempt profit from what an earlier one was asked.
 */
export function lastScores(quiz: QuizStep, sitting: Sat): Scored[] {
  if (sitting.state.next !== null) return [];
  const asked = new Set(sitting.asked.map(({ question }) => question.id));
  const others = quiz.questions.filter((question) => isJudged(question) && !asked.has(question.id));
  return [
    ...scoresOf(sitting, true),
    ...others.map(({ id }) => ({ question: id, share: 0, skippedByCare: false, replaces: true })),
  ];
}

function scoresOf({ asked, state }: Sat, replaces: boolean): Scored[] {
  return state.questions
    .filter(({ turns }, index) => turns > 0 && isJudged(asked[index]!.question))
    .map(({ id, points, isSkipped }) => ({
      question: id,
      share: points,
      skippedByCare: isSkipped,
      replaces,
    }));
}

import type { Edition } from '../curriculum/edition.js';
import { findStep } from '../curriculum/edition.js';
import type { Question } from '../curriculum/question.js';
import type { StepRef } from '../curriculum/step.js';
import { RULE_OF_TEN } from '../shared/suppression.rules.js';
import { adviceOn } from './advice.rules.js';
import type { Advice } from './advice.rules.js';
import type { FirstAttempt } from './first-answer.js';
import { discriminationIndex, discriminativeEfficiency } from './item-statistics.rules.js';
import { isOf, scoresBeside } from './rest-scores.rules.js';
import { shownCounts } from './shown-counts.rules.js';
import type { ShownCounts } from './shown-counts.rules.js';

/** One question in one revision, with the edition whose words it has. */
export interface AskedQuestion {
  readonly question: Question;
  readonly edition: Edition;
  readonly ref: StepRef;
}

/** What the first answers to one question tell. */
export interface Told extends AskedQuestion {
  /** Null while fewer than ten people answered. */
  readonly counts: ShownCounts | null;
  readonly advice: readonly Advice[];
  /** Null in a track without scores. */
  readonly statistics: Statistics | null;
}

export interface Statistics {
  /** Percent. Null where fewer than ten can be compared, where scores do not vary, and where it could tell too much. */
  readonly index: number | null;
  readonly efficiency: number | null;
}

const NONE: Statistics = { index: null, efficiency: null };

export function tell(asked: AskedQuestion, attempts: readonly FirstAttempt[]): Told {
  const { question, edition } = asked;
  const key = { question: question.id, revision: question.revision };
  const answers = attempts.flatMap((attempt) => attempt.answers.filter((answer) => isOf(answer, key)));
  const counts = shownCounts(question, answers);
  const { scored } = edition.track;
  const statistics = scored && counts ? statisticsOf(scoresBeside(attempts, key)) : NONE;
  return {
    ...asked,
    counts,
    advice: counts ? adviceOn(question, counts, statistics.index) : [],
    // Beside a share that is hidden the numbers would help to work it out; their sign alone does not.
    statistics: scored ? (counts?.facility === null ? NONE : statistics) : null,
  };
}

function statisticsOf(scores: ReturnType<typeof scoresBeside>): Statistics {
  if (scores.own.length < RULE_OF_TEN.threshold) return NONE;
  return { index: discriminationIndex(scores), efficiency: discriminativeEfficiency(scores) };
}

/** A quiz in one of the editions in which people of the cohort met it. */
export interface MetQuiz {
  readonly edition: Edition;
  readonly ref: StepRef;
}

/**
 * Every question that was met, and those asked now, in the order of the newest edition; different revisions of a question
 * stand below each other, the newest first. `quizzes` come newest first.
 */
export function questionsOf(quizzes: readonly MetQuiz[]): AskedQuestion[] {
  const all = quizzes.flatMap(({ edition, ref }) => {
    const step = findStep(edition, ref);
    return step?.kind === 'quiz' ? step.questions.map((question) => ({ question, edition, ref })) : [];
  });
  const isFirst = ({ question: { id, revision } }: AskedQuestion, at: number) =>
    all.findIndex(({ question }) => question.id === id && question.revision === revision) === at;
  const kept = all.filter(isFirst);
  const ids = [...new Set(kept.map(({ question }) => question.id))];
  return ids.flatMap((id) => kept.filter(({ question }) => question.id === id));
}

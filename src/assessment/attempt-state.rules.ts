import type { Attempt } from './attempt.entity.js';
import type { Response } from './response.entity.js';

export type Answered = Pick<Response, 'question' | 'turn' | 'chosen' | 'result' | 'points' | 'isSkipped'>;

export interface QuestionState {
  readonly id: string;
  /** How often it was answered in this attempt. */
  readonly turns: number;
  readonly last: Answered | null;
  /** Best of the attempt, 0 to 1; 0 before the first answer. */
  readonly points: number;
  /** Passed by its content note. */
  readonly isSkipped: boolean;
}

export interface AttemptState {
  readonly questions: readonly QuestionState[];
  /** Place of the first question without an answer; null when each has one. */
  readonly next: number | null;
  /** Percent of what can be reached, rounded down. */
  readonly percent: number;
}

/** Where an attempt stands, from its answers in the order of their turns. */
export function stateOf(attempt: Pick<Attempt, 'questions'>, responses: readonly Answered[]): AttemptState {
  const questions = attempt.questions.map(({ id }): QuestionState => {
    const own = responses.filter((one) => one.question === id).sort((a, b) => a.turn - b.turn);
    return {
      id,
      turns: own.length,
      last: own.at(-1) ?? null,
      points: Math.max(0, ...own.map((one) => one.points)),
      isSkipped: own.some((one) => one.isSkipped),
    };
  });
  const next = questions.findIndex((question) => question.turns === 0);
  // What was passed by a content note leaves the count.
  const counted = questions.filter((question) => !question.isSkipped);
  const points = counted.reduce((sum, question) => sum + question.points, 0);
  return {
    questions,
    next: next === -1 ? null : next,
    percent: counted.length === 0 ? 100 : Math.floor((points / counted.length) * 100 + 1e-9),
  };
}

/** Whether the explanations of other options may be shown: always after the answer, or only once the mark is reached. */
export function mayShowAll(attempt: Pick<Attempt, 'rule'>, state: AttemptState): boolean {
  if (attempt.rule.showAnswers === 'after-answer') return true;
  return state.next === null && state.percent >= (attempt.rule.pass ?? 0);
}

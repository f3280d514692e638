import type { Attempt } from './attempt.entity.js';
import type { AttemptState, QuestionState } from './attempt-state.rules.js';
import { mayShowAll } from './attempt-state.rules.js';
import { lessonHrefOf } from './quiz-view.js';
import type { Asked, QuizView } from './quiz-view.js';
import type { ServedQuestion } from './scoring.rules.js';

/** An option and its explanation, as HTML. */
export interface Worded {
  readonly answer: string;
  readonly explanation: string;
}

export interface AnswerPage {
  /** Of the whole quiz; where a hard subject comes up, the short name of the module. */
  readonly heading: string;
  readonly askHtml: string;
  readonly position: number;
  readonly total: number;
  readonly result: 'ok' | 'again' | 'unknown';
  /** What was chosen, each with its explanation; empty for "not sure yet" and for true-false. */
  readonly yours: readonly Worded[];
  /** For true-false: what was said; null for everything else. */
  readonly saidTrue: boolean | null;
  /** What is said about the whole question, or null. */
  readonly general: string | null;
  readonly others: readonly Worded[];
  readonly againHref: string | null;
  readonly nextHref: string;
  readonly isLast: boolean;
  readonly lessonHref: string;
}

/** The explanation after an answer. Other options are explained only where the author lets them be seen already. */
export function toAnswerPage(
  view: QuizView,
  asked: Asked,
  given: { attempt: Attempt; state: AttemptState; own: QuestionState },
): AnswerPage {
  const { question, position, total } = asked;
  const last = given.own.last!;
  const chosen = last.chosen;
  const mayShow = mayShowAll(given.attempt, given.state);
  return {
    heading: view.heading,
    askHtml: view.html(question.ask, question.easy),
    position,
    total,
    result: last.result === 'right' ? 'ok' : last.result,
    ...(question.kind === 'true-false'
      ? trueFalseWords(view, question, chosen, mayShow)
      : choiceWords(view, question, { chosen, mayShow, isRight: last.result === 'right' })),
    againHref: given.attempt.rule.again && last.result !== 'right' ? `${view.base}/${position}` : null,
    nextHref:
      given.state.next === null || position === total
        ? `${view.base}/${given.state.next === null ? 'end' : given.state.next + 1}`
        : `${view.base}/${position + 1}`,
    isLast: given.state.next === null,
    lessonHref: lessonHrefOf(view, question),
  };
}

type Words = Pick<AnswerPage, 'yours' | 'saidTrue' | 'general' | 'others'>;

function trueFalseWords(
  view: QuizView,
  question: Extract<ServedQuestion, { kind: 'true-false' }>,
  chosen: readonly number[],
  mayShow: boolean,
): Words {
  const saidTrue = chosen.length === 0 ? null : chosen[0] === 0;
  const general = mayShow || saidTrue === question.answer ? view.html(question.feedback) : null;
  return { yours: [], saidTrue, general, others: [] };
}

function choiceWords(
  view: QuizView,
  question: Exclude<ServedQuestion, { kind: 'true-false' }>,
  given: { chosen: readonly number[]; mayShow: boolean; isRight: boolean },
): Words {
  const worded = question.choices.map((choice) => ({
    answer: view.html(choice.text, choice.easy),
    explanation: view.html(choice.feedback, choice.feedbackEasy),
  }));
  return {
    yours: given.chosen.map((place) => worded[place]!),
    saidTrue: null,
    general: given.isRight && question.feedback ? view.html(question.feedback) : null,
    others: given.mayShow ? worded.filter((_, place) => !given.chosen.includes(place)) : [],
  };
}

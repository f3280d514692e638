import type { ChooseQuestion, Question, TrueFalseQuestion } from '../curriculum/question.js';
import { toRows } from './answer-rows.js';
import type { AnswerRow } from './answer-rows.js';
import type { Attempt } from './attempt.entity.js';
import type { Answered, AttemptState, QuestionState } from './attempt-state.rules.js';
import { mayShowAll } from './attempt-state.rules.js';
import { lessonHrefOf } from './quiz-view.js';
import type { Asked } from './asked.js';
import type { QuizView } from './quiz-view.js';

/** An option and its explanation, as HTML. */
export interface Worded {
  readonly answer: string;
  readonly explanation: string;
}

export interface AnswerPage extends Words {
  /** Of the whole quiz; where a hard subject comes up, the short name of the module. */
  readonly heading: string;
  readonly kind: Question['kind'];
  readonly askHtml: string;
  readonly position: number;
  readonly total: number;
  readonly result: 'ok' | 'again' | 'unknown' | 'noted';
  readonly againHref: string | null;
  readonly nextHref: string;
  readonly isLast: boolean;
  readonly lessonHref: string;
}

interface Words {
  /** What was chosen, each with its explanation; empty for "not sure yet" and where there are no options. */
  readonly yours: readonly Worded[];
  /** For true-false: what was said; null for everything else. */
  readonly saidTrue: boolean | null;
  /** What was placed, paired or filled in. */
  readonly rows: readonly AnswerRow[];
  /** What is said about the whole question, or null. */
  readonly general: string | null;
  readonly others: readonly Worded[];
}

/** The explanation after an answer. What was not answered is explained only where the author lets it be seen already. */
export function toAnswerPage(
  view: QuizView,
  asked: Asked,
  given: { attempt: Attempt; state: AttemptState; own: QuestionState },
): AnswerPage {
  const { question, position, total } = asked;
  const last = given.own.last!;
  const { next } = given.state;
  return {
    heading: view.heading,
    kind: question.kind,
    askHtml: view.html(question.ask, question.easy),
    position,
    total,
    result: last.result === 'right' ? 'ok' : last.result,
    ...wordsFor(view, question, { last, mayShow: mayShowAll(given.attempt, given.state) }),
    againHref: given.attempt.rule.again && last.result !== 'right' ? `${view.base}/${position}` : null,
    nextHref:
      next === null || position === total
        ? `${view.base}/${next === null ? 'end' : next + 1}`
        : `${view.base}/${position + 1}`,
    isLast: next === null,
    lessonHref: lessonHrefOf(view, question),
  };
}

interface Given {
  readonly last: Answered;
  readonly mayShow: boolean;
}

function wordsFor(view: QuizView, question: Question, given: Given): Words {
  if (question.kind === 'true-false') return trueFalseWords(view, question, given);
  const { result } = given.last;
  // Of an answer that is right, or that cannot be wrong, nothing is left to hide.
  const isOpen = result === 'right' || result === 'noted';
  const general = isOpen && question.feedback ? view.html(question.feedback, question.feedbackEasy) : null;
  if ('choices' in question) return { ...choiceWords(view, question, given), general };
  return { yours: [], saidTrue: null, rows: toRows(view, question, given), general, others: [] };
}

function trueFalseWords(view: QuizView, question: TrueFalseQuestion, { last, mayShow }: Given): Words {
  const saidTrue = last.chosen.length === 0 ? null : last.chosen[0] === 0;
  const general =
    mayShow || saidTrue === question.answer ? view.html(question.feedback, question.feedbackEasy) : null;
  return { yours: [], saidTrue, rows: [], general, others: [] };
}

function choiceWords(
  view: QuizView,
  question: ChooseQuestion,
  { last, mayShow }: Given,
): Omit<Words, 'general'> {
  const worded = question.choices.map((choice) => ({
    answer: view.html(choice.text, choice.easy),
    explanation: view.html(choice.feedback, choice.feedbackEasy),
  }));
  return {
    yours: last.chosen.map((place) => worded[place]!),
    saidTrue: null,
    rows: [],
    others: mayShow ? worded.filter((_, place) => !last.chosen.includes(place)) : [],
  };
}

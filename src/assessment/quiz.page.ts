import type { Care } from '../curriculum/care.js';
import type { QuizStep } from '../curriculum/step.js';
import type { Rendered } from '../curriculum/rendered.js';
import type { FieldView, FormView, Message } from '../web/form.js';
import type { Attempt } from './attempt.entity.js';
import type { AttemptState, QuestionState } from './attempt-state.rules.js';
import { mayShowAll } from './attempt-state.rules.js';
import { isServed } from './scoring.rules.js';
import type { ServedQuestion } from './scoring.rules.js';

/** One quiz in front of one person: where it is, what they may see, and how words become HTML for them. */
export interface QuizView {
  readonly base: string;
  readonly quiz: QuizStep;
  readonly heading: string;
  readonly isScored: boolean;
  readonly lessonHref: string;
  readonly nextHref: string;
  readonly pathHref: string;
  readonly html: (words: Rendered, easy?: Rendered | null) => string;
}

export interface QuizStartPage {
  readonly title: string;
  readonly intro: string | null;
  readonly count: number;
  readonly minutes: number;
  readonly isScored: boolean;
  readonly action: string;
  readonly passAction: string;
  readonly continueHref: string | null;
  readonly resultHref: string | null;
  readonly answered: number;
  readonly lessonHref: string;
  /** Why a further attempt cannot begin now. */
  readonly refusal: Message | null;
  /** What comes up in it, where it may be passed with full credit. */
  readonly care: { readonly topics: string; readonly where: string | null } | null;
}

export function toStartPage(
  view: QuizView,
  last: { attempt: Attempt; state: AttemptState } | null,
): QuizStartPage {
  const { base, quiz } = view;
  const next = last?.state.next ?? null;
  return {
    title: view.heading,
    intro: quiz.intro ? view.html(quiz.intro, quiz.easy) : null,
    count:
      last && next !== null
        ? last.attempt.questions.length
        : (quiz.draw ?? quiz.questions.filter(isServed).length),
    minutes: quiz.minutes,
    isScored: view.isScored,
    action: `${base}/start`,
    passAction: `${base}/passed`,
    continueHref: next === null ? null : `${base}/${next + 1}`,
    resultHref: last && next === null ? `${base}/end` : null,
    answered: last ? last.state.questions.filter((question) => question.turns > 0).length : 0,
    lessonHref: view.lessonHref,
    refusal: null,
    care: careOf(quiz),
  };
}

/** Level 1 and 2 may be passed. */
function careOf({ care }: { care: Care | null }): { topics: string; where: string | null } | null {
  return care && care.level > 0 ? { topics: care.topics.join('\u3001'), where: care.where } : null;
}

export interface QuestionPage {
  readonly title: string;
  readonly documentTitle: string;
  readonly askHtml: string;
  readonly position: number;
  readonly total: number;
  readonly isMany: boolean;
  readonly isTrueFalse: boolean;
  readonly isScored: boolean;
  readonly field: FieldView;
  readonly form: FormView;
  readonly options: readonly { readonly value: string; readonly html?: string; readonly text?: string }[];
  readonly action: string;
  readonly hintHtml: string | null;
  readonly care: { readonly topics: string; readonly where: string | null } | null;
  readonly laterHref: string;
  readonly lessonHref: string;
}

/** What the page of a question needs; nothing in it tells which option is right. */
export function toQuestionPage(view: QuizView, asked: Asked, form: FormView): QuestionPage {
  const { question, position, total, order } = asked;
  return {
    title: question.ask.source,
    documentTitle: view.heading,
    askHtml: view.html(question.ask, question.easy),
    position,
    total,
    isMany: question.kind === 'choose-many',
    isTrueFalse: question.kind === 'true-false',
    isScored: view.isScored,
    field: form.fields.answer!,
    form,
    options: optionsOf(view, question, order),
    action: `${view.base}/${position}`,
    hintHtml: question.hint ? view.html(question.hint) : null,
    care: careOf(question),
    laterHref: view.pathHref,
    lessonHref: lessonHrefOf(view, question),
  };
}

/** One question as it is asked in an attempt. */
export interface Asked {
  readonly question: ServedQuestion;
  /** 1 for the first. */
  readonly position: number;
  readonly total: number;
  readonly order: readonly number[];
}

function optionsOf(
  view: QuizView,
  question: ServedQuestion,
  order: readonly number[],
): { value: string; html: string }[] {
  if (question.kind === 'true-false') return [];
  return order.map((place, shown) => {
    const choice = question.choices[place]!;
    return { value: String(shown), html: view.html(choice.text, choice.easy) };
  });
}

function lessonHrefOf(view: QuizView, question: ServedQuestion): string {
  if (!question.backTo) return view.lessonHref;
  const lesson = view.base.replace(/^\/quiz\//, '/learn/').replace(/[^/]+$/, question.backTo.step);
  return question.backTo.section ? `${lesson}#${question.backTo.section}` : lesson;
}

/** An option and its explanation, as HTML. */
export interface Worded {
  readonly answer: string;
  readonly explanation: string;
}

export interface AnswerPage {
  readonly title: string;
  readonly documentTitle: string;
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
    title: question.ask.source,
    documentTitle: view.heading,
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

export interface QuizEndPage {
  readonly title: string;
  readonly questions: readonly {
    readonly html: string;
    readonly result: 'ok' | 'again' | 'unknown';
    readonly href: string;
  }[];
  readonly percent: number | null;
  readonly again: string;
  readonly nextHref: string;
  readonly lessonHref: string;
  readonly pathHref: string;
}

/** After the last question: what was answered, as words; the share only where the track is scored. */
export function toEndPage(view: QuizView, asked: readonly Asked[], state: AttemptState): QuizEndPage {
  return {
    title: view.heading,
    questions: asked.map(({ question, position }, index) => {
      const result = state.questions[index]!.last?.result ?? 'unknown';
      return {
        html: view.html(question.ask, question.easy),
        result: result === 'right' ? 'ok' : result,
        href: `${view.base}/${position}/answer`,
      };
    }),
    percent: view.isScored ? state.percent : null,
    again: `${view.base}/start`,
    nextHref: view.nextHref,
    lessonHref: view.lessonHref,
    pathHref: view.pathHref,
  };
}

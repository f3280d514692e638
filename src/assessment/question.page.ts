import type { FieldView, FormView } from '../web/form.js';
import { careOf, lessonHrefOf } from './quiz-view.js';
import type { Asked, CareNote, QuizView } from './quiz-view.js';
import type { ServedQuestion } from './scoring.rules.js';

export interface QuestionPage {
  /** Of the whole quiz; where a hard subject comes up, the short name of the module. */
  readonly heading: string;
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
  readonly care: CareNote | null;
  readonly laterHref: string;
  readonly lessonHref: string;
}

/** What the page's form carries along unseen: options stand in another order in every attempt. */
export function attemptOf({ attempt }: { attempt: { number: number } }): { attempt: string } {
  return { attempt: String(attempt.number) };
}

/** What the page of a question needs; nothing in it tells which option is right. */
export function toQuestionPage(view: QuizView, asked: Asked, form: FormView): QuestionPage {
  const { question, position, total, order } = asked;
  return {
    heading: view.heading,
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

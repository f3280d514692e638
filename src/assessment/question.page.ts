import type { Question } from '../curriculum/question.js';
import { baseText } from '../curriculum/words/ruby-signs.js';
import type { FieldView, FormView } from '../web/form.js';
import { fieldOf } from './answer.rules.js';
import { mostOf } from './answer-parts.rules.js';
import { piecesOf, toParts } from './question-parts.js';
import type { Option, Part, Piece } from './question-parts.js';
import { unitOf } from './scoring.rules.js';
import { careOf, lessonHrefOf } from './quiz-view.js';
import type { Asked } from './asked.js';
import type { CareNote, QuizView } from './quiz-view.js';

export interface QuestionPage {
  /** Of the whole quiz; where a hard subject comes up, the short name of the module. */
  readonly heading: string;
  readonly kind: Question['kind'];
  readonly askHtml: string;
  readonly position: number;
  readonly total: number;
  readonly isMany: boolean;
  readonly isScored: boolean;
  /** Where there are options to mark. */
  readonly field: FieldView;
  readonly form: FormView;
  readonly options: readonly Option[];
  /** What is placed, paired or filled in, one control each. */
  readonly parts: readonly Part[];
  /** What a part may be set to: places in an order, right sides. */
  readonly choices: readonly { readonly value: string; readonly text: string }[];
  /** The sentence of a fill-in question, cut at its blanks. */
  readonly pieces: readonly Piece[];
  /** Its easy version, which has no controls, for who wants that; else null. */
  readonly easyHtml: string | null;
  readonly unit: string | null;
  readonly lines: number;
  /** Characters that fit into one control. */
  readonly most: number;
  readonly action: string;
  readonly hintHtml: string | null;
  readonly care: CareNote | null;
  readonly laterHref: string;
  readonly lessonHref: string;
  /** What was typed on the page of an attempt that is over: shown, so that it is not lost. */
  readonly typedBefore: readonly string[];
}

/** What the page's form carries along unseen: options stand in another order in every attempt. */
export function attemptOf({ attempt }: { attempt: { number: number } }): { attempt: string } {
  return { attempt: String(attempt.number) };
}

/** What the page of a question needs; nothing in it tells which answer is right. */
export function toQuestionPage(
  view: QuizView,
  asked: Asked,
  form: FormView,
  typedBefore: readonly string[] = [],
): QuestionPage {
  const { question, position, total } = asked;
  const { parts, choices } = toParts(view, asked, form);
  return {
    heading: view.heading,
    kind: question.kind,
    askHtml: view.html(question.ask, question.easy),
    position,
    total,
    isMany: question.kind === 'choose-many',
    isScored: view.isScored,
    field: form.fields[fieldOf(question)]!,
    form,
    options: optionsOf(view, asked),
    parts,
    choices,
    pieces: question.kind === 'fill-in' ? piecesOf(view, question, parts) : [],
    easyHtml: question.kind === 'fill-in' ? easyOf(view, question) : null,
    unit: question.kind === 'number' ? unitOf(question) : null,
    lines: question.kind === 'free-text' ? question.lines : 1,
    most: mostOf(question),
    action: `${view.base}/${position}`,
    hintHtml: question.hint ? view.html(question.hint, question.hintEasy) : null,
    care: careOf(question),
    laterHref: view.pathHref,
    lessonHref: lessonHrefOf(view, question),
    typedBefore,
  };
}

function easyOf(view: QuizView, { ask, easy }: Question): string | null {
  const chosen = view.html(ask, easy);
  return chosen === view.html(ask) ? null : chosen;
}

function optionsOf(view: QuizView, { question, order }: Asked): Option[] {
  if (question.kind === 'scale')
    return question.steps.map(({ value, words }, place) => ({
      value: String(place),
      number: value,
      words: words && baseText(words),
      html: null,
    }));
  if (question.kind !== 'choose-one' && question.kind !== 'choose-many') return [];
  return order.map((place, shown) => {
    const choice = question.choices[place]!;
    return { value: String(shown), number: null, words: null, html: view.html(choice.text, choice.easy) };
  });
}

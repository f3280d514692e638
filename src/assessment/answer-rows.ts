import type {
  ChooseQuestion,
  FillInQuestion,
  MatchQuestion,
  NumberQuestion,
  OrderQuestion,
  Question,
  ScaleQuestion,
  TrueFalseQuestion,
} from '../curriculum/question.js';
import { baseText } from '../curriculum/words/ruby-signs.js';
import type { Answered } from './attempt-state.rules.js';
import type { QuizView } from './quiz-view.js';
import { blanksOf, pairing, rightsOf, unitOf } from './scoring.rules.js';

/** One thing of an answer: what it is about, what was answered, what belongs there, what the author says about it. */
export interface AnswerRow {
  /** 1 for the first. */
  readonly number: number;
  readonly labelHtml: string | null;
  readonly yours: Cell | null;
  /** Null while it is not to be seen yet, and where nothing is right or wrong. */
  readonly right: Cell | null;
  readonly noteHtml: string | null;
}

/** Words of a curriculum, or what was typed, or a number with what it means or up to which it goes. */
export interface Cell {
  readonly html: string | null;
  readonly text: string;
  readonly upTo: string | null;
  readonly means: string | null;
}

const inHtml = (html: string): Cell => ({ html, text: '', upTo: null, means: null });
const inText = (text: string, more: Partial<Cell> = {}): Cell => ({
  html: null,
  text,
  upTo: null,
  means: null,
  ...more,
});

interface Given {
  readonly last: Answered;
  readonly mayShow: boolean;
}

/** What was answered, thing by thing, beside what is right; nothing where there is nothing to tell. */
export function toRows(
  view: QuizView,
  question: Exclude<Question, ChooseQuestion | TrueFalseQuestion>,
  given: Given,
): AnswerRow[] {
  return rowsOf(view, question, given).filter(({ yours, right }) => yours !== null || right !== null);
}

function rowsOf(
  view: QuizView,
  question: Exclude<Question, ChooseQuestion | TrueFalseQuestion>,
  given: Given,
): AnswerRow[] {
  switch (question.kind) {
    case 'put-in-order':
      return orderRows(view, question, given);
    case 'match':
      return matchRows(view, question, given);
    case 'fill-in':
      return blankRows(view, question, given);
    case 'number': {
      const right = given.mayShow ? numberCell(question) : null;
      return [row(0, { yours: typed(given, 0, unitOf(question)), right })];
    }
    case 'scale':
      return [row(0, { yours: stepCell(question, given.last.chosen[0]) })];
    case 'free-text':
      return [row(0, { yours: typed(given, 0, null) })];
  }
}

function row(index: number, more: Partial<AnswerRow>): AnswerRow {
  return { labelHtml: null, yours: null, right: null, noteHtml: null, ...more, number: index + 1 };
}

function orderRows(view: QuizView, { items }: OrderQuestion, { last, mayShow }: Given): AnswerRow[] {
  const cell = (place: number | undefined) =>
    place === undefined || !items[place] ? null : inHtml(view.html(items[place]));
  return items.map((_, index) =>
    row(index, { yours: cell(last.chosen[index]), right: mayShow ? cell(index) : null }),
  );
}

function matchRows(view: QuizView, question: MatchQuestion, { last, mayShow }: Given): AnswerRow[] {
  const rights = rightsOf(question);
  const right = pairing(question);
  const cell = (place: number | undefined) =>
    place === undefined || !rights[place] ? null : inHtml(view.html(rights[place]));
  return question.pairs.map(({ left }, index) =>
    row(index, {
      labelHtml: view.html(left),
      yours: cell(last.chosen[index]),
      right: mayShow ? cell(right[index]) : null,
    }),
  );
}

function blankRows(view: QuizView, question: FillInQuestion, given: Given): AnswerRow[] {
  return blanksOf(question).map((accepts, index) => {
    const known = question.alsoWrong[(given.last.chosen[index] ?? 0) - 1];
    return row(index, {
      yours: typed(given, index, null),
      right: given.mayShow ? inText(accepts.join('\u3001')) : null,
      noteHtml: known?.feedback ? view.html(known.feedback, known.feedbackEasy) : null,
    });
  });
}

function typed({ last }: Given, index: number, unit: string | null): Cell | null {
  const text = last.texts?.[index] ?? '';
  if (text === '') return null;
  return inText(unit !== null && !text.trim().endsWith(unit) ? text + unit : text);
}

function numberCell(question: NumberQuestion): Cell {
  const { answer, tolerance } = question;
  // Sums of decimals without what binary fractions add to them.
  const words = (value: number) => `${Number(value.toPrecision(12))}${unitOf(question) ?? ''}`;
  return tolerance === 0
    ? inText(words(answer))
    : inText(words(answer - tolerance), { upTo: words(answer + tolerance) });
}

function stepCell({ steps }: ScaleQuestion, place: number | undefined): Cell | null {
  const step = place === undefined ? undefined : steps[place];
  return step ? inText(String(step.value), { means: step.words && baseText(step.words) }) : null;
}

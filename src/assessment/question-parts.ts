import type { FillInQuestion } from '../curriculum/question.js';
import type { FieldView, FormView, Message } from '../web/form.js';
import { isMarked } from './answer.rules.js';
import { partCount, partId } from './answer-parts.rules.js';
import type { Asked } from './asked.js';
import type { QuizView } from './quiz-view.js';
import { rightsOf } from './scoring.rules.js';

/** What can be marked: an option in its words, or a step of a scale. */
export interface Option {
  readonly value: string;
  readonly html: string | null;
  readonly number: number | null;
  readonly words: string | null;
}

/** One control of several. */
export interface Part extends FieldView {
  /** The thing that is placed or paired; null where the control stands in a sentence or alone. */
  readonly labelHtml: string | null;
  /** 1 for the first. */
  readonly number: number;
}

/** A piece of a sentence: words, or a blank. */
export interface Piece {
  readonly html: string;
  readonly part: Part | null;
}

interface Parts {
  readonly parts: readonly Part[];
  readonly choices: readonly { readonly value: string; readonly text: string }[];
}

export function toParts(view: QuizView, asked: Asked, form: FormView): Parts {
  const { question, order } = asked;
  if (isMarked(question)) return { parts: [], choices: [] };
  const labels = labelsOf(view, asked);
  const values = form.fields.part!.values;
  const parts = Array.from({ length: partCount(asked) }, (_, index): Part => {
    const id = partId(index);
    return {
      id,
      name: 'part',
      value: values[index] ?? '',
      values: [],
      error: errorOf(form, id),
      labelHtml: labels[index] ?? null,
      number: index + 1,
    };
  });
  if (question.kind === 'put-in-order')
    return { parts, choices: parts.map(({ number }) => ({ value: String(number), text: '' })) };
  if (question.kind !== 'match') return { parts, choices: [] };
  const rights = rightsOf(question);
  return {
    parts,
    choices: order.map((place, shown) => ({ value: String(shown), text: view.plain(rights[place]!) })),
  };
}

export function piecesOf(view: QuizView, question: FillInQuestion, parts: readonly Part[]): Piece[] {
  let blank = 0;
  return question.parts.map((piece) =>
    'words' in piece ? { html: view.html(piece.words), part: null } : { html: '', part: parts[blank++]! },
  );
}

function labelsOf(view: QuizView, { question, order }: Asked): readonly string[] {
  if (question.kind === 'put-in-order') return order.map((place) => view.html(question.items[place]!));
  return question.kind === 'match' ? question.pairs.map(({ left }) => view.html(left)) : [];
}

function errorOf({ errors }: FormView, id: string): Message | null {
  return errors.find(({ field }) => field === id) ?? null;
}

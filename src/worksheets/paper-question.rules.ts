import type { Question } from '../curriculum/question.js';
import type { Rendered } from '../curriculum/rendered.js';
import { sha256 } from '../shared/ids.js';

/** A question that can be answered with a pencil. Nothing of the key is in it, nor in the order of its options. */
export interface PaperQuestion {
  readonly kind: Question['kind'];
  readonly ask: Rendered;
  readonly easy: Rendered | null;
  /** To be marked, put in order or completed. */
  readonly options: readonly { readonly text: Rendered; readonly easy: Rendered | null }[];
  /** What the options are matched with, under signs. */
  readonly signs: readonly Rendered[];
  /** Of a scale. */
  readonly steps: readonly { readonly value: number; readonly words: string | null }[];
  readonly unit: string | null;
  readonly lines: number;
}

const NOTHING = { options: [], signs: [], steps: [], unit: null, lines: 0 };

export function toPaperQuestion(question: Question): PaperQuestion {
  const { kind, ask, easy } = question;
  return { ...NOTHING, kind, ask, easy, ...partsOf(question) };
}

function partsOf(question: Question): Partial<PaperQuestion> {
  const plain = (text: Rendered) => ({ text, easy: null });
  switch (question.kind) {
    case 'choose-one':
    case 'choose-many':
      return {
        options: mixed(question.id, question.choices, ({ text }) => text).map(({ text, easy }) => ({
          text,
          easy,
        })),
      };
    case 'put-in-order':
      return { options: outOfOrder(question.id, question.items).map(plain) };
    case 'match': {
      const rights = [...question.pairs.map(({ right }) => right), ...question.extra];
      const signs = question.pairs.length > 1 ? outOfOrder(question.id, rights) : rights;
      return { options: question.pairs.map(({ left }) => plain(left)), signs };
    }
    case 'number':
      return { unit: question.unit };
    case 'scale':
      return { steps: question.steps };
    case 'free-text':
      return { lines: question.lines };
    case 'true-false':
    case 'fill-in':
      return {};
  }
}

/** Always the same order, which has nothing to do with what is right. */
function mixed<T>(seed: string, all: readonly T[], of: (one: T) => Rendered): readonly T[] {
  const weight = (one: T) => sha256(`${seed} ${of(one).source}`);
  return [...all].sort((one, other) => (weight(one) < weight(other) ? -1 : 1));
}

/** The same, and never the order that is asked for. */
function outOfOrder(seed: string, all: readonly Rendered[]): readonly Rendered[] {
  const order = mixed(seed, all, (one) => one);
  const isTold = order.every((one, place) => one === all[place]);
  return isTold ? [...order.slice(1), ...order.slice(0, 1)] : order;
}

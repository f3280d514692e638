import type { Care } from './care.js';
import type { Label, Rendered } from './rendered.js';

export type Question =
  | ChooseQuestion
  | TrueFalseQuestion
  | OrderQuestion
  | MatchQuestion
  | FillInQuestion
  | NumberQuestion
  | ScaleQuestion
  | FreeTextQuestion;
export type QuestionKind = Question['kind'];

/** "I do not know yet" is offered with every question by the page; it is never written in a curriculum. */
export interface QuestionBase {
  /** Unique in its quiz, for ever. */
  readonly id: string;
  /** Hash of what the question says and which answers are right; a response is stored with it. */
  readonly revision: string;
  readonly ask: Rendered;
  readonly easy: Rendered | null;
  readonly hint: Rendered | null;
  /** In easy Japanese; absent in editions from before it could be written. */
  readonly hintEasy?: Rendered | null;
  /** Where to read again: a lesson of the same module and, if given, the id of one of its sections. */
  readonly backTo: { readonly step: string; readonly section: string | null } | null;
  /** Shown when the answer was right. */
  readonly feedback: Rendered | null;
  /** In easy Japanese; absent in editions from before it could be written. */
  readonly feedbackEasy?: Rendered | null;
  readonly pool: string | null;
  readonly meets: readonly string[];
  readonly care: Care | null;
  readonly required: boolean;
}

export interface ChooseQuestion extends QuestionBase {
  readonly kind: 'choose-one' | 'choose-many';
  /** In the order of the file. A choice is named by its place in this list, together with `revision`. */
  readonly choices: readonly Choice[];
  /** Choose-many: part of the score for part of the right choices. */
  readonly partial: boolean;
}

/** `right`, `partly` and `wrong` are ○, △ and × in the file. */
export interface Choice {
  readonly mark: 'right' | 'partly' | 'wrong';
  readonly text: Rendered;
  readonly feedback: Rendered;
  readonly easy: Rendered | null;
  readonly feedbackEasy: Rendered | null;
  /** Id of a misconception, for staff statistics; on wrong choices. */
  readonly misconception: string | null;
  /** 1 for right, 0 for wrong, for partly what the file says or 0.5. */
  readonly score: number;
}

export interface TrueFalseQuestion extends QuestionBase {
  readonly kind: 'true-false';
  /** True: ○. */
  readonly answer: boolean;
  /** Shown whatever was answered. */
  readonly feedback: Rendered;
  readonly misconception: string | null;
}

export interface OrderQuestion extends QuestionBase {
  readonly kind: 'put-in-order';
  /** In the right order. */
  readonly items: readonly Rendered[];
}

export interface MatchQuestion extends QuestionBase {
  readonly kind: 'match';
  readonly pairs: readonly { readonly left: Rendered; readonly right: Rendered }[];
  /** Right sides that belong to nothing. */
  readonly extra: readonly Rendered[];
}

/** `ask` shows each blank as a line; its `source` does not hold the answers either. */
export interface FillInQuestion extends QuestionBase {
  readonly kind: 'fill-in';
  /** The sentence in pieces: words, and blanks with the answers that are right. */
  readonly parts: readonly ({ readonly words: Rendered } | { readonly accepts: readonly string[] })[];
  readonly alsoWrong: readonly {
    readonly text: string;
    readonly misconception: string | null;
    readonly feedback: Rendered | null;
    readonly feedbackEasy?: Rendered | null;
  }[];
}

export interface NumberQuestion extends QuestionBase {
  readonly kind: 'number';
  readonly answer: number;
  readonly tolerance: number;
  readonly unit: Label | null;
}

/** No right answer. */
export interface ScaleQuestion extends QuestionBase {
  readonly kind: 'scale';
  /** Every step from the lowest to the highest; `words` where the author gave some. */
  readonly steps: readonly { readonly value: number; readonly words: Label | null }[];
}

/** Never judged. */
export interface FreeTextQuestion extends QuestionBase {
  readonly kind: 'free-text';
  readonly lines: number;
}

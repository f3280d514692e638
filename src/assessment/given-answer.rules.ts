import type { Rendered } from '../curriculum/rendered.js';
import type { Message } from '../web/form.js';

/** The value of "not sure yet", beside the places of the options. */
export const UNKNOWN = 'unknown';
/** The value of passing a question by its content note. */
export const SKIP = 'skip';

export interface Answer {
  /** See `Response.chosen`. */
  readonly chosen: readonly number[];
  /** What was typed; null where there was nothing to type. */
  readonly texts: readonly string[] | null;
  readonly isSkipped: boolean;
}

/** What is asked of the person once more, and at which control. */
export type Fault = Message & { readonly field: string };
export type GivenAnswer =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly errors: readonly Fault[] };

/** What the form of a question carries: marks, and one value for each thing to place or fill in. */
export interface Marked {
  readonly answer: readonly string[];
  readonly part: readonly string[];
}

/** Plain words of a curriculum, to name a thing in a sentence. */
export type Name = (words: Rendered) => string;

export function taken(answer: Answer): GivenAnswer {
  return { ok: true, answer };
}

/** Not sure yet, and nothing typed. */
export const NOTHING: Answer = { chosen: [], texts: null, isSkipped: false };

/** The words of a form that was filled in by hand; numbers alone may be places of a list, which say nothing by themselves. */
export function typedIn({ part }: Marked): readonly string[] {
  return part.filter((text) => !/^\s*\d*\s*$/.test(text));
}

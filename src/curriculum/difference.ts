import type { ChangeClass } from './change.js';
import type { CompletionRule } from './edition.js';
import type { Piece } from './sentence-diff.rules.js';
import type { StepKind } from './step.js';

/** What a value is: words of the author, or a key of the pages (`yes`, `open`, `after-pass` …). */
export type DifferenceValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'key'; readonly key: string };

/** Where in a track something stands, by the names a person knows. */
export interface DifferencePlace {
  readonly of: 'track' | 'module' | 'step' | 'question' | 'scene' | 'shared' | 'image';
  readonly module: string;
  readonly stepKind: StepKind | null;
  /** Null where the author gave the step no title of its own. */
  readonly step: string | null;
  /** Of a question what it asks, of a scene its first words, of a shared entry its name, of an image its path. */
  readonly item: string;
}

/** One thing that became different between two editions, to be said in a sentence. */
export interface Difference {
  readonly class: ChangeClass;
  /** Words: `studio-publish.change.<what>`. */
  readonly what: string;
  /** As in `Change`. */
  readonly place: string;
  readonly at: DifferencePlace;
  /** Which words or which setting, for `words-…` and `setting-…`: `studio-publish.part.<part>`. */
  readonly part: string;
  readonly before: DifferenceValue;
  readonly after: DifferenceValue;
  readonly pieces: readonly Piece[];
  /** Of changed completion. */
  readonly rules: {
    readonly before: readonly CompletionRule[];
    readonly after: readonly CompletionRule[];
  } | null;
  /** Titles of the modules in which a changed shared entry shows. */
  readonly shownIn: readonly string[];
}

export const NO_VALUE: DifferenceValue = { kind: 'none' };

import type { Label } from './rendered.js';

/** Entries of curricula/shared/ that an edition uses: kept with it, so an old edition reads as it did. */
export interface SharedEntries {
  readonly sources: readonly Source[];
  readonly facts: readonly Fact[];
  readonly terms: readonly Term[];
  readonly misconceptions: readonly Misconception[];
}

export interface Source {
  readonly id: string;
  readonly title: Label;
  readonly by: string | null;
  readonly year: string;
  /** http or https, always. */
  readonly url: string | null;
  /** For staff only. */
  readonly note: string | null;
}

export interface Fact {
  readonly id: string;
  readonly text: Label;
  /** In easy Japanese; absent in editions from before it could be written. */
  readonly easy?: Label | null;
  readonly value: string | null;
  readonly asOf: string;
  /** Id of a source. */
  readonly source: string;
  /** Day it was last looked up, YYYY-MM-DD. */
  readonly checked: string;
  /** True: the place it stands in shows nothing until somebody has checked it again. */
  readonly hide: boolean;
}

export interface Term {
  readonly id: string;
  readonly word: string;
  readonly reading: string;
  readonly means: Label;
  readonly easy: Label | null;
}

/** A belief behind a wrong answer. Names for staff, never shown to trainees; `reply` answers the belief. */
export interface Misconception {
  /** M01, M02 … */
  readonly id: string;
  readonly is: string;
  readonly reply: Label;
  readonly next: string | null;
}

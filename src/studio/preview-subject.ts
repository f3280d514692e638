import type { Edition } from '../curriculum/edition.js';
import type { PlaceLine } from '../curriculum/place-lines.js';
import type { PreviewOpening } from './preview-messages.js';

/** What is looked at, once it is certain that the person may. */
export interface PreviewSubject {
  readonly kind: 'draft' | 'edition';
  readonly edition: Edition;
  /** The address of its previews. */
  readonly base: string;
  /** Where one goes when one has seen enough. */
  readonly closeHref: string;
  /** The page of a line in its files, and where places stand; null where there are no files to show. */
  readonly lines: { readonly places: readonly PlaceLine[]; readonly href: (at: Line) => string } | null;
  /** Read when the preview begins. */
  readonly images: () => Promise<PreviewOpening['images']>;
  readonly required: () => Promise<PreviewOpening['required']>;
}

export interface Line {
  readonly path: string;
  readonly line: number;
}

/** A draft that cannot be compiled yet. */
export interface BrokenSubject {
  readonly kind: 'broken';
  readonly errors: number;
  readonly closeHref: string;
}

import type { Label, Rendered } from './rendered.js';

/**
 * A content note. Level 1 and 2 may always be skipped with full credit; the skip is visible to the person
 * alone. Level 2 is announced in the list, at the head of the lesson and before the part.
 */
export interface Care {
  readonly level: 0 | 1 | 2;
  readonly topics: readonly Label[];
  /** Where in the part it stands, in words. */
  readonly where: Label | null;
  /** The points without the hard part; always there at level 2. */
  readonly instead: Rendered | null;
  readonly insteadEasy: Rendered | null;
}

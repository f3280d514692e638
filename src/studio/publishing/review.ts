import type { ChangeClass } from '../../curriculum/change.js';
import type { Difference } from '../../curriculum/difference.js';
import type { Edition } from '../../curriculum/edition.js';
import type { Publishable } from '../../curriculum/publication.service.js';
import type { ShownAffected } from './affected.rules.js';

/** What publishing something would mean: compared with what the track shows now. */
export interface Review {
  readonly trackId: string;
  /** Null for a track that was never published. */
  readonly current: Edition | null;
  readonly source: 'files' | 'studio';
  /** The first publication of a track has no class. */
  readonly class: ChangeClass | null;
  readonly differences: readonly Difference[];
  readonly affected: ShownAffected;
  readonly what: Publishable;
  /** The content was published before. */
  readonly isRestoring: boolean;
}

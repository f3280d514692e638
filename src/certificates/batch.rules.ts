import { sha256 } from '../shared/ids.js';

/** What becomes of somebody when the office issues to a cohort. */
export type BatchStanding =
  /** A certificate is made. */
  | 'ready'
  /** Has one. */
  | 'issued'
  /** Chose not to receive one. */
  | 'declined'
  /** The track asks for a legal name, which only the person can give. */
  | 'no-name'
  /** The typeface lacks a character of the name. */
  | 'no-shape'
  /** The track gives no certificate. */
  | 'none';

/** Certificates of one act: more would hold up everybody's writing. The rest is previewed next. */
export const MOST_AT_ONCE = 100;

/** Tells whether a name is still the one that was looked over; of the same length whatever the name. */
export function sealOf({ enrolmentId, name }: { enrolmentId: string; name: string }): string {
  return sha256(`${enrolmentId} ${name}`);
}

interface Known {
  readonly isIssued: boolean;
  readonly isDeclined: boolean;
  /** Null where the track gives no certificate. */
  readonly certificate: { readonly isOfficial: boolean } | null;
  readonly chosenName: string | null;
  readonly displayName: string;
}

/**
 * The name that is printed, and whether it can be. What somebody chose and looked over counts; else, where no
 * authority asks for a legal name, what the person is called by: a legal name is never guessed.
 */
export function standingOf(
  known: Known,
  isPrintable: (name: string) => boolean,
): { standing: BatchStanding; name: string } {
  const { certificate, chosenName, displayName } = known;
  const name = chosenName ?? displayName;
  if (known.isIssued) return { standing: 'issued', name };
  if (known.isDeclined) return { standing: 'declined', name };
  if (!certificate) return { standing: 'none', name };
  if (certificate.isOfficial && chosenName === null) return { standing: 'no-name', name };
  return { standing: isPrintable(name) ? 'ready' : 'no-shape', name };
}

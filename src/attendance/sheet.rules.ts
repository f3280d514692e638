/** Somebody of a cohort, on the sheet of one date. */
export interface SheetPerson {
  readonly enrolmentId: string;
  readonly displayName: string;
  /** As it is shown. */
  readonly learnerNumber: string;
  /** Said before that they will not come. */
  readonly hasNotice: boolean;
  /** Somebody wrote down that they were not there. */
  readonly isAbsent: boolean;
  readonly attended: {
    readonly kind: 'present' | 'made-up';
    /** On this very date, not on another for the same session. */
    readonly isHere: boolean;
    /** By a step that makes up for it: nobody recorded it. */
    readonly isByItself: boolean;
    readonly minutesLate: number | null;
    readonly minutesEarly: number | null;
  } | null;
}

/** What the paper says of somebody. Undefined minutes are left as they are. */
export interface Mark {
  readonly enrolmentId: string;
  /** `open`: nobody knows yet. */
  readonly kind: 'present' | 'made-up' | 'absent' | 'open';
  readonly minutesLate?: number | null;
  readonly minutesEarly?: number | null;
}

export interface Change {
  readonly enrolmentId: string;
  readonly kind: 'present' | 'made-up' | 'absent';
  readonly minutesLate: number | null;
  readonly minutesEarly: number | null;
}

/** Whole minutes that somebody may be late: a day is longer than any meeting. Null: not so. */
export function readMinutes(typed: string): number | null {
  const text = typed.normalize('NFKC').trim();
  const minutes = /^\d{1,3}$/.test(text) ? Number(text) : null;
  return minutes !== null && minutes <= 600 ? minutes : null;
}

/**
 * What is to be written so that the record says what the paper says. Absence takes nothing away: a mistake is
 * corrected one by one. Null: the paper names somebody who is not in the cohort any more.
 */
export function changesOf(people: readonly SheetPerson[], marks: readonly Mark[]): readonly Change[] | null {
  const known = new Map(people.map((person) => [person.enrolmentId, person]));
  if (marks.some(({ enrolmentId }) => !known.has(enrolmentId))) return null;
  return marks.flatMap((mark) => changeOf(known.get(mark.enrolmentId)!, mark) ?? []);
}

function changeOf({ enrolmentId, attended, isAbsent }: SheetPerson, mark: Mark): Change | null {
  if (mark.kind === 'open') return null;
  if (mark.kind === 'absent')
    return attended || isAbsent
      ? null
      : { enrolmentId, kind: 'absent', minutesLate: null, minutesEarly: null };
  if (mark.kind === 'made-up')
    return attended ? null : { enrolmentId, kind: 'made-up', minutesLate: null, minutesEarly: null };
  const isHere = attended?.kind === 'present' && attended.isHere;
  if (attended?.kind === 'present' && !isHere) return null;
  const minutesLate = mark.minutesLate === undefined ? (attended?.minutesLate ?? null) : mark.minutesLate;
  const minutesEarly = mark.minutesEarly === undefined ? (attended?.minutesEarly ?? null) : mark.minutesEarly;
  const isKnown = isHere && attended.minutesLate === minutesLate && attended.minutesEarly === minutesEarly;
  return isKnown ? null : { enrolmentId, kind: 'present', minutesLate, minutesEarly };
}

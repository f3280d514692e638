import type { FactKind } from '../../enrolment/reported-fact.entity.js';
import type { SheetValue } from '../files/sheet.js';
import type { NameColumn } from '../name-columns.rules.js';

/** A row of a list with what names it to the office without naming a person. */
export interface ListedRow {
  readonly enrolmentId: string;
  readonly trackCode: string;
  readonly cohortName: string | null;
  readonly number: number;
  readonly values: readonly SheetValue[];
}

export type Change = 'added' | 'gone' | 'changed';
/** Why: written down later, put right, taken out by the person, or out of the fiscal year that is asked for. */
export type Reason = 'recorded' | 'corrected' | 'erased' | 'year';

export interface Difference {
  readonly change: Change;
  readonly trackCode: string;
  readonly cohortName: string | null;
  readonly number: number;
  /** What reads differently; none where a row came or went, or where names were erased. */
  readonly columns: readonly NameColumn[];
  readonly reason: Reason;
}

export interface Known {
  readonly columns: readonly NameColumn[];
  /** Kinds of the facts that only the later list knows, by enrolment. */
  readonly facts: ReadonlyMap<string, readonly FactKind[]>;
  /** Enrolments of people who were erased after the earlier list was made. */
  readonly erased: ReadonlySet<string>;
}

/** How a row of the later list differs from the earlier one; null when it reads the same. */
export function differenceOf(
  row: { readonly before: ListedRow | null; readonly after: ListedRow | null },
  known: Known,
): Difference | null {
  const { before, after } = row;
  const one = (after ?? before)!;
  const { enrolmentId, trackCode, cohortName, number } = one;
  const which = { trackCode, cohortName, number };
  if (!before || !after)
    return {
      ...{ change: after ? 'added' : 'gone', ...which, columns: [] },
      reason: reasonOf(enrolmentId, known) ?? 'year',
    };
  const columns = known.columns.filter((_, at) => before.values[at] !== after.values[at]);
  if (known.erased.has(enrolmentId)) return { change: 'changed', ...which, columns, reason: 'erased' };
  if (columns.length === 0) return null;
  return { change: 'changed', ...which, columns, reason: reasonOf(enrolmentId, known) ?? 'year' };
}

/** Null where nothing was written down in between. */
function reasonOf(enrolmentId: string, { facts }: Known): Reason | null {
  const kinds = facts.get(enrolmentId);
  if (!kinds) return null;
  return kinds.includes('corrected') ? 'corrected' : 'recorded';
}

import { FiscalYear } from '../shared/fiscal-year.js';
import type { ViewingKind } from './roster-viewing.entity.js';

/** A viewing stays open for so long. */
export const USABLE_MS = 60 * 60 * 1000;

/** What of somebody can stand in lists of certificates. Days are `YYYY-MM-DD`. */
export interface ListedPerson {
  readonly enrolmentIds: readonly string[];
  /** Of waivers. */
  readonly proposedAt: readonly number[];
  readonly certificates: readonly {
    readonly id: string;
    readonly trackCode: string;
    readonly completedOn: string;
    readonly issuedAt: number;
  }[];
}

export interface AskedViewing {
  readonly kind: ViewingKind;
  readonly question: Readonly<Record<string, unknown>>;
  readonly askedAt: number;
}

/**
 * Whether the names of a viewing had this person among them: found again from what was asked for, since no names are
 * kept. The same conditions as `RosterService.list` and `Waivers.list`, as long as the viewing was open.
 */
export function shows({ kind, question, askedAt }: AskedViewing, person: ListedPerson): boolean {
  if (kind === 'batch')
    return (question.enrolments as readonly string[]).some((id) => person.enrolmentIds.includes(id));
  if (kind === 'correction') return person.certificates.some(({ id }) => id === question.certificate);
  const year = new FiscalYear(question.fiscalYear as number);
  if (kind === 'waivers') {
    const [from, before] = [year.firstDay().startsAt(), year.lastDay().plusDays(1).startsAt()];
    return person.proposedAt.some(
      (at) => at < askedAt + USABLE_MS && from.getTime() <= at && at < before.getTime(),
    );
  }
  const [first, last] = [year.firstDay().toString(), year.lastDay().toString()];
  return person.certificates.some(
    ({ trackCode, completedOn, issuedAt }) =>
      issuedAt < askedAt + USABLE_MS &&
      first <= completedOn &&
      completedOn <= last &&
      (question.trackCode === '' || question.trackCode === trackCode),
  );
}

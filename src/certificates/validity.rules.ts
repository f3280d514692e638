import { CalendarDay } from '../shared/calendar-day.js';
import type { CertificateState } from './certificate.entity.js';

/** What a certificate is on a day. What became of it weighs more than its days: a revoked one does not expire. */
export type Standing = CertificateState | 'expiring' | 'expired';

/** Its last days, the last one among them, on which its holder is told that they are the last. */
export const EXPIRING_DAYS = 60;

/**
 * The window runs from the day of issue, which stands on the paper: whoever holds it can count for themselves, and
 * who takes it late has as long as others. Its last day has the date of that day, or is 28 February where the year
 * has no 29th.
 */
export function lastDayOfValidity(issuedOn: CalendarDay, years: number): CalendarDay {
  const { year, month, day } = issuedOn;
  const isMissing = month === 2 && day === 29 && !isLeap(year + years);
  return CalendarDay.of(year + years, month, isMissing ? 28 : day);
}

/** `validThrough`: null for one that is good for ever. */
export function standingOn(
  today: CalendarDay,
  { state, validThrough }: { readonly state: CertificateState; readonly validThrough: CalendarDay | null },
): Standing {
  if (state !== 'valid' || validThrough === null) return state;
  if (validThrough.isBefore(today)) return 'expired';
  return today.isBefore(validThrough.plusDays(1 - EXPIRING_DAYS)) ? 'valid' : 'expiring';
}

/** How long a certificate is good, and what it is on the day on which somebody looks at it. */
export interface Validity {
  readonly validThrough: CalendarDay | null;
  readonly standing: Standing;
}

/** Of a row, as the database gives it. */
export function validityOf(
  { state, valid_through: text }: { readonly state: CertificateState; readonly valid_through: string | null },
  today: CalendarDay,
): Validity {
  const validThrough = text === null ? null : CalendarDay.parse(text);
  return { validThrough, standing: standingOn(today, { state, validThrough }) };
}

function isLeap(year: number): boolean {
  return new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
}

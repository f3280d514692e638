import { CalendarDay } from '../shared/calendar-day.js';

/** Wherever a year may stand, it is one that offices still plan or keep. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/** A whole number as people type it, in half or full width; null for anything else. */
export function readNumber(text: string): number | null {
  const plain = text.normalize('NFKC').trim();
  return /^\d{1,5}$/.test(plain) ? Number(plain) : null;
}

/** The day of three fields; null when there is no such day. */
export function readDay(year: string, month: string, day: string): CalendarDay | null {
  const [y, m, d] = [year, month, day].map(readNumber);
  if (y == null || m == null || d == null || y < FIRST_YEAR || y > LAST_YEAR) return null;
  const padded = (n: number) => String(n).padStart(2, '0');
  return CalendarDay.parse(`${y}-${padded(m)}-${padded(d)}`);
}

/** The three fields that show this day again, each beginning with `prefix`; empty for none. */
export function typedDay(prefix: string, day: CalendarDay | null): Record<string, string> {
  return {
    [`${prefix}Year`]: day ? String(day.year) : '',
    [`${prefix}Month`]: day ? String(day.month) : '',
    [`${prefix}Day`]: day ? String(day.day) : '',
  };
}

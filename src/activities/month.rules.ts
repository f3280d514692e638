import { CalendarDay } from '../shared/calendar-day.js';

/** A month of a wall calendar, as addresses write it: `2026-11`. */
export interface Month {
  readonly year: number;
  readonly month: number;
}

/** Dates further away are guesses, and those that are over help nobody. */
const MONTHS_AHEAD = 12;

/** The month of an address, from this month to a year ahead; anything else is this month. */
export function readMonth(typed: unknown, today: CalendarDay): Month {
  const found = typeof typed === 'string' ? /^(\d{4})-(\d{2})$/.exec(typed) : null;
  const asked = found && { year: Number(found[1]), month: Number(found[2]) };
  const isThere = asked && asked.month >= 1 && asked.month <= 12 && isWithin(asked, today);
  return isThere ? asked : { year: today.year, month: today.month };
}

/** Null outside of what the calendar shows. */
export function neighbour({ year, month }: Month, step: -1 | 1, today: CalendarDay): Month | null {
  const count = countOf({ year, month }) + step;
  const found = { year: Math.floor(count / 12), month: (count % 12) + 1 };
  return isWithin(found, today) ? found : null;
}

export function formatMonth({ year, month }: Month): string {
  return `${String(year)}-${String(month).padStart(2, '0')}`;
}

export function firstDay({ year, month }: Month): CalendarDay {
  return CalendarDay.of(year, month, 1);
}

export function lastDay(month: Month): CalendarDay {
  const next = countOf(month) + 1;
  return CalendarDay.of(Math.floor(next / 12), (next % 12) + 1, 1).plusDays(-1);
}

function isWithin(month: Month, today: CalendarDay): boolean {
  const ahead = countOf(month) - countOf({ year: today.year, month: today.month });
  return ahead >= 0 && ahead <= MONTHS_AHEAD;
}

function countOf({ year, month }: Month): number {
  return year * 12 + month - 1;
}

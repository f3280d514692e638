import { readDay } from '../../cohorts/typed-day.rules.js';
import { CalendarDay } from '../../shared/calendar-day.js';
import { FiscalYear } from '../../shared/fiscal-year.js';
import type { FormView } from '../../web/form.js';
import type { ReportQuestion } from '../report-question.rules.js';

export const CADENCES = ['once', 'monthly', 'yearly'] as const;
export type Cadence = (typeof CADENCES)[number];

/** Whoever wants a list for longer is asked again. */
const LONGEST_DAYS = 366;

/** When something is made. */
export interface Times {
  readonly cadence: Cadence;
  readonly firstOn: CalendarDay;
  readonly endsOn: CalendarDay;
}

export interface TypedTimes {
  readonly cadence: Cadence;
  readonly firstYear: string;
  readonly firstMonth: string;
  readonly firstDay: string;
  readonly endYear: string;
  readonly endMonth: string;
  readonly endDay: string;
}

/** What is made on this day: the whole fiscal year of the day before, as it was known at that day's end. */
export function questionOn(plannedOn: CalendarDay, trackCode: string): ReportQuestion {
  const asOf = plannedOn.plusDays(-1);
  const fiscalYear = FiscalYear.of(asOf).year;
  return { trackCode: trackCode || null, fiscalYear, fromMonth: 4, toMonth: 3, asOf };
}

/** The day after `day` on which it is made; null when there is none. */
export function nextAfter(day: CalendarDay, { cadence, firstOn, endsOn }: Times): CalendarDay | null {
  if (cadence === 'once') return null;
  const months = cadence === 'monthly' ? 1 : 12;
  for (let steps = months; ; steps += months) {
    const next = monthsLater(firstOn, steps);
    if (endsOn.isBefore(next)) return null;
    if (day.isBefore(next)) return next;
  }
}

/** The same day of a later month; its last one where the month is shorter. */
function monthsLater({ year, month, day }: CalendarDay, months: number): CalendarDay {
  const index = month - 1 + months;
  const [y, m] = [year + Math.floor(index / 12), (index % 12) + 1];
  const lastDay = CalendarDay.of(m === 12 ? y + 1 : y, m === 12 ? 1 : m + 1, 1).plusDays(-1).day;
  return CalendarDay.of(y, m, Math.min(day, lastDay));
}

/** What was typed as times, or everything in it that cannot be. */
export function readTimes(
  typed: TypedTimes,
  today: CalendarDay,
): { readonly value: Times } | { readonly errors: FormView['errors'] } {
  const firstOn = readDay(typed.firstYear, typed.firstMonth, typed.firstDay);
  const endsOn = typed.cadence === 'once' ? firstOn : readDay(typed.endYear, typed.endMonth, typed.endDay);
  const errors: { field: string; code: string; params: object }[] = [];
  const tell = (field: string, code: string) =>
    errors.push({ field, code: `exports.schedule.${code}`, params: {} });
  if (!firstOn) tell('firstYear', 'day');
  else if (firstOn.isBefore(today.plusDays(1))) tell('firstYear', 'past');
  else if (today.plusDays(LONGEST_DAYS).isBefore(firstOn)) tell('firstYear', 'far');
  if (typed.cadence !== 'once') {
    if (!endsOn) tell('endYear', 'day');
    else if (firstOn && endsOn.isBefore(firstOn)) tell('endYear', 'order');
    else if (firstOn && firstOn.plusDays(LONGEST_DAYS).isBefore(endsOn)) tell('endYear', 'long');
  }
  if (errors.length > 0 || !firstOn || !endsOn) return { errors: errors as unknown as FormView['errors'] };
  return { value: { cadence: typed.cadence, firstOn, endsOn } };
}

import { CalendarDay } from '../shared/calendar-day.js';
import { DomainError } from '../shared/domain-error.js';
import { FiscalYear } from '../shared/fiscal-year.js';
import type { ReportQuestion } from './report-question.rules.js';
import { lastDayOf } from './yearly-rows.rules.js';
import { endOf } from './year-tables.rules.js';

/** All that one can ask of statistics: a year that is over, as it was known at the end of a month that is over. */
export interface YearlyQuestion {
  readonly year: number;
  /** `YYYY-MM` */
  readonly month: string;
}

/** The first year that anything can be about. */
export const FIRST_YEAR = 2019;

export interface TypedYearly {
  readonly year: string;
  readonly asOf: string;
}

export class RefusedYearly extends DomainError {
  constructor(
    readonly field: keyof TypedYearly,
    code: string,
  ) {
    super(`reports.yearly.refused.${code}`);
  }
}

/** The last month that is over; the last year that was over then. */
export function usualYearly(today: CalendarDay): YearlyQuestion {
  const day = CalendarDay.of(today.year, today.month, 1).plusDays(-1);
  const { year } = FiscalYear.of(day);
  const month = monthOf(day);
  return { year: endOf(year) === month ? year : year - 1, month };
}

/** @throws RefusedYearly */
export function readYearly({ year, asOf }: TypedYearly, today: CalendarDay): YearlyQuestion {
  if (!/^2\d{3}$/.test(year) || Number(year) < FIRST_YEAR) throw new RefusedYearly('year', 'year');
  if (!/^2\d{3}-(0[1-9]|1[0-2])$/.test(asOf)) throw new RefusedYearly('asOf', 'month');
  if (!lastDayOf(asOf).isBefore(today)) throw new RefusedYearly('asOf', 'future');
  if (asOf < endOf(Number(year))) throw new RefusedYearly('asOf', 'early');
  return { year: Number(year), month: asOf };
}

export function typedYearly({ year, month }: YearlyQuestion): TypedYearly {
  return { year: String(year), asOf: month };
}

/** The same question as the record of downloads keeps it: a whole year, of all tracks. */
export function asReportQuestion({ year, month }: YearlyQuestion): ReportQuestion {
  return { trackCode: null, fiscalYear: year, fromMonth: 4, toMonth: 3, asOf: lastDayOf(month) };
}

function monthOf(day: CalendarDay): string {
  return day.toString().slice(0, 7);
}

import type { CalendarDay } from '../shared/calendar-day.js';
import { FiscalYear } from '../shared/fiscal-year.js';

/** One run of numbers: a track's certificates of one fiscal year. The year is that of issue, not of completion. */
export interface NumberSeries {
  readonly trackCode: string;
  readonly fiscalYear: number;
}

export function seriesOf(trackCode: string, issuedOn: CalendarDay): NumberSeries {
  return { trackCode, fiscalYear: FiscalYear.of(issuedOn).year };
}

/** `R8-PRA-0012`; four figures at least, more when a year needs them. @throws RangeError before Reiwa. */
export function certificateNumber(series: NumberSeries, sequence: number): string {
  if (!Number.isInteger(sequence) || sequence < 1) throw new RangeError('certificate numbers start at 1');
  const year = new FiscalYear(series.fiscalYear).reiwa();
  return `R${year}-${series.trackCode}-${String(sequence).padStart(4, '0')}`;
}

/** A number as we write it, from how it was typed: width, case, spaces and kinds of hyphens do not count. */
export function readNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\s/gu, '')
    .replace(/[\p{Pd}\u2212\u30fc]/gu, '-');
}

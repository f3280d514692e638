import { CalendarDay } from '../shared/calendar-day.js';
import { DomainError } from '../shared/domain-error.js';
import { FiscalYear } from '../shared/fiscal-year.js';

/** What an official asks. The same question has the same answer for ever, once its as-of day has ended. */
export interface ReportQuestion {
  /** Code of the track; null for all. */
  readonly trackCode: string | null;
  readonly fiscalYear: number;
  /** Calendar months, first and last of the period within the fiscal year. */
  readonly fromMonth: number;
  readonly toMonth: number;
  /** What was written down by the end of this day counts, whatever day it is about. */
  readonly asOf: CalendarDay;
}

/** The months of a fiscal year in their order. */
export const MONTHS = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3] as const;

export interface TypedQuestion {
  readonly track: string;
  readonly year: string;
  readonly from: string;
  readonly to: string;
  readonly asOfYear: string;
  readonly asOfMonth: string;
  readonly asOfDay: string;
}

/** @throws Refused naming the field that cannot be. */
export class Refused extends DomainError {
  constructor(
    readonly field: keyof TypedQuestion,
    code: string,
  ) {
    super(`reports.question.${code}`);
  }
}

/** The question as of yesterday, for the whole of the present fiscal year. */
export function usualQuestion(today: CalendarDay): ReportQuestion {
  const asOf = today.plusDays(-1);
  return { trackCode: null, fiscalYear: FiscalYear.of(asOf).year, fromMonth: 4, toMonth: 3, asOf };
}

export function readQuestion(typed: TypedQuestion, today: CalendarDay): ReportQuestion {
  const [fromMonth, toMonth] = [Number(typed.from), Number(typed.to)];
  if (placeOf(fromMonth) < 0) throw new Refused('from', 'month');
  if (placeOf(toMonth) < 0) throw new Refused('to', 'month');
  if (placeOf(toMonth) < placeOf(fromMonth)) throw new Refused('to', 'order');
  const fiscalYear = Number(typed.year);
  if (!/^\d{4}$/.test(typed.year) || fiscalYear < 2019) throw new Refused('year', 'year');
  if (typed.track !== '' && !/^[A-Z]{3}$/.test(typed.track)) throw new Refused('track', 'track');
  const asOf = dayOf(typed);
  if (!asOf) throw new Refused('asOfYear', 'day');
  if (today.isBefore(asOf)) throw new Refused('asOfYear', 'future');
  return { trackCode: typed.track === '' ? null : typed.track, fiscalYear, fromMonth, toMonth, asOf };
}

/** The fields that make the form show this question again. */
export function typedQuestion(question: ReportQuestion): TypedQuestion {
  const { asOf } = question;
  return {
    track: question.trackCode ?? '',
    year: String(question.fiscalYear),
    from: String(question.fromMonth),
    to: String(question.toMonth),
    asOfYear: String(asOf.year),
    asOfMonth: String(asOf.month),
    asOfDay: String(asOf.day),
  };
}

export function periodOf({ fiscalYear, fromMonth, toMonth }: ReportQuestion): {
  from: CalendarDay;
  to: CalendarDay;
} {
  const afterLast = firstOf(fiscalYear, toMonth === 12 ? 1 : toMonth + 1);
  const from = firstOf(fiscalYear, fromMonth);
  return { from, to: (toMonth === 3 ? CalendarDay.of(fiscalYear + 1, 4, 1) : afterLast).plusDays(-1) };
}

/** Rows recorded before this instant (epoch milliseconds) count. */
export function cutOff({ asOf }: ReportQuestion): number {
  return asOf.plusDays(1).startsAt().getTime();
}

/** The day has not ended: the same question may have another answer tonight. */
export function isPreliminary({ asOf }: ReportQuestion, today: CalendarDay): boolean {
  return !asOf.isBefore(today);
}

/** Made by us, of figures and capitals: nothing that anybody typed reaches the header of a download. */
export function fileName(
  kind: 'names' | 'yearly',
  asked: { question: ReportQuestion; today: CalendarDay },
  ending: 'csv' | 'xlsx' = 'csv',
): string {
  const { trackCode, fiscalYear, fromMonth, toMonth, asOf } = asked.question;
  const parts = [kind, trackCode ?? 'all', fiscalYear, `${fromMonth}-${toMonth}`, `as-of-${asOf.toString()}`];
  if (isPreliminary(asked.question, asked.today)) parts.push('preliminary');
  return `completions-${parts.join('-')}.${ending}`;
}

function dayOf({ asOfYear, asOfMonth, asOfDay }: TypedQuestion): CalendarDay | null {
  const pad = (text: string, width: number) => text.padStart(width, '0');
  return CalendarDay.parse(`${pad(asOfYear, 4)}-${pad(asOfMonth, 2)}-${pad(asOfDay, 2)}`);
}

function firstOf(fiscalYear: number, month: number): CalendarDay {
  return CalendarDay.of(month >= 4 ? fiscalYear : fiscalYear + 1, month, 1);
}

function placeOf(month: number): number {
  return MONTHS.indexOf(month as (typeof MONTHS)[number]);
}

import { ACT_KINDS } from '../audit/acts.rules.js';
import type { ActKind } from '../audit/acts.rules.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { DomainError, NotFound } from '../shared/domain-error.js';

export interface AuditQuestion {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  /** Null for all. */
  readonly kind: ActKind | null;
  /** Rows before this one; null for the newest. */
  readonly before: number | null;
}

export interface TypedAuditQuestion {
  readonly fromYear: string;
  readonly fromMonth: string;
  readonly fromDay: string;
  readonly toYear: string;
  readonly toMonth: string;
  readonly toDay: string;
  readonly kind: string;
  readonly before: string;
}

/** So that looking never reads all of a long record. */
const LONGEST_DAYS = 366;
const USUAL_DAYS = 30;

export class RefusedQuestion extends DomainError {
  constructor(
    readonly field: keyof TypedAuditQuestion,
    code: string,
    params: Readonly<Record<string, number>> = {},
  ) {
    super(`oversight.question.${code}`, params);
  }
}

/** The last month, everything. */
export function usualAuditQuestion(today: CalendarDay): AuditQuestion {
  return { from: today.plusDays(-USUAL_DAYS), to: today, kind: null, before: null };
}

/** @throws RefusedQuestion naming the field that cannot be; NotFound for a page that no link leads to */
export function readAuditQuestion(typed: TypedAuditQuestion): AuditQuestion {
  const from = dayOf(typed.fromYear, typed.fromMonth, typed.fromDay);
  if (!from) throw new RefusedQuestion('fromYear', 'day');
  const to = dayOf(typed.toYear, typed.toMonth, typed.toDay);
  if (!to) throw new RefusedQuestion('toYear', 'day');
  if (to.isBefore(from)) throw new RefusedQuestion('toYear', 'order');
  if (!to.isBefore(from.plusDays(LONGEST_DAYS)))
    throw new RefusedQuestion('toYear', 'long', { most: LONGEST_DAYS });
  const kind = ACT_KINDS.find((one) => one === typed.kind) ?? null;
  if (kind === null && typed.kind !== '') throw new RefusedQuestion('kind', 'kind');
  if (!/^\d{0,9}$/.test(typed.before)) throw new NotFound('page of the record');
  return { from, to, kind, before: typed.before === '' ? null : Number(typed.before) };
}

/** The fields that make the form show this question again. */
export function typedAuditQuestion({ from, to, kind, before }: AuditQuestion): TypedAuditQuestion {
  return {
    fromYear: String(from.year),
    fromMonth: String(from.month),
    fromDay: String(from.day),
    toYear: String(to.year),
    toMonth: String(to.month),
    toDay: String(to.day),
    kind: kind ?? '',
    before: before === null ? '' : String(before),
  };
}

function dayOf(year: string, month: string, day: string): CalendarDay | null {
  const pad = (text: string, width: number) => text.padStart(width, '0');
  return CalendarDay.parse(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}

import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import { MONTHS, isPreliminary, periodOf, typedQuestion } from './report-question.rules.js';
import type { ReportQuestion } from './report-question.rules.js';

/** What the list with names is to hold. No number stands here: what one may choose freely could be subtracted. */
export interface CompletionsPage {
  readonly form: FormView;
  readonly options: {
    readonly tracks: readonly { readonly value: string; readonly text: string }[];
    readonly years: readonly number[];
    readonly months: readonly number[];
  };
  /** Null when there cannot be such a list. */
  readonly asked: Asked | null;
}

interface Asked {
  readonly fiscalYear: number;
  readonly trackCode: string | null;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly asOf: CalendarDay;
  readonly isPreliminary: boolean;
  readonly query: string;
}

interface Known {
  readonly form: FormView;
  readonly tracks: readonly { readonly code: string; readonly title: string }[];
  readonly today: CalendarDay;
}

export function toCompletionsPage(
  { form, tracks, today }: Known,
  question: ReportQuestion | null,
): CompletionsPage {
  const newest = today.month >= 4 ? today.year : today.year - 1;
  return {
    form,
    options: {
      tracks: tracks.map(({ code, title }) => ({ value: code, text: title })),
      years: Array.from({ length: newest - 2018 }, (_, back) => newest - back),
      months: MONTHS,
    },
    asked: question && {
      ...periodOf(question),
      fiscalYear: question.fiscalYear,
      trackCode: question.trackCode,
      asOf: question.asOf,
      isPreliminary: isPreliminary(question, today),
      query: queryOf(question),
    },
  };
}

export function queryOf(question: ReportQuestion): string {
  return new URLSearchParams({ ...typedQuestion(question) }).toString();
}

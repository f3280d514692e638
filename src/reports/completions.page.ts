import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import type { Standing, StandingCount } from './completions.service.js';
import { MONTHS, isPreliminary, monthsOf, periodOf, typedQuestion } from './report-question.rules.js';
import type { ReportQuestion } from './report-question.rules.js';
import { suppressList, suppressTable } from '../shared/suppression.rules.js';
import type { Shown } from '../shared/suppression.rules.js';

export const STANDINGS: readonly Standing[] = ['completed', 'active', 'paused', 'left'];

interface Line {
  readonly title: string;
  /** In the order of `STANDINGS`. */
  readonly counts: readonly Shown[];
  readonly total: Shown;
}

/** All numbers of the page, with small ones hidden already: nothing else is known to the template. */
export interface CompletionTables {
  readonly tracks: readonly Line[];
  readonly sum: Line;
  readonly months: readonly { readonly year: number; readonly month: number; readonly count: Shown }[];
}

export interface CompletionsPage {
  readonly form: FormView;
  readonly options: Options;
  /** Null when the question cannot be answered. */
  readonly answer: (CompletionTables & Answered) | null;
}

interface Answered {
  readonly fiscalYear: number;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly asOf: CalendarDay;
  readonly isPreliminary: boolean;
  readonly query: string;
  readonly standings: readonly Standing[];
}

interface Options {
  readonly tracks: readonly { readonly value: string; readonly text: string }[];
  readonly years: readonly number[];
  readonly months: readonly number[];
}

interface Known {
  readonly form: FormView;
  readonly tracks: readonly { readonly code: string; readonly title: string }[];
  readonly today: CalendarDay;
}

/** Of the numbers in the tables, how many are hidden. */
export function countHidden({ tracks, sum, months }: CompletionTables): number {
  const shown = [...tracks, sum].flatMap(({ counts, total }) => [...counts, total]);
  return [...shown, ...months.map(({ count }) => count)].filter((one) => one === null).length;
}

export function toCompletionsPage(
  { form, tracks, today }: Known,
  asked: { question: ReportQuestion; counts: readonly StandingCount[] } | null,
): CompletionsPage {
  const newest = today.month >= 4 ? today.year : today.year - 1;
  return {
    form,
    options: {
      tracks: tracks.map(({ code, title }) => ({ value: code, text: title })),
      years: Array.from({ length: newest - 2018 }, (_, back) => newest - back),
      months: MONTHS,
    },
    answer: asked && {
      ...toTables(asked.counts, asked.question),
      ...periodOf(asked.question),
      fiscalYear: asked.question.fiscalYear,
      asOf: asked.question.asOf,
      isPreliminary: isPreliminary(asked.question, today),
      query: queryOf(asked.question),
      standings: STANDINGS,
    },
  };
}

/** Tracks by standing, and completions by month, hidden so that neither table gives away what the other hides. */
export function toTables(counts: readonly StandingCount[], question: ReportQuestion): CompletionTables {
  const codes = [...new Map(counts.map(({ trackCode, trackTitle }) => [trackCode, trackTitle]))];
  const rows = codes.map(([code]) =>
    STANDINGS.map((standing) => add(counts.filter((c) => c.trackCode === code && c.standing === standing))),
  );
  const shown = suppressTable(rows.length === 0 ? [STANDINGS.map(() => 0)] : rows);
  const months = monthsOf(question);
  const byMonth = suppressList(
    months.map(({ key }) => add(counts.filter((c) => c.month === key))),
    undefined,
    shown.columnTotals[0] === null ? 'hidden' : 'shown',
  );
  return {
    tracks: codes.map(([, title], at) => ({
      title,
      counts: shown.cells[at] as readonly Shown[],
      total: shown.rowTotals[at] as Shown,
    })),
    sum: { title: '', counts: shown.columnTotals, total: shown.total },
    months: months.map(({ year, month }, at) => ({ year, month, count: byMonth.cells[at] as Shown })),
  };
}

function add(counts: readonly StandingCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

export function queryOf(question: ReportQuestion): string {
  return new URLSearchParams({ ...typedQuestion(question) }).toString();
}

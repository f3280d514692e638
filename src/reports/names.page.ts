import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import { queryOf } from './completions.page.js';
import { isPreliminary, periodOf } from './report-question.rules.js';
import type { ReportQuestion } from './report-question.rules.js';
import { FORMATS } from './report.form.js';
import type { Format } from './report.form.js';

const ASKED = ['purpose', 'format'];

export interface NamesPage {
  readonly form: FormView;
  /** Fields of the question, carried along unseen. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly trackCode: string | null;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly asOf: CalendarDay;
  readonly isPreliminary: boolean;
  readonly formats: readonly Format[];
  readonly backHref: string;
}

export function toNamesPage(form: FormView, question: ReportQuestion, today: CalendarDay): NamesPage {
  return {
    form,
    hidden: Object.values(form.fields).filter(({ name }) => !ASKED.includes(name)),
    trackCode: question.trackCode,
    ...periodOf(question),
    asOf: question.asOf,
    isPreliminary: isPreliminary(question, today),
    formats: FORMATS,
    backHref: `/office/reports/completions?${queryOf(question)}`,
  };
}

import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import { queryOf } from './completions.page.js';
import { isPreliminary, periodOf } from './report-question.rules.js';
import type { ReportQuestion } from './report-question.rules.js';
import { FORMAT_CHOICES } from './report.form.js';

const ASKED = ['purpose', 'template', 'format'];

export interface NamesPage {
  readonly form: FormView;
  /** Fields of the question, carried along unseen. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly trackCode: string | null;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly asOf: CalendarDay;
  readonly isPreliminary: boolean;
  readonly formats: readonly (typeof FORMAT_CHOICES)[number][];
  readonly templates: readonly { readonly value: string; readonly text: string }[];
  readonly backHref: string;
}

interface Known {
  readonly templates: readonly { readonly id: string; readonly name: string }[];
  readonly today: CalendarDay;
}

export function toNamesPage(
  form: FormView,
  question: ReportQuestion,
  { templates, today }: Known,
): NamesPage {
  return {
    form,
    hidden: Object.values(form.fields).filter(({ name }) => !ASKED.includes(name)),
    trackCode: question.trackCode,
    ...periodOf(question),
    asOf: question.asOf,
    isPreliminary: isPreliminary(question, today),
    formats: FORMAT_CHOICES,
    templates: templates.map(({ id, name }) => ({ value: id, text: name })),
    backHref: `/office/reports/completions?${queryOf(question)}`,
  };
}

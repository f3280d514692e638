import type { CalendarDay } from '../shared/calendar-day.js';
import { FiscalYear } from '../shared/fiscal-year.js';
import type { FormView } from '../web/form.js';
import type { ShownWaiver } from './waivers.service.js';

const FIRST_YEAR = 2019;
export const LINES = 50;

export interface YearPurposePage {
  readonly form: FormView;
  readonly years: readonly number[];
}

export function toYearPurposePage(form: FormView, today: CalendarDay): YearPurposePage {
  const newest = FiscalYear.of(today).year;
  return { form, years: Array.from({ length: newest - FIRST_YEAR + 1 }, (_, back) => newest - back) };
}

export interface YearPage {
  readonly fiscalYear: number;
  readonly total: number;
  readonly waivers: readonly (ShownWaiver & { readonly href: string })[];
  readonly earlierHref: string | null;
  readonly laterHref: string | null;
}

export function toYearPage(
  { waivers, total }: { waivers: readonly ShownWaiver[]; total: number },
  { fiscalYear, viewing, page }: { fiscalYear: number; viewing: string; page: number },
): YearPage {
  const at = `/office/waiver-lists/${viewing}`;
  return {
    fiscalYear,
    total,
    waivers: waivers.map((waiver) => ({ ...waiver, href: `/office/waivers/${waiver.id}` })),
    earlierHref: page > 1 ? `${at}?page=${page - 1}` : null,
    laterHref: page * LINES < total ? `${at}?page=${page + 1}` : null,
  };
}

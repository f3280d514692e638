import type { CalendarDay } from '../shared/calendar-day.js';
import { FiscalYear } from '../shared/fiscal-year.js';
import type { FormView } from '../web/form.js';
import { CONSENTS } from './enquiry.form.js';
import { ENQUIRY_ANSWERS, KEEP_ENQUIRIES_YEARS } from './enquiry.rules.js';
import type { EnquiryLine } from './enquiry.service.js';

export interface EnquiriesPage {
  readonly form: FormView;
  readonly year: number;
  readonly years: readonly { readonly year: number; readonly href: string; readonly isShown: boolean }[];
  readonly keepYears: number;
  readonly consents: typeof CONSENTS;
  readonly answers: typeof ENQUIRY_ANSWERS;
  readonly lines: readonly EnquiryLine[];
}

/** The years of which the book is kept, newest first. */
export function enquiryYears(today: CalendarDay): number[] {
  const newest = FiscalYear.of(today).year;
  return Array.from({ length: KEEP_ENQUIRIES_YEARS + 1 }, (_, back) => newest - back);
}

export function toEnquiriesPage(
  form: FormView,
  { year, today, lines }: { year: number; today: CalendarDay; lines: readonly EnquiryLine[] },
): EnquiriesPage {
  return {
    form,
    year,
    years: enquiryYears(today).map((one) => ({
      year: one,
      href: `/office/enquiries?year=${one}`,
      isShown: one === year,
    })),
    keepYears: KEEP_ENQUIRIES_YEARS,
    consents: CONSENTS,
    answers: ENQUIRY_ANSWERS,
    lines,
  };
}

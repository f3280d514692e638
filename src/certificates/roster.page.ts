import type { CalendarDay } from '../shared/calendar-day.js';
import { FiscalYear } from '../shared/fiscal-year.js';
import type { FormView } from '../web/form.js';
import type { RosterLine, RosterOrder, RosterPart, RosterQuestion } from './roster.service.js';

export const ROSTER_ORDERS: readonly RosterOrder[] = ['number', 'reading'];
const FIRST_YEAR = 2019;
export const LINES_ON_SCREEN = 50;
export const LINES_ON_PAPER = 500;

export interface RosterPurposePage {
  readonly form: FormView;
  readonly years: readonly number[];
  readonly tracks: readonly { readonly value: string; readonly text: string }[];
  readonly orders: readonly RosterOrder[];
}

export function toRosterPurposePage(
  form: FormView,
  { tracks, today }: { tracks: readonly { code: string; title: string }[]; today: CalendarDay },
): RosterPurposePage {
  const newest = FiscalYear.of(today).year;
  return {
    form,
    years: Array.from({ length: newest - FIRST_YEAR + 1 }, (_, back) => newest - back),
    tracks: tracks.map(({ code, title }) => ({ value: code, text: title })),
    orders: ROSTER_ORDERS,
  };
}

export interface RosterPage {
  readonly fiscalYear: number;
  readonly trackCode: string;
  readonly order: RosterOrder;
  readonly total: number;
  /** 1 for the first line of this page; 0 when there is none. */
  readonly from: number;
  readonly to: number;
  readonly lines: readonly (RosterLine & { readonly href: string })[];
  readonly isPrint: boolean;
  readonly earlierHref: string | null;
  readonly laterHref: string | null;
  readonly printHref: string;
  readonly screenHref: string;
}

interface Shown {
  readonly question: RosterQuestion;
  readonly viewing: string;
  readonly page: number;
  readonly isPrint: boolean;
}

export function toRosterPage(
  { lines, total }: RosterPart,
  { question, viewing, page, isPrint }: Shown,
): RosterPage {
  const screenHref = `/office/roster/${viewing}`;
  const printHref = `${screenHref}/print`;
  const size = isPrint ? LINES_ON_PAPER : LINES_ON_SCREEN;
  const at = (number: number) => `${isPrint ? printHref : screenHref}?page=${number}`;
  const before = (page - 1) * size;
  return {
    ...question,
    order: question.order ?? 'number',
    total,
    from: lines.length === 0 ? 0 : before + 1,
    to: before + lines.length,
    lines: lines.map((line) => ({ ...line, href: `/office/certificates/${line.id}` })),
    isPrint,
    earlierHref: page > 1 ? at(page - 1) : null,
    laterHref: before + lines.length < total ? at(page + 1) : null,
    printHref,
    screenHref,
  };
}

import { FORMS } from '../activities/activity-content.rules.js';
import type { Area } from '../config/directory-settings.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { FiscalYear } from '../shared/fiscal-year.js';
import { inTens, suppressTable } from '../shared/suppression.rules.js';
import type { Shown, ShownTable } from '../shared/suppression.rules.js';
import { sha256 } from '../shared/ids.js';

/** What is missing. Words: `wishes.kind.<key>`. */
export const WISH_KINDS = ['form', 'place', 'time', 'other'] as const;
export type WishKind = (typeof WISH_KINDS)[number];

/** When it should be. Words: `wishes.hours.<key>`. */
export const WISH_HOURS = ['weekday-daytime', 'weekday-evening', 'weekend', 'holiday'] as const;
export type WishHours = (typeof WISH_HOURS)[number];

export type WishState = 'waiting' | 'counted' | 'set-aside';

/** What the office does with wishes. Words: `wishes.act.<key>`. */
export const WISH_ACTS = ['show', 'count', 'set-aside'] as const;
export type WishAct = (typeof WISH_ACTS)[number];

/** Which wishes the office looks at. Words: `wishes.office.of.<key>`. */
export const WISH_LISTS = ['waiting', 'shown', 'counted', 'set-aside'] as const;
export type WishList = (typeof WISH_LISTS)[number];

export const LONGEST_WISH = 200; // characters
/** Days after which what was set aside is deleted. */
export const KEEP_SET_ASIDE_DAYS = 30;
/** Days after which words that were counted but not shown are deleted. */
export const KEEP_UNSHOWN_DAYS = 90;
/** More on one day are not people of one town. */
export const MOST_A_DAY = 500;
/** Words on one page: the newest. */
export const MOST_SHOWN = 100;

/** The id of this very sending: the same however often it is sent, and nothing can be worked out from it. */
export function wishIdOf(body: unknown): string | null {
  const key = (body as Readonly<Record<string, unknown>> | null)?._key;
  if (typeof key !== 'string' || !/^[\w-]{16,64}$/.test(key)) return null;
  const digits = sha256(JSON.stringify(['wish', body]));
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join('-');
}

/**
 * Days of decision of what the public numbers count: this fiscal year and the one before, to the end of last month. Once a
 * month only, so that nobody sees a number move on the day after a neighbour wrote.
 */
export function countedDays(today: CalendarDay): { readonly from: CalendarDay; readonly to: CalendarDay } {
  return { from: keptSince(today), to: CalendarDay.of(today.year, today.month, 1).plusDays(-1) };
}

/** What is older is deleted. */
export function keptSince(today: CalendarDay): CalendarDay {
  return new FiscalYear(FiscalYear.of(today).year - 1).firstDay();
}

export interface WishCount {
  readonly form: string;
  readonly area: string;
  readonly n: number;
}

/** Counts by form and area as they may be shown, in tens: they are counted on from month to month. '' is what was not chosen, or is not offered any more. */
export interface WishTable {
  readonly areas: readonly string[];
  /** Only forms somebody wished for. */
  readonly rows: readonly {
    readonly form: string;
    readonly cells: readonly Shown[];
    readonly total: Shown;
  }[];
  readonly columnTotals: readonly Shown[];
  readonly total: Shown;
}

export function toWishTable(counts: readonly WishCount[], offered: readonly Area[]): WishTable {
  const forms: readonly string[] = [...FORMS, ''];
  const areas = [...offered.map(({ id }) => id), ''];
  const cells = forms.map(() => areas.map(() => 0));
  for (const { form, area, n } of counts) {
    const row = forms.includes(form) ? forms.indexOf(form) : forms.length - 1;
    const column = areas.includes(area) ? areas.indexOf(area) : areas.length - 1;
    cells[row]![column]! += n;
  }
  const shown: ShownTable = suppressTable(cells);
  return {
    areas,
    rows: forms
      .map((form, row) => ({
        form,
        cells: shown.cells[row]!.map(inTens),
        total: inTens(shown.rowTotals[row]!),
      }))
      .filter(({ total }) => total !== 0),
    columnTotals: shown.columnTotals.map(inTens),
    total: inTens(shown.total),
  };
}

import { FORMS } from '../activities/activity-content.rules.js';
import type { Area } from '../config/directory-settings.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { Shown } from '../shared/suppression.rules.js';
import type { FormView } from '../web/form.js';
import type { Personal } from '../shared/personal-words.rules.js';
import { LONGEST_WISH, WISH_HOURS, WISH_KINDS } from './wish.rules.js';
import type { WishTable } from './wish.rules.js';

export interface WishTableView {
  /** Null: what was not chosen. */
  readonly areas: readonly (string | null)[];
  /** Key of a form; null: what was not chosen. */
  readonly rows: readonly {
    readonly form: string | null;
    readonly cells: readonly Shown[];
    readonly total: Shown;
  }[];
  readonly columnTotals: readonly Shown[];
  readonly total: Shown;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

export interface WishesPage {
  readonly form: FormView;
  readonly kinds: readonly string[];
  readonly forms: readonly string[];
  readonly areas: readonly Area[];
  readonly hours: readonly string[];
  readonly most: number;
  /** What the writer is asked about before it is sent. */
  readonly found: readonly Personal[];
  readonly sure: string;
  readonly table: WishTableView;
  readonly texts: readonly string[];
}

interface Published {
  readonly table: WishTable;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly texts: readonly string[];
}

export function toWishesPage(
  { form, found = [] }: { readonly form: FormView; readonly found?: readonly Personal[] },
  areas: readonly Area[],
  published: Published,
): WishesPage {
  return {
    ...{ form, areas, found, sure: found.join(',') },
    ...{ kinds: WISH_KINDS, forms: FORMS, hours: WISH_HOURS, most: LONGEST_WISH },
    table: toTableView(published, areas),
    texts: published.texts,
  };
}

export function toTableView({ table, from, to }: Published, areas: readonly Area[]): WishTableView {
  const names = new Map(areas.map(({ id, name }) => [id, name]));
  return {
    areas: table.areas.map((id) => names.get(id) ?? null),
    rows: table.rows.map((row) => ({ ...row, form: row.form || null })),
    columnTotals: table.columnTotals,
    total: table.total,
    ...{ from, to },
  };
}

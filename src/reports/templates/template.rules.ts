import type { Message } from '../../web/form.js';
import { NAME_COLUMNS } from '../name-columns.rules.js';
import type { NameColumn } from '../name-columns.rules.js';
import type { RowOrder } from '../name-orders.rules.js';
import type { Format } from '../report.form.js';

/** Days as western years, or by the Japanese calendar. */
export const DATE_KINDS = ['western', 'era'] as const;
export type DateKind = (typeof DATE_KINDS)[number];

/** Columns as they are chosen: each day once, whatever its calendar. */
export const TEMPLATE_COLUMNS = NAME_COLUMNS.filter((name) => !name.endsWith('-era')) as TemplateColumn[];
export type TemplateColumn = Exclude<NameColumn, `${string}-era`>;

/** All templates that there may be: more than these nobody finds again. */
export const MOST_TEMPLATES = 50;

export interface Layout {
  readonly columns: readonly TemplateColumn[];
  readonly dates: DateKind;
  readonly order: RowOrder;
  readonly format: Format;
}

/** The place of each column as it was typed; empty where it is left out. */
export type TypedPlaces = Readonly<Record<TemplateColumn, string>>;

export type ReadColumns =
  | { readonly columns: readonly TemplateColumn[] }
  | { readonly errors: readonly (Message & { readonly field: TemplateColumn })[] };

/** The chosen columns in the order of their numbers; what cannot be is told at its column, everything at once. */
export function readColumns(typed: TypedPlaces): ReadColumns {
  const errors: (Message & { field: TemplateColumn })[] = [];
  const places = new Map<number, TemplateColumn>();
  for (const column of TEMPLATE_COLUMNS) {
    const text = typed[column].normalize('NFKC').trim();
    if (text === '') continue;
    const place = /^[1-9]\d?$/.test(text) ? Number(text) : null;
    const told = (code: string) =>
      errors.push({ field: column, code: `exports.template.${code}`, params: {} });
    if (place === null) told('place.number');
    else if (places.has(place)) told('place.twice');
    else places.set(place, column);
  }
  if (errors.length > 0) return { errors };
  if (places.size === 0)
    return { errors: [{ field: TEMPLATE_COLUMNS[0]!, code: 'exports.template.place.none', params: {} }] };
  return { columns: [...places].sort(([one], [other]) => one - other).map(([, column]) => column) };
}

/** What makes the form show these columns again. */
export function typedPlaces(columns: readonly TemplateColumn[]): TypedPlaces {
  const place = (column: TemplateColumn) => {
    const at = columns.indexOf(column);
    return at < 0 ? '' : String(at + 1);
  };
  return Object.fromEntries(TEMPLATE_COLUMNS.map((column) => [column, place(column)])) as TypedPlaces;
}

/** The columns that the file really has. */
export function fileColumns({ columns, dates }: Pick<Layout, 'columns' | 'dates'>): NameColumn[] {
  return columns.map((column) => {
    const inEra = `${column}-era` as NameColumn;
    return dates === 'era' && NAME_COLUMNS.includes(inEra) ? inEra : column;
  });
}

export function isTemplateColumn(text: string): text is TemplateColumn {
  return (TEMPLATE_COLUMNS as readonly string[]).includes(text);
}

/** What two spellings of one name have in common. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
}

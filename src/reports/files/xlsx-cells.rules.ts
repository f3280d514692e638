import { CalendarDay } from '../../shared/calendar-day.js';
import { isFormula } from '../../shared/csv.rules.js';
import type { ColumnKind, SheetColumn, SheetValue } from './sheet.js';

/** Numbers of the cell styles in `styles.xml`, in their order there. */
export const STYLE = { plain: 0, head: 1, text: 2, guarded: 3, day: 4, share: 5, sign: 6 } as const;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const SPECIAL = /[&<>"]/g;
// What XML cannot hold, and what would be read as the escape of it (ECMA-376, ST_Xstring).
// eslint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/g;
const NEEDS_CARE = new RegExp(`${SPECIAL.source}|${UNWRITABLE.source}`);
const DAY_MS = 24 * 60 * 60 * 1000;
// Day 1 is 1 January 1900 and a 29 February 1900 is counted: right from March 1900 on.
const DAY_ZERO = Date.UTC(1899, 11, 30);

export function escapeXml(text: string): string {
  return text.replace(SPECIAL, (sign) => ESCAPES[sign] as string);
}

/** A, B, … Z, AA. */
export function columnName(at: number): string {
  const before = at >= 26 ? columnName(Math.floor(at / 26) - 1) : '';
  return before + String.fromCharCode(65 + (at % 26));
}

/** The number by which spreadsheets know a day. */
export function serialOf(day: string): number {
  const { year, month, day: date } = CalendarDay.parse(day) ?? refuse(day);
  return (Date.UTC(year, month - 1, date) - DAY_ZERO) / DAY_MS;
}

/** Writes rows of these columns: numbers, days and shares as such, everything else as text that is never calculated. */
export function rowWriter(
  columns: readonly SheetColumn[],
): (values: readonly SheetValue[], row: number) => string {
  const cells = columns.map(({ kind }, at) => cellWriter(kind, columnName(at)));
  return (values, row) => {
    let xml = `<row r="${row}">`;
    for (let at = 0; at < cells.length; at += 1) xml += cells[at]!(values[at] ?? null, row);
    return xml + '</row>';
  };
}

export function headRow(columns: readonly SheetColumn[]): string {
  const cells = columns.map(({ title }, at) => `<c r="${columnName(at)}1"${textCell(STYLE.head, title)}`);
  return `<row r="1">${cells.join('')}</row>`;
}

function cellWriter(kind: ColumnKind, column: string): (value: SheetValue, row: number) => string {
  const day = memo(serialOf, 5000);
  const text = memo((value) => textCell(isFormula(value) ? STYLE.guarded : STYLE.text, value), 200);
  return (value, row) => {
    if (value === null || value === '') return '';
    if (typeof value === 'number') {
      const style = kind === 'share' ? ` s="${STYLE.share}"` : '';
      return `<c r="${column}${row}"${style}><v>${value}</v></c>`;
    }
    if (kind === 'day') return `<c r="${column}${row}" s="${STYLE.day}"><v>${day(value)}</v></c>`;
    if (kind !== 'text') return `<c r="${column}${row}"${textCell(STYLE.sign, value)}`;
    return `<c r="${column}${row}"${text(value)}`;
  };
}

/** All of a cell but its place. */
function textCell(style: number, text: string): string {
  return ` s="${style}" t="inlineStr"><is><t xml:space="preserve">${written(text)}</t></is></c>`;
}

/** The same days and words come again and again. */
function memo<T>(make: (text: string) => T, most: number): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (known.size < most) known.set(text, made);
    return made;
  };
}

function written(text: string): string {
  if (!NEEDS_CARE.test(text)) return text;
  const escaped = text.replace(UNWRITABLE, (sign) => {
    return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  });
  return escapeXml(escaped);
}

function refuse(day: string): never {
  throw new Error(`not a day: ${day}`);
}

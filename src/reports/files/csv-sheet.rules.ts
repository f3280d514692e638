import { csvCell, csvRow } from '../../shared/csv.rules.js';
import type { SheetColumn, SheetValue } from './sheet.js';

export function csvHead(columns: readonly SheetColumn[]): string {
  return csvRow(columns.map(({ title }) => title));
}

/**
 * Turns rows into lines. Days and numbers need no care and are written as they are; a text is looked at, and one that
 * comes again and again (tracks, cohorts, our own words) is looked at once.
 */
export function csvLines(
  columns: readonly SheetColumn[],
): (rows: readonly (readonly SheetValue[])[]) => string {
  const writers = columns.map(({ kind }) => (kind === 'text' ? textWriter() : plainly));
  return (rows) => {
    let lines = '';
    for (const values of rows) {
      for (let at = 0; at < writers.length; at += 1) {
        if (at > 0) lines += ',';
        lines += writers[at]!(values[at] ?? null);
      }
      lines += '\r\n';
    }
    return lines;
  };
}

function plainly(value: SheetValue): string {
  return value === null ? '' : String(value);
}

function textWriter(): (value: SheetValue) => string {
  const known = new Map<SheetValue, string>();
  return (value) => {
    if (value === null) return '';
    const found = known.get(value);
    if (found !== undefined) return found;
    const made = csvCell(value);
    if (known.size < 200) known.set(value, made);
    return made;
  };
}

import { csvRow } from '../../shared/csv.rules.js';
import { inOnePiece } from './sheet.js';
import type { Sheet, SheetColumn, SheetValue } from './sheet.js';

export interface StatisticsTable {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly SheetValue[])[];
  /** What holds for this table alone. */
  readonly notes?: readonly string[];
}

/** Tables without names, and what one must know to read them. */
export interface Statistics {
  readonly heading: string;
  /** Period and as-of day. */
  readonly about: readonly string[];
  readonly tables: readonly StatisticsTable[];
  readonly notes: readonly string[];
}

/** Table below table, with the question above and the meaning of the signs below. */
export function statisticsCsv({ heading, about, tables, notes }: Statistics): string {
  const below = ({ name, columns, rows, notes: own = [] }: StatisticsTable): SheetValue[][] => [
    [name],
    columns.map(({ title }) => title),
    ...rows.map((row) => [...row]),
    ...own.map((note) => [note]),
  ];
  const above = [heading, ...about].map((line) => [line]);
  return [...above, ...tables.flatMap(below), ...notes.map((note) => [note])].map(csvRow).join('');
}

/** A sheet for each table, and one that says how to read them. */
export function statisticsSheets(all: Statistics, how: { name: string; width: number }): Sheet[] {
  const heading = [all.heading, ...all.about].join('  ');
  const said = all.tables.flatMap(({ name, notes = [] }) => notes.map((note) => [`${name}: ${note}`]));
  const lines = [...all.about.map((line) => [line]), ...said, ...all.notes.map((note) => [note])];
  const last = { title: all.heading, kind: 'text', width: how.width } as const;
  return [
    ...all.tables.map(({ name, columns, rows }) => ({ name, heading, columns, rows: inOnePiece(rows) })),
    { name: how.name, heading, columns: [last], rows: inOnePiece(lines) },
  ];
}

import { rangeOf } from './hidden-range.rules.js';
import type { Bounds, Cell } from './hidden-range.rules.js';

/** A count as it may be shown; null where it is hidden. */
export type Shown = number | null;

export interface SuppressionRule {
  /** Counts from 1 to one less than this are hidden. */
  readonly threshold: number;
  /** Whether a 0 is shown. It says that there is nobody, which in some tables says too much. */
  readonly showsZero: boolean;
}

/** The one threshold of all our tables (DESIGN, small cells). */
export const RULE_OF_TEN: SuppressionRule = { threshold: 10, showsZero: true };

/** Greatest minus least value that must stay possible for every hidden count. */
const WIDTH = 3;

interface TableCell extends Cell {
  /** Shown elsewhere: hiding it here would protect nothing. */
  readonly isFixed?: boolean;
}

export interface ShownList {
  readonly cells: readonly Shown[];
  readonly total: Shown;
}

export interface ShownTable {
  readonly cells: readonly (readonly Shown[])[];
  readonly rowTotals: readonly Shown[];
  readonly columnTotals: readonly Shown[];
  readonly total: Shown;
}

/**
 * Parts and their sum. Where the sum also stands in another table, `total` says what that table does with it: this list
 * must not show what is hidden there, nor count on hiding what is shown there.
 */
export function suppressList(
  counts: readonly number[],
  rule: SuppressionRule = RULE_OF_TEN,
  total: 'free' | 'shown' | 'hidden' = 'free',
): ShownList {
  const parts = counts.map((value) => ({ from: 0, to: 1, isTotal: false, value, hidden: null }));
  const hidden = total === 'hidden' ? otherBounds(rule) : null;
  const whole = { from: 0, to: 1, isTotal: true, value: sum(counts), hidden, isFixed: total === 'shown' };
  const shown = suppress([...parts, whole], rule);
  return { cells: shown.slice(0, -1), total: shown.at(-1) as Shown };
}

/** Rows of counts with the sums of rows, of columns and of all. */
export function suppressTable(counts: readonly (readonly number[])[], rule = RULE_OF_TEN): ShownTable {
  const width = counts[0]?.length ?? 0;
  const withTotals = [
    ...counts,
    Array.from({ length: width }, (_, c) => sum(counts.map((row) => row[c] ?? 0))),
  ].map((row) => [...row, sum(row)]);
  const cells = withTotals.flatMap((row, r) =>
    row.map((value, c) => ({
      from: r,
      to: withTotals.length + c,
      isTotal: (r === counts.length) !== (c === width),
      value,
      hidden: null,
    })),
  );
  const shown = suppress(cells, rule);
  const rows = withTotals.map((_, r) => shown.slice(r * (width + 1), (r + 1) * (width + 1)));
  const totals = rows.at(-1) as Shown[];
  return {
    cells: rows.slice(0, -1).map((row) => row.slice(0, -1)),
    rowTotals: rows.slice(0, -1).map((row) => row.at(-1) as Shown),
    columnTotals: totals.slice(0, -1),
    total: totals.at(-1) as Shown,
  };
}

/**
 * First hides what is small, then, as long as any hidden count could be worked out too closely from the rest, hides more:
 * the smallest neighbour that helps, parts before totals. Ends at the latest when nothing but zeros is shown.
 */
function suppress(table: readonly TableCell[], rule: SuppressionRule): Shown[] {
  let cells = table.map((cell) =>
    isSmall(cell.value, rule) && !cell.isFixed ? { ...cell, hidden: smallBounds(rule) } : cell,
  );
  for (let open = tooNarrow(cells); open; open = tooNarrow(cells)) {
    const candidates = neighboursFirst(cells, open);
    const hide = (victim: TableCell) =>
      cells.map((cell) => (cell === victim ? { ...cell, hidden: otherBounds(rule) } : cell));
    const victim = candidates.find((candidate) => isWide(hide(candidate), open)) ?? candidates[0];
    if (!victim) break;
    cells = hide(victim);
  }
  return cells.map((cell) => (cell.hidden ? null : cell.value));
}

function isSmall(value: number, rule: SuppressionRule): boolean {
  return value < rule.threshold && (value > 0 || !rule.showsZero);
}

function smallBounds(rule: SuppressionRule): Bounds {
  return { least: rule.showsZero ? 1 : 0, most: rule.threshold - 1 };
}

/** A reader cannot tell a count hidden for its neighbour's sake from a small one. */
function otherBounds(rule: SuppressionRule): Bounds {
  return { least: rule.showsZero ? 1 : 0, most: Infinity };
}

function tooNarrow(cells: readonly TableCell[]): TableCell | undefined {
  if (cells.every((cell) => cell.hidden || cell.value === 0)) return undefined;
  return cells.find((cell) => cell.hidden && !isWide(cells, cell));
}

function isWide(cells: readonly Cell[], cell: Cell): boolean {
  const range = rangeOf(cells, cell);
  return range.most - range.least >= WIDTH;
}

function neighboursFirst(cells: readonly TableCell[], open: TableCell): TableCell[] {
  const isNeighbour = (cell: Cell) => cell.from === open.from || cell.to === open.to;
  const order = (cell: Cell) => [isNeighbour(cell) ? 0 : 1, cell.isTotal ? 1 : 0, cell.value] as const;
  return cells
    .filter((cell) => !cell.hidden && !cell.isFixed && cell.value > 0)
    .sort((a, b) => compare(order(a), order(b)));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] as number) - (b[at] as number);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

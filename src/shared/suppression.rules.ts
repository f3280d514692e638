import { cheapestCircle } from './cheapest-circle.rules.js';
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

// What hiding a cell costs: one more cell is worse than any total, a total worse than any part, a large count than a small.
const PER_CELL = 1e12;
const PER_TOTAL = 1e9;

interface TableCell extends Cell {
  /** Shown elsewhere: hiding it here would protect nothing. */
  readonly isFixed?: boolean;
}

/**
 * Down to whole tens. For numbers that are shown again while they grow: by how few they grew from one look to the next
 * is a small count, and so is what can be worked out with it.
 */
export function inTens(n: Shown): Shown {
  return n === null ? null : n - (n % 10);
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
 * First hides what is small; then, for each hidden count that could be worked out too closely, hides a circle of others
 * around it: as few as possible, parts before totals, small before large. At last shows again what was not needed.
 */
function suppress(table: readonly TableCell[], rule: SuppressionRule): Shown[] {
  let cells = table.map((cell) =>
    isSmall(cell.value, rule) && !cell.isFixed ? { ...cell, hidden: smallBounds(rule) } : cell,
  );
  const added: number[] = [];
  for (let at = narrowestOf(cells); at !== null; at = narrowestOf(cells)) {
    const more = circleAround(cells, at, rule);
    if (more.length === 0) break;
    cells = cells.map((cell, index) =>
      more.includes(index) ? { ...cell, hidden: otherBounds(rule) } : cell,
    );
    added.push(...more);
  }
  for (const at of added.sort((a, b) => cells[b]!.value - cells[a]!.value)) {
    const without = cells.map((cell, index) => (index === at ? { ...cell, hidden: null } : cell));
    if (narrowestOf(without) === null) cells = without;
  }
  return cells.map((cell) => (cell.hidden ? null : cell.value));
}

/** Shown cells to hide as well. Empty when there are none left that could help. */
function circleAround(cells: readonly TableCell[], at: number, rule: SuppressionRule): number[] {
  const isFree = (cell: TableCell) => !cell.hidden && !cell.isFixed && cell.value > 0;
  const hideable = cells.map((cell) =>
    isFree(cell)
      ? { ...cell, hidden: otherBounds(rule), cost: PER_CELL + (cell.isTotal ? PER_TOTAL : 0) + cell.value }
      : { ...cell, cost: 0 },
  );
  for (const need of [WIDTH, 1]) {
    const shown = cheapestCircle(hideable, at, need)?.cells.filter((index) => isFree(cells[index]!)) ?? [];
    if (shown.length > 0) return shown;
  }
  const smallest = hideable
    .flatMap(({ cost }, index) => (cost > 0 ? [{ cost, index }] : []))
    .sort((a, b) => a.cost - b.cost);
  return smallest.slice(0, 1).map(({ index }) => index);
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

/** The hidden count with the fewest possible values, when these are too few; null when all are safe. */
function narrowestOf(cells: readonly TableCell[]): number | null {
  // Where nothing but zeros is shown there is nothing to subtract from.
  if (cells.every((cell) => cell.hidden || cell.value === 0)) return null;
  const widths = cells.flatMap((cell, at) => {
    if (!cell.hidden) return [];
    const range = rangeOf(cells, cell);
    return [{ at, width: range.most - range.least }];
  });
  const narrow = widths.filter(({ width }) => width < WIDTH).sort((a, b) => a.width - b.width);
  return narrow[0]?.at ?? null;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

import { inTens, suppressList, suppressTable } from './suppression.rules.js';
import type { Shown } from './suppression.rules.js';

const rule = (threshold: number, showsZero = true) => ({ threshold, showsZero });

describe('inTens', () => {
  it.each([
    [null, null],
    [0, 0],
    [10, 10],
    [19, 10],
    [20, 20],
    [109, 100],
  ])('%p is shown as %p', (n, shown) => expect(inTens(n)).toBe(shown));
});

describe('suppressList', () => {
  // domain notes: the council's own figures, 6 people, 2 and 11
  it.each([
    ['6, 2, 11 of 19 under ten', [6, 2, 11], 10, [null, null, 11], 19],
    ['6, 2, 11 of 19 under five', [6, 2, 11], 5, [null, null, 11], 19],
    ['12, 2, 6 of 20', [12, 2, 6], 10, [12, null, null], 20],
    ['18, 2 of 20: the 2 would be the difference', [18, 2], 10, [null, null], 20],
    ['nothing small', [10, 12, 40], 10, [10, 12, 40], 62],
    ['nobody is said', [0, 12], 10, [0, 12], 12],
    ['nobody at all', [0, 0], 10, [0, 0], 0],
    ['all small: the total as well', [2, 1], 10, [null, null], null],
    ['a zero hides nothing, so something else must', [0, 4, 15, 30], 10, [0, null, null, 30], 49],
    ['nine ones: ones are known to be at least one', [1, 1, 12], 10, [null, null, null], 14],
    ['empty', [], 10, [], 0],
  ])('%s', (_name, counts, threshold, cells, total) => {
    expect(suppressList(counts, rule(threshold))).toEqual({ cells, total });
  });

  it('hides zeros with the small ones where that is asked', () => {
    expect(suppressList([0, 4, 30], rule(10, false))).toEqual({ cells: [null, null, 30], total: 34 });
  });
});

describe('suppressList beside another table', () => {
  it('does not count on hiding a total that is shown there', () => {
    expect(suppressList([2, 1, 9], rule(10), 'shown')).toEqual({ cells: [null, null, null], total: 12 });
    expect(suppressList([4, 30, 40], rule(10), 'shown')).toEqual({ cells: [null, null, 40], total: 74 });
  });

  it('does not give away a total that is hidden there', () => {
    expect(suppressList([12, 30], rule(10), 'hidden')).toEqual({ cells: [null, 30], total: null });
  });
});

describe('suppressTable', () => {
  it('hides a second count in the row and in the column of a small one', () => {
    const shown = suppressTable([
      [20, 3, 15],
      [30, 40, 50],
      [12, 18, 25],
    ]);
    expect(shown.cells).toEqual([
      [null, null, 15],
      [30, 40, 50],
      [null, null, 25],
    ]);
    expect([shown.rowTotals, shown.columnTotals, shown.total]).toEqual([[38, 120, 55], [62, 61, 90], 213]);
  });

  it('hides no more than it must', () => {
    const shown = suppressTable([
      [13, 11, 2, 0],
      [1, 0, 0, 0],
      [0, 11, 0, 0],
    ]);
    expect(shown).toEqual({
      cells: [
        [null, 11, null, 0],
        [null, 0, 0, 0],
        [0, 11, 0, 0],
      ],
      rowTotals: [26, null, 11],
      columnTotals: [14, 22, null, 0],
      total: null,
    });
  });

  it('shows everything when nothing is small', () => {
    expect(suppressTable([[10, 0]])).toEqual({
      cells: [[10, 0]],
      rowTotals: [10],
      columnTotals: [10, 0],
      total: 10,
    });
  });
});

describe('somebody who subtracts', () => {
  const random = generator(20_260_401);
  const aRow = (width: number) => Array.from({ length: width }, () => (random(4) === 0 ? 0 : random(30)));

  it('never narrows a hidden count of a list to less than four values', () => {
    for (let round = 0; round < 500; round += 1) {
      const counts = aRow(1 + random(6));
      const shown = suppressList(counts);
      attack([[...shown.cells, shown.total]], [[...counts, sum(counts)]]);
    }
  });

  it('never narrows a hidden count of a table to less than four values', () => {
    for (let round = 0; round < 300; round += 1) {
      const width = 1 + random(5);
      const counts = Array.from({ length: 1 + random(5) }, () => aRow(width));
      const { cells, rowTotals, columnTotals, total } = suppressTable(counts);
      const all = [...counts, counts[0]!.map((_, c) => sum(counts.map((row) => row[c]!)))];
      attack(
        [...cells.map((row, r) => [...row, rowTotals[r]!]), [...columnTotals, total]],
        all.map((row) => [...row, sum(row)]),
      );
    }
  });
});

/** Knows which counts were small (1 to 9) and which hidden for others' sake (from 1), and does sums until nothing moves. */
function attack(shown: readonly Shown[][], secret: readonly number[][]): void {
  const known = secret.map((row, r) => row.map((value, c) => firstGuess(shown[r]![c]!, value)));
  const sums = sumsOf(known);
  for (let round = 0; round < 50; round += 1) for (const line of sums) narrow(line);
  const hidden = known.flat().filter((range) => range.hidden);
  const shownSomething = known.flat().some((range) => !range.hidden && range.most > 0);
  for (const range of hidden)
    if (shownSomething && range.most - range.least < 3)
      throw new Error(JSON.stringify({ shown, secret, range }));
}

function firstGuess(shown: Shown, value: number) {
  if (shown !== null) expect(shown).toBe(value);
  else expect(value).toBeGreaterThan(0);
  if (value > 0 && value < 10) expect(shown).toBeNull();
  if (shown !== null) return { least: value, most: value, hidden: false };
  return { least: 1, most: value < 10 ? 9 : 10_000, hidden: true };
}

type Guess = ReturnType<typeof firstGuess>;

function sumsOf(known: Guess[][]): Guess[][] {
  return known.length === 1 ? known : [...known, ...known[0]!.map((_, c) => known.map((row) => row[c]!))];
}

/** The last of a line is the sum of the others. */
function narrow(line: Guess[]): void {
  const parts = line.slice(0, -1);
  const total = line.at(-1)!;
  const least = sum(parts.map((part) => part.least));
  const most = sum(parts.map((part) => part.most));
  total.least = Math.max(total.least, least);
  total.most = Math.min(total.most, most);
  for (const part of parts) {
    part.least = Math.max(part.least, total.least - (most - part.most));
    part.most = Math.min(part.most, total.most - (least - part.least));
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => (state = (state * 48_271) % 2_147_483_647) % below;
}

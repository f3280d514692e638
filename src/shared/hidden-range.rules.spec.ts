import { rangeOf } from './hidden-range.rules.js';
import type { Bounds, Cell } from './hidden-range.rules.js';

const BOUNDS: Bounds = { least: 0, most: 6 };

describe('rangeOf', () => {
  it('finds what trying every table of two by two with totals finds', () => {
    let state = 99;
    const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 200; round += 1) {
      const inner = Array.from({ length: 4 }, () => random(7));
      const hides = Array.from({ length: 9 }, () => random(2) === 0);
      const cells = tableOf(inner, hides);
      const found = tryAll(cells);
      for (const cell of cells.filter((c) => c.hidden))
        expect(rangeOf(cells, cell)).toEqual(found.get(cells.indexOf(cell)));
    }
  });
});

function tableOf([a, b, c, d]: number[], hides: boolean[]): Cell[] {
  const rows = [
    [a!, b!, a! + b!],
    [c!, d!, c! + d!],
    [a! + c!, b! + d!, a! + b! + c! + d!],
  ];
  return rows.flatMap((row, r) =>
    row.map((value, col) => {
      const isTotal = (r === 2) !== (col === 2);
      const most = BOUNDS.most * (r === 2 ? 2 : 1) * (col === 2 ? 2 : 1);
      return { from: r, to: 3 + col, isTotal, value, hidden: hides[r * 3 + col] ? { least: 0, most } : null };
    }),
  );
}

function tryAll(cells: Cell[]): Map<number, Bounds> {
  const found = new Map<number, Bounds>();
  for (let n = 0; n < 7 ** 4; n += 1) {
    const inner = [n % 7, Math.floor(n / 7) % 7, Math.floor(n / 49) % 7, Math.floor(n / 343)];
    const tried = tableOf(
      inner,
      cells.map(() => false),
    );
    if (!tried.every(({ value }, at) => cells[at]!.hidden || cells[at]!.value === value)) continue;
    tried.forEach(({ value }, at) => {
      const so = found.get(at) ?? { least: value, most: value };
      found.set(at, { least: Math.min(so.least, value), most: Math.max(so.most, value) });
    });
  }
  return found;
}

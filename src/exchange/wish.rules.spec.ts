import { CalendarDay } from '../shared/calendar-day.js';
import { countedDays, keptSince, toWishTable, wishIdOf } from './wish.rules.js';

const KEY = 'a-key-of-one-page-0001';
const AREAS = [
  { id: 'chuo', name: '中央' },
  { id: 'kita', name: '北部' },
];

describe('the id of a wish', () => {
  it('is the same for the same sending and another for another', () => {
    const body = { _key: KEY, kind: 'form', text: 'あ' };
    expect(wishIdOf(body)).toBe(wishIdOf({ ...body }));
    expect(wishIdOf(body)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(wishIdOf({ ...body, text: 'い' })).not.toBe(wishIdOf(body));
    expect(wishIdOf({ ...body, _key: 'a-key-of-one-page-0002' })).not.toBe(wishIdOf(body));
  });

  it.each([[null], [{}], [{ _key: 'short' }], [{ _key: ['a-key-of-one-page-0001'] }]])(
    'cannot be told of %j',
    (body) => expect(wishIdOf(body)).toBeNull(),
  );
});

describe('the days whose wishes are counted', () => {
  it.each([
    ['2026-11-26', '2025-04-01', '2026-10-31'],
    ['2026-04-01', '2025-04-01', '2026-03-31'],
    ['2026-03-31', '2024-04-01', '2026-02-28'],
    ['2026-01-01', '2024-04-01', '2025-12-31'],
  ])('on %s are from %s to %s', (today, from, to) => {
    const days = countedDays(CalendarDay.parse(today)!);
    expect([String(days.from), String(days.to)]).toEqual([from, to]);
    expect(String(keptSince(CalendarDay.parse(today)!))).toBe(from);
  });
});

describe('the table of wishes', () => {
  const table = (...counts: [string, string, number][]) =>
    toWishTable(
      counts.map(([form, area, n]) => ({ form, area, n })),
      AREAS,
    );

  it('has no row for what nobody wished for', () => {
    expect(table()).toMatchObject({ rows: [], total: 0, areas: ['chuo', 'kita', ''] });
  });

  it('tells no number that was added between two looks', () => {
    const before = table(['walking', 'chuo', 12], ['talking', 'chuo', 38]);
    const after = table(['walking', 'chuo', 13], ['talking', 'chuo', 38]);
    expect(after).toEqual(before);
    // Somebody is new in an empty cell, and all others stayed: how many came cannot be subtracted.
    const [one, nine] = [1, 9].map((n) =>
      table(['walking', 'chuo', 12], ['talking', 'chuo', 30], ['making', 'kita', n]),
    );
    expect(one).toEqual(nine);
  });

  it('shows ten and hides nine', () => {
    expect(table(['walking', 'chuo', 10]).rows).toEqual([{ form: 'walking', cells: [10, 0, 0], total: 10 }]);
    expect(table(['walking', 'chuo', 9])).toMatchObject({
      rows: [{ form: 'walking', cells: [null, 0, 0], total: null }],
      total: null,
    });
  });

  it('hides what would tell a small number by subtraction', () => {
    const { rows, total } = table(['walking', 'chuo', 2], ['talking', 'chuo', 30], ['talking', 'kita', 40]);
    const [talking, walking] = rows;
    expect(walking!.total).toBeNull();
    const known = [...talking!.cells, talking!.total, total].filter((n) => n !== null);
    expect(known).not.toEqual([30, 40, 0, 70, 72]);
  });

  it('counts an area and a form that are not offered any more as not chosen', () => {
    expect(table(['dancing', 'umi', 12]).rows).toEqual([{ form: '', cells: [0, 0, 10], total: 10 }]);
  });
});

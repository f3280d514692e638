import { CalendarDay } from '../shared/calendar-day.js';
import { daysOfYear, freshnessRate, isRunning, settledOn, toVisitFigures } from './figures.rules.js';

const figures = (counts: Record<string, number>, isSettled = true) =>
  toVisitFigures(new Map(Object.entries(counts)), isSettled);
const shown = ({ total, lines }: { total: number | null; lines: readonly { n: number | null }[] }) => [
  lines.map(({ n }) => n),
  total,
];

describe('requests and visits', () => {
  it.each([
    [{}, [0, 0, 0, 0], 0],
    [{ request: 60, came: 30, cancelled: 15 }, [30, 15, 0, 15], 60],
    [{ request: 70, came: 30, cancelled: 15, off: 10 }, [30, 15, 10, 15], 70],
    [{ request: 9, came: 9 }, [null, 0, 0, 0], null],
    // One small part: another is hidden with it, or it could be subtracted.
    [{ request: 52, came: 30, cancelled: 20 }, [30, null, 0, null], 52],
    [{ request: 12, came: 11, cancelled: 1 }, [null, null, 0, 0], 12],
    [{ request: 15, came: 5, cancelled: 5 }, [null, null, 0, null], 15],
  ])('%j are shown as %j of %j', (counts, parts, total) => {
    expect(shown(figures(counts).requests)).toEqual([parts, total]);
  });

  it('do not tell who was not met from those of whom nothing is known', () => {
    const { lines } = figures({ request: 40, came: 20, cancelled: 10, 'not-met': 4, unsaid: 6 }).requests;
    expect(lines.map(({ words, n }) => [words.split('.').at(-1), n])).toEqual([
      ['came', 20],
      ['cancelled', 10],
      ['off', 0],
      ['rest', 10],
    ]);
  });

  it('have percents only of what is shown', () => {
    const { lines } = figures({ request: 52, came: 30, cancelled: 20 }).requests;
    expect(lines.map(({ percent }) => percent)).toEqual([58, null, 0, null]);
  });

  it('stand in tens, without percents, as long as they change: what one day added is what one person did', () => {
    const monday = figures(
      { request: 52, came: 30, cancelled: 11, page: 21, 'image.clear': 20, 'next.again': 21 },
      false,
    );
    const tuesday = figures(
      { request: 53, came: 31, cancelled: 11, page: 22, 'image.clear': 21, 'next.again': 22 },
      false,
    );
    expect(tuesday).toEqual(monday);
    expect(monday.requests.lines.map(({ n, percent }) => [n, percent])).toEqual([
      [30, null],
      [10, null],
      [0, null],
      [10, null],
    ]);
    expect(monday.requests.total).toBe(50);
  });
});

describe('pages after the visit', () => {
  it('hide their sum in both tables or in none', () => {
    const few = figures({ page: 9, 'image.clear': 9, 'next.again': 4, 'next.learn': 5 });
    expect([few.image.total, few.next.total]).toEqual([null, null]);
    expect(shown(few.image)[0]).toEqual([null, 0, 0, 0, 0]);
    const many = figures({
      page: 30,
      'image.clear': 18,
      'image.some': 12,
      'next.again': 15,
      'next.join': 15,
    });
    expect([many.image.total, many.next.total]).toEqual([30, 30]);
    expect(shown(many.image)[0]).toEqual([18, 12, 0, 0, 0]);
  });

  it('can be worked out from neither table', () => {
    const { image, next } = figures({ page: 20, 'image.clear': 19, 'next.again': 20 });
    expect(shown(image)).toEqual([[null, 0, 0, 0, null], 20]);
    expect(shown(next)).toEqual([[20, 0, 0, 0, 0, 0], 20]);
  });
});

describe('the freshness rate', () => {
  it.each([
    [{ fresh: 0, asked: 0, unconfirmed: 0, hidden: 0 }, null],
    [{ fresh: 9, asked: 1, unconfirmed: 0, hidden: 0 }, 90],
    [{ fresh: 1, asked: 0, unconfirmed: 1, hidden: 1 }, 33],
  ])('of %j is %j', (state, rate) => expect(freshnessRate(state)).toBe(rate));
});

describe('the days of a year', () => {
  it.each([
    [2026, '2026-11-26', ['2026-04-01', '2026-11-25']],
    [2025, '2026-11-26', ['2025-04-01', '2026-03-31']],
    [2026, '2027-04-01', ['2026-04-01', '2027-03-31']],
    [2026, '2026-04-01', null],
    [2027, '2026-11-26', null],
  ])('%d are on %s %j', (year, today, days) => {
    const found = daysOfYear(year, CalendarDay.parse(today)!);
    expect(found && [found.from.toString(), found.to.toString()]).toEqual(days);
  });
});

describe('a year', () => {
  it.each([
    ['2026-03-31', true, false],
    ['2026-04-01', false, false],
    ['2026-05-01', false, false],
    ['2026-05-02', false, true],
  ])('2025 on %s is running: %p; settled: %p', (today, running, settled) => {
    const day = CalendarDay.parse(today)!;
    expect([isRunning(2025, day), !day.isBefore(settledOn(2025, 30))]).toEqual([running, settled]);
  });
});

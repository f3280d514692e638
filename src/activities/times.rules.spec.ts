import { CalendarDay } from '../shared/calendar-day.js';
import type { ActivityTimes } from './activity-content.rules.js';
import { datesBetween, nextDates, weekOfMonth } from './times.rules.js';

const times = (state: Partial<ActivityTimes>): ActivityTimes => ({
  regular: [],
  dates: [],
  off: [],
  note: '',
  ...state,
});
const day = (text: string) => CalendarDay.parse(text)!;
const found = (state: Partial<ActivityTimes>, from: string, to: string) =>
  datesBetween(times(state), day(from), day(to)).map(
    (one) => `${one.day.toString()} ${String(one.from)}-${String(one.to)}`,
  );
const TUESDAYS = { weekday: 2, weeks: [], from: 600, to: 660 };

describe('when an activity takes place', () => {
  it('is every week on its weekday, both ends included', () => {
    expect(found({ regular: [TUESDAYS] }, '2026-11-03', '2026-11-17')).toEqual([
      '2026-11-03 600-660',
      '2026-11-10 600-660',
      '2026-11-17 600-660',
    ]);
  });

  it.each([
    [[1], ['2026-11-03', '2026-12-01']],
    [
      [2, 4],
      ['2026-11-10', '2026-11-24', '2026-12-08', '2026-12-22'],
    ],
    [[5], ['2026-12-29']],
  ])('is in the weeks %j of a month', (weeks, expected) => {
    expect(found({ regular: [{ ...TUESDAYS, weeks }] }, '2026-11-01', '2026-12-31')).toEqual(
      expected.map((one) => `${one} 600-660`),
    );
  });

  it('is not on a day off, but on a date that was named by itself', () => {
    const off = ['2026-11-03', '2026-11-05'];
    const dates = [{ day: '2026-11-05', from: 540, to: 600 }];
    expect(found({ regular: [TUESDAYS], dates, off }, '2026-11-01', '2026-11-10')).toEqual([
      '2026-11-05 540-600',
      '2026-11-10 600-660',
    ]);
  });

  it('comes once where it is told twice, and in the order of the day', () => {
    const dates = [
      { day: '2026-11-03', from: 600, to: 660 },
      { day: '2026-11-03', from: 90, to: 100 },
    ];
    expect(found({ regular: [TUESDAYS, TUESDAYS], dates }, '2026-11-03', '2026-11-03')).toEqual([
      '2026-11-03 90-100',
      '2026-11-03 600-660',
    ]);
  });

  it('has one end where it begins once: of a date that was named by itself, else the later one', () => {
    const longer = { ...TUESDAYS, weeks: [2], to: 720 };
    const dates = [{ day: '2026-11-17', from: 600, to: 630 }];
    for (const regular of [
      [TUESDAYS, longer],
      [longer, TUESDAYS],
    ])
      expect(found({ regular, dates }, '2026-11-03', '2026-11-17')).toEqual([
        '2026-11-03 600-660',
        '2026-11-10 600-720',
        '2026-11-17 600-630',
      ]);
    expect(
      nextDates(times({ regular: [TUESDAYS], dates }), new Date('2026-11-16T15:00:00Z'), 1),
    ).toMatchObject([{ from: 600, to: 630 }]);
  });

  it.each([
    ['before', '2026-11-02'],
    ['after', '2026-11-05'],
    ['no day at all', '2026-02-30'],
  ])('leaves out a single date %s', (_, single) => {
    expect(found({ dates: [{ day: single, from: 1, to: 2 }] }, '2026-11-03', '2026-11-04')).toEqual([]);
  });

  it('goes over the end of a year and through a leap day', () => {
    expect(found({ regular: [{ ...TUESDAYS, weeks: [5] }] }, '2028-02-20', '2028-02-29')).toEqual([
      '2028-02-29 600-660',
    ]);
    expect(found({ regular: [TUESDAYS] }, '2026-12-28', '2027-01-05')).toEqual([
      '2026-12-29 600-660',
      '2027-01-05 600-660',
    ]);
  });

  it('has nothing where the end is before the beginning', () => {
    expect(found({ regular: [TUESDAYS] }, '2026-11-10', '2026-11-03')).toEqual([]);
  });

  it.each([
    ['2026-11-07', 1],
    ['2026-11-08', 2],
    ['2026-11-29', 5],
  ])('%s is such a weekday number %d of its month', (text, expected) => {
    expect(weekOfMonth(day(text))).toBe(expected);
  });

  it.each([
    ['2026-11-03T10:59:00+09:00', '2026-11-03'],
    ['2026-11-03T11:00:00+09:00', '2026-11-10'],
    ['2026-11-02T23:59:59+09:00', '2026-11-03'],
  ])('at %s the next time is on %s', (now, expected) => {
    const [next] = nextDates(times({ regular: [TUESDAYS] }), new Date(now), 5);
    expect(String(next?.day)).toBe(expected);
  });

  it('looks half a year ahead, at single dates further, and tells no more than it was asked', () => {
    const now = new Date('2026-11-03T00:00:00+09:00');
    const dates = [{ day: '2028-06-01', from: 1, to: 2 }];
    expect(nextDates(times({ regular: [TUESDAYS], dates }), now, 3)).toHaveLength(3);
    expect(nextDates(times({ dates }), now, 3).map(({ day }) => String(day))).toEqual(['2028-06-01']);
    expect(nextDates(times({ regular: [TUESDAYS], dates }), now, 99)).toHaveLength(28);
  });
});

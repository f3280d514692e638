import { CalendarDay } from '../shared/calendar-day.js';
import { firstDay, formatMonth, lastDay, neighbour, readMonth } from './month.rules.js';

const TODAY = CalendarDay.of(2026, 11, 26);

describe('the month of a calendar', () => {
  it.each([
    ['2026-11', '2026-11'],
    ['2026-12', '2026-12'],
    ['2027-11', '2027-11'],
    ['2027-12', '2026-11'],
    ['2026-10', '2026-11'],
    ['2027-00', '2026-11'],
    ['2027-13', '2026-11'],
    ['2026-1', '2026-11'],
    ['9999-99', '2026-11'],
    [['2026-12'], '2026-11'],
    [undefined, '2026-11'],
  ])('asked for %j is %s', (typed, expected) => {
    expect(formatMonth(readMonth(typed, TODAY))).toBe(expected);
  });

  it('goes from this month to a year ahead', () => {
    expect(neighbour({ year: 2026, month: 11 }, -1, TODAY)).toBeNull();
    expect(neighbour({ year: 2026, month: 12 }, 1, TODAY)).toEqual({ year: 2027, month: 1 });
    expect(neighbour({ year: 2027, month: 1 }, -1, TODAY)).toEqual({ year: 2026, month: 12 });
    expect(neighbour({ year: 2027, month: 11 }, 1, TODAY)).toBeNull();
  });

  it.each([
    [2026, 12, '2026-12-01', '2026-12-31'],
    [2027, 2, '2027-02-01', '2027-02-28'],
    [2028, 2, '2028-02-01', '2028-02-29'],
  ])('%d-%d is from %s to %s', (year, month, first, last) => {
    expect(firstDay({ year, month }).toString()).toBe(first);
    expect(lastDay({ year, month }).toString()).toBe(last);
  });
});

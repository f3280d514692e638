import { CalendarDay } from './calendar-day.js';
import { eraOf } from './era.js';
import { FiscalYear } from './fiscal-year.js';

describe('CalendarDay', () => {
  it.each([
    ['2026-03-31T14:59:59.999Z', '2026-03-31'],
    ['2026-03-31T15:00:00.000Z', '2026-04-01'],
    ['2024-02-28T15:00:00.000Z', '2024-02-29'],
    ['2026-12-31T14:59:59.999Z', '2026-12-31'],
  ])('is the day in Japan: %s is %s', (instant, day) => {
    expect(CalendarDay.at(new Date(instant)).toString()).toBe(day);
  });

  it.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', '', '2025-02-29'])('refuses "%s"', (text) => {
    expect(CalendarDay.parse(text)).toBeNull();
  });

  it('counts days across a leap day', () => {
    expect(CalendarDay.of(2024, 2, 28).plusDays(2).toString()).toBe('2024-03-01');
  });
});

describe('FiscalYear', () => {
  it.each([
    ['2026-03-31', 2025],
    ['2026-04-01', 2026],
    ['2027-01-01', 2026],
  ])('%s belongs to %i', (day, year) => {
    expect(FiscalYear.of(CalendarDay.parse(day)!).year).toBe(year);
  });
});

describe('eraOf', () => {
  it.each([
    ['2019-04-30', 'heisei', 31],
    ['2019-05-01', 'reiwa', 1],
    ['1989-01-07', 'showa', 64],
    ['1989-01-08', 'heisei', 1],
    ['1926-12-24', 'taisho', 15],
    ['1926-12-25', 'showa', 1],
  ])('%s is %s %i', (day, era, year) => {
    expect(eraOf(CalendarDay.parse(day)!)).toEqual({ era, year });
  });

  it('knows nothing before Taisho', () => {
    expect(eraOf(CalendarDay.of(1912, 7, 29))).toBeNull();
  });
});

import { CalendarDay } from '../shared/calendar-day.js';
import { freshnessOf, shownSince } from './freshness.rules.js';

const TERMS = { ask: 90, unconfirmed: 104, hidden: 134 };
const TODAY = CalendarDay.of(2026, 11, 26);

describe('how much an entry can be relied on', () => {
  it.each([
    [0, 'fresh'],
    [89, 'fresh'],
    [90, 'asked'],
    [103, 'asked'],
    [104, 'unconfirmed'],
    [133, 'unconfirmed'],
    [134, 'hidden'],
    [4000, 'hidden'],
  ])('%d days after the last confirmation it is %s', (days, expected) => {
    expect(freshnessOf(TODAY.plusDays(-days), TODAY, TERMS)).toBe(expected);
  });

  it('shows exactly what is not hidden', () => {
    const since = shownSince(TODAY, TERMS);
    expect(freshnessOf(since, TODAY, TERMS)).toBe('unconfirmed');
    expect(freshnessOf(since.plusDays(-1), TODAY, TERMS)).toBe('hidden');
  });

  it('knows a confirmation of tomorrow, told by a clock that was ahead, as fresh', () => {
    expect(freshnessOf(TODAY.plusDays(1), TODAY, TERMS)).toBe('fresh');
  });
});

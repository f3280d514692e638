import { CalendarDay } from '../shared/calendar-day.js';
import { askingDue } from './asking.rules.js';

const TERMS = { ask: 90, unconfirmed: 104, hidden: 134 };
const CONFIRMED = CalendarDay.of(2026, 8, 1);
const after = (days: number) => CONFIRMED.plusDays(days);
const noonAfter = (days: number) => new Date(after(days).startsAt().getTime() + 12 * 3_600_000);

it.each<[string, number, number | null, 'first' | 'again' | null]>([
  ['the day before it grows old', 89, null, null],
  ['the day on which it grows old', 90, null, 'first'],
  ['later that day, asked at noon', 90, 90, null],
  ['the day before 未確認', 103, 90, null],
  ['the day of 未確認', 104, 90, 'again'],
  ['after the second asking', 104, 104, null],
  ['weeks after the second asking', 150, 104, null],
  ['after a server that slept until 未確認', 110, null, 'first'],
  ['the day after that', 111, 110, null],
  ['after a server that slept from the first asking until it was hidden', 140, 90, 'again'],
  ['after a server that slept all the while', 400, null, 'first'],
  ['when it is hidden and was asked then', 401, 400, null],
])('%s', (_when, days, askedAfter, expected) => {
  const askedAt = askedAfter === null ? null : noonAfter(askedAfter);
  expect(askingDue({ confirmedOn: CONFIRMED, askedAt }, after(days), TERMS)).toBe(expected);
});

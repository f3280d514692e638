import { CalendarDay } from '../shared/calendar-day.js';
import { isAskingDue } from './asking.rules.js';

const TERMS = { ask: 90, unconfirmed: 104, hidden: 134 };
const CONFIRMED = CalendarDay.of(2026, 8, 1);
const after = (days: number) => CONFIRMED.plusDays(days);
const noonAfter = (days: number) => new Date(after(days).startsAt().getTime() + 12 * 3_600_000);

it.each<[string, number, number | null, boolean]>([
  ['the day before it grows old', 89, null, false],
  ['the day on which it grows old', 90, null, true],
  ['later that day, asked at noon', 90, 90, false],
  ['the day before 未確認', 103, 90, false],
  ['the day of 未確認', 104, 90, true],
  ['after the second asking', 104, 104, false],
  ['weeks after the second asking', 150, 104, false],
  ['after a server that slept until 未確認', 110, null, true],
  ['the day after that', 111, 110, false],
  ['weeks after that', 300, 110, false],
  ['the day of 未確認, asked the day before by a server that had slept', 104, 103, false],
  ['thirteen days after that', 116, 103, false],
  ['fourteen days after that', 117, 103, true],
  ['after a server that slept from the first asking until it was hidden', 140, 90, true],
  ['after a server that slept all the while', 400, null, true],
  ['when it is hidden and was asked then', 401, 400, false],
  ['on the day before the asking, by a clock that was set back', 89, 90, false],
  ['by a clock that was weeks ahead when it asked, and is right again', 104, 130, false],
])('%s', (_when, days, askedAfter, isDue) => {
  const askedAt = askedAfter === null ? null : noonAfter(askedAfter);
  expect(isAskingDue({ confirmedOn: CONFIRMED, askedAt }, after(days), TERMS)).toBe(isDue);
});

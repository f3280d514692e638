import { CalendarDay } from '../shared/calendar-day.js';
import { yearToBegin } from './year.rules.js';

const words = { title: null, text: null, disclaimer: true, official: null };
const day = (text: string | null) => (text === null ? null : CalendarDay.parse(text)!);

it.each([
  ['the last day of the year', '2026-04-01', '2027-03-31', null],
  ['the first day of the next', '2027-03-31', '2027-04-01', 2027],
  ['years later', '2026-05-12', '2031-01-10', 2030],
  ['the same day', '2026-05-12', '2026-05-12', null],
  ['a clock that was put back', '2027-04-01', '2027-03-31', null],
  ['not completed', null, '2030-04-01', null],
])('%s', (_name, completedOn, today, year) => {
  const begins = yearToBegin({ certificate: { ...words, yearly: true } }, day(completedOn), day(today)!);
  expect(begins?.year ?? null).toBe(year);
});

it.each([
  ['a track that is taken once', words],
  ['a track without a certificate', null],
])('%s', (_name, certificate) => {
  expect(yearToBegin({ certificate }, day('2026-05-12'), day('2030-04-01')!)).toBeNull();
});

import { CalendarDay } from '../shared/calendar-day.js';
import { expiryOf, keptFrom, lastDayOf, stateOf } from './invitation.rules.js';

const now = new Date('2026-05-12T01:00:00.000Z');
const later = new Date('2026-05-12T01:00:00.001Z');
const before = new Date('2026-05-11T00:00:00.000Z');
const day = (text: string) => CalendarDay.parse(text)!;

it.each([
  ['invited', { acceptedAt: null, withdrawnAt: null, expiresAt: later }],
  ['expired', { acceptedAt: null, withdrawnAt: null, expiresAt: now }],
  ['accepted', { acceptedAt: before, withdrawnAt: null, expiresAt: before }],
  ['withdrawn', { acceptedAt: null, withdrawnAt: before, expiresAt: before }],
  ['withdrawn', { acceptedAt: null, withdrawnAt: before, expiresAt: later }],
] as const)('is %s', (state, row) => {
  expect(stateOf(row, now)).toBe(state);
});

it.each([
  ['two weeks', null, '2026-09-30', '2026-05-26T15:00:00.000Z'],
  ['until the end of the closing day in Japan', '2026-05-20', '2026-09-30', '2026-05-20T15:00:00.000Z'],
  ['until the end of the last day', null, '2026-05-15', '2026-05-15T15:00:00.000Z'],
])('is good for %s', (_, closes, ends, expires) => {
  const cohort = { closesOn: closes === null ? null : day(closes), endsOn: day(ends) };
  expect(expiryOf(cohort, now)).toEqual(new Date(expires));
  expect(lastDayOf(expiryOf(cohort, now)).toString()).toBe(new Date(expires).toISOString().slice(0, 10));
});

it('is kept a month when nobody came, a year when somebody did', () => {
  expect(keptFrom(now)).toEqual({
    unanswered: new Date('2026-04-12T01:00:00.000Z'),
    accepted: new Date('2025-05-12T01:00:00.000Z'),
  });
});

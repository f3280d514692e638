import { freshnessOf } from '../activities/freshness.rules.js';
import type { Freshness } from '../activities/freshness.rules.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { confirmedWithin, readShown } from './office-list.rules.js';

const TERMS = { ask: 90, unconfirmed: 104, hidden: 134 };
const TODAY = CalendarDay.of(2026, 11, 26);

it('puts every day of confirmation where its freshness is, and nowhere else', () => {
  for (let days = -2; days < 400; days++) {
    const day = TODAY.plusDays(-days);
    const within = (['fresh', 'asked', 'unconfirmed', 'hidden'] as Freshness[]).filter((freshness) => {
      const { from, to } = confirmedWithin(freshness, TODAY, TERMS);
      return from <= day.toString() && day.toString() <= to;
    });
    expect(within).toEqual([freshnessOf(day, TODAY, TERMS)]);
  }
});

it.each([
  ['hidden', 'hidden'],
  ['closed', 'closed'],
  ['', 'open'],
  [['asked', 'hidden'], 'open'],
  [undefined, 'open'],
])('%j shows %s', (typed, expected) => {
  expect(readShown(typed)).toBe(expected);
});

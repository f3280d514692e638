import { CalendarDay } from '../shared/calendar-day.js';
import { afterOpinion, lastDayAgain, lastDayFrom, weekdayHours } from './board.rules.js';
import type { Verdict } from './board.rules.js';

const day = (text: string) => CalendarDay.parse(text)!;
const at = (text: string) => new Date(`${text}+09:00`);

describe('how long a note is shown', () => {
  it('is thirty days after the one on which it appeared', () => {
    expect(lastDayFrom(day('2026-05-12')).toString()).toBe('2026-06-11');
  });

  it('grows by the days on which it was hidden', () => {
    const again = (hiddenOn: string, today: string) =>
      lastDayAgain(
        { shownUntil: day('2026-06-11'), stateAt: at(`${hiddenOn}T23:59`) },
        day(today),
      ).toString();
    expect(again('2026-05-20', '2026-05-20')).toBe('2026-06-11');
    expect(again('2026-05-20', '2026-05-23')).toBe('2026-06-14');
    expect(again('2026-05-20', '2026-08-20')).toBe('2026-09-11');
  });
});

describe('what two members of staff say', () => {
  const said = (verdict: Verdict, byId: string) => ({ verdict, byId });
  it.each([
    ['the first word waits', null, said('remove', 'a'), 'waits'],
    ['the same word of somebody else decides', said('remove', 'a'), said('remove', 'b'), 'remove'],
    ['so it does for keeping', said('keep', 'a'), said('keep', 'b'), 'keep'],
    ['the same person twice decides nothing', said('remove', 'a'), said('remove', 'a'), 'waits'],
    ['another word waits for one like it', said('remove', 'a'), said('keep', 'b'), 'waits'],
    ['and then decides', said('keep', 'b'), said('keep', 'a'), 'keep'],
  ] as const)('%s', (_, before, now, result) => {
    expect(afterOpinion(before, now)).toBe(result);
  });
});

describe('hours of weekdays', () => {
  it.each([
    ['2026-05-12T10:00', '2026-05-12T10:59', 0],
    ['2026-05-12T10:00', '2026-05-13T10:00', 24],
    ['2026-05-15T18:00', '2026-05-18T09:00', 15], // Friday evening to Monday morning
    ['2026-05-16T09:00', '2026-05-17T20:00', 0], // a weekend
    ['2026-05-16T09:00', '2026-05-18T01:30', 1],
    ['2026-05-11T00:00', '2026-05-18T00:00', 120],
    ['2026-05-12T10:00', '2026-05-12T09:00', 0],
    ['2026-05-12T23:30', '2026-05-13T00:30', 1], // over the end of a day in Japan
    ['2026-05-15T23:00', '2026-05-18T00:00', 1], // the last hour of a Friday
    ['2026-05-17T23:59', '2026-05-18T00:59', 0], // not quite an hour of a Monday
    ['2026-12-31T23:00', '2027-01-01T01:00', 2],
  ])('from %s to %s are %i', (from, to, hours) => {
    expect(weekdayHours(at(from), at(to))).toBe(hours);
  });
});

import { aCourse, aLesson, aModule, aSession, words } from '../../test/factories/course.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { hasNotBegun, isMakeUpOpen, isUnderWay, madeUpBy, mayBeRecorded } from './attendance.rules.js';

const at = (time: string) => new Date(`2026-05-12T${time}:00+09:00`);
const meeting = { startsAt: at('13:00'), endsAt: at('16:00'), isCancelled: false };

describe('a meeting', () => {
  it.each([
    ['12:29', { isUnderWay: false, mayBeRecorded: false, hasNotBegun: true }],
    ['12:30', { isUnderWay: true, mayBeRecorded: true, hasNotBegun: true }],
    ['13:00', { isUnderWay: true, mayBeRecorded: true, hasNotBegun: false }],
    ['16:00', { isUnderWay: true, mayBeRecorded: true, hasNotBegun: false }],
    ['16:01', { isUnderWay: false, mayBeRecorded: true, hasNotBegun: false }],
  ])('at %s', (time, expected) => {
    const now = at(time);
    expect({
      isUnderWay: isUnderWay(meeting, now),
      mayBeRecorded: mayBeRecorded(meeting, now),
      hasNotBegun: hasNotBegun(meeting, now),
    }).toEqual(expected);
  });

  it('is nothing of all that when it is called off', () => {
    const off = { ...meeting, isCancelled: true };
    expect([isUnderWay, mayBeRecorded, hasNotBegun].map((rule) => rule(off, at('13:00')))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('making up', () => {
  const date = { ...meeting, hasNotice: false };
  const today = CalendarDay.of(2026, 5, 12);
  const dated = { kind: 'dated' as const, endsOn: null };
  it.each([
    ['where one never meets', { kind: 'standing' as const, endsOn: null }, [], true],
    ['while dates are not decided', dated, [], false],
    ['when the cohort ended without any', { ...dated, endsOn: CalendarDay.of(2026, 5, 11) }, [], true],
    ['on its last day', { ...dated, endsOn: today }, [], false],
    ['before the date', dated, [date], false],
    ['before a date at which one will not be', dated, [{ ...date, hasNotice: true }], true],
    ['when it is called off', dated, [{ ...date, isCancelled: true }], true],
    ['when it is over', dated, [{ ...date, endsAt: at('12:00') }], true],
    ['while a second date is left', dated, [{ ...date, hasNotice: true }, date], false],
  ])('%s', (_, cohort, dates, expected) => {
    expect(isMakeUpOpen(cohort, dates, { now: at('12:00'), today })).toBe(expected);
  });

  it('is found by the step that does it', () => {
    const makeUp = [{ text: words('話す') }, { step: { module: 'b', step: 'yomu' } }];
    const course = aCourse({
      modules: [
        aModule('a', [aSession('kai-1', 3, { makeUp }), aSession('kai-2', 3)]),
        aModule('b', [aLesson('yomu'), aSession('kai-3', 3, { makeUp })]),
      ],
    });
    expect(madeUpBy(course, { module: 'b', step: 'yomu' })).toEqual([
      { module: 'a', step: 'kai-1' },
      { module: 'b', step: 'kai-3' },
    ]);
    expect(madeUpBy(course, { module: 'a', step: 'yomu' })).toEqual([]);
  });
});

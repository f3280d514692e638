import { CalendarDay } from '../shared/calendar-day.js';
import { aCourse, aModule, aSession, words } from '../../test/factories/course.js';
import { reachOf } from './reach.rules.js';
import type { Meetings, Reach } from './reach.rules.js';

const makeUp = [{ text: words('30分話す') }];
const course = aCourse({
  modules: [
    aModule('a', [
      aSession('kai-1', 3, { makeUp }),
      aSession('kai-2', 3, { makeUp, formerly: ['mae'] }),
      aSession('kai-3', 1.5),
    ]),
  ],
});
const now = new Date('2026-05-12T01:00:00Z');
const today = CalendarDay.of(2026, 5, 12);
const ref = (step: string) => ({ module: 'a', step });
const date = (step: string, days: number, isCancelled = false) => ({
  ...ref(step),
  endsAt: new Date(now.getTime() + days * 24 * 60 * 60 * 1000),
  isCancelled,
});
const missing = (needed: number, have: number, ...open: string[]) =>
  ({ kind: 'sessions', needed, have, steps: open.map(ref) }) as const;

describe('reachOf', () => {
  it.each<[string, Parameters<typeof reachOf>[1], Partial<Meetings>, Partial<Reach>]>([
    [
      'counts the sessions that are still to come',
      missing(2, 1, 'kai-2', 'kai-3'),
      { dates: [date('kai-2', 7), date('kai-2', 14), date('kai-3', -7)] },
      { planned: 1, byAttending: true },
    ],
    [
      'says early that attending is not enough any more, and what can be made up for',
      missing(3, 0, 'kai-1', 'kai-2', 'kai-3'),
      { dates: [date('kai-1', -7), date('kai-2', 7), date('kai-3', 14)] },
      { planned: 2, byAttending: false, byMakingUp: true, toMakeUp: [ref('kai-1')] },
    ],
    [
      'says that only another cohort is left where nothing makes up for it',
      missing(3, 0, 'kai-1', 'kai-2', 'kai-3'),
      { dates: [date('kai-1', 7), date('kai-2', 7), date('kai-3', -7)] },
      { byAttending: false, byMakingUp: false, toMakeUp: [] },
    ],
    [
      'counts what was called off as nothing',
      missing(1, 0, 'kai-1'),
      { dates: [date('kai-1', 7, true)], endsOn: today.plusDays(-1) },
      { planned: 0, byAttending: false },
    ],
    ['waits for dates that are not known yet', missing(1, 0, 'kai-3'), {}, { planned: 0, byAttending: true }],
    [
      'waits for none once the cohort has ended',
      missing(1, 0, 'kai-3'),
      { endsOn: today.plusDays(-1) },
      { byAttending: false },
    ],
    ['still waits on its last day', missing(1, 0, 'kai-3'), { endsOn: today }, { byAttending: true }],
    [
      'waits for none in a standing cohort',
      missing(1, 0, 'kai-1'),
      { kind: 'standing' },
      { byAttending: false, byMakingUp: true, toMakeUp: [ref('kai-1')] },
    ],
    [
      'knows a date by the former name of its session',
      missing(1, 0, 'kai-2'),
      { kind: 'standing', dates: [date('mae', 7)] },
      { planned: 1, byAttending: true },
    ],
    [
      'measures hours where hours are asked for',
      { kind: 'hours', needed: 6, have: 3, steps: [ref('kai-2'), ref('kai-3')] },
      { dates: [date('kai-2', -7), date('kai-3', 7)] },
      { planned: 1.5, byAttending: false, byMakingUp: true, toMakeUp: [ref('kai-2')] },
    ],
  ])('%s', (_what, asked, meetings, reach) => {
    const known: Meetings = { kind: 'dated', endsOn: null, dates: [], now, today, ...meetings };
    expect(reachOf(course, asked, known)).toMatchObject(reach);
  });
});

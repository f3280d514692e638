import { isAsked, nextMessageAt, stoppedSince } from './contact.rules.js';
import type { Standstill } from './contact.rules.js';

const NOW = new Date('2026-06-30T03:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 60 * 60_000);
const usual: Standstill = {
  isWanted: true,
  state: 'active',
  isCompleted: false,
  learntAt: daysAgo(14),
  resumedAt: null,
  decidedAt: daysAgo(30),
  reachedAt: null,
};

describe('who has stopped', () => {
  it.each<[string, Partial<Standstill>, Date | null]>([
    ['after fourteen days', {}, daysAgo(14)],
    ['not a moment earlier', { learntAt: new Date(daysAgo(14).getTime() + 1) }, null],
    ['who never said yes', { isWanted: false }, null],
    ['who takes a break', { state: 'paused' }, null],
    ['who left', { state: 'left' }, null],
    ['who has completed', { isCompleted: true }, null],
    ['who came back from a break yesterday', { learntAt: daysAgo(90), resumedAt: daysAgo(1) }, null],
    ['who came back and stopped again', { learntAt: daysAgo(90), resumedAt: daysAgo(20) }, daysAgo(20)],
    ['who said yes yesterday', { learntAt: daysAgo(90), decidedAt: daysAgo(1) }, null],
    ['who was contacted since', { learntAt: daysAgo(40), reachedAt: daysAgo(20) }, null],
    [
      'who learnt after that and stopped again',
      { learntAt: daysAgo(20), reachedAt: daysAgo(25) },
      daysAgo(20),
    ],
    ['who never began', { learntAt: null, decidedAt: daysAgo(15) }, daysAgo(15)],
    ['who never began and was contacted', { learntAt: null, reachedAt: daysAgo(1) }, null],
  ])('%s', (_, known, expected) => {
    expect(stoppedSince({ ...usual, ...known }, NOW)).toEqual(expected);
  });
});

it.each([
  [null, false, false],
  [daysAgo(0), false, true],
  [daysAgo(13), false, true],
  [daysAgo(14), false, false],
  [daysAgo(1), true, false],
])('asks once, in the days after the first step (%s, answered %s)', (firstDoneAt, isAnswered, expected) => {
  expect(isAsked({ firstDoneAt, isAnswered }, NOW)).toBe(expected);
});

it.each([
  [null, null],
  [daysAgo(7), null],
  [daysAgo(8), null],
  [daysAgo(6), daysAgo(-1)],
  [daysAgo(0), daysAgo(-7)],
])('lets one message a week through (last %s)', (last, expected) => {
  expect(nextMessageAt(last, NOW)).toEqual(expected);
});

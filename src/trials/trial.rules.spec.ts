import { CalendarDay } from '../shared/calendar-day.js';
import {
  ALL_WAYS,
  WAYS,
  countsOf,
  expectsNote,
  mayAnswer,
  mayCancel,
  mayChange,
  stageOf,
  wayBits,
  waysOf,
} from './trial.rules.js';
import type { RequestState, SlotStage } from './trial.rules.js';

const DAY = CalendarDay.of(2026, 5, 19);
const SLOT = { day: DAY, fromMinute: 13 * 60 + 30, toMinute: 15 * 60, cancelledAt: null };
const at = (time: string) => new Date(`2026-05-19T${time}+09:00`);

describe('a slot', () => {
  it.each([
    ['13:29:59', 'open'],
    ['13:30:00', 'begun'],
    ['14:59:59', 'begun'],
    ['15:00:00', 'over'],
  ])('at %s is %s', (time, stage) => {
    expect(stageOf(SLOT, at(time))).toBe(stage);
  });

  it('is cancelled, whatever the hour', () => {
    for (const time of ['10:00:00', '16:00:00'])
      expect(stageOf({ ...SLOT, cancelledAt: at('09:00:00') }, at(time))).toBe('cancelled');
  });
});

describe('a request', () => {
  it.each<[RequestState, string, boolean]>([
    ['requested', '10:00:00', true],
    ['requested', '14:00:00', true],
    ['requested', '15:00:00', false],
    ['cancelled', '10:00:00', false],
    ['came', '14:00:00', true],
    ['not-met', '14:00:00', true],
    ['came', '15:00:00', false],
  ])('that is %s at %s can be taken back: %s', (state, time, expected) => {
    expect(mayCancel({ state }, stageOf(SLOT, at(time)))).toBe(expected);
  });

  it('of a visit that does not take place needs no taking back', () => {
    expect(mayCancel({ state: 'requested' }, 'cancelled')).toBe(false);
  });

  it('can be changed until the day begins', () => {
    const change = (today: CalendarDay, state: RequestState = 'requested', stage: SlotStage = 'open') =>
      mayChange({ state }, { day: DAY, stage }, today);
    expect(change(DAY.plusDays(-1))).toBe(true);
    expect(change(DAY)).toBe(false);
    expect(change(DAY.plusDays(-1), 'cancelled')).toBe(false);
    expect(change(DAY.plusDays(-1), 'requested', 'cancelled')).toBe(false);
  });

  it.each<[RequestState, string, boolean]>([
    ['requested', '13:00:00', false],
    ['requested', '13:30:00', true],
    ['came', '15:00:00', true],
    // The host may be mistaken.
    ['not-met', '15:00:00', true],
    ['cancelled', '15:00:00', false],
  ])('that is %s at %s has the page after the visit: %s', (state, time, expected) => {
    expect(mayAnswer({ state }, stageOf(SLOT, at(time)))).toBe(expected);
  });
});

describe('the note of the day before', () => {
  const told = { state: 'requested' as const, remindedAt: null, toldAt: null };
  const on = (date: string) => new Date(`${date}+09:00`);
  const day = SLOT.day.toString();
  const eve = SLOT.day.plusDays(-1).toString();
  const before = SLOT.day.plusDays(-2).toString();

  it.each<[string, object, 'open' | 'begun' | 'cancelled', boolean]>([
    ['for who asked days ago', {}, 'open', true],
    ['for who asked late on the day before', { requestedAt: on(`${eve}T23:59`) }, 'open', true],
    ['for who asks on the day', { requestedAt: on(`${day}T00:00`) }, 'open', false],
    ['once', { remindedAt: on(`${eve}T09:00`) }, 'open', false],
    ['after a change that was told long before', { toldAt: on(`${before}T20:00`) }, 'open', true],
    [
      'after one told in the night, that is read on the day before',
      { toldAt: on(`${before}T22:00`) },
      'open',
      false,
    ],
    ['after one told on the day before', { toldAt: on(`${eve}T10:00`) }, 'open', false],
    ['once it has begun', {}, 'begun', false],
    ['of what was called off', {}, 'cancelled', false],
    ['of what was taken back', { state: 'cancelled' }, 'open', false],
  ])('%s: comes or not', (_, change, stage, expected) => {
    const request = { ...told, requestedAt: on(`${before}T10:00`), ...change };
    expect(expectsNote(request, { day: SLOT.day, stage })).toBe(expected);
  });
});

it('keeps ways as bits', () => {
  expect(waysOf(ALL_WAYS)).toEqual(WAYS);
  expect(waysOf(wayBits(['join', 'watch']))).toEqual(['watch', 'join']);
  expect(waysOf(0)).toEqual([]);
});

it('counts what is deleted', () => {
  const counts = countsOf(
    [
      { state: 'came', way: 'watch' },
      { state: 'requested', way: 'watch' },
      { state: 'cancelled', way: 'join' },
    ],
    [
      { image: 'clear', feeling: null, next: 'again' },
      { image: null, feeling: 'tired', next: null },
    ],
    { cancelledAt: null },
  );
  expect(Object.fromEntries(counts)).toEqual({
    request: 3,
    came: 1,
    unsaid: 1,
    cancelled: 1,
    'way.watch': 2,
    page: 2,
    'image.clear': 1,
    'feeling.tired': 1,
    'next.again': 1,
    'next.none': 1,
  });
});

it('counts apart what the host called off', () => {
  const counts = countsOf([{ state: 'requested', way: 'join' }], [], { cancelledAt: at('09:00:00') });
  expect(Object.fromEntries(counts)).toEqual({ request: 1, off: 1, 'way.join': 1 });
});

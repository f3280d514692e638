import { CalendarDay } from '../shared/calendar-day.js';
import { readSlot, typedTime } from './slot.rules.js';

/** 26 November 2026, 10:00 in Japan. */
const NOW = new Date('2026-11-26T01:00:00Z');
const TYPED = {
  dayYear: '2026',
  dayMonth: '12',
  dayDay: '1',
  hour: '13',
  minute: '30',
  endHour: '15',
  endMinute: '',
  seats: '3',
  ways: ['join', 'watch'],
  meetingPoint: '入口',
  note: '',
};

describe('a time for visitors', () => {
  it('is read in half and full width, with its ways in their order', () => {
    const day = CalendarDay.of(2026, 12, 1);
    expect(readSlot({ ...TYPED, seats: '３' }, NOW)).toEqual({
      value: {
        day,
        fromMinute: 810,
        toMinute: 900,
        seats: 3,
        ways: ['watch', 'join'],
        meetingPoint: '入口',
        note: '',
      },
    });
  });

  it.each<[Partial<typeof TYPED>, string, string]>([
    [{ dayMonth: '2', dayDay: '30' }, 'dayYear', 'cohorts.date.day'],
    [{ dayYear: '' }, 'dayYear', 'cohorts.date.day'],
    [{ dayMonth: '11', dayDay: '25' }, 'dayYear', 'trials-host.slot.past'],
    [{ dayMonth: '11', dayDay: '26', hour: '10', minute: '0' }, 'dayYear', 'trials-host.slot.past'],
    [{ dayYear: '2028' }, 'dayYear', 'trials-host.slot.far'],
    [{ hour: '24' }, 'hour', 'cohorts.date.time'],
    [{ minute: '60' }, 'hour', 'cohorts.date.time'],
    [{ endHour: 'x' }, 'endHour', 'cohorts.date.time'],
    [{ endHour: '24', endMinute: '1' }, 'endHour', 'cohorts.date.time'],
    [{ endHour: '13', endMinute: '30' }, 'endHour', 'cohorts.date.order'],
    [{ seats: '0' }, 'seats', 'trials-host.slot.seats-wrong'],
    [{ seats: '21' }, 'seats', 'trials-host.slot.seats-wrong'],
    [{ seats: '2.5' }, 'seats', 'trials-host.slot.seats-wrong'],
    [{ seats: '' }, 'seats', 'trials-host.slot.seats-wrong'],
    [{ ways: [] }, 'ways', 'trials-host.slot.ways-none'],
  ])('cannot be with %j', (change, field, code) => {
    const read = readSlot({ ...TYPED, ...change }, NOW);
    expect('errors' in read && read.errors.map((error) => [error.field, error.code])).toEqual([
      [field, code],
    ]);
  });

  it('may end at midnight, as entries do', () => {
    const read = readSlot({ ...TYPED, endHour: '24', endMinute: '00' }, NOW);
    expect(read).toMatchObject({ value: { toMinute: 24 * 60 } });
  });

  it('may begin later today', () => {
    const today = { ...TYPED, dayMonth: '11', dayDay: '26', hour: '10', minute: '1' };
    expect(readSlot(today, NOW)).toHaveProperty('value');
  });

  it('tells everything at once', () => {
    const read = readSlot({ ...TYPED, dayDay: '', hour: '', endHour: '', seats: '', ways: [] }, NOW);
    expect('errors' in read && read.errors.map(({ field }) => field)).toEqual([
      'dayYear',
      'hour',
      'endHour',
      'seats',
      'ways',
    ]);
  });

  it('is shown in its fields again', () => {
    expect(typedTime({ day: CalendarDay.of(2026, 12, 1), fromMinute: 545, toMinute: 1439 })).toEqual({
      dayYear: '2026',
      dayMonth: '12',
      dayDay: '1',
      hour: '9',
      minute: '05',
      endHour: '23',
      endMinute: '59',
    });
  });
});

import { CalendarDay } from '../shared/calendar-day.js';
import { isWithin, readSessionDate, typedDate } from './session-date.rules.js';
import type { TypedDate } from './session-date.rules.js';

const usual: TypedDate = {
  session: 'a/atsumaru',
  dateYear: '2026',
  dateMonth: '10',
  dateDay: '4',
  hour: '13',
  minute: '30',
  endHour: '16',
  endMinute: '10',
  place: '会議室',
};
const known = ['a/atsumaru'];
const read = (patch: Partial<TypedDate>) => readSessionDate({ ...usual, ...patch }, known);
const instants = (patch: Partial<TypedDate>) => {
  const judged = read(patch);
  return 'value' in judged
    ? [judged.value.startsAt.toISOString(), judged.value.endsAt.toISOString()]
    : judged.errors.map(({ field, code }) => `${field} ${code}`);
};

// Run in other time zones too: test/time-zones.spec.ts.
describe('a date', () => {
  it.each([
    ['an afternoon', {}, ['2026-10-04T04:30:00.000Z', '2026-10-04T07:10:00.000Z']],
    [
      'a leap day',
      { dateYear: '2028', dateMonth: '2', dateDay: '29' },
      ['2028-02-29T04:30:00.000Z', '2028-02-29T07:10:00.000Z'],
    ],
    [
      'the last day of a year',
      { dateMonth: '12', dateDay: '31', endHour: '23', endMinute: '59' },
      ['2026-12-31T04:30:00.000Z', '2026-12-31T14:59:00.000Z'],
    ],
    [
      'the first morning of a year',
      { dateYear: '2027', dateMonth: '1', dateDay: '1', hour: '0', minute: '0' },
      ['2026-12-31T15:00:00.000Z', '2027-01-01T07:10:00.000Z'],
    ],
    [
      'the first day of a fiscal year',
      { dateYear: '2027', dateMonth: '4', dateDay: '1', hour: '9', minute: '' },
      ['2027-04-01T00:00:00.000Z', '2027-04-01T07:10:00.000Z'],
    ],
    [
      'a night when clocks change elsewhere',
      { dateMonth: '11', dateDay: '1', hour: '1', minute: '30', endHour: '2', endMinute: '30' },
      ['2026-10-31T16:30:00.000Z', '2026-10-31T17:30:00.000Z'],
    ],
    [
      'full-width figures',
      { dateDay: '０４', hour: '１３' },
      ['2026-10-04T04:30:00.000Z', '2026-10-04T07:10:00.000Z'],
    ],
  ])('on %s is Japan’s', (_, patch, wanted) => {
    expect(instants(patch)).toEqual(wanted);
    const judged = read(patch);
    if (!('value' in judged)) throw new Error('refused');
    expect(read(typedDate(judged.value))).toEqual(judged);
  });
});

describe('a date that cannot be', () => {
  it.each([
    [{ session: 'a/nai' }, ['session web.form.choose']],
    [{ session: '' }, ['session web.form.choose']],
    [{ dateYear: '2027', dateMonth: '2', dateDay: '29' }, ['dateYear cohorts.date.day']],
    [{ hour: '24' }, ['hour cohorts.date.time']],
    [{ minute: '60' }, ['hour cohorts.date.time']],
    [{ hour: '' }, ['hour cohorts.date.time']],
    [{ endHour: '午後' }, ['endHour cohorts.date.time']],
    [{ endHour: '13', endMinute: '30' }, ['endHour cohorts.date.order']],
    [{ endHour: '9' }, ['endHour cohorts.date.order']],
  ])('%j', (patch, wanted) => expect(instants(patch)).toEqual(wanted));
});

describe('isWithin', () => {
  const day = (text: string) => CalendarDay.parse(text)!;
  const today = day('2026-05-12');
  const cohort = { startsOn: day('2026-08-02'), endsOn: day('2026-12-31') };
  it.each([
    ['2026-08-01T14:59:59.999Z', false],
    ['2026-08-01T15:00:00.000Z', true],
    ['2026-12-31T14:59:59.999Z', true],
    ['2026-12-31T15:00:00.000Z', false],
  ])('%s: %s', (at, wanted) => expect(isWithin(cohort, { startsAt: new Date(at) }, today)).toBe(wanted));

  it.each([
    ['2025-05-11T00:00:00Z', true],
    ['2025-05-10T00:00:00Z', false],
    ['2028-05-13T00:00:00Z', true],
    ['2028-05-14T00:00:00Z', false],
  ])('without days of its own, %s: %s', (at, wanted) => {
    expect(isWithin({ startsOn: null, endsOn: null }, { startsAt: new Date(at) }, today)).toBe(wanted);
  });
});

import { CalendarDay } from '../shared/calendar-day.js';
import { isTaking, readSettings, stateOf, typedSettings } from './cohort-settings.rules.js';
import type { CohortSettings, TypedSettings } from './cohort-settings.rules.js';
import { readDay, readNumber } from './typed-day.rules.js';

const day = (text: string) => CalendarDay.parse(text)!;
const today = day('2026-05-12');
const usual: CohortSettings = {
  name: '第1期',
  startsOn: day('2026-08-02'),
  endsOn: day('2026-12-20'),
  seats: 20,
  admission: 'open',
  pairs: false,
  closesOn: day('2026-07-20'),
};
const typed = typedSettings(usual);
const errorsOf = (patch: Partial<TypedSettings>) => {
  const judged = readSettings({ ...typed, ...patch }, today);
  return 'errors' in judged ? judged.errors.map(({ field, code }) => `${field} ${code}`) : [];
};

describe('readDay', () => {
  it.each([
    ['2028', '2', '29', '2028-02-29'],
    ['2027', '2', '29', null],
    ['2100', '2', '29', null],
    ['2000', '2', '29', '2000-02-29'],
    ['2026', '12', '31', '2026-12-31'],
    ['2026', '4', '31', null],
    ['２０２６', '０４', '3', '2026-04-03'],
    ['26', '4', '3', null],
    ['2026', '13', '1', null],
    ['2026', '0', '1', null],
    ['2026', '4', '', null],
    ['2026', '4', '1.5', null],
    ['2026', '4', '-1', null],
    ['1999', '4', '1', null],
    ['2101', '4', '1', null],
    ['2026', '100', '1', null],
  ])('%s-%s-%s is %s', (year, month, date, wanted) => {
    expect(readDay(year, month, date)?.toString() ?? null).toBe(wanted);
  });
});

describe('readNumber', () => {
  it.each([
    ['0', 0],
    ['１２', 12],
    [' 7 ', 7],
    ['', null],
    ['1e3', null],
    ['七', null],
    ['123456', null],
  ])('%s is %s', (text, wanted) => expect(readNumber(text)).toBe(wanted));
});

describe('readSettings', () => {
  it('reads back what it shows', () => {
    expect(readSettings(typed, today)).toEqual({ value: usual });
    const bare = { ...usual, seats: null, closesOn: null };
    expect(readSettings(typedSettings(bare), today)).toEqual({ value: bare });
  });

  it.each([
    ['open', 'open', false],
    ['invitation', 'invitation', false],
    ['application', 'application', false],
    ['pairs', 'application', true],
  ] as const)('takes the way in %s for %s, as two: %s', (way, admission, pairs) => {
    const value = { ...usual, admission, pairs };
    expect(readSettings({ ...typed, admission: way }, today)).toEqual({ value });
    expect(typedSettings(value).admission).toBe(way);
  });

  it.each([
    [{ startDay: '32' }, 'startYear cohorts.form.start'],
    [{ startYear: '2010', endYear: '2010', closeYear: '2010' }, 'startYear cohorts.form.start-far'],
    [{ startYear: '2040', endYear: '2040' }, 'startYear cohorts.form.start-far'],
    [{ endMonth: '' }, 'endYear cohorts.form.end'],
    [{ endMonth: '7', closeYear: '', closeMonth: '', closeDay: '' }, 'endYear cohorts.form.end-before'],
    [{ endYear: '2030' }, 'endYear cohorts.form.end-far'],
    [{ seats: '0' }, 'seats cohorts.form.seats'],
    [{ seats: '1001' }, 'seats cohorts.form.seats'],
    [{ seats: '多め' }, 'seats cohorts.form.seats'],
    [{ closeDay: '' }, 'closeYear cohorts.form.close'],
    [{ closeYear: '2027' }, 'closeYear cohorts.form.close-after'],
  ])('%j cannot be', (patch, wanted) => expect(errorsOf(patch)).toEqual([wanted]));

  it('tells everything at once', () => {
    expect(errorsOf({ startDay: 'x', endDay: 'x', seats: 'x', closeDay: 'x' })).toHaveLength(4);
  });

  it('takes a cohort of one day, across the end of a year, and of a leap day', () => {
    expect(errorsOf({ endMonth: '8', endDay: '2' })).toEqual([]);
    expect(errorsOf({ endYear: '2027', endMonth: '1', endDay: '1' })).toEqual([]);
    expect(errorsOf({ endYear: '2028', endMonth: '2', endDay: '29' })).toEqual([]);
  });
});

describe('where a cohort stands', () => {
  it.each([
    ['2026-08-01', 'ahead'],
    ['2026-08-02', 'running'],
    ['2026-12-20', 'running'],
    ['2026-12-21', 'over'],
  ])('on %s is %s', (on, wanted) => expect(stateOf(usual, day(on))).toBe(wanted));

  it('is not known without days', () => {
    expect(stateOf({ startsOn: null, endsOn: null }, today)).toBeNull();
  });

  it.each([
    ['2026-07-20', usual.closesOn, true],
    ['2026-07-21', usual.closesOn, false],
    ['2026-12-20', null, true],
    ['2026-12-21', null, false],
  ])('it takes people on %s until %s: %s', (on, closesOn, wanted) => {
    expect(isTaking({ ...usual, closesOn }, day(on))).toBe(wanted);
  });
});

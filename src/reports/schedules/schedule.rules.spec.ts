import { CalendarDay } from '../../shared/calendar-day.js';
import { nextAfter, questionOn, readTimes } from './schedule.rules.js';
import type { Cadence } from './schedule.rules.js';

const day = (text: string) => CalendarDay.parse(text)!;
const TODAY = day('2026-07-01');

function days(cadence: Cadence, first: string, end: string): string[] {
  const times = { cadence, firstOn: day(first), endsOn: day(end) };
  const found: string[] = [];
  for (let next: CalendarDay | null = times.firstOn; next; next = nextAfter(next, times))
    found.push(next.toString());
  return found;
}

describe('nextAfter', () => {
  it('goes by the first day, to the last day of shorter months and back', () => {
    expect(days('monthly', '2026-12-31', '2027-04-30')).toEqual([
      '2026-12-31',
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
    ]);
    expect(days('yearly', '2027-03-31', '2028-03-31')).toEqual(['2027-03-31', '2028-03-31']);
    expect(days('yearly', '2028-02-29', '2029-02-28')).toEqual(['2028-02-29', '2029-02-28']);
    expect(days('once', '2026-08-01', '2026-08-01')).toEqual(['2026-08-01']);
  });
});

describe('questionOn', () => {
  it.each([
    ['2027-03-31', 2026, '2027-03-30'],
    ['2027-04-01', 2026, '2027-03-31'],
    ['2027-04-02', 2027, '2027-04-01'],
  ])('of %s is the fiscal year %i as of %s', (planned, fiscalYear, asOf) => {
    expect(questionOn(day(planned), '')).toMatchObject({ fiscalYear, asOf: day(asOf), trackCode: null });
  });
});

describe('readTimes', () => {
  const typed = (cadence: Cadence, first: string, end = '') => {
    const [firstYear = '', firstMonth = '', firstDay = ''] = first.split('-');
    const [endYear = '', endMonth = '', endDay = ''] = end.split('-');
    return { cadence, firstYear, firstMonth, firstDay, endYear, endMonth, endDay };
  };
  const codes = (cadence: Cadence, first: string, end?: string) => {
    const read = readTimes(typed(cadence, first, end), TODAY);
    return 'errors' in read ? read.errors.map(({ field, code }) => [field, code.split('.').at(-1)]) : [];
  };

  it.each<[Cadence, string, string | undefined, string[][]]>([
    ['once', '2026-07-02', undefined, []],
    ['once', '2026-07-01', undefined, [['firstYear', 'past']]],
    ['once', '2026-02-30', undefined, [['firstYear', 'day']]],
    ['once', '2028-07-02', undefined, [['firstYear', 'far']]],
    ['monthly', '2026-08-31', '2027-08-31', []],
    ['monthly', '2026-08-31', '2027-09-30', [['endYear', 'long']]],
    ['monthly', '2026-08-31', '2026-08-30', [['endYear', 'order']]],
    [
      'yearly',
      '',
      '',
      [
        ['firstYear', 'day'],
        ['endYear', 'day'],
      ],
    ],
  ])('%s from %j to %j: %j', (cadence, first, end, expected) => {
    expect(codes(cadence, first, end)).toEqual(expected);
  });
});

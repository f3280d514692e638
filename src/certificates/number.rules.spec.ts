import { CalendarDay } from '../shared/calendar-day.js';
import { certificateNumber, seriesOf } from './number.rules.js';

describe('certificate numbers', () => {
  it.each([
    ['2026-03-31', 'PRA', 12, 'R7-PRA-0012'],
    ['2026-04-01', 'PRA', 1, 'R8-PRA-0001'],
    ['2027-01-15', 'INT', 9999, 'R8-INT-9999'],
    ['2027-01-15', 'INT', 10000, 'R8-INT-10000'],
    ['2019-05-01', 'SUP', 3, 'R1-SUP-0003'],
  ])('issued on %s in %s as number %i: %s', (day, code, sequence, number) => {
    expect(certificateNumber(seriesOf(code, CalendarDay.parse(day)!), sequence)).toBe(number);
  });

  it('does not exist for year zero, fractions or before Reiwa', () => {
    const series = { trackCode: 'PRA', fiscalYear: 2026 };
    expect(() => certificateNumber(series, 0)).toThrow(RangeError);
    expect(() => certificateNumber(series, 1.5)).toThrow(RangeError);
    expect(() => certificateNumber({ ...series, fiscalYear: 2018 }, 1)).toThrow(RangeError);
  });
});

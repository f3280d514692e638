import { CalendarDay } from '../shared/calendar-day.js';
import { asReportQuestion, readYearly, typedYearly, usualYearly } from './yearly-question.rules.js';

const day = (text: string) => CalendarDay.parse(text)!;
const TODAY = day('2027-11-10');

describe('a question about a year', () => {
  it.each([
    ['2027-11-10', 2026, '2027-10'],
    ['2027-04-01', 2026, '2027-03'],
    ['2027-03-31', 2025, '2027-02'],
    ['2028-01-31', 2026, '2027-12'],
    ['2028-02-29', 2026, '2028-01'],
  ])('is on %s about %i as of the end of %s, unless told', (today, year, month) => {
    expect(usualYearly(day(today))).toEqual({ year, month });
  });

  it('is read and shown again unchanged, and kept as the question of a whole year', () => {
    const typed = { year: '2025', asOf: '2027-02' };
    expect(typedYearly(readYearly(typed, TODAY))).toEqual(typed);
    const { asOf, ...rest } = asReportQuestion(readYearly(typed, TODAY));
    expect([asOf.toString(), rest]).toEqual([
      '2027-02-28',
      { trackCode: null, fiscalYear: 2025, fromMonth: 4, toMonth: 3 },
    ]);
  });

  it.each([
    [{ year: '26' }, 'year', 'year'],
    [{ year: '2018' }, 'year', 'year'],
    [{ year: '9999' }, 'year', 'year'],
    [{ year: '２０２５' }, 'year', 'year'],
    [{ asOf: '' }, 'asOf', 'month'],
    [{ asOf: '0000-01' }, 'asOf', 'month'],
    [{ asOf: '2027-13' }, 'asOf', 'month'],
    [{ asOf: '2027-10-31' }, 'asOf', 'month'],
    [{ asOf: '2027-11' }, 'asOf', 'future'],
    [{ year: '2999' }, 'asOf', 'early'],
    [{ year: '2027' }, 'asOf', 'early'],
  ])('with %j is refused at %s: %s', (patch, field, code) => {
    expect(() => readYearly({ year: '2026', asOf: '2027-10', ...patch }, TODAY)).toThrow(
      expect.objectContaining({ field, code: `reports.yearly.refused.${code}` }) as Error,
    );
  });
});

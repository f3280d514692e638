import { CalendarDay } from '../shared/calendar-day.js';
import {
  cutOff,
  isPreliminary,
  periodOf,
  readQuestion,
  typedQuestion,
  usualQuestion,
} from './report-question.rules.js';

const day = (text: string) => CalendarDay.parse(text)!;
const TODAY = day('2026-11-22');
const typed = {
  track: 'PRA',
  year: '2026',
  from: '4',
  to: '3',
  asOfYear: '2026',
  asOfMonth: '10',
  asOfDay: '31',
};

describe('a question', () => {
  it('is yesterday, all year, all tracks, unless told', () => {
    const { asOf, ...rest } = usualQuestion(TODAY);
    expect([asOf.toString(), rest]).toEqual([
      '2026-11-21',
      { trackCode: null, fiscalYear: 2026, fromMonth: 4, toMonth: 3 },
    ]);
    expect(usualQuestion(day('2027-04-01')).fiscalYear).toBe(2026);
  });

  it('is read and shown again unchanged', () => {
    expect(typedQuestion(readQuestion(typed, TODAY))).toEqual(typed);
  });

  it.each([
    [{ from: '13' }, 'from', 'month'],
    [{ to: '' }, 'to', 'month'],
    [{ from: '1', to: '12' }, 'to', 'order'],
    [{ year: '26' }, 'year', 'year'],
    [{ year: '2018' }, 'year', 'year'],
    [{ track: "' or 1=1" }, 'track', 'track'],
    [{ asOfDay: '31', asOfMonth: '2' }, 'asOfYear', 'day'],
    [{ asOfYear: '' }, 'asOfYear', 'day'],
    [{ asOfMonth: '11', asOfDay: '23' }, 'asOfYear', 'future'],
  ])('with %j is refused at %s: %s', (patch, field, code) => {
    expect(() => readQuestion({ ...typed, ...patch }, TODAY)).toThrow(
      expect.objectContaining({ field, code: `reports.question.${code}` }) as Error,
    );
  });

  it.each([
    [4, 3, '2026-04-01', '2027-03-31'],
    [4, 10, '2026-04-01', '2026-10-31'],
    [10, 12, '2026-10-01', '2026-12-31'],
    [12, 2, '2026-12-01', '2027-02-28'],
    [1, 3, '2027-01-01', '2027-03-31'],
  ])('from month %i to %i is %s to %s', (fromMonth, toMonth, from, to) => {
    const period = periodOf({ ...usualQuestion(TODAY), fromMonth, toMonth });
    expect([period.from.toString(), period.to.toString()]).toEqual([from, to]);
  });

  it('counts what was written by midnight in Japan, and is preliminary until then', () => {
    const question = readQuestion(typed, TODAY);
    expect(new Date(cutOff(question)).toISOString()).toBe('2026-10-31T15:00:00.000Z');
    expect(isPreliminary(question, TODAY)).toBe(false);
    expect(isPreliminary({ ...question, asOf: TODAY }, TODAY)).toBe(true);
  });
});

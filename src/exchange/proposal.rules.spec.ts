import { CalendarDay } from '../shared/calendar-day.js';
import { answerFigure, isLate, quarterOf, quartersTo, shownSupport } from './proposal.rules.js';

// Noon in Japan of 1 May 2026; its ninetieth day after is 30 July.
const SENT = new Date('2026-05-01T03:00:00Z');
const day = (text: string) => CalendarDay.parse(text)!;

describe('a proposal that waits', () => {
  it.each([
    ['2026-05-01', false],
    ['2026-07-30', false],
    ['2026-07-31', true],
  ])('is late on %s: %s', (today, expected) => {
    expect(isLate({ sentAt: SENT, answeredAt: null }, day(today))).toBe(expected);
  });

  it('is not late once it was answered, however late that was', () => {
    expect(isLate({ sentAt: SENT, answeredAt: new Date('2027-01-01T00:00:00Z') }, day('2027-02-01'))).toBe(
      false,
    );
  });
});

describe('answers within 90 days', () => {
  const answered = (at: string) => ({ sentAt: SENT, answeredAt: new Date(at) });
  const waiting = { sentAt: SENT, answeredAt: null };

  it.each([
    [[], '2026-08-01', { due: 0, inTime: 0, late: 0 }],
    // Who may still be answered in time counts neither way.
    [[waiting], '2026-07-30', { due: 0, inTime: 0, late: 0 }],
    [[waiting], '2026-07-31', { due: 1, inTime: 0, late: 1 }],
    [[answered('2026-07-30T14:59:59Z')], '2026-08-01', { due: 1, inTime: 1, late: 0 }],
    [[answered('2026-07-30T15:00:00Z')], '2026-08-01', { due: 1, inTime: 0, late: 0 }],
    [[answered('2026-05-02T00:00:00Z'), waiting], '2026-08-01', { due: 2, inTime: 1, late: 1 }],
  ])('of %j on %s are %j', (proposals, today, expected) => {
    expect(answerFigure(proposals, day(today))).toEqual(expected);
  });
});

it.each([
  [0, null],
  [9, null],
  [10, 10],
  [19, 10],
  [23, 20],
])('%d supporters are shown as %p', (n, expected) => expect(shownSupport(n)).toBe(expected));

describe('a quarter', () => {
  it.each([
    ['2026-04-01', '2026-04', '2026-04-01', '2026-06-30'],
    ['2026-12-31', '2026-10', '2026-10-01', '2026-12-31'],
    ['2027-02-14', '2027-01', '2027-01-01', '2027-03-31'],
  ])('of %s is %s: %s to %s', (today, key, from, to) => {
    const quarter = quarterOf(day(today));
    expect([quarter.key, String(quarter.from), String(quarter.to)]).toEqual([key, from, to]);
  });

  it('follows the one before', () => {
    expect(quartersTo(day('2027-02-14'), 4).map(({ key }) => key)).toEqual([
      '2027-01',
      '2026-10',
      '2026-07',
      '2026-04',
    ]);
  });
});

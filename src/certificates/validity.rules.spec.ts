import { CalendarDay } from '../shared/calendar-day.js';
import { lastDayOfValidity, standingOn } from './validity.rules.js';

const day = (text: string) => CalendarDay.parse(text)!;

describe('the last day', () => {
  it.each([
    ['2026-04-01', 3, '2029-04-01'],
    ['2026-05-12', 1, '2027-05-12'],
    ['2026-12-31', 10, '2036-12-31'],
    ['2027-02-28', 1, '2028-02-28'],
    ['2028-02-29', 1, '2029-02-28'],
    ['2028-02-29', 3, '2031-02-28'],
    ['2028-02-29', 4, '2032-02-29'],
    ['2028-02-29', 8, '2036-02-29'],
    ['2096-02-29', 4, '2100-02-28'],
    ['2028-03-01', 1, '2029-03-01'],
  ])('of one issued on %s for %i years is %s', (issuedOn, years, last) => {
    expect(lastDayOfValidity(day(issuedOn), years).toString()).toBe(last);
  });
});

describe('a certificate', () => {
  it.each([
    ['long before', 'valid', '2029-04-01', '2026-04-01', 'valid'],
    ['the day before the last sixty', 'valid', '2029-04-01', '2029-01-31', 'valid'],
    ['the first of the last sixty days', 'valid', '2029-04-01', '2029-02-01', 'expiring'],
    ['the last day', 'valid', '2029-04-01', '2029-04-01', 'expiring'],
    ['the day after', 'valid', '2029-04-01', '2029-04-02', 'expired'],
    ['years after', 'valid', '2029-04-01', '2035-01-01', 'expired'],
    ['without a last day', 'valid', null, '2099-01-01', 'valid'],
    ['revoked, on its last day', 'revoked', '2029-04-01', '2029-04-01', 'revoked'],
    ['revoked, after its last day', 'revoked', '2029-04-01', '2029-04-02', 'revoked'],
    ['replaced, after its last day', 'replaced', '2029-04-01', '2029-04-02', 'replaced'],
    ['replaced, without a last day', 'replaced', null, '2029-04-02', 'replaced'],
  ] as const)('%s', (_name, state, last, today, standing) => {
    const validThrough = last === null ? null : day(last);
    expect(standingOn(day(today), { state, validThrough })).toBe(standing);
  });

  it('expires when the day ends in Japan', () => {
    const certificate = { state: 'valid', validThrough: day('2029-04-01') } as const;
    const at = (instant: string) => standingOn(CalendarDay.at(new Date(instant)), certificate);
    expect(at('2029-04-01T14:59:59Z')).toBe('expiring');
    expect(at('2029-04-01T15:00:00Z')).toBe('expired');
  });
});

import { CalendarDay } from '../shared/calendar-day.js';
import { expiredBefore, lastDayOf } from './proposal.rules.js';

describe('how long a proposal waits for a second official', () => {
  it.each([
    ['2026-05-12T03:00:00Z', '2026-05-26'],
    ['2026-05-12T14:59:59Z', '2026-05-26'],
    ['2026-05-12T15:00:00Z', '2026-05-27'],
    ['2026-12-25T00:00:00Z', '2027-01-08'],
  ])('of %s until the end of %s in Japan', (instant, last) => {
    const proposedAt = new Date(instant);
    expect(lastDayOf(proposedAt).toString()).toBe(last);
    const day = CalendarDay.parse(last)!;
    expect(proposedAt < expiredBefore(day)).toBe(false);
    expect(proposedAt < expiredBefore(day.plusDays(1))).toBe(true);
  });
});

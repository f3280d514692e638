import { CalendarDay } from '../shared/calendar-day.js';

/** What one official prepared waits so long for another one; then it is as if it had not been proposed. */
const WAITS_DAYS = 14;

/** What became of a proposal; `expired`: nobody decided in time, or the person has gone. */
export type ProposalOutcome = 'confirmed' | 'withdrawn' | 'expired';

/** The last day on which it can be confirmed. */
export function lastDayOf(proposedAt: Date): CalendarDay {
  return CalendarDay.at(proposedAt).plusDays(WAITS_DAYS);
}

/** Whatever was proposed before this instant has expired. */
export function expiredBefore(today: CalendarDay): Date {
  return today.plusDays(-WAITS_DAYS).startsAt();
}

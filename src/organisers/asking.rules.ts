import type { FreshnessTerms } from '../activities/freshness.rules.js';
import { mailTime } from '../mail/mail-time.rules.js';
import { CalendarDay } from '../shared/calendar-day.js';

/** What decides whether somebody is asked to confirm an entry. */
export interface Unconfirmed {
  readonly confirmedOn: CalendarDay;
  /** Null while nobody was asked since the last confirmation. */
  readonly askedAt: Date | null;
}

/**
 * Whether the organiser is to be asked now: when the confirmation grew old, and once more when 未確認 begins to be
 * shown. Only once when the server slept through the first, and the second never sooner after the first than it
 * always is: two mails within a day or two help nobody.
 */
export function isAskingDue(
  { confirmedOn, askedAt }: Unconfirmed,
  today: CalendarDay,
  { ask, unconfirmed }: FreshnessTerms,
): boolean {
  if (today.isBefore(confirmedOn.plusDays(ask))) return false;
  if (askedAt === null) return true;
  const marked = confirmedOn.plusDays(unconfirmed);
  const arrived = mailTime(askedAt);
  const rested = CalendarDay.at(arrived).plusDays(unconfirmed - ask);
  return arrived < marked.startsAt() && !today.isBefore(marked) && !today.isBefore(rested);
}

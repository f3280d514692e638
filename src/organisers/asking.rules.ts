import type { FreshnessTerms } from '../activities/freshness.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';

/** What an organiser is asked for: a first time, and once more when 未確認 begins to be shown. */
export type Asking = 'first' | 'again';

/** What decides whether somebody is asked to confirm an entry. */
export interface Unconfirmed {
  readonly confirmedOn: CalendarDay;
  /** Null while nobody was asked since the last confirmation. */
  readonly askedAt: Date | null;
}

/**
 * Whether the organiser is to be asked now; null when not. Twice for each confirmation that grew old, and only once
 * when the server slept through the first: a mail that comes twice on one day helps nobody.
 */
export function askingDue(
  { confirmedOn, askedAt }: Unconfirmed,
  today: CalendarDay,
  terms: FreshnessTerms,
): Asking | null {
  if (today.isBefore(confirmedOn.plusDays(terms.ask))) return null;
  if (askedAt === null) return 'first';
  const unconfirmed = confirmedOn.plusDays(terms.unconfirmed);
  return !today.isBefore(unconfirmed) && askedAt < unconfirmed.startsAt() ? 'again' : null;
}

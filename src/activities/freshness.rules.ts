import type { CalendarDay } from '../shared/calendar-day.js';

/** Days, counted from the last confirmation; each is longer than the one before. See council.yaml. */
export interface FreshnessTerms {
  /** From then on the organiser is asked. */
  readonly ask: number;
  /** From then on 未確認 is shown. */
  readonly unconfirmed: number;
  /** From then on nobody but its organiser and the office sees it. */
  readonly hidden: number;
}

/** Words: `activities.freshness.<key>`. */
export type Freshness = 'fresh' | 'asked' | 'unconfirmed' | 'hidden';

/** How much an entry can be relied on today. */
export function freshnessOf(confirmedOn: CalendarDay, today: CalendarDay, terms: FreshnessTerms): Freshness {
  const isAfter = (days: number) => !today.isBefore(confirmedOn.plusDays(days));
  if (isAfter(terms.hidden)) return 'hidden';
  if (isAfter(terms.unconfirmed)) return 'unconfirmed';
  return isAfter(terms.ask) ? 'asked' : 'fresh';
}

/** The earliest day of confirmation with which an entry is still shown today. */
export function shownSince(today: CalendarDay, terms: FreshnessTerms): CalendarDay {
  return today.plusDays(1 - terms.hidden);
}

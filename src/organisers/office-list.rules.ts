import { shownSince } from '../activities/freshness.rules.js';
import type { Freshness, FreshnessTerms } from '../activities/freshness.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';

/** Lines of each list on one page. */
export const LINES = 50;
/** Happenings on one page of a history. */
export const HAPPENINGS = 20;

/** What the office may look at. Words: `organisers-office.show.<key>`. */
export const SHOWN = ['open', 'fresh', 'asked', 'unconfirmed', 'hidden', 'closed'] as const;
export type Shown = (typeof SHOWN)[number];

/** Days of confirmation, both included, as they are stored. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

const EVER: DayRange = { from: '0000-01-01', to: '9999-12-31' };

/** The days on which an entry was confirmed last that is as fresh as this today. */
export function confirmedWithin(shown: Shown, today: CalendarDay, terms: FreshnessTerms): DayRange {
  const before = (days: number) => today.plusDays(-days).toString();
  const ranges: Readonly<Record<Freshness, DayRange>> = {
    fresh: { from: before(terms.ask - 1), to: EVER.to },
    asked: { from: before(terms.unconfirmed - 1), to: before(terms.ask) },
    unconfirmed: { from: shownSince(today, terms).toString(), to: before(terms.unconfirmed) },
    hidden: { from: EVER.from, to: before(terms.hidden) },
  };
  return shown === 'open' || shown === 'closed' ? EVER : ranges[shown];
}

/** What an address asks for; all that are open for anything else. */
export function readShown(typed: unknown): Shown {
  return SHOWN.find((shown) => shown === typed) ?? 'open';
}

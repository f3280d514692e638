import { CalendarDay } from '../shared/calendar-day.js';
import type { ActivityContent } from './activity-content.rules.js';
import { freshnessOf } from './freshness.rules.js';
import type { FreshnessTerms } from './freshness.rules.js';

/** An entry as anybody may read it. */
export interface ActivityEntry {
  readonly id: string;
  readonly organiserId: string;
  /** The organiser's name. */
  readonly organiser: string;
  readonly version: number;
  readonly content: ActivityContent;
  readonly confirmedOn: CalendarDay;
  /** 未確認: nobody confirmed it for long. */
  readonly isUnconfirmed: boolean;
  readonly publishedAt: Date;
  readonly changedAt: Date;
}

/** Columns of `activity` and the organiser's name. */
export interface EntryRow {
  readonly id: string;
  readonly organiser_id: string;
  readonly organiser: string;
  readonly version: number;
  readonly content: string;
  readonly confirmed_on: string;
  readonly published_at: number;
  readonly changed_at: number;
}

export function toEntry(
  row: EntryRow,
  { today, terms }: { today: CalendarDay; terms: FreshnessTerms },
): ActivityEntry {
  const confirmedOn = CalendarDay.parse(row.confirmed_on)!;
  return {
    id: row.id,
    organiserId: row.organiser_id,
    organiser: row.organiser,
    version: row.version,
    content: JSON.parse(row.content) as ActivityContent,
    confirmedOn,
    isUnconfirmed: freshnessOf(confirmedOn, today, terms) === 'unconfirmed',
    publishedAt: new Date(row.published_at),
    changedAt: new Date(row.changed_at),
  };
}

import type { ActivityContent } from '../activities/activity-content.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { ChangeState } from './activity-change.entity.js';

/** An entry as its organiser sees it, shown to the public or not. */
export interface OwnEntry {
  readonly id: string;
  readonly organiserId: string;
  readonly title: string;
  readonly version: number;
  readonly confirmedOn: CalendarDay;
  readonly isClosed: boolean;
}

/** Something that was sent and is not in the directory: it waits, or was declined and nothing was sent since. */
export interface OwnChange {
  readonly id: string;
  readonly organiserId: string;
  /** Null for a new entry. */
  readonly activityId: string | null;
  readonly state: ChangeState;
  readonly title: string;
  readonly reason: string;
  readonly sentAt: Date;
}

export interface OwnGroup {
  readonly id: string;
  readonly name: string;
  readonly entries: readonly OwnEntry[];
  readonly changes: readonly OwnChange[];
}

/** One entry with all that it says. */
export interface WholeEntry extends OwnEntry {
  readonly content: ActivityContent;
}

/** A change with all that it says, and the version that it was made from. */
export interface WholeChange extends OwnChange {
  readonly baseVersion: number;
  readonly content: ActivityContent;
}

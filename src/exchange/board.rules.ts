import { CalendarDay } from '../shared/calendar-day.js';

/** What a note may be about, unless it is about an activity. Words: `board.topic.<key>`. */
export const TOPICS = ['living', 'first-steps', 'running', 'places', 'other'] as const;
export type Topic = (typeof TOPICS)[number];

/**
 * Waiting: nobody but its writer and the staff has seen it. Hidden: somebody reported it, or staff took it down, and two
 * members of staff decide. Declined: it was not put up, and its writer may mend it. Removed: the two took it off.
 * Words: `board.state.<key>`.
 */
export type NoteState = 'waiting' | 'shown' | 'hidden' | 'declined' | 'removed' | 'withdrawn';

/** What is thought of a hidden note. */
export type Verdict = 'keep' | 'remove';

/** What the rules of the board ask not to write. Words: `board.why.<key>`. */
export const REPORT_WHYS = [
  'blame',
  'lecture',
  'diagnosis',
  'medicine',
  'soliciting',
  'contact',
  'method',
  'private',
  'other',
] as const;
export type ReportWhy = (typeof REPORT_WHYS)[number];

/** A note is shown for so many days after the one on which it appeared. */
const SHOWN_DAYS = 30;
/** What is over is kept so long, so that its writer can read what became of it. */
export const KEEP_DAYS = 90;
export const NOTES_A_DAY = 3;
export const REPORTS_A_DAY = 10;
/** Within so many hours of weekdays somebody looks. */
export const LOOK_WITHIN_HOURS = 24;

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

export function lastDayFrom(today: CalendarDay): CalendarDay {
  return today.plusDays(SHOWN_DAYS);
}

/**
 * The last day of a note that is out of sight: the days since the last thing that happened to it are added, for nobody
 * could read it.
 */
export function lastDayAgain(
  { shownUntil, stateAt }: { shownUntil: CalendarDay | null; stateAt: Date },
  today: CalendarDay,
): CalendarDay {
  const since = CalendarDay.at(stateAt).startsAt();
  const days = Math.round((today.startsAt().getTime() - since.getTime()) / DAY_MS);
  return (shownUntil ?? today).plusDays(days);
}

interface Said {
  readonly verdict: Verdict;
  readonly byId: string;
}

/** What two different people say one after the other is decided. Where they differ, the last word waits for one like it. */
export function afterOpinion(before: Said | null, said: Said): Verdict | 'waits' {
  const isSecond = before !== null && before.byId !== said.byId;
  return isSecond && before.verdict === said.verdict ? said.verdict : 'waits';
}

/** Whole hours between two instants that do not fall on a Saturday or a Sunday in Japan. */
export function weekdayHours(from: Date, to: Date): number {
  let passed = 0;
  for (let day = CalendarDay.at(from); day.startsAt() < to; day = day.plusDays(1)) {
    if (day.weekday() === 0 || day.weekday() === 6) continue;
    const begins = Math.max(from.getTime(), day.startsAt().getTime());
    passed += Math.max(0, Math.min(to.getTime(), day.plusDays(1).startsAt().getTime()) - begins);
  }
  return Math.floor(passed / HOUR_MS);
}

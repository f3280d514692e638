import type { CalendarDay } from '../shared/calendar-day.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const KEPT_DAYS = 365;
/** Who takes a quiz or a dialogue again later is not interrupted: a finished try stays a day, one that was left a month. */
const FINISHED_MS = DAY_MS;
const LEFT_OPEN_MS = 30 * DAY_MS;

export interface AgedTry {
  /** YYYY-MM-DD; null while the track is not completed. */
  readonly completedOn: string | null;
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

/** Whether the answers of a try are to lose their person. Source: the consent text, "how long". */
export function isDue(of: AgedTry, now: { readonly instant: Date; readonly today: CalendarDay }): boolean {
  const { completedOn, startedAt, finishedAt } = of;
  if (completedOn === null || completedOn > now.today.plusDays(-KEPT_DAYS).toString()) return false;
  const instant = now.instant.getTime();
  return finishedAt === null ? startedAt < instant - LEFT_OPEN_MS : finishedAt < instant - FINISHED_MS;
}

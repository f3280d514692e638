import { CalendarDay } from '../shared/calendar-day.js';
import type { ActivityTimes, Hours, RegularTime } from './activity-content.rules.js';

/** Once that it takes place. */
export interface Occurrence extends Hours {
  readonly day: CalendarDay;
}

const WEEK = 7;

/**
 * Every time from `from` to `to`, both included, in order. A day off takes away what comes regularly, never a date
 * that was named by itself. What begins at the same minute of the same day comes once: it ends as the date that was
 * named by itself says, else with the longer one.
 */
export function datesBetween(times: ActivityTimes, from: CalendarDay, to: CalendarDay): Occurrence[] {
  const found = new Map<string, Occurrence>();
  const add = (day: CalendarDay, hours: Hours) =>
    found.set(`${day.toString()} ${sortable(hours.from)}`, { day, from: hours.from, to: hours.to });
  for (const time of times.regular.toSorted((a, b) => a.to - b.to))
    for (const day of daysOf(time, from, to)) if (!times.off.includes(day.toString())) add(day, time);
  for (const date of times.dates.toSorted((a, b) => a.to - b.to)) {
    const day = CalendarDay.parse(date.day);
    if (day && !day.isBefore(from) && !to.isBefore(day)) add(day, date);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, occurrence]) => occurrence);
}

/** Half a year: the fifth Sunday of a month can be three months away. */
const AHEAD = 183;
const NEVER = CalendarDay.of(9999, 12, 31);

/** The next times that are not over at `now`: of the regular ones half a year ahead, of single dates all. */
export function nextDates(times: ActivityTimes, now: Date, most: number): Occurrence[] {
  const today = CalendarDay.at(now);
  const minute = (now.getTime() - today.startsAt().getTime()) / 60_000;
  const near = today.plusDays(AHEAD);
  return [
    ...datesBetween(times, today, near),
    ...datesBetween({ ...times, regular: [] }, near.plusDays(1), NEVER),
  ]
    .filter(({ day, to }) => today.isBefore(day) || minute < to)
    .slice(0, most);
}

/** Which such weekday of its month a day is, from 1. */
export function weekOfMonth(day: CalendarDay): number {
  return Math.ceil(day.day / WEEK);
}

function daysOf({ weekday, weeks }: RegularTime, from: CalendarDay, to: CalendarDay): CalendarDay[] {
  const days: CalendarDay[] = [];
  const first = from.plusDays((weekday - from.weekday() + WEEK) % WEEK);
  for (let day = first; !to.isBefore(day); day = day.plusDays(WEEK))
    if (weeks.length === 0 || weeks.includes(weekOfMonth(day))) days.push(day);
  return days;
}

function sortable(minute: number): string {
  return String(minute).padStart(4, '0');
}

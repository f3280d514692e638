import { CalendarDay } from '../shared/calendar-day.js';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** Mail that nobody waits for goes out between these hours in Japan. */
const MORNING = 8;
const EVENING = 21;

/** When a mail that is promised now may leave: never between nine in the evening and eight in the morning in Japan. */
export function mailTime(now: Date): Date {
  const midnight = CalendarDay.at(now).startsAt();
  const hour = (now.getTime() - midnight.getTime()) / HOUR_MS;
  if (hour < MORNING) return new Date(midnight.getTime() + MORNING * HOUR_MS);
  return hour < EVENING ? now : new Date(midnight.getTime() + DAY_MS + MORNING * HOUR_MS);
}

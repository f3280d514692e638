import { CalendarDay } from '../shared/calendar-day.js';
import type { ActivityTimes, Hours, RegularTime } from './activity-content.rules.js';
import type { Occurrence } from './times.rules.js';

/** A day in parts that words are made of. */
export interface DayView {
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

/** Instants whose time of day in Japan is meant, for the helper `time`. */
interface HoursView {
  readonly from: number;
  readonly to: number;
}

export type OnceView = DayView & HoursView;

export interface RegularView extends HoursView {
  readonly weekday: number;
  /** Empty for every week. */
  readonly weeks: readonly number[];
}

const SOME_DAY = CalendarDay.of(2000, 1, 1).startsAt().getTime();
const MINUTE_MS = 60_000;
const SUNDAY_LAST = 7;

export function toDayView(day: CalendarDay): DayView {
  return { month: day.month, day: day.day, weekday: day.weekday() };
}

export function toOnceView(once: Occurrence): OnceView {
  return { ...toDayView(once.day), ...toHoursView(once) };
}

/** In the order of a week that begins on Monday. */
export function toRegularViews({ regular }: ActivityTimes): readonly RegularView[] {
  return regular
    .toSorted((a, b) => placeOf(a) - placeOf(b) || a.from - b.from)
    .map((time) => ({ weekday: time.weekday, weeks: time.weeks, ...toHoursView(time) }));
}

/** Days off from `today` on. */
export function toOffViews({ off }: ActivityTimes, today: CalendarDay): readonly DayView[] {
  return off
    .map((text) => CalendarDay.parse(text))
    .filter((day) => day !== null)
    .filter((day) => !day.isBefore(today))
    .sort((a, b) => (a.isBefore(b) ? -1 : 1))
    .map(toDayView);
}

function toHoursView({ from, to }: Hours): HoursView {
  return { from: SOME_DAY + from * MINUTE_MS, to: SOME_DAY + to * MINUTE_MS };
}

function placeOf({ weekday }: RegularTime): number {
  return weekday === 0 ? SUNDAY_LAST : weekday;
}

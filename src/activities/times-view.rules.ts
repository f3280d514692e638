import { CalendarDay } from '../shared/calendar-day.js';
import type { ActivityTimes, Hours, RegularTime } from './activity-content.rules.js';
import type { Occurrence } from './times.rules.js';

/** A day in parts that words are made of. */
export interface DayView {
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

/** A time of day in parts; words: `web.date.<key>`. What ends at midnight ends at 24. */
interface ClockView {
  readonly key: 'hour' | 'time';
  readonly hour: number;
  readonly minute: number;
  readonly paddedMinute: string;
}

interface HoursView {
  readonly from: ClockView;
  readonly to: ClockView;
}

export type OnceView = DayView & HoursView;

export interface RegularView extends HoursView {
  readonly weekday: number;
  /** Empty for every week. */
  readonly weeks: readonly number[];
}

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
  return { from: toClockView(from), to: toClockView(to) };
}

function toClockView(minutes: number): ClockView {
  const minute = minutes % 60;
  return {
    key: minute === 0 ? 'hour' : 'time',
    hour: Math.floor(minutes / 60),
    minute,
    paddedMinute: String(minute).padStart(2, '0'),
  };
}

function placeOf({ weekday }: RegularTime): number {
  return weekday === 0 ? SUNDAY_LAST : weekday;
}

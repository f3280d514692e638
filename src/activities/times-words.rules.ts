import type { Words } from '../web/locales.js';
import { wordDate } from '../web/view-helpers-dates.js';
import type { ActivityTimes, Hours, RegularTime } from './activity-content.rules.js';
import type { Occurrence } from './times.rules.js';

/** When something comes again, one line for each regular time. */
export function regularLines(times: ActivityTimes, words: Words): readonly string[] {
  return times.regular.map((time) =>
    words.text('activities-files.times.line', { day: weekdayOf(time, words), hours: hoursOf(time, words) }),
  );
}

export function occurrenceLine(once: Occurrence, words: Words): string {
  return words.text('activities-files.times.line', {
    day: wordDate(words, once.day),
    hours: hoursOf(once, words),
  });
}

/** `13:30`, as tables have it. */
export function clockTime(minute: number): string {
  const pad = (count: number) => String(count).padStart(2, '0');
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}

function weekdayOf({ weekday, weeks }: RegularTime, words: Words): string {
  const day = words.text(`activities-files.times.weekday.${weekday}`);
  if (weeks.length === 0) return words.text('activities-files.times.weekly', { day });
  const which = weeks
    .map((week) => words.text(`activities-files.times.week.${week}`))
    .join(words.text('activities-files.list.and'));
  return words.text('activities-files.times.monthly', { weeks: which, day });
}

function hoursOf({ from, to }: Hours, words: Words): string {
  return words.text('activities-files.times.hours', { from: wordOf(from, words), to: wordOf(to, words) });
}

function wordOf(minute: number, words: Words): string {
  const [hour, rest] = [Math.floor(minute / 60), minute % 60];
  const paddedMinute = String(rest).padStart(2, '0');
  return words.text(rest === 0 ? 'web.date.hour' : 'web.date.time', { hour, minute: rest, paddedMinute });
}

import type { CalendarDay } from '../shared/calendar-day.js';
import { publicEvents } from '../shared/calendar-file.rules.js';
import type { Words } from '../web/locales.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import type { ActivityEntry } from './activity-entry.rules.js';
import { occurrenceId, pageOf } from './open-data.rules.js';
import { datesBetween } from './times.rules.js';

const MINUTE_MS = 60_000;

/** Every time of an entry from one day to another, as calendar files say it. */
export function publicEventsOf(
  entry: ActivityEntry,
  { from, to, origin }: { from: CalendarDay; to: CalendarDay; origin: string },
  words: Words,
): string {
  const { content } = entry;
  const url = pageOf(entry.id, origin);
  const said = {
    title: withoutRuby(content.title),
    text: [
      ...(entry.isUnconfirmed ? [words.text('activities-files.calendar.unconfirmed')] : []),
      withoutRuby(content.summary),
      withoutRuby(content.times.note),
      words.text('activities-files.calendar.more'),
      url,
    ]
      .filter(Boolean)
      .join('\n'),
    place: [content.venue, content.address].map(withoutRuby).filter(Boolean).join(' '),
    url,
  };
  const dates = datesBetween(content.times, from, to).map((once) => ({
    id: occurrenceId(entry.id, once),
    startsAt: new Date(once.day.startsAt().getTime() + once.from * MINUTE_MS),
    endsAt: new Date(once.day.startsAt().getTime() + once.to * MINUTE_MS),
    isCancelled: false,
    version: entry.version,
    changedAt: entry.changedAt,
  }));
  return publicEvents(dates, said, entry.changedAt);
}

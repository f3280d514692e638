import { ACCESS } from '../activities/activity-content.rules.js';
import type { ActivityContent, AccessAnswer, Hours } from '../activities/activity-content.rules.js';
import { CalendarDay } from '../shared/calendar-day.js';

/** What an entry says under one heading (`organisers.field.<key>`), to be shown by the partial `activity-line`. */
export interface EntryLine {
  readonly key: string;
  readonly isEmpty: boolean;
  /** As it was written, with ruby; null where words are ours. */
  readonly text: string | null;
  /** Keys of our words. */
  readonly words: readonly string[];
  readonly regular: readonly RegularLine[];
  readonly dates: readonly DateLine[];
  readonly off: readonly CalendarDay[];
  readonly yen: number | null;
}

interface HoursLine {
  readonly from: string;
  readonly to: string;
}

export interface RegularLine extends HoursLine {
  readonly weekday: number;
  /** `1・3`; empty for every week. */
  readonly weeks: string;
}

export interface DateLine extends HoursLine {
  readonly day: CalendarDay;
}

/** One heading under which something differs. */
export interface ChangedLine {
  readonly key: string;
  readonly before: EntryLine;
  readonly after: EntryLine;
}

type Areas = readonly { readonly id: string; readonly name: string }[];

const NOTHING: Omit<EntryLine, 'key'> = {
  isEmpty: true,
  text: null,
  words: [],
  regular: [],
  dates: [],
  off: [],
  yen: null,
};

/** Everything an entry says, in the order of its form; headings without anything too. */
export function toEntryLines(content: ActivityContent, areas: Areas): EntryLine[] {
  const { times } = content;
  return [
    written('title', content.title),
    written('summary', content.summary),
    written('about', content.about),
    written('easy', content.easy),
    worded('forms', prefixed('activities.form', content.forms)),
    worded('audiences', prefixed('activities.audience', content.audiences)),
    written('audienceNote', content.audienceNote),
    timesLine(times),
    written('timesNote', times.note),
    worded('place', [`organisers.place.${content.place}`]),
    written('area', areas.find(({ id }) => id === content.area)?.name ?? content.area),
    written('venue', content.venue),
    written('address', content.address),
    written('way', content.way),
    written('online', content.online),
    costLine(content.yen),
    written('costNote', content.costNote),
    worded('booking', [`organisers.booking.${content.booking}`]),
    written('bookingNote', content.bookingNote),
    written('mood', content.mood),
    written('firstTime', content.firstTime),
    written('leaving', content.leaving),
    worded('access', accessWords(content, 'yes')),
    worded('accessNot', accessWords(content, 'no')),
    written('accessNote', content.accessNote),
    written('contact', content.contact),
  ];
}

/** Only the headings under which the two say something else. */
export function toChangedLines(
  { before, after }: { before: ActivityContent; after: ActivityContent },
  areas: Areas,
): ChangedLine[] {
  const then = toEntryLines(before, areas);
  return toEntryLines(after, areas).flatMap((line, at) =>
    JSON.stringify(line) === JSON.stringify(then[at])
      ? []
      : [{ key: line.key, before: then[at]!, after: line }],
  );
}

/** `13:30` for minutes since midnight. */
export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function written(key: string, text: string): EntryLine {
  return { ...NOTHING, key, text, isEmpty: text === '' };
}

function worded(key: string, words: readonly string[]): EntryLine {
  return { ...NOTHING, key, words, isEmpty: words.length === 0 };
}

function timesLine({ regular, dates, off }: ActivityContent['times']): EntryLine {
  return {
    ...NOTHING,
    key: 'times',
    isEmpty: regular.length + dates.length + off.length === 0,
    regular: regular.map(({ weekday, weeks, ...hours }) => ({
      weekday,
      weeks: weeks.join('\u30fb'),
      ...hoursOf(hours),
    })),
    dates: dates.map(({ day, ...hours }) => ({ day: dayOf(day), ...hoursOf(hours) })),
    off: off.map(dayOf),
  };
}

function costLine(yen: number | null): EntryLine {
  if (yen !== null && yen > 0) return { ...NOTHING, key: 'cost', yen, isEmpty: false };
  return worded('cost', [yen === 0 ? 'organisers.cost.free' : 'organisers.cost.unknown']);
}

function accessWords({ access }: ActivityContent, answer: AccessAnswer): string[] {
  return prefixed(
    'activities.access',
    ACCESS.filter((key) => access[key] === answer),
  );
}

function prefixed(prefix: string, keys: readonly string[]): string[] {
  return keys.map((key) => `${prefix}.${key}`);
}

function hoursOf({ from, to }: Hours): HoursLine {
  return { from: clockOf(from), to: clockOf(to) };
}

function dayOf(day: string): CalendarDay {
  return CalendarDay.parse(day)!;
}

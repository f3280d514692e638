import { csvCell, csvRow } from '../shared/csv.rules.js';
import type { CsvValue } from '../shared/csv.rules.js';
import type { Area } from '../config/directory-settings.js';
import type { Words } from '../web/locales.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { ACCESS } from './activity-content.rules.js';
import type { ActivityContent, RegularTime } from './activity-content.rules.js';
import type { ActivityEntry } from './activity-entry.rules.js';
import { clockTime, regularLines } from './times-words.rules.js';
import type { Occurrence } from './times.rules.js';

/** Days from today whose times stand in the file of events, today among them. */
export const DAYS_AHEAD = 90;

/** What the files need to know besides the entries. */
export interface DataTerms {
  /** Japanese: the columns have Japanese names, whoever asks. */
  readonly words: Words;
  readonly origin: string;
  readonly municipalityCode: string | null;
  readonly areas: readonly Area[];
  readonly office: { readonly name: string; readonly phone: string };
}

export interface EventRow {
  readonly entry: ActivityEntry;
  readonly once: Occurrence;
}

/** Its name is `activities-files.column.<key>`, what it holds `activities-files.meaning.<key>`. */
export interface DataColumn<T> {
  readonly key: string;
  /** Null: the standard has it, and nothing is known for it here. */
  readonly value: ((row: T, terms: DataTerms) => CsvValue) | null;
  /** Not in the standard, and behind all that is. */
  readonly isOwn: boolean;
}

/** The same for every time of an activity, unless it tells `once`. */
interface EventColumn extends DataColumn<EventRow> {
  readonly isOnce: boolean;
}

type Value<T> = (row: T, terms: DataTerms) => CsvValue;

const filled = <T>(key: string, value: Value<T>): DataColumn<T> => ({ key, value, isOwn: false });
const empty = (...keys: readonly string[]): DataColumn<unknown>[] =>
  keys.map((key) => ({ key, value: null, isOwn: false }));
const own = <T>(key: string, value: Value<T>): DataColumn<T> => ({ key, value, isOwn: true });
const text = (read: (content: ActivityContent) => string) => (entry: ActivityEntry) =>
  withoutRuby(read(entry.content));
const ofEntry = (columns: readonly DataColumn<ActivityEntry>[]): EventColumn[] =>
  columns.map(({ key, value, isOwn }) => ({
    key,
    value: value && (({ entry }, terms) => value(entry, terms)),
    isOwn,
    isOnce: false,
  }));
const once = (key: string, value: Value<EventRow>): EventColumn => ({
  ...filled(key, value),
  isOnce: true,
});

const CODE = filled<ActivityEntry>('code', (_, { municipalityCode }) => municipalityCode ?? '');
const ADDRESS = [
  ...empty('place-code', 'town-id'),
  filled(
    'address',
    text(({ address }) => address),
  ),
  ...empty('prefecture', 'city', 'town', 'lot'),
];
/** Of both files. */
const OWN = [
  own<ActivityEntry>('forms', ({ content }, { words }) => listed('form', content.forms, words)),
  own<ActivityEntry>('audiences', ({ content }, { words }) =>
    joined(listed('audience', content.audiences, words), content.audienceNote),
  ),
  own<ActivityEntry>('area', ({ content }, { areas }) =>
    withoutRuby(areas.find(({ id }) => id === content.area)?.name ?? ''),
  ),
  own<ActivityEntry>('place', ({ content }, { words }) =>
    words.text(`activities-files.place.${content.place}`),
  ),
  own<ActivityEntry>('confirmed', ({ confirmedOn }) => confirmedOn.toString()),
  own<ActivityEntry>('state', ({ isUnconfirmed }, { words }) =>
    words.text(`activities-files.state.${isUnconfirmed ? 'unconfirmed' : 'confirmed'}`),
  ),
];

/** One row for each activity: the list of facilities (公共施設一覧) of the standard, as far as it fits. */
export const ACTIVITY_COLUMNS: readonly DataColumn<ActivityEntry>[] = [
  CODE,
  filled('id', ({ id }) => id),
  ...empty('authority'),
  filled(
    'name',
    text(({ title }) => title),
  ),
  filled('kana', ({ content }) => kanaOf(content.title)),
  ...empty('latin'),
  ...ADDRESS,
  filled(
    'building',
    text(({ venue }) => venue),
  ),
  ...empty('latitude', 'longitude', 'height-kind', 'height'),
  ...empty('phone', 'extension', 'mail', 'form-url'),
  filled('contact-note', ({ content }, { words, office }) =>
    content.contact === '' ? words.text('activities-files.office', office) : withoutRuby(content.contact),
  ),
  ...empty('postcode', 'corporate-number'),
  filled('host', ({ organiser }) => withoutRuby(organiser)),
  filled('weekdays', ({ content }, { words }) => weekdaysOf(content.times.regular, words)),
  filled('from', ({ content }) => sharedHour(content.times.regular, ({ from }) => from)),
  filled('to', ({ content }) => sharedHour(content.times.regular, ({ to }) => to)),
  filled('time-note', ({ content: { times } }, { words }) =>
    joined(...regularLines(times, words), times.note),
  ),
  filled('about', ({ content }) => joined(content.summary, content.about)),
  filled('access', ({ content }, { words }) => accessOf(content, words)),
  filled('url', ({ id }, { origin }) => pageOf(id, origin)),
  ...empty('image', 'image-licence'),
  filled(
    'note',
    text(({ way }) => way),
  ),
  own('charge', ({ content }) => content.yen),
  own(
    'charge-note',
    text(({ costNote }) => costNote),
  ),
  own('booking', ({ content }, { words }) => bookingOf(content, words)),
  own(
    'online',
    text(({ online }) => online),
  ),
  own(
    'mood',
    text(({ mood }) => mood),
  ),
  own(
    'first-time',
    text(({ firstTime }) => firstTime),
  ),
  own(
    'leaving',
    text(({ leaving }) => leaving),
  ),
  ...OWN,
];

/** One row for each time it takes place: the list of events (イベント一覧) of the standard, as far as it fits. */
export const EVENT_COLUMNS: readonly EventColumn[] = [
  ...ofEntry([CODE]),
  once('id', ({ entry, once }) => occurrenceId(entry.id, once)),
  ...ofEntry(empty('authority')),
  ...ofEntry([
    filled(
      'event-name',
      text(({ title }) => title),
    ),
    filled('event-kana', ({ content }) => kanaOf(content.title)),
  ]),
  ...ofEntry(empty('event-latin')),
  once('from-day', ({ once }) => once.day.toString()),
  once('to-day', ({ once }) => once.day.toString()),
  once('from', ({ once }) => clockTime(once.from)),
  once('to', ({ once }) => clockTime(once.to)),
  ...ofEntry([
    filled(
      'event-time-note',
      text(({ times }) => times.note),
    ),
    filled(
      'event-about',
      text(({ summary }) => summary),
    ),
    filled('event-charge', ({ content }) => content.yen),
    filled(
      'event-charge-note',
      text(({ costNote }) => costNote),
    ),
    filled('contact-name', ({ content }, { office }) =>
      content.contact === '' ? office.name : withoutRuby(content.contact),
    ),
    filled('contact-phone', ({ content }, { office }) => (content.contact === '' ? office.phone : '')),
  ]),
  ...ofEntry(empty('contact-extension')),
  ...ofEntry([
    filled('event-host', ({ organiser }) => withoutRuby(organiser)),
    filled(
      'venue',
      text(({ venue }) => venue),
    ),
    ...ADDRESS,
  ]),
  ...ofEntry(empty('building', 'latitude', 'longitude')),
  ...ofEntry([
    filled(
      'way',
      text(({ way }) => way),
    ),
    filled('parking', ({ content }, { words }) => {
      const answer = content.access.parking ?? 'unknown';
      return answer === 'unknown' ? '' : words.text(`activities-files.parking.${answer}`);
    }),
  ]),
  ...ofEntry(empty('seats', 'last-day', 'last-time')),
  ...ofEntry([
    filled('how', ({ content }, { words }) => bookingOf(content, words)),
    filled('url', ({ id }, { origin }) => pageOf(id, origin)),
    filled('event-note', ({ content }, { words }) => accessOf(content, words)),
    own('activity-id', ({ id }) => id),
    ...OWN,
  ]),
];

/** The names of the columns as the first line. */
export function dataHead(columns: readonly DataColumn<never>[], { words }: DataTerms): string {
  return csvRow(columns.map(({ key }) => words.text(`activities-files.column.${key}`)));
}

export function dataLine<T>(columns: readonly DataColumn<T>[], row: T, terms: DataTerms): string {
  return csvRow(columns.map(({ value }) => (value ? value(row, terms) : null)));
}

/** A line for each time of an activity. */
export function eventLines(entry: ActivityEntry, times: readonly Occurrence[], terms: DataTerms): string {
  const [first] = times;
  if (!first) return '';
  const cellOf = ({ value }: EventColumn, row: EventRow) => csvCell(value ? value(row, terms) : null);
  const shared = EVENT_COLUMNS.map((column) => cellOf(column, { entry, once: first }));
  return times
    .map((once) => {
      const cells = EVENT_COLUMNS.map((column, at) =>
        column.isOnce ? cellOf(column, { entry, once }) : shared[at]!,
      );
      return `${cells.join(',')}\r\n`;
    })
    .join('');
}

/** The same for ever for this time of this activity. */
export function occurrenceId(id: string, { day, from }: Occurrence): string {
  return `${id}-${day.toString().replaceAll('-', '')}-${clockTime(from).replace(':', '')}`;
}

export function pageOf(id: string, origin: string): string {
  return `${origin}/activities/${id}`;
}

/** The reading of a title in katakana, where its readings tell all of it; else nothing rather than half of it. */
export function kanaOf(title: string): string {
  const kana = title
    .replace(/\{[^{}|\n]+\|([^{}|\n]+)\}/g, '$1')
    .normalize('NFKC')
    .replace(/[\u3041-\u3096]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0x60));
  return /^[\u30a1-\u30fc\u3000-\u303f\x20-\x7e]*$/.test(kana) && /[\u30a1-\u30fa]/.test(kana) ? kana : '';
}

function listed(kind: 'form' | 'audience' | 'access', keys: readonly string[], words: Words): string {
  return keys
    .map((key) => words.text(`activities.${kind}.${key}`))
    .join(words.text('activities-files.list.and'));
}

function joined(...texts: readonly string[]): string {
  return texts.map(withoutRuby).filter(Boolean).join('\n');
}

function accessOf(content: ActivityContent, words: Words): string {
  const has = ACCESS.filter((key) => content.access[key] === 'yes');
  return joined(listed('access', has, words), content.accessNote);
}

function bookingOf({ booking, bookingNote }: ActivityContent, words: Words): string {
  return joined(words.text(`activities-files.booking.${booking}`), bookingNote);
}

/** Every weekday once, Monday first, of what comes every week. */
function weekdaysOf(regular: readonly RegularTime[], words: Words): string {
  const days = regular.filter(({ weeks }) => weeks.length === 0).map(({ weekday }) => weekday);
  return [1, 2, 3, 4, 5, 6, 0]
    .filter((day) => days.includes(day))
    .map((day) => words.text(`web.date.weekday.${day}`))
    .join('');
}

/** One hour for a whole row, where there is one. */
function sharedHour(regular: readonly RegularTime[], read: (time: RegularTime) => number): string {
  const [hour, ...others] = new Set(regular.map(read));
  return hour === undefined || others.length > 0 ? '' : clockTime(hour);
}

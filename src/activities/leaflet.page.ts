import type { CalendarDay } from '../shared/calendar-day.js';
import type { DisplaySettings } from '../web/display.rules.js';
import type { Words } from '../web/locales.js';
import { qrPath } from '../web/qr.rules.js';
import type { QrDrawing } from '../web/qr.rules.js';
import { shortAddress } from '../web/way-back.rules.js';
import { ACCESS } from './activity-content.rules.js';
import type { ActivityContent } from './activity-content.rules.js';
import type { ActivityEntry } from './activity-entry.rules.js';
import { cutTo, fitted, linesOf } from './leaflet-fit.rules.js';
import type { Passage, Sheet } from './leaflet-fit.rules.js';
import { pageOf } from './open-data.rules.js';
import { occurrenceLine, regularLines } from './times-words.rules.js';
import type { Occurrence } from './times.rules.js';

export interface LeafletPage {
  readonly title: string;
  readonly backHref: string;
  readonly isUnconfirmed: boolean;
  readonly confirmedOn: CalendarDay;
  readonly lead: string;
  /** Words: `activities-files.leaflet.<key>`. */
  readonly rows: readonly { readonly key: string; readonly text: string }[];
  readonly organiser: string;
  /** Of the list: short enough to be typed. */
  readonly address: string;
  /** To the entry itself. */
  readonly qr: QrDrawing;
}

/** What fits between the lead and the foot, by the letters of paper.css; tested in a browser with the longest texts. */
const PLAIN: Sheet = { lines: 27, width: 35, hasReadings: false };
const WITH_READINGS: Sheet = { lines: 20, width: 35, hasReadings: true };
/** The lead stands over the whole width, in larger letters. */
const LEAD_WIDTH = 38;
const LARGER_LETTERS = 0.85;
const HOST_WIDTH = 28;
const MOST_REGULAR = 4;

interface LeafletTerms {
  readonly ui: DisplaySettings;
  readonly words: Words;
  readonly origin: string;
  /** The next times that are named, the nearest first. */
  readonly next: readonly Occurrence[];
}

interface Row extends Passage {
  readonly key: string;
}

/** One sheet of A4 about an activity: what does not fit stands on the page that the code leads to. */
export function toLeafletPage(entry: ActivityEntry, terms: LeafletTerms): LeafletPage {
  const { content } = entry;
  const sheet = terms.ui.ruby ? WITH_READINGS : PLAIN;
  const rows = rowsOf(content, terms).filter(({ text }) => text !== '');
  const lead = terms.ui.words === 'easy' && content.easy !== '' ? content.easy : content.summary;
  const texts = fitted(rows, sheet);
  const spare = sheet.lines - texts.reduce((sum, text) => sum + linesOf(text, sheet), 0);
  const leadLines = (terms.ui.ruby ? 2 : 3) + Math.floor(spare * LARGER_LETTERS);
  return {
    title: content.title,
    backHref: `/activities/${entry.id}`,
    isUnconfirmed: entry.isUnconfirmed,
    confirmedOn: entry.confirmedOn,
    lead: cutTo(lead, leadLines, { ...sheet, width: LEAD_WIDTH }),
    rows: rows.map(({ key }, at) => ({ key, text: texts[at]! })),
    organiser: cutTo(entry.organiser, 1, { ...sheet, width: HOST_WIDTH }),
    address: shortAddress(`${terms.origin}/activities`),
    qr: qrPath(pageOf(entry.id, terms.origin)),
  };
}

function rowsOf(content: ActivityContent, terms: LeafletTerms): readonly Row[] {
  const { words } = terms;
  const say = (key: string) => words.text(`activities-files.leaflet.${key}`);
  const isAtPlace = content.place !== 'online';
  return [
    { key: 'when', text: whenOf(content, terms), least: 3 },
    {
      key: 'where',
      text: lines(isAtPlace ? [content.venue, content.address] : [say('online-only')]),
      least: 2,
    },
    { key: 'way', text: isAtPlace ? content.way : '', least: 1 },
    { key: 'online', text: isAtPlace && content.place !== 'both' ? '' : content.online, least: 1 },
    { key: 'cost', text: costOf(content, words), least: 1 },
    {
      key: 'booking',
      text: lines([words.text(`activities-files.booking.${content.booking}`), content.bookingNote]),
      least: 1,
    },
    { key: 'first', text: content.firstTime, least: 2 },
    { key: 'watch', text: say('watch-text'), least: 2 },
    { key: 'leaving', text: content.leaving || say('leaving-usual'), least: 1 },
    { key: 'access', text: accessOf(content, words), least: 2 },
    { key: 'contact', text: content.contact, least: 1 },
  ];
}

function whenOf({ times }: ActivityContent, { words, next }: LeafletTerms): string {
  const regular = regularLines(times, words);
  const coming = next.map((once) => occurrenceLine(once, words));
  const soon = coming.map((line) => words.text('activities-files.leaflet.next', { line }));
  const more = regular.length > MOST_REGULAR ? [words.text('activities-files.leaflet.more-times')] : [];
  return lines([...regular.slice(0, MOST_REGULAR), ...more, times.note, ...soon]);
}

function costOf({ yen, costNote }: ActivityContent, words: Words): string {
  const kind = yen === null ? 'unknown' : yen === 0 ? 'free' : 'yen';
  const amount = yen === null ? '' : new Intl.NumberFormat(words.language).format(yen);
  return lines([words.text(`activities-files.cost.${kind}`, { yen: amount }), costNote]);
}

function accessOf({ access, accessNote }: ActivityContent, words: Words): string {
  const has = ACCESS.filter((key) => access[key] === 'yes');
  const list = has.map((key) => words.text(`activities.access.${key}`));
  return lines([list.join(words.text('activities-files.list.and')), accessNote]);
}

function lines(texts: readonly string[]): string {
  return texts.filter(Boolean).join('\n');
}

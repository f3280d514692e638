import { inReadings, withoutRuby } from '../web/view-helpers-ruby.js';
import type { Activity } from './activity.entity.js';
import { ACCESS, AUDIENCES, DAYPARTS, FORMS } from './activity-content.rules.js';
import type { ActivityContent, Daypart } from './activity-content.rules.js';

const LONGEST_SORTED = 120;
const NOON = 12 * 60;
const EVENING = 17 * 60;

/** The columns of an entry that repeat what its content says, for search. */
export type SearchColumns = Pick<
  Activity,
  | 'title'
  | 'sortedAs'
  | 'area'
  | 'places'
  | 'forms'
  | 'audiences'
  | 'access'
  | 'slots'
  | 'times'
  | 'isFree'
  | 'needsNoBooking'
  | 'searched'
>;

export function columnsOf(content: ActivityContent): SearchColumns {
  const { regular, dates } = content.times;
  const title = withoutRuby(content.title);
  return {
    title,
    sortedAs: [...foldedText(title)].slice(0, LONGEST_SORTED).join(''),
    area: content.area,
    places: { venue: 1, online: 2, both: 3 }[content.place],
    forms: bitsOf(FORMS, content.forms),
    audiences: bitsOf(AUDIENCES, content.audiences),
    access: bitsOf(
      ACCESS,
      ACCESS.filter((key) => content.access[key] === 'yes'),
    ),
    slots: [...regular, ...dates.map((date) => ({ ...date, weekday: weekdayOf(date.day) }))].reduce(
      (bits, { weekday, from }) => bits | slotBit(weekday, daypartOf(from)),
      0,
    ),
    times: JSON.stringify(content.times),
    isFree: content.yen === 0,
    needsNoBooking: content.booking === 'none',
    searched: searchedOf(content),
  };
}

/** Every word by its writing, and by its reading where one is given: お茶 is found by おちゃ as well. */
function searchedOf(content: ActivityContent): string {
  const texts = [
    content.title,
    content.summary,
    content.about,
    content.easy,
    content.audienceNote,
    content.times.note,
    content.venue,
    content.address,
    content.way,
    content.online,
    content.mood,
    content.firstTime,
    content.accessNote,
  ];
  const read = texts.filter((text) => inReadings(text) !== text);
  return foldedText([...texts.map(withoutRuby), ...read.map(inReadings)].join('\n'));
}

/** The bits of these keys; search keeps the rows that have them. */
export function bitsOf<T extends string>(list: readonly T[], keys: readonly T[]): number {
  return keys.reduce((bits, key) => bits | (1 << list.indexOf(key)), 0);
}

/** Tuesday evening is not Tuesday and some evening: both stand in one bit. Weekdays from Sunday, 0. */
export function slotBit(weekday: number, daypart: Daypart): number {
  return 1 << (weekday * DAYPARTS.length + DAYPARTS.indexOf(daypart));
}

/** One width, small letters, hiragana: so that テニス is found by てにす and by ﾃﾆｽ. */
export function foldedText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60))
    .replace(/\s+/g, ' ')
    .trim();
}

function daypartOf(from: number): Daypart {
  if (from < NOON) return 'morning';
  return from < EVENING ? 'afternoon' : 'evening';
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

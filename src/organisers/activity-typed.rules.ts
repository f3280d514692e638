import { ACCESS, AUDIENCES, FORMS } from '../activities/activity-content.rules.js';
import type {
  AccessAnswer,
  AccessKey,
  ActivityContent,
  Place,
} from '../activities/activity-content.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { readTimes } from './activity-times.rules.js';
import type { Fault, Read, TypedTimes } from './activity-times.rules.js';

/** In characters, with the signs of ruby. */
export const LONGEST = {
  title: 120,
  summary: 160,
  about: 2000,
  easy: 2000,
  audienceNote: 300,
  timesNote: 300,
  venue: 120,
  address: 160,
  way: 600,
  online: 600,
  costNote: 300,
  bookingNote: 400,
  mood: 600,
  firstTime: 1200,
  leaving: 600,
  accessNote: 600,
  contact: 300,
} as const;
export type TextKey = keyof typeof LONGEST;

/** The column of the title, without ruby. */
const LONGEST_TITLE = 60;
const MOST_YEN = 100_000;

/** An entry as it was typed; the answers about access stand beside under `access-<key>`. */
export interface TypedActivity extends Readonly<Record<Exclude<TextKey, 'timesNote'>, string>>, TypedTimes {
  readonly forms: readonly string[];
  readonly audiences: readonly string[];
  readonly place: string;
  readonly area: string;
  readonly cost: string;
  readonly yen: string;
  readonly booking: string;
}

/** What was typed as an entry, or everything in it that cannot be. `areas`: their ids. */
export function readActivity(
  typed: TypedActivity,
  { areas, today }: { areas: readonly string[]; today: CalendarDay },
): Read<ActivityContent> {
  const times = readTimes(typed, today);
  const errors = [...faultsOf(typed, areas), ...('errors' in times ? times.errors : [])];
  if (errors.length > 0 || 'errors' in times) return { errors };
  const { isAtPlace, isOnline } = placesOf(typed);
  return {
    value: {
      title: typed.title,
      summary: typed.summary,
      about: typed.about,
      easy: typed.easy,
      forms: FORMS.filter((key) => typed.forms.includes(key)),
      audiences: AUDIENCES.filter((key) => typed.audiences.includes(key)),
      audienceNote: typed.audienceNote,
      times: times.value,
      place: typed.place as Place,
      area: isAtPlace ? typed.area : '',
      venue: isAtPlace ? typed.venue : '',
      address: isAtPlace ? typed.address : '',
      way: isAtPlace ? typed.way : '',
      online: isOnline ? typed.online : '',
      yen: typed.cost === 'free' ? 0 : typed.cost === 'yen' ? readYen(typed.yen) : null,
      costNote: typed.costNote,
      booking: typed.booking as ActivityContent['booking'],
      bookingNote: typed.bookingNote,
      mood: typed.mood,
      firstTime: typed.firstTime,
      leaving: typed.leaving,
      access: accessOf(typed as unknown as Record<string, string>),
      accessNote: typed.accessNote,
      contact: typed.contact,
    },
  };
}

function placesOf({ place }: TypedActivity): { isAtPlace: boolean; isOnline: boolean } {
  return {
    isAtPlace: place === 'venue' || place === 'both',
    isOnline: place === 'online' || place === 'both',
  };
}

function faultsOf(typed: TypedActivity, areas: readonly string[]): Fault[] {
  const { isAtPlace, isOnline } = placesOf(typed);
  const wrong = [
    ['title', [...withoutRuby(typed.title)].length > LONGEST_TITLE, 'organisers.form.title-long'],
    ['forms', typed.forms.length === 0, 'organisers.form.forms-none'],
    ['audiences', typed.audiences.length === 0, 'organisers.form.audiences-none'],
    ['area', isAtPlace && areas.length > 0 && !areas.includes(typed.area), 'organisers.form.area-none'],
    ['venue', isAtPlace && typed.venue === '', 'organisers.form.venue-none'],
    ['online', isOnline && typed.online === '', 'organisers.form.online-none'],
    ['yen', typed.cost === 'yen' && !isPrice(readYen(typed.yen)), 'organisers.form.yen'],
  ] as const;
  return wrong.flatMap(([field, isWrong, code]): Fault[] =>
    isWrong ? [{ field, code, params: field === 'title' ? { most: LONGEST_TITLE } : {} }] : [],
  );
}

const YEN = /[\s,¥円]/g;

/** Digits as people type them, in half or full width, with or without the comma and the sign of yen. */
function readYen(text: string): number | null {
  const plain = text.normalize('NFKC').replace(YEN, '');
  return /^\d{1,6}$/.test(plain) ? Number(plain) : null;
}

function isPrice(yen: number | null): boolean {
  return yen !== null && yen > 0 && yen <= MOST_YEN;
}

/** What nobody knows is not kept. */
function accessOf(typed: Readonly<Record<string, string>>): ActivityContent['access'] {
  const answers = ACCESS.map((key): [AccessKey, AccessAnswer] => [
    key,
    typed[`access-${key}`] as AccessAnswer,
  ]);
  return Object.fromEntries(answers.filter(([, answer]) => answer === 'yes' || answer === 'no'));
}

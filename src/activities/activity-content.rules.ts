/**
 * What an entry of the directory says. Lists are closed, and their order is kept for ever: the place of a key is its
 * bit in the columns that search reads. New keys go to the end.
 */

/** How people are together there. Words: `activities.form.<key>`. */
export const FORMS = [
  'talking',
  'listening',
  'walking',
  'making',
  'online',
  'writing',
  'place',
  'learning',
  'one-to-one',
  'outing',
  'music',
  'sport',
  'cooking',
  'growing',
  'talks',
  'work',
] as const;
export type ActivityForm = (typeof FORMS)[number];

/** What makes it possible to come. Words: `activities.access.<key>`. */
export const ACCESS = [
  'step-free',
  'lift',
  'wheelchair-toilet',
  'quiet',
  'soft-light',
  'rest-space',
  'companion',
  'text-chat',
  'hearing',
  'sign-language',
  'large-print',
  'plain-words',
  'camera-off',
  'parking',
] as const;
export type AccessKey = (typeof ACCESS)[number];
/** Nobody has to know everything about a room: what was not answered is told as such. */
export type AccessAnswer = 'yes' | 'no' | 'unknown';

/** Whom it is for. Words: `activities.audience.<key>`. */
export const AUDIENCES = [
  'anyone',
  'mental',
  'developmental',
  'physical',
  'higher-brain',
  'chronic-illness',
  'withdrawn',
  'family',
  'young',
  'women',
  'sexual-minority',
] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Parts of a day by its beginning: before 12:00, before 17:00, after. Words: `activities.daypart.<key>`. */
export const DAYPARTS = ['morning', 'afternoon', 'evening'] as const;
export type Daypart = (typeof DAYPARTS)[number];

/** Minutes since midnight in Japan; `to` is after `from`, on the same day. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** A time that comes again. */
export interface RegularTime extends Hours {
  /** 0 is Sunday. */
  readonly weekday: number;
  /** 1 to 5 for the first to fifth such weekday of a month; empty for every week. */
  readonly weeks: readonly number[];
}

/** A single date, besides the regular ones. Days as `YYYY-MM-DD`. */
export interface SingleDate extends Hours {
  readonly day: string;
}

export interface ActivityTimes {
  readonly regular: readonly RegularTime[];
  readonly dates: readonly SingleDate[];
  /** Days on which it does not take place although a regular time says so. */
  readonly off: readonly string[];
  /** In words, for what no rule says: 「祝日はお休みです」. */
  readonly note: string;
}

export type Place = 'venue' | 'online' | 'both';

export interface ActivityContent {
  readonly title: string;
  /** One sentence, for lists. */
  readonly summary: string;
  /** What is done there. */
  readonly about: string;
  /** The same in easy words; empty where nobody wrote it. */
  readonly easy: string;
  readonly forms: readonly ActivityForm[];
  readonly audiences: readonly Audience[];
  readonly audienceNote: string;
  readonly times: ActivityTimes;
  readonly place: Place;
  /** Id of an area of council.yaml; empty where it is online only. */
  readonly area: string;
  readonly venue: string;
  readonly address: string;
  /** How to get there. */
  readonly way: string;
  /** How one takes part online, without a link that only those may have who come. */
  readonly online: string;
  /** Yen for each time; 0 is free; null where it is not known. */
  readonly yen: number | null;
  readonly costNote: string;
  /** Whether one tells them before coming. */
  readonly booking: 'none' | 'wanted' | 'needed';
  readonly bookingNote: string;
  /** How many people are there, how loud it is, who leads through it. */
  readonly mood: string;
  /** What happens when one comes for the first time, in order. */
  readonly firstTime: string;
  /** How to leave early. */
  readonly leaving: string;
  readonly access: Readonly<Partial<Record<AccessKey, AccessAnswer>>>;
  readonly accessNote: string;
  /** Whom to ask, as it may be shown to anybody; empty: the council's office. */
  readonly contact: string;
}

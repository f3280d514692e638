import { ACCESS, AUDIENCES, FORMS } from '../activities/activity-content.rules.js';
import type {
  AccessAnswer,
  AccessKey,
  ActivityContent,
  ActivityForm,
  ActivityTimes,
  Audience,
  RegularTime,
  SingleDate,
} from '../activities/activity-content.rules.js';
import { markedTexts } from './text-difference.rules.js';

/** What an entry says, taken apart as the office compares it. Words: `organisers-office.field.<field>`. */
export type ContentField =
  Exclude<keyof ActivityContent, 'times'> | 'regular' | 'dates' | 'off' | 'timesNote';

/** One thing that a field says; words and formats are the template's. */
export type Saying =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'form'; readonly form: ActivityForm }
  | { readonly kind: 'audience'; readonly audience: Audience }
  | { readonly kind: 'access'; readonly access: AccessKey; readonly answer: Exclude<AccessAnswer, 'unknown'> }
  | { readonly kind: 'place'; readonly place: ActivityContent['place'] }
  | { readonly kind: 'area'; readonly area: string }
  | { readonly kind: 'yen'; readonly yen: number | null }
  | { readonly kind: 'booking'; readonly booking: ActivityContent['booking'] }
  | ({ readonly kind: 'regular' } & RegularTime)
  | ({ readonly kind: 'date' } & SingleDate)
  | { readonly kind: 'off'; readonly day: string };

export type MarkedSaying = Saying & {
  /** Not in the other version. */
  readonly isChanged: boolean;
};

export interface FieldDifference {
  readonly field: ContentField;
  /** Empty where nothing was said. */
  readonly before: readonly MarkedSaying[];
  readonly after: readonly MarkedSaying[];
}

type Teller = (content: ActivityContent) => readonly Saying[];

/** In the order in which an entry is read. A field of the content that is missing here does not compile. */
const TELLERS: Readonly<Record<ContentField, Teller>> = {
  title: (content) => text(content.title),
  summary: (content) => text(content.summary),
  about: (content) => text(content.about),
  easy: (content) => text(content.easy),
  forms: ({ forms }) => inOrder(FORMS, forms).map((form) => ({ kind: 'form', form })),
  audiences: ({ audiences }) =>
    inOrder(AUDIENCES, audiences).map((audience) => ({ kind: 'audience', audience })),
  audienceNote: (content) => text(content.audienceNote),
  regular: ({ times }) => times.regular.map(toRegular),
  dates: ({ times }) => times.dates.map(({ day, from, to }) => ({ kind: 'date', day, from, to })),
  off: ({ times }) => times.off.map((day) => ({ kind: 'off', day })),
  timesNote: ({ times }) => text(times.note),
  place: ({ place }) => [{ kind: 'place', place }],
  area: ({ area }) => (area === '' ? [] : [{ kind: 'area', area }]),
  venue: (content) => text(content.venue),
  address: (content) => text(content.address),
  way: (content) => text(content.way),
  online: (content) => text(content.online),
  yen: ({ yen }) => [{ kind: 'yen', yen }],
  costNote: (content) => text(content.costNote),
  booking: ({ booking }) => [{ kind: 'booking', booking }],
  bookingNote: (content) => text(content.bookingNote),
  mood: (content) => text(content.mood),
  firstTime: (content) => text(content.firstTime),
  leaving: (content) => text(content.leaving),
  access: ({ access }) => ACCESS.flatMap((key) => answered(key, access[key])),
  accessNote: (content) => text(content.accessNote),
  contact: (content) => text(content.contact),
};

export const CONTENT_FIELDS = Object.keys(TELLERS) as readonly ContentField[];

/**
 * What differs between two versions, field by field. Lists count as sets: another order says nothing else. Before
 * anything was said (null), all that a new entry says is told.
 */
export function differencesOf(before: ActivityContent | null, after: ActivityContent): FieldDifference[] {
  return CONTENT_FIELDS.flatMap((field) => {
    const told = { before: before ? TELLERS[field](before) : [], after: TELLERS[field](after) };
    const marked = marks(told);
    return [...marked.before, ...marked.after].some(({ isChanged }) => isChanged)
      ? [{ field, ...marked }]
      : [];
  });
}

/** All that an entry says; fields that say nothing are left out. */
export function contentLines(content: ActivityContent): FieldDifference[] {
  return differencesOf(null, content);
}

/** Names of the fields that differ, as the record of acts keeps them: all of them fit into its 200 signs. */
export function fieldNames(differences: readonly FieldDifference[]): string {
  return differences.map(({ field }) => field).join(',');
}

function marks({ before, after }: { before: readonly Saying[]; after: readonly Saying[] }): {
  before: readonly MarkedSaying[];
  after: readonly MarkedSaying[];
} {
  const [first, second] = [wholeText(before), wholeText(after)];
  if (first === null || second === null)
    return { before: beyond(before, after), after: beyond(after, before) };
  const marked = markedTexts(first, second);
  return { before: marked.before.map(asText), after: marked.after.map(asText) };
}

/** Marks what the other list does not have; of things that stand there more often, the rest. */
function beyond(list: readonly Saying[], other: readonly Saying[]): MarkedSaying[] {
  const left = other.map((saying) => JSON.stringify(saying));
  return list.map((saying) => {
    const at = left.indexOf(JSON.stringify(saying));
    if (at >= 0) left.splice(at, 1);
    return { ...saying, isChanged: at < 0 };
  });
}

/** Null for what is no running text. */
function wholeText(sayings: readonly Saying[]): string | null {
  if (sayings.length === 0) return '';
  const [first] = sayings;
  return first?.kind === 'text' ? first.text : null;
}

function asText({ text: part, isChanged }: { text: string; isChanged: boolean }): MarkedSaying {
  return { kind: 'text', text: part, isChanged };
}

function text(said: string): Saying[] {
  return said === '' ? [] : [{ kind: 'text', text: said }];
}

function toRegular({ weekday, weeks, from, to }: ActivityTimes['regular'][number]): Saying {
  return { kind: 'regular', weekday, weeks: [...weeks].sort((a, b) => a - b), from, to };
}

function answered(access: AccessKey, answer: AccessAnswer | undefined): Saying[] {
  return answer === undefined || answer === 'unknown' ? [] : [{ kind: 'access', access, answer }];
}

function inOrder<T>(all: readonly T[], chosen: readonly T[]): T[] {
  return all.filter((key) => chosen.includes(key));
}

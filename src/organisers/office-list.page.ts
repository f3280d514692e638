import type { OfficeEntry, OfficeOverview, OfficeQuestion, WaitingChange } from './office-list.service.js';
import { LINES, SHOWN } from './office-list.rules.js';
import type { Shown } from './office-list.rules.js';

export const ROOT = '/office/activities';

/** Pages of the rooms beside, in the order in which they are named. Words: `organisers-office.room.<key>`. */
const ROOMS = [
  ['visits', '/office/visits'],
  ['board', '/office/board'],
  ['wishes', '/office/wishes'],
  ['proposals', '/office/proposals'],
  ['figures', '/office/activity-figures'],
] as const;

export interface RoomLink {
  readonly key: string;
  readonly href: string;
}

type Line = OfficeEntry & { readonly href: string; readonly telHref: string | null };

export interface OfficeListPage {
  readonly waiting: readonly (WaitingChange & { readonly href: string })[];
  /** How many more wait than are shown. */
  readonly moreWaiting: number;
  readonly calls: readonly Line[];
  readonly moreCalls: number;
  readonly filters: readonly {
    readonly shown: Shown;
    readonly count: number;
    readonly href: string;
    readonly isCurrent: boolean;
  }[];
  readonly shown: Shown;
  readonly words: string;
  readonly entries: readonly Line[];
  readonly total: number;
  readonly earlierHref: string | null;
  readonly laterHref: string | null;
  readonly rooms: readonly RoomLink[];
}

/** `paths`: the addresses that exist in this installation. */
export function toOfficeListPage(
  { waiting, calls, entries, counts }: OfficeOverview,
  { question, paths }: { question: OfficeQuestion; paths: ReadonlySet<string> },
): OfficeListPage {
  const { shown, words, from } = question;
  const number = from / LINES + 1;
  const at = (change: { shown?: Shown; page?: number }) => hrefOf({ shown, words, page: 1, ...change });
  return {
    waiting: waiting.lines.map((line) => ({ ...line, href: `${ROOT}/changes/${line.id}` })),
    moreWaiting: waiting.total - waiting.lines.length,
    calls: calls.lines.map(toLine),
    moreCalls: calls.total - calls.lines.length,
    filters: SHOWN.map((one) => ({
      shown: one,
      count: counts[one],
      href: at({ shown: one }),
      isCurrent: one === shown,
    })),
    shown,
    words,
    entries: entries.lines.map(toLine),
    total: entries.total,
    earlierHref: number > 1 ? at({ page: number - 1 }) : null,
    laterHref: from + LINES < entries.total ? at({ page: number + 1 }) : null,
    rooms: ROOMS.filter(([, href]) => paths.has(href)).map(([key, href]) => ({ key, href })),
  };
}

/** A link that dials; null where there is no number. */
export function telHrefOf(phone: string | null): string | null {
  return phone && `tel:${phone.replace(/[^0-9+]/g, '')}`;
}

function toLine(entry: OfficeEntry): Line {
  return { ...entry, href: `${ROOT}/${entry.id}`, telHref: telHrefOf(entry.phone) };
}

function hrefOf({ shown, words, page }: { shown: Shown; words: string; page: number }): string {
  const query = new URLSearchParams();
  if (shown !== 'open') query.set('show', shown);
  if (words !== '') query.set('q', words);
  if (page > 1) query.set('page', String(page));
  return `${ROOT}${query.size > 0 ? `?${query.toString()}` : ''}#entries`;
}

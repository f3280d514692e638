import type { FreshnessTerms, Freshness } from '../activities/freshness.rules.js';
import { freshnessOf } from '../activities/freshness.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import type { EntryLine } from './activity-lines.page.js';
import type { Access } from './organiser-access.service.js';
import type { OwnChange, OwnEntry, OwnGroup } from './own-entry.js';

/** What was just done, to be said once on the next page. */
const DONE = ['confirmed', 'closed', 'sent', 'withdrawn', 'settled', 'attached', 'detached'] as const;
const DONE_OUTSIDE = ['left', 'over'] as const;

export interface AskPage {
  readonly form: FormView;
  readonly done: string | null;
}

export function toAskPage(form: FormView, done?: string): AskPage {
  return { form, done: DONE_OUTSIDE.find((one) => one === done) ?? null };
}

/** What was sent and is not in the directory, as its line shows it. */
export interface ChangeLine {
  readonly id: string;
  readonly title: string;
  readonly isWaiting: boolean;
  readonly reason: string;
  readonly sentAt: Date;
  /** Where it is taken up again. */
  readonly href: string;
}

/** One entry as it stands, with the buttons that say what is so. */
export interface ConfirmPage {
  readonly entryTitle: string;
  readonly href: string;
  readonly version: number;
  readonly confirmedOn: CalendarDay;
  readonly isClosed: boolean;
  readonly lines: readonly EntryLine[];
  readonly form: FormView;
}

export interface EntryView {
  readonly title: string;
  readonly href: string;
  readonly confirmHref: string;
  readonly confirmedOn: CalendarDay;
  readonly state: Freshness | 'closed';
  readonly mayConfirm: boolean;
  readonly change: ChangeLine | null;
}

export interface GroupView {
  readonly id: string;
  readonly name: string;
  readonly entries: readonly EntryView[];
  /** New entries that wait or were declined. */
  readonly proposals: readonly ChangeLine[];
  readonly newHref: string;
  /** By the account of who is signed in. */
  readonly isAttached: boolean;
  /** Opened by a link, and could be kept with the account. */
  readonly mayAttach: boolean;
}

export interface EntriesPage {
  readonly groups: readonly GroupView[];
  readonly done: string | null;
  /** Opened by a link, whether there is an entry or not: this ends by pressing a button. */
  readonly isByLink: boolean;
  readonly isSignedIn: boolean;
  /** The address that the link went to, where there is no entry yet; else null. */
  readonly newAddress: string | null;
}

interface Around {
  readonly access: Access;
  readonly today: CalendarDay;
  readonly terms: FreshnessTerms;
  readonly done: string | undefined;
}

export const entryHref = (activityId: string): string => `/organise/activities/${activityId}`;

export function toEntriesPage(groups: readonly OwnGroup[], around: Around): EntriesPage {
  const { access, done } = around;
  return {
    groups: groups.map((group) => toGroup(group, around)),
    done: DONE.find((one) => one === done) ?? null,
    isByLink: access.link !== null,
    isSignedIn: access.account !== null,
    newAddress: access.link?.organiserId === null ? access.link.email : null,
  };
}

function toGroup({ id, name, entries, changes }: OwnGroup, around: Around): GroupView {
  const { access } = around;
  const isAttached = access.account?.organiserIds.includes(id) ?? false;
  return {
    id,
    name,
    entries: entries.map((entry) =>
      toEntry(entry, changes.find(({ activityId }) => activityId === entry.id) ?? null, around),
    ),
    proposals: changes.filter(({ activityId }) => activityId === null).map(toChangeLine),
    newHref: `/organise/activities/new?organiser=${id}`,
    isAttached,
    mayAttach: access.account !== null && !isAttached && access.link?.organiserId === id,
  };
}

function toEntry(entry: OwnEntry, change: OwnChange | null, { today, terms }: Around): EntryView {
  const state = entry.isClosed ? 'closed' : freshnessOf(entry.confirmedOn, today, terms);
  return {
    title: entry.title,
    href: entryHref(entry.id),
    confirmHref: `${entryHref(entry.id)}/confirm`,
    confirmedOn: entry.confirmedOn,
    state,
    mayConfirm: !entry.isClosed,
    change: change && toChangeLine(change),
  };
}

function toChangeLine({ id, activityId, title, state, reason, sentAt }: OwnChange): ChangeLine {
  const at = activityId === null ? '/organise/activities/new' : entryHref(activityId);
  return { id, title, isWaiting: state === 'waiting', reason, sentAt, href: `${at}?change=${id}` };
}

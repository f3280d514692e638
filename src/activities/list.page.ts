import type { Area, DirectorySettings } from '../config/directory-settings.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { ActivityEntry } from './activity-entry.rules.js';
import { choicesOf, hrefOf } from './activity-question.rules.js';
import type { ActivityQuestion } from './activity-question.rules.js';
import { toSearchView } from './search.page.js';
import type { SearchView } from './search.page.js';
import { nextDates } from './times.rules.js';
import { toOnceView, toRegularViews } from './times-view.rules.js';
import type { OnceView, RegularView } from './times-view.rules.js';

export interface ListPage {
  readonly search: SearchView;
  readonly total: number;
  readonly entries: readonly EntryLine[];
  readonly first: number;
  readonly last: number;
  readonly perPage: number;
  readonly isBeyond: boolean;
  readonly firstHref: string;
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  readonly calendarHref: string;
  /** The same question for one's own calendar. */
  readonly filesHref: string;
}

interface EntryLine {
  readonly href: string;
  readonly title: string;
  readonly summary: string;
  readonly isUnconfirmed: boolean;
  readonly confirmedOn: CalendarDay;
  readonly forms: readonly string[];
  readonly next: OnceView | null;
  /** Where no next time is known. */
  readonly regular: readonly RegularView[];
  readonly area: string | null;
  readonly venue: string;
  readonly place: string;
  readonly yen: number | null;
}

interface Found {
  readonly question: ActivityQuestion;
  readonly page: number;
  readonly perPage: number;
  readonly total: number;
  readonly entries: readonly ActivityEntry[];
}

export const LIST_PATH = '/activities';
export const CALENDAR_PATH = '/activities/calendar';
export const FILE_PATH = '/activities/calendar.ics';

export function toListPage(
  { question, page, perPage, total, entries }: Found,
  { settings, now }: { settings: DirectorySettings; now: Date },
): ListPage {
  const choices = choicesOf(question);
  const pageHref = (number: number) => hrefOf(LIST_PATH, choices, { page: number > 1 ? number : null });
  const before = (page - 1) * perPage;
  return {
    search: toSearchView(question, { path: LIST_PATH, month: null }, settings.areas),
    total,
    entries: entries.map((entry) => toLine(entry, settings.areas, now)),
    first: before + 1,
    last: before + entries.length,
    perPage,
    isBeyond: page > 1 && entries.length === 0,
    firstHref: pageHref(1),
    previousHref: page > 1 ? pageHref(page - 1) : null,
    nextHref: before + entries.length < total ? pageHref(page + 1) : null,
    calendarHref: hrefOf(CALENDAR_PATH, choices),
    filesHref: hrefOf(FILE_PATH, choices),
  };
}

function toLine(
  { id, content, isUnconfirmed, confirmedOn }: ActivityEntry,
  areas: readonly Area[],
  now: Date,
): EntryLine {
  const [next] = nextDates(content.times, now, 1);
  return {
    href: `${LIST_PATH}/${id}`,
    title: content.title,
    summary: content.summary,
    isUnconfirmed,
    confirmedOn,
    forms: content.forms,
    next: next ? toOnceView(next) : null,
    regular: next ? [] : toRegularViews(content.times),
    area: areas.find((area) => area.id === content.area)?.name ?? null,
    venue: content.venue,
    place: content.place,
    yen: content.yen,
  };
}

import type { Area, DirectorySettings } from '../config/directory-settings.js';
import { CalendarDay } from '../shared/calendar-day.js';
import type { CalendarEntry } from './activity-directory.service.js';
import { choicesOf, hrefOf } from './activity-question.rules.js';
import type { ActivityQuestion } from './activity-question.rules.js';
import { CALENDAR_PATH, FILE_PATH, LIST_PATH } from './list.page.js';
import { firstDay, formatMonth, lastDay, neighbour, readMonth } from './month.rules.js';
import type { Month } from './month.rules.js';
import { toSearchView } from './search.page.js';
import type { SearchView } from './search.page.js';
import { toDayView, toOnceView } from './times-view.rules.js';
import type { DayView, OnceView } from './times-view.rules.js';

export interface CalendarPage {
  readonly search: SearchView;
  readonly month: Month;
  /** The month that runs is told from today on. */
  readonly isFromToday: boolean;
  readonly days: readonly DayOfMonth[];
  readonly previous: MonthLink | null;
  readonly next: MonthLink | null;
  /** Where one day alone is shown. */
  readonly wholeMonthHref: string | null;
  readonly total: number;
  readonly read: number;
  readonly listHref: string;
  /** The same question for one's own calendar. */
  readonly filesHref: string;
}

interface MonthLink extends Month {
  readonly href: string;
}

interface LineView extends OnceView {
  readonly href: string;
  readonly title: string;
  readonly area: string | null;
  readonly place: string;
  readonly isUnconfirmed: boolean;
}

interface DayOfMonth extends DayView {
  readonly id: string;
  readonly times: readonly LineView[];
  readonly more: number;
  readonly moreHref: string;
}

/** What an address asks of the calendar: a month, or one day of it. */
export interface Span {
  readonly month: Month;
  readonly first: CalendarDay;
  readonly last: CalendarDay;
  readonly isOneDay: boolean;
}

/** So many times of one day stand in the month; the others have a page of their day. */
const MOST_OF_A_DAY = 8;
const MOST_OF_ONE_DAY = 200;

export function readSpan({ month, on }: { month?: unknown; on?: unknown }, today: CalendarDay): Span {
  const asked = readMonth(month, today);
  const day = typeof on === 'string' ? CalendarDay.parse(on) : null;
  if (day && day.year === asked.year && day.month === asked.month && !day.isBefore(today))
    return { month: asked, first: day, last: day, isOneDay: true };
  const first = firstDay(asked);
  return {
    month: asked,
    first: first.isBefore(today) ? today : first,
    last: lastDay(asked),
    isOneDay: false,
  };
}

export function toCalendarPage(
  { question, span, found }: { question: ActivityQuestion; span: Span; found: FoundTimes },
  { settings, today }: { settings: DirectorySettings; today: CalendarDay },
): CalendarPage {
  const { month, first, isOneDay } = span;
  const choices = choicesOf(question);
  const href = (of: Month, on: string | null = null) =>
    hrefOf(CALENDAR_PATH, choices, { month: formatMonth(of), on });
  const link = (of: Month | null) => of && { ...of, href: href(of) };
  return {
    search: toSearchView(question, { path: CALENDAR_PATH, month: formatMonth(month) }, settings.areas),
    month,
    isFromToday: !isOneDay && firstDay(month).isBefore(first),
    days: daysOf(found.times, isOneDay ? MOST_OF_ONE_DAY : MOST_OF_A_DAY, {
      hrefOfDay: (day) => href(month, day),
      areas: settings.areas,
    }),
    previous: link(neighbour(month, -1, today)),
    next: link(neighbour(month, 1, today)),
    wholeMonthHref: isOneDay ? href(month) : null,
    total: found.total,
    read: found.read,
    listHref: hrefOf(LIST_PATH, choices),
    filesHref: hrefOf(FILE_PATH, choices),
  };
}

interface FoundTimes {
  readonly times: readonly CalendarEntry[];
  readonly total: number;
  readonly read: number;
}

function daysOf(
  times: readonly CalendarEntry[],
  most: number,
  { hrefOfDay, areas }: { hrefOfDay: (day: string) => string; areas: readonly Area[] },
): readonly DayOfMonth[] {
  const byDay = Map.groupBy(times, ({ day }) => day.toString());
  return [...byDay].map(([text, ofDay]) => ({
    ...toDayView(ofDay[0]!.day),
    id: `d${text}`,
    times: ofDay.slice(0, most).map((once) => toLineView(once, areas)),
    more: Math.max(0, ofDay.length - most),
    moreHref: hrefOfDay(text),
  }));
}

function toLineView(once: CalendarEntry, areas: readonly Area[]): LineView {
  const { id, title, area, place, isUnconfirmed } = once;
  const name = areas.find((known) => known.id === area)?.name ?? null;
  return { ...toOnceView(once), href: `${LIST_PATH}/${id}`, title, area: name, place, isUnconfirmed };
}

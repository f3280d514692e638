import type { DirectorySettings } from '../config/directory-settings.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { ACCESS } from './activity-content.rules.js';
import type { AccessAnswer, ActivityContent } from './activity-content.rules.js';
import type { ActivityEntry } from './activity-entry.rules.js';
import { LIST_PATH } from './list.page.js';
import { nextDates } from './times.rules.js';
import { toOffViews, toOnceView, toRegularViews } from './times-view.rules.js';
import type { DayView, OnceView, RegularView } from './times-view.rules.js';

export interface EntryPage {
  readonly title: string;
  readonly id: string;
  readonly listHref: string;
  /** When one can look at it first. */
  readonly trialsHref: string;
  readonly organiser: string;
  readonly content: ActivityContent;
  /** The easy text is the one that is read first. */
  readonly isEasy: boolean;
  readonly isUnconfirmed: boolean;
  readonly confirmedOn: CalendarDay;
  readonly next: readonly OnceView[];
  readonly regular: readonly RegularView[];
  readonly off: readonly DayView[];
  /** Neither a date to come nor a usual time. */
  readonly hasNoTimes: boolean;
  readonly area: string | null;
  readonly access: readonly AccessView[];
}

interface AccessView {
  readonly answer: AccessAnswer;
  readonly keys: readonly string[];
}

const NEXT_DATES = 5;

export function toEntryPage(
  { id, organiser, content, isUnconfirmed, confirmedOn }: ActivityEntry,
  around: { settings: DirectorySettings; now: Date; isEasy: boolean },
): EntryPage {
  const { settings, now, isEasy } = around;
  const next = nextDates(content.times, now, NEXT_DATES);
  return {
    title: content.title,
    id,
    listHref: LIST_PATH,
    trialsHref: `${LIST_PATH}/trials?activity=${id}`,
    organiser,
    content,
    isEasy: isEasy && content.easy !== '',
    isUnconfirmed,
    confirmedOn,
    next: next.map(toOnceView),
    regular: toRegularViews(content.times),
    off: toOffViews(content.times, CalendarDay.at(now)),
    hasNoTimes: next.length === 0 && content.times.regular.length === 0,
    area: settings.areas.find((area) => area.id === content.area)?.name ?? null,
    access: toAccessViews(content),
  };
}

/** Yes first, then no, then what nobody answered; an answer without keys is left out. */
function toAccessViews({ access }: ActivityContent): readonly AccessView[] {
  return (['yes', 'no', 'unknown'] as const)
    .map((answer) => ({ answer, keys: ACCESS.filter((key) => (access[key] ?? 'unknown') === answer) }))
    .filter(({ keys }) => keys.length > 0);
}

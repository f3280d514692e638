import type { Happening } from './activity-history.service.js';
import { differenceWords } from './content-words.page.js';
import type { Areas, FieldWords } from './content-words.page.js';
import { ROOT } from './office-list.page.js';
import { HAPPENINGS } from './office-list.rules.js';
import type { OfficeActivity } from './office-records.service.js';

type Told = Omit<Happening, 'change'> & {
  readonly change:
    | (Omit<NonNullable<Happening['change']>, 'before' | 'content'> & {
        readonly isNew: boolean;
        readonly differences: readonly FieldWords[];
        readonly href: string;
      })
    | null;
};

/** What happened to an entry, the newest first, with what it said before and after. */
export interface OfficeHistoryPage {
  /** What the entry is called. */
  readonly entry: string;
  readonly activityHref: string;
  readonly happenings: readonly Told[];
  readonly earlierHref: string | null;
  readonly laterHref: string | null;
}

export function toOfficeHistoryPage(
  activity: OfficeActivity,
  told: { happenings: readonly Happening[]; total: number; from: number; areas: Areas },
): OfficeHistoryPage {
  const { happenings, total, from, areas } = told;
  const number = from / HAPPENINGS + 1;
  const href = (page: number) => `${ROOT}/${activity.id}/history?page=${page}`;
  return {
    entry: activity.content.title,
    activityHref: `${ROOT}/${activity.id}`,
    happenings: happenings.map((happening) => toTold(happening, areas)),
    earlierHref: number > 1 ? href(number - 1) : null,
    laterHref: from + HAPPENINGS < total ? href(number + 1) : null,
  };
}

function toTold({ change, ...happening }: Happening, areas: Areas): Told {
  if (!change) return { ...happening, change };
  const { before, content, ...decision } = change;
  return {
    ...happening,
    change: {
      ...decision,
      isNew: before === null,
      differences: differenceWords({ before, after: content }, areas),
      href: `${ROOT}/changes/${happening.id}`,
    },
  };
}

import type { FormView, Message } from '../web/form.js';
import { differenceWords } from './content-words.page.js';
import type { Areas, FieldWords } from './content-words.page.js';
import { REASONS } from './office-decision.form.js';
import { ROOT, telHrefOf } from './office-list.page.js';
import type { OfficeChange, OfficeOrganiser } from './office-records.service.js';

/** Somebody at the office reads what a group sent, beside what the entry says, and decides. */
export interface OfficeChangePage {
  /** What the entry is called. */
  readonly entry: string;
  readonly change: Omit<OfficeChange, 'content' | 'before' | 'organiser'>;
  readonly organiser: ShownOrganiser;
  readonly differences: readonly FieldWords[];
  readonly isNew: boolean;
  readonly isWaiting: boolean;
  readonly activityHref: string | null;
  readonly historyHref: string | null;
  /** The version that the page shows; 0 where there is no entry yet. */
  readonly seen: number;
  readonly action: string;
  readonly reasons: readonly string[];
  readonly form: FormView;
  /** Why what was pressed was not done; null for nothing. */
  readonly refusal: Message | null;
  /** The next one that waits; null for none. */
  readonly nextHref: string | null;
}

export interface ShownOrganiser extends OfficeOrganiser {
  readonly href: string;
  readonly telHref: string | null;
}

interface Around {
  readonly areas: Areas;
  readonly form: FormView;
  readonly refusal: Message | null;
  /** The id of the next one that waits; null for none. */
  readonly next: string | null;
}

export function toOfficeChangePage(
  { content, before, organiser, ...change }: OfficeChange,
  { areas, form, refusal, next }: Around,
): OfficeChangePage {
  const { activity } = change;
  return {
    entry: content.title,
    change,
    organiser: toShownOrganiser(organiser),
    differences: differenceWords({ before, after: content }, areas),
    isNew: before === null,
    isWaiting: change.state === 'waiting',
    activityHref: activity && `${ROOT}/${activity.id}`,
    historyHref: activity && `${ROOT}/${activity.id}/history`,
    seen: activity?.version ?? 0,
    action: `${ROOT}/changes/${change.id}`,
    reasons: REASONS,
    form,
    refusal,
    nextHref: next && `${ROOT}/changes/${next}`,
  };
}

export function toShownOrganiser(organiser: OfficeOrganiser): ShownOrganiser {
  const href = `/office/organisers/${organiser.id}`;
  return { ...organiser, href, telHref: telHrefOf(organiser.phone) };
}

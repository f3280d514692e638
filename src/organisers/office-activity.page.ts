import type { Freshness } from '../activities/freshness.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView, Message } from '../web/form.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { toActivityFields } from './activity-form.page.js';
import type { ActivityFields } from './activity-form.page.js';
import { toEntryLines } from './activity-lines.page.js';
import type { EntryLine } from './activity-lines.page.js';
import type { Areas } from './content-words.page.js';
import { toShownOrganiser } from './office-change.page.js';
import type { ShownOrganiser } from './office-change.page.js';
import { ROOT } from './office-list.page.js';
import type { OfficeActivity, OfficeOrganiser } from './office-records.service.js';

/** One entry at the office: how it stands, whom to call, and everything it says, to be put right at the telephone. */
export interface OfficeActivityPage {
  /** What the entry is called. */
  readonly entry: string;
  readonly organiser: ShownOrganiser;
  readonly freshness: Freshness;
  readonly confirmedOn: CalendarDay;
  readonly askedAt: Date | null;
  readonly closedAt: Date | null;
  readonly action: string;
  readonly publicHref: string | null;
  readonly historyHref: string;
  readonly waitingHref: string | null;
  readonly seen: number;
  /** What it says, to be read out. */
  readonly lines: readonly EntryLine[];
  readonly fields: ActivityFields;
  readonly refusal: Message | null;
  /** Somebody else changed it while this was typed: what was typed is still there, to be compared and sent again. */
  readonly hasMoved: boolean;
}

interface Around {
  readonly areas: Areas;
  readonly form: FormView;
  readonly refusal: Message | null;
  readonly hasMoved?: boolean;
}

export function toOfficeActivityPage(
  activity: OfficeActivity,
  { areas, form, refusal, hasMoved = false }: Around,
): OfficeActivityPage {
  const { id, content, organiser, version, waitingId, freshness, confirmedOn, askedAt, closedAt } = activity;
  const action = `${ROOT}/${id}`;
  return {
    entry: content.title,
    organiser: toShownOrganiser(organiser),
    freshness,
    confirmedOn,
    askedAt,
    closedAt,
    action,
    publicHref: closedAt === null && freshness !== 'hidden' ? `/activities/${id}` : null,
    historyHref: `${action}/history`,
    waitingHref: waitingId && `${ROOT}/changes/${waitingId}`,
    seen: version,
    lines: toEntryLines(content, areas),
    fields: toActivityFields(form, areas),
    refusal,
    hasMoved,
  };
}

/** A new entry that the office makes. */
export interface OfficeNewPage {
  readonly fields: ActivityFields;
  readonly form: FormView;
  readonly organisers: readonly { readonly value: string; readonly text: string }[];
}

export function toOfficeNewPage(
  organisers: readonly OfficeOrganiser[],
  { areas, form }: { areas: Areas; form: FormView },
): OfficeNewPage {
  return {
    fields: toActivityFields(form, areas),
    form,
    organisers: organisers.map(({ id, name }) => ({ value: id, text: withoutRuby(name) })),
  };
}

/** The ids of areas, for reading what was typed. */
export function areaIds(areas: Areas): string[] {
  return areas.map(({ id }) => id);
}

import type { ActivityContent } from '../activities/activity-content.rules.js';
import type { FormView } from '../web/form.js';
import { LedElsewhere } from '../web/view.js';
import { toActivityFields } from './activity-form.page.js';
import type { ActivityFields } from './activity-form.page.js';
import { toChangedLines } from './activity-lines.page.js';
import type { ChangedLine } from './activity-lines.page.js';
import { entryHref } from './organise.page.js';
import type { WholeChange, WholeEntry } from './own-entry.js';

type Areas = readonly { readonly id: string; readonly name: string }[];

/** The page on which an entry is typed, new or not. */
export interface EditingPage {
  readonly title?: string;
  readonly fields: ActivityFields;
  readonly action: string;
  /** Fields with contact details in them: pointed out, once. */
  readonly details: readonly string[];
  /** Somebody changed the entry meanwhile: what it says now, beside what was typed. */
  readonly stale: readonly ChangedLine[];
  /** Why the office did not take it over; null where nothing was declined. */
  readonly reason: string | null;
  readonly isWaiting: boolean;
  readonly isClosed: boolean;
  readonly isNewGroup: boolean;
  /** The session of the link is over; what was typed stands in the form. */
  readonly isOver: boolean;
  /** The entry as it stands; null for a new one. */
  readonly confirmHref: string | null;
  readonly entryTitle: string | null;
}

export interface Editing {
  readonly form: FormView;
  readonly areas: Areas;
  readonly details?: EditingPage['details'];
  readonly change?: WholeChange | null;
  readonly isOver?: boolean;
  /** What was typed, where the entry has changed since it was opened. */
  readonly stale?: { readonly entry: WholeEntry; readonly typed: ActivityContent } | null;
}

export function toEditingPage(
  at: { entry: WholeEntry | null; action: string; isNewGroup: boolean },
  { form, areas, details = [], change = null, isOver = false, stale = null }: Editing,
): EditingPage {
  return {
    fields: toActivityFields(form, areas),
    action: at.action,
    details,
    stale: stale ? toChangedLines({ before: stale.entry.content, after: stale.typed }, areas) : [],
    reason: change?.state === 'declined' ? change.reason : null,
    isWaiting: change?.state === 'waiting',
    isClosed: at.entry?.isClosed ?? false,
    isNewGroup: at.isNewGroup,
    isOver,
    confirmHref: at.entry ? `${entryHref(at.entry.id)}/confirm` : null,
    entryTitle: at.entry?.title ?? null,
  };
}

/** The form again with other hidden values: the version that is before the person's eyes now, what was pointed out. */
export function withHidden(form: FormView, values: Readonly<Record<string, string>>): FormView {
  const fields = Object.entries(form.fields).map(([name, field]) => [
    name,
    name in values ? { ...field, value: values[name]!, values: [values[name]!] } : field,
  ]);
  return { ...form, fields: Object.fromEntries(fields) as FormView['fields'] };
}

/**
 * A change that can be taken up again in the form of this entry, or in that of a new one.
 * @throws LedElsewhere to the list when the office has decided since the person looked
 */
export function takenUp(change: WholeChange, activityId: string | null): WholeChange {
  if (change.activityId !== activityId || (change.state !== 'waiting' && change.state !== 'declined'))
    throw new LedElsewhere('/organise?done=settled');
  return change;
}

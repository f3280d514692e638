import type { Occurrence } from '../activities/times.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import { MOST_SEATS } from './slot.rules.js';
import type { SlotPlan } from './slot.rules.js';
import type { HostedEntry, HostedSlot } from './slot-list.service.js';
import { endsAt, stageOf, startsAt, WAYS } from './trial.rules.js';
import type { TrialWay } from './trial.rules.js';

/** Where somebody stands who looks after times for visitors. */
export type VisitsBase = '/organise' | '/office';

/** What was done just now, to be told once. */
const DONE = ['made', 'changed', 'told', 'gone', 'noted'] as const;
export type Done = (typeof DONE)[number];

/** What an address says was done; null for anything else. */
export function doneOf(text: unknown): Done | null {
  return DONE.find((one) => one === text) ?? null;
}

interface When {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface SlotLine extends When {
  readonly href: string;
  readonly title: string;
  readonly seats: number;
  readonly taken: number;
  readonly isCancelled: boolean;
}

/** An entry, its times for visitors, and its next dates to make one of. */
export interface SlotsPage {
  readonly entryTitle: string;
  readonly isShown: boolean;
  readonly isOffice: boolean;
  readonly done: Done | null;
  readonly backHref: string;
  readonly coming: readonly SlotLine[];
  readonly over: readonly SlotLine[];
  readonly days: number;
  readonly newHref: string;
  readonly dates: readonly (When & { readonly href: string; readonly hasSlot: boolean })[];
}

export function listHref(base: VisitsBase, activityId: string): string {
  return `${base}/activities/${activityId}/visits`;
}

export function slotHref(base: VisitsBase, slotId: string): string {
  return `${base}/visits/${slotId}`;
}

interface Listed {
  readonly entry: HostedEntry;
  readonly slots: readonly HostedSlot[];
  readonly dates: readonly Occurrence[];
  readonly keptDays: number;
  readonly now: Date;
  readonly done: Done | null;
}

export function toSlotsPage(base: VisitsBase, listed: Listed): SlotsPage {
  const { entry, slots, dates, now } = listed;
  const isOver = (slot: HostedSlot) => ['over', 'cancelled'].includes(stageOf(slot, now));
  const newHref = `${listHref(base, entry.id)}/new`;
  return {
    entryTitle: entry.content.title,
    isShown: entry.isShown,
    isOffice: base === '/office',
    done: listed.done,
    backHref: base === '/office' ? '/office/visits' : '/organise',
    coming: slots.filter((slot) => !isOver(slot)).map((slot) => toSlotLine(base, slot)),
    over: slots
      .filter(isOver)
      .map((slot) => toSlotLine(base, slot))
      .reverse(),
    days: listed.keptDays,
    newHref,
    dates: dates.map(({ day, from, to }) => ({
      ...whenOf({ day, fromMinute: from, toMinute: to }),
      href: `${newHref}?day=${day.toString()}&from=${from}&to=${to}`,
      hasSlot: slots.some(
        (slot) =>
          slot.cancelledAt === null &&
          slot.day.equals(day) &&
          slot.fromMinute === from &&
          slot.toMinute === to,
      ),
    })),
  };
}

export function toSlotLine(base: VisitsBase, slot: HostedSlot): SlotLine {
  const { id, title, seats, taken, cancelledAt } = slot;
  return {
    ...whenOf(slot),
    href: slotHref(base, id),
    title,
    seats,
    taken,
    isCancelled: cancelledAt !== null,
  };
}

/** The form of a time for visitors: a new one, or one that is there. */
export interface SlotFormPage {
  readonly entryTitle: string;
  readonly action: string;
  readonly backHref: string;
  readonly form: FormView;
  readonly ways: readonly TrialWay[];
  readonly most: number;
  /** Null for a new one. */
  readonly known: { readonly version: number; readonly taken: number } | null;
  /** What somebody else saved meanwhile; null where nobody did. */
  readonly saved: ShownPlan | null;
}

export interface ShownPlan extends When {
  readonly seats: number;
  readonly ways: readonly TrialWay[];
  readonly meetingPoint: string;
  readonly note: string;
}

export function toNewSlotPage(base: VisitsBase, entry: HostedEntry, form: FormView): SlotFormPage {
  const list = listHref(base, entry.id);
  return {
    ...{ entryTitle: entry.content.title, form, ways: WAYS, most: MOST_SEATS },
    ...{ action: `${list}/new`, backHref: list, known: null, saved: null },
  };
}

export function toChangedSlotPage(
  base: VisitsBase,
  slot: HostedSlot,
  { form, saved = null }: { form: FormView; saved?: (SlotPlan & { readonly version: number }) | null },
): SlotFormPage {
  const at = slotHref(base, slot.id);
  return {
    ...{ entryTitle: slot.title, form, ways: WAYS, most: MOST_SEATS, action: `${at}/change`, backHref: at },
    known: { version: saved?.version ?? slot.version, taken: slot.taken },
    saved: saved && { ...whenOf(saved), ...planShown(saved) },
  };
}

export interface CancelSlotPage extends When {
  readonly entryTitle: string;
  readonly action: string;
  readonly backHref: string;
  readonly taken: number;
  readonly form: FormView;
}

export function toCancelSlotPage(base: VisitsBase, slot: HostedSlot, form: FormView): CancelSlotPage {
  const at = slotHref(base, slot.id);
  const { title: entryTitle, taken } = slot;
  return { ...whenOf(slot), entryTitle, taken, form, action: `${at}/cancel`, backHref: at };
}

export function whenOf(slot: { day: CalendarDay; fromMinute: number; toMinute: number }): When {
  return { startsAt: startsAt(slot), endsAt: endsAt(slot) };
}

export function planShown({ seats, ways, meetingPoint, note }: SlotPlan) {
  return { seats, ways, meetingPoint, note };
}

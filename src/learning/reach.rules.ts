import { findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { StepRef } from '../curriculum/step.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { Missing } from './completion.rules.js';
import { renamer } from './facts.rules.js';
import { stepKey } from './step-ref.rules.js';

/** When somebody's cohort meets, and which time it is now. */
export interface Meetings {
  readonly kind: 'standing' | 'dated';
  readonly endsOn: CalendarDay | null;
  readonly dates: readonly (StepRef & { readonly endsAt: Date; readonly isCancelled: boolean })[];
  readonly now: Date;
  readonly today: CalendarDay;
}

/** What is still possible of the sessions that are asked for. Measured as they are asked for: by number or hours. */
export interface Reach {
  /** Has a date that is still to come. */
  readonly planned: number;
  /** Whether attending alone can still be enough: what has no date yet counts until the cohort has ended. */
  readonly byAttending: boolean;
  /** Whether it can with make-ups. */
  readonly byMakingUp: boolean;
  /** Sessions to make up for, because nobody can attend them any more; in the order of the path. */
  readonly toMakeUp: readonly StepRef[];
}

type MissingSessions = Extract<Missing, { readonly kind: 'sessions' | 'hours' }>;

export function reachOf(edition: Edition, missing: MissingSessions, meetings: Meetings): Reach {
  const open = missing.steps.flatMap((ref) => toOpen(edition, ref, meetings) ?? []);
  const amount = (some: readonly Open[]) =>
    missing.kind === 'sessions' ? some.length : some.reduce((sum, { hours }) => sum + hours, 0);
  const isEnough = (some: readonly Open[]) => missing.have + amount(some) >= missing.needed;
  const attendable = open.filter(({ isAttendable }) => isAttendable);
  return {
    planned: amount(open.filter(({ isPlanned }) => isPlanned)),
    byAttending: isEnough(attendable),
    byMakingUp: isEnough(open.filter(({ isAttendable, hasMakeUp }) => isAttendable || hasMakeUp)),
    toMakeUp: open.filter(({ isAttendable, hasMakeUp }) => !isAttendable && hasMakeUp).map(({ ref }) => ref),
  };
}

interface Open {
  readonly ref: StepRef;
  readonly hours: number;
  readonly isPlanned: boolean;
  readonly isAttendable: boolean;
  readonly hasMakeUp: boolean;
}

function toOpen(edition: Edition, ref: StepRef, meetings: Meetings): Open | null {
  const step = findStep(edition, ref);
  if (step?.kind !== 'session') return null;
  const nameNow = renamer(edition);
  const dates = meetings.dates.filter((date) => !date.isCancelled && nameNow(stepKey(date)) === stepKey(ref));
  const isPlanned = dates.some(({ endsAt }) => endsAt > meetings.now);
  const { kind, endsOn, today } = meetings;
  // A standing cohort meets only where a date says so.
  const mayStillBe = dates.length === 0 && kind === 'dated' && !endsOn?.isBefore(today);
  return {
    ref,
    hours: step.hours,
    isPlanned,
    isAttendable: isPlanned || mayStillBe,
    hasMakeUp: step.makeUp.length > 0,
  };
}

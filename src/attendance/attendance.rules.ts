import type { Edition } from '../curriculum/edition.js';
import { stepsInOrder } from '../curriculum/edition.js';
import type { SessionStep, StepRef } from '../curriculum/step.js';
import { stepKey } from '../learning/step-ref.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';

const MINUTE = 60_000;
/** Attendance is taken from so long before the beginning on: people come early. */
const DOORS_OPEN = 30 * MINUTE;

/** A date of a cohort, as far as time goes. */
export interface Meeting {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly isCancelled: boolean;
}

export interface CohortDays {
  readonly kind: 'standing' | 'dated';
  readonly endsOn: CalendarDay | null;
}

/** From half an hour before the beginning to the end. */
export function isUnderWay({ startsAt, endsAt, isCancelled }: Meeting, now: Date): boolean {
  return !isCancelled && startsAt.getTime() - DOORS_OPEN <= now.getTime() && now <= endsAt;
}

/** Whether there is something to write down of it: never before its doors open, never when it is called off. */
export function mayBeRecorded({ startsAt, isCancelled }: Meeting, now: Date): boolean {
  return !isCancelled && startsAt.getTime() - DOORS_OPEN <= now.getTime();
}

export function hasNotBegun({ startsAt, isCancelled }: Meeting, now: Date): boolean {
  return !isCancelled && now < startsAt;
}

/**
 * Whether a session is made up for by now, instead of being waited for: where the cohort never meets, where the person
 * is at none of the dates that are left, or where none is left.
 */
export function isMakeUpOpen(
  cohort: CohortDays,
  dates: readonly (Meeting & { readonly hasNotice: boolean })[],
  { now, today }: { readonly now: Date; readonly today: CalendarDay },
): boolean {
  if (cohort.kind === 'standing') return true;
  if (dates.length === 0) return cohort.endsOn !== null && cohort.endsOn.isBefore(today);
  return dates.every(({ isCancelled, endsAt, hasNotice }) => isCancelled || hasNotice || endsAt <= now);
}

/** Steps that make up for a session. */
export function makeUpSteps({ makeUp }: SessionStep): readonly StepRef[] {
  return makeUp.flatMap((way) => ('step' in way ? [way.step] : []));
}

/** The sessions for which a step makes up. */
export function madeUpBy(edition: Edition, ref: StepRef): readonly StepRef[] {
  const key = stepKey(ref);
  return stepsInOrder(edition)
    .filter(({ step }) => step.kind === 'session' && makeUpSteps(step).some((one) => stepKey(one) === key))
    .map(({ module, step }) => ({ module: module.id, step: step.id }));
}

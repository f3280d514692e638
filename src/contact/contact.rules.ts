import type { EnrolmentState } from '../enrolment/enrolment.entity.js';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
export const STOPPED_DAYS = 14;
export const MESSAGE_EVERY_DAYS = 7;
export const KEEP_DAYS = 90;
/** When facilitators looked at the list. */
export const KEEP_ACCESS_DAYS = 365;

/** What is known of somebody's learning in one cohort. */
export interface Standstill {
  readonly isWanted: boolean;
  readonly state: EnrolmentState;
  readonly isCompleted: boolean;
  /** When something was last learnt; null for nothing yet. */
  readonly learntAt: Date | null;
  readonly resumedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly reachedAt: Date | null;
}

/**
 * Since when somebody has stopped who wants to be contacted then; null for everybody else. The days count from what
 * was learnt last, from coming back after a break and from saying yes, whichever is the latest. Who was contacted is
 * left in peace until they have learnt again.
 */
export function stoppedSince(known: Standstill, now: Date): Date | null {
  if (!known.isWanted || known.state !== 'active' || known.isCompleted) return null;
  const { learntAt, resumedAt, decidedAt, reachedAt } = known;
  if (reachedAt && (!learntAt || learntAt <= reachedAt)) return null;
  const from = Math.max(...[learntAt, resumedAt, decidedAt].map((at) => at?.getTime() ?? 0));
  return now.getTime() - from >= STOPPED_DAYS * DAY_MS ? new Date(from) : null;
}

/** Whether the quiet question stands on the home page: for two weeks after the first step, until it is answered. */
export function isAsked(known: { isAnswered: boolean; firstDoneAt: Date | null }, now: Date): boolean {
  if (known.isAnswered || !known.firstDoneAt) return false;
  return now.getTime() - known.firstDoneAt.getTime() < STOPPED_DAYS * DAY_MS;
}

/** From when the next message to a person may be sent; null when it may be sent now. */
export function nextMessageAt(lastSentAt: Date | null, now: Date): Date | null {
  if (!lastSentAt) return null;
  const next = new Date(lastSentAt.getTime() + MESSAGE_EVERY_DAYS * DAY_MS);
  return next > now ? next : null;
}

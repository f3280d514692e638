import type { Cohort } from '../cohorts/cohort.entity.js';
import { CalendarDay } from '../shared/calendar-day.js';
import type { Invitation } from './invitation.entity.js';

const DAY = 24 * 60 * 60 * 1000;
/** A link is good so long, and never longer than its cohort takes people. */
export const INVITATION_DAYS = 14;
/** What led to nothing is forgotten so long after it ended. */
export const KEEP_UNANSWERED_DAYS = 30;
/** Who was invited under which name is forgotten so long after they came in. */
export const KEEP_ACCEPTED_DAYS = 365;

export type InvitationState = 'invited' | 'accepted' | 'expired' | 'withdrawn';

export function stateOf(
  { acceptedAt, withdrawnAt, expiresAt }: Pick<Invitation, 'acceptedAt' | 'withdrawnAt' | 'expiresAt'>,
  now: Date,
): InvitationState {
  if (acceptedAt) return 'accepted';
  if (withdrawnAt) return 'withdrawn';
  return expiresAt <= now ? 'expired' : 'invited';
}

/** When a link that is made now ends: with a day in Japan. */
export function expiryOf({ closesOn, endsOn }: Pick<Cohort, 'closesOn' | 'endsOn'>, now: Date): Date {
  const last = closesOn ?? endsOn;
  const usual = CalendarDay.at(now).plusDays(INVITATION_DAYS);
  return (last?.isBefore(usual) ? last : usual).plusDays(1).startsAt();
}

/** The last day on which a link is good. */
export function lastDayOf(expiresAt: Date): CalendarDay {
  return CalendarDay.at(new Date(expiresAt.getTime() - 1));
}

/** From before which instant what ended is forgotten. */
export function keptFrom(now: Date): { readonly unanswered: Date; readonly accepted: Date } {
  const back = (days: number) => new Date(now.getTime() - days * DAY);
  return { unanswered: back(KEEP_UNANSWERED_DAYS), accepted: back(KEEP_ACCEPTED_DAYS) };
}

import type { CalendarDay } from '../shared/calendar-day.js';

/** What became of a sending, as its sender is told. A reply counts more than that it was read. */
export type SendingState = 'unread' | 'read' | 'replied' | 'asked';

export interface Fate {
  readonly isRead: boolean;
  readonly answer: 'reply' | 'request' | null;
}

export function stateOf({ isRead, answer }: Fate): SendingState {
  if (answer !== null) return answer === 'reply' ? 'replied' : 'asked';
  return isRead ? 'read' : 'unread';
}

/** A text is sent once: the same words again would only be one more in the queue. In another cohort nobody has them yet. */
export function maySend(
  text: string,
  sent: readonly { readonly text: string; readonly isEnded: boolean }[],
): boolean {
  const last = sent.at(-1);
  return text.trim() !== '' && (!last || last.isEnded || last.text !== text);
}

/** Since when somebody waits, in days of the calendar: who wrote before midnight waits since yesterday. */
export function waitingOf(
  sent: CalendarDay,
  today: CalendarDay,
): { kind: 'today' | 'yesterday' | 'days'; days: number } {
  const days = Math.max(0, Math.round((today.startsAt().getTime() - sent.startsAt().getTime()) / DAY_MS));
  return { kind: days === 0 ? 'today' : days === 1 ? 'yesterday' : 'days', days };
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** So long facilitators find again what they answered. The person keeps it until they erase it. */
const SHOWN_DAYS = 365;
/** So long a facilitator who wanted to read it is told that it was taken back. */
const TRACE_DAYS = 30;

/** What was answered or closed before this instant is not shown to facilitators any more. */
export function shownSince(now: Date): number {
  return now.getTime() - SHOWN_DAYS * DAY_MS;
}

export function tracesSince(now: Date): number {
  return now.getTime() - TRACE_DAYS * DAY_MS;
}

import { CalendarDay } from '../shared/calendar-day.js';
import { RULE_OF_TEN, inTens } from '../shared/suppression.rules.js';

/** Where a proposal stands. Words: `wishes.proposal-state.<key>`. */
export const PROPOSAL_STATES = ['waiting', 'looking', 'realised', 'on-hold', 'not-now'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];
/** What a reply may say. */
export const REPLY_STATES = ['looking', 'realised', 'on-hold', 'not-now'] as const;
export type ReplyState = (typeof REPLY_STATES)[number];

/** How who proposes it would like to be part of it; no promise. Words: `wishes.part.<key>`. */
export const PROPOSAL_PARTS = ['join', 'together', 'help', 'idea'] as const;
export type ProposalPart = (typeof PROPOSAL_PARTS)[number];

/** Within so many days everybody gets an answer. */
export const ANSWER_DAYS = 90;
/** Years after the last reply, after which what did not come true is deleted, and who proposed what did is forgotten. */
export const KEEP_PROPOSALS_YEARS = 2;
/** Of one person without an answer yet. */
export const MOST_WAITING = 5;

export interface ProposalTimes {
  readonly sentAt: Date;
  readonly answeredAt: Date | null;
}

/** Nobody answered it, and more than `ANSWER_DAYS` days have passed since the day it was sent. */
export function isLate({ sentAt, answeredAt }: ProposalTimes, today: CalendarDay): boolean {
  return answeredAt === null && lastDayFor(sentAt).isBefore(today);
}

/** Of those whose time is over or who were answered: how many had their answer in time. */
export function answerFigure(
  proposals: readonly ProposalTimes[],
  today: CalendarDay,
): { readonly due: number; readonly inTime: number; readonly late: number } {
  const due = proposals.filter((one) => one.answeredAt !== null || isLate(one, today));
  const inTime = due.filter(
    ({ sentAt, answeredAt }) => answeredAt && !lastDayFor(sentAt).isBefore(CalendarDay.at(answeredAt)),
  );
  return {
    due: due.length,
    inTime: inTime.length,
    late: proposals.filter((one) => isLate(one, today)).length,
  };
}

export function lastDayFor(sentAt: Date): CalendarDay {
  return CalendarDay.at(sentAt).plusDays(ANSWER_DAYS);
}

/** So many support it at least, in tens: it moves as people press, and go. Null: fewer than ten, nobody included. */
export function shownSupport(n: number): number | null {
  return n < RULE_OF_TEN.threshold ? null : inTens(n);
}

/** Three months of a fiscal year, named by their first: `2026-10`. */
export interface Quarter {
  readonly key: string;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

export function quarterOf(day: CalendarDay): Quarter {
  const month = day.month - ((day.month - 1) % 3);
  const from = CalendarDay.of(day.year, month, 1);
  const next = month === 10 ? CalendarDay.of(day.year + 1, 1, 1) : CalendarDay.of(day.year, month + 3, 1);
  return { key: from.toString().slice(0, 7), from, to: next.plusDays(-1) };
}

/** The quarter of today and those before it, newest first. */
export function quartersTo(today: CalendarDay, how: number): readonly Quarter[] {
  const quarters = [quarterOf(today)];
  while (quarters.length < how) quarters.push(quarterOf(quarters.at(-1)!.from.plusDays(-1)));
  return quarters;
}

/** What the office looks at. Words: `wishes.desk.of.<key>`. */
export const DESK_LISTS = ['waiting', 'open', 'closed'] as const;
export type DeskList = (typeof DESK_LISTS)[number];

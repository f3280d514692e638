import { mailTime } from '../mail/mail-time.rules.js';
import { CalendarDay } from '../shared/calendar-day.js';

/** How one is there: each is as good as the others. The place is the bit in `TrialSlot.ways`. Words: `trials.way.<key>`. */
export const WAYS = ['watch', 'listen', 'join'] as const;
export type TrialWay = (typeof WAYS)[number];
export const ALL_WAYS = (1 << WAYS.length) - 1;

/** `not-met`: host and visitor did not meet, for whatever reason; never held against anybody. */
export type RequestState = 'requested' | 'cancelled' | 'came' | 'not-met';
/** What is recorded besides: `slot-changed` and `slot-off` come from the host's side. */
export type TrialEventState = RequestState | 'changed' | 'slot-changed' | 'slot-off';

/** What peer support looks like after the visit, against before. Words: `trials.after.image.<key>`. */
export const IMAGES = ['clear', 'some', 'same', 'unclear'] as const;
export type Image = (typeof IMAGES)[number];

/** Words: `trials.after.feeling.<key>`. */
export const FEELINGS = ['bright', 'calm', 'mixed', 'tired', 'heavy'] as const;
export type Feeling = (typeof FEELINGS)[number];

/** Words: `trials.after.next.<key>`. */
export const NEXT_STEPS = ['again', 'join', 'matching', 'learn', 'not-now'] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/**
 * What `trial_count` counts. `request` is every request, `off` one whose host called it off, `unsaid` one of which the
 * host wrote down nothing; `page` is every page that was sent, `next.none` one without a choice of the next step.
 */
export type CountKey =
  | 'request'
  | 'cancelled'
  | 'off'
  | 'came'
  | 'not-met'
  | 'unsaid'
  | `way.${TrialWay}`
  | 'page'
  | `image.${Image}`
  | `feeling.${Feeling}`
  | `next.${NextStep}`
  | 'next.none';

interface Times {
  readonly day: CalendarDay;
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** The moment a visit begins. */
export function startsAt({ day, fromMinute }: Pick<Times, 'day' | 'fromMinute'>): Date {
  return new Date(day.startsAt().getTime() + fromMinute * 60_000);
}

export function endsAt({ day, toMinute }: Pick<Times, 'day' | 'toMinute'>): Date {
  return new Date(day.startsAt().getTime() + toMinute * 60_000);
}

/** `open`: one may still ask for a seat; that there is one, it does not say. */
export type SlotStage = 'open' | 'begun' | 'over' | 'cancelled';

/** Days for a visit on one page. */
export const SLOTS_SHOWN = 60;

export function stageOf(slot: Times & { readonly cancelledAt: Date | null }, now: Date): SlotStage {
  if (slot.cancelledAt !== null) return 'cancelled';
  if (now >= endsAt(slot)) return 'over';
  return now >= startsAt(slot) ? 'begun' : 'open';
}

/**
 * One may take a request back until the visit is over: leaving is a choice, too. Whatever the host wrote down meanwhile:
 * a button that is gone would tell it.
 */
export function mayCancel(request: { readonly state: RequestState }, stage: SlotStage): boolean {
  return request.state !== 'cancelled' && (stage === 'open' || stage === 'begun');
}

/** What was told can be changed until the day begins: on the day the host has it on paper. */
export function mayChange(
  request: { readonly state: RequestState },
  slot: { readonly day: CalendarDay; readonly stage: SlotStage },
  today: CalendarDay,
): boolean {
  return request.state === 'requested' && slot.stage === 'open' && today.isBefore(slot.day);
}

/**
 * Whether the note of the day before still comes. Not to who asks on the day, and not after a mail of the host's that is
 * read on the day before or later: it told the same. What could not be sent on the day before comes on the day.
 */
export function expectsNote(
  request: {
    readonly state: RequestState;
    readonly requestedAt: Date;
    readonly remindedAt: Date | null;
    readonly toldAt: Date | null;
  },
  { day, stage }: { readonly day: CalendarDay; readonly stage: SlotStage },
): boolean {
  const { state, requestedAt, remindedAt, toldAt } = request;
  if (state !== 'requested' || stage !== 'open' || remindedAt !== null) return false;
  const isTold = toldAt !== null && !CalendarDay.at(mailTime(toldAt)).isBefore(day.plusDays(-1));
  return !isTold && CalendarDay.at(requestedAt).isBefore(day);
}

/** The page after the visit is there once the visit has begun: who left early may answer at once. */
export function mayAnswer(request: { readonly state: RequestState }, stage: SlotStage): boolean {
  return request.state !== 'cancelled' && (stage === 'begun' || stage === 'over');
}

export function waysOf(bits: number): TrialWay[] {
  return WAYS.filter((_, place) => (bits & (1 << place)) !== 0);
}

export function wayBits(ways: readonly TrialWay[]): number {
  return ways.reduce((bits, way) => bits | (1 << WAYS.indexOf(way)), 0);
}

interface Counted {
  readonly state: RequestState;
  readonly way: TrialWay;
}

interface Answered {
  readonly image: Image | null;
  readonly feeling: Feeling | null;
  readonly next: NextStep | null;
}

/** What stays of a slot's requests and pages once they are deleted. */
export function countsOf(
  requests: readonly Counted[],
  pages: readonly Answered[],
  slot: { readonly cancelledAt: Date | null },
): ReadonlyMap<CountKey, number> {
  const counts = new Map<CountKey, number>();
  const add = (key: CountKey) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { state, way } of requests) {
    add('request');
    if (state !== 'requested') add(state);
    else add(slot.cancelledAt === null ? 'unsaid' : 'off');
    if (state !== 'cancelled') add(`way.${way}`);
  }
  for (const { image, feeling, next } of pages) {
    add('page');
    if (image !== null) add(`image.${image}`);
    if (feeling !== null) add(`feeling.${feeling}`);
    add(next === null ? 'next.none' : `next.${next}`);
  }
  return counts;
}

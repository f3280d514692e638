import type { Judged } from '../cohorts/cohort-settings.rules.js';
import { readDay, readNumber, typedDay } from '../cohorts/typed-day.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import { startsAt, WAYS, waysOf } from './trial.rules.js';
import type { TrialWay } from './trial.rules.js';

export const MOST_SEATS = 20;
/** So many slots that are over, and so many entries to choose from, stand on one page. */
export const MOST_SHOWN = 50;
const DAYS_AHEAD = 366;
const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

/** Day and minutes since midnight in Japan; it begins and ends on one day. */
export interface SlotTime {
  readonly day: CalendarDay;
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** What a host decides about a time for visitors. */
export interface SlotPlan extends SlotTime {
  readonly seats: number;
  readonly ways: readonly TrialWay[];
  readonly meetingPoint: string;
  readonly note: string;
}

export type TypedSlot = Readonly<
  Record<
    | 'dayYear'
    | 'dayMonth'
    | 'dayDay'
    | 'hour'
    | 'minute'
    | 'endHour'
    | 'endMinute'
    | 'seats'
    | 'meetingPoint'
    | 'note',
    string
  >
> & { readonly ways: readonly string[] };

/** What was typed as a time for visitors, or everything in it that cannot be. */
export function readSlot(typed: TypedSlot, now: Date): Judged<SlotPlan> {
  const day = readDay(typed.dayYear, typed.dayMonth, typed.dayDay);
  const from = minutesOf(typed.hour, typed.minute, DAY_MINUTES - 1);
  const to = minutesOf(typed.endHour, typed.endMinute, DAY_MINUTES);
  const seats = readNumber(typed.seats);
  const ways = WAYS.filter((way) => typed.ways.includes(way));
  const wrong = [
    ['dayYear', day ? dayProblem(day, from, now) : 'cohorts.date.day'],
    ['hour', from === null ? 'cohorts.date.time' : null],
    [
      'endHour',
      to === null ? 'cohorts.date.time' : from !== null && to <= from ? 'cohorts.date.order' : null,
    ],
    ['seats', seats !== null && seats >= 1 && seats <= MOST_SEATS ? null : 'trials-host.slot.seats-wrong'],
    ['ways', ways.length > 0 ? null : 'trials-host.slot.ways-none'],
  ] as const;
  const errors: FormView['errors'] = wrong.flatMap(([field, code]) =>
    code === null ? [] : [{ field, code, params: { most: MOST_SEATS } }],
  );
  if (errors.length > 0 || !day || from === null || to === null || seats === null) return { errors };
  const { meetingPoint, note } = typed;
  return { value: { day, fromMinute: from, toMinute: to, seats, ways, meetingPoint, note } };
}

/** The fields that show this time again. */
export function typedTime({ day, fromMinute, toMinute }: SlotTime): Record<string, string> {
  const [begin, end] = [timeOf(fromMinute), timeOf(toMinute)];
  return {
    ...typedDay('day', day),
    hour: begin.hour,
    minute: begin.minute,
    endHour: end.hour,
    endMinute: end.minute,
  };
}

export function isSameTime(one: SlotTime, other: SlotTime): boolean {
  return one.day.equals(other.day) && one.fromMinute === other.fromMinute && one.toMinute === other.toMinute;
}

export function isSamePlan(one: SlotPlan, other: SlotPlan): boolean {
  return (
    isSameTime(one, other) &&
    one.seats === other.seats &&
    one.ways.join() === other.ways.join() &&
    one.meetingPoint === other.meetingPoint &&
    one.note === other.note
  );
}

/** What is kept of a time, as it was decided. */
export function planOf({
  day,
  fromMinute,
  toMinute,
  seats,
  ways,
  meetingPoint,
  note,
}: Omit<SlotPlan, 'ways'> & { readonly ways: number }): SlotPlan {
  return { day, fromMinute, toMinute, seats, ways: waysOf(ways), meetingPoint, note };
}

function dayProblem(day: CalendarDay, from: number | null, now: Date) {
  const start = startsAt({ day, fromMinute: from ?? DAY_MINUTES - 1 });
  if (start <= now) return 'trials-host.slot.past';
  return start.getTime() - now.getTime() > DAYS_AHEAD * DAY_MINUTES * MINUTE ? 'trials-host.slot.far' : null;
}

/** Minutes since midnight; an hour alone is the full hour, and what ends at midnight ends at 24. Null for what no clock shows. */
function minutesOf(hour: string, minute: string, latest: number): number | null {
  const [h, m] = [readNumber(hour), minute === '' ? 0 : readNumber(minute)];
  if (h === null || m === null || m > 59 || h * 60 + m > latest) return null;
  return h * 60 + m;
}

function timeOf(minutes: number): { hour: string; minute: string } {
  return { hour: String(Math.floor(minutes / 60)), minute: String(minutes % 60).padStart(2, '0') };
}

import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import type { Cohort } from './cohort.entity.js';
import { readDay, readNumber, typedDay } from './typed-day.rules.js';

/** How one comes in, as it is chosen: `pairs` is by application, as two. */
export type Way = Cohort['admission'] | 'pairs';
export const WAYS: readonly Way[] = ['open', 'invitation', 'application', 'pairs'];
export const MOST_SEATS = 1000;
/** A cohort lasts at most so long, and is opened at most so long ahead or written down afterwards. */
const LONGEST_DAYS = 3 * 366;
const FARTHEST_DAYS = 5 * 366;

/** What an administrator says about a dated cohort. */
export interface CohortSettings {
  readonly name: string;
  readonly startsOn: CalendarDay;
  readonly endsOn: CalendarDay;
  readonly seats: number | null;
  readonly admission: Cohort['admission'];
  /** Only by application: one applies together with somebody. */
  readonly pairs: boolean;
  readonly closesOn: CalendarDay | null;
}

/** The same as it may stand in the database: a cohort from before it had days. */
type Kept = Pick<Cohort, keyof CohortSettings>;

export type TypedSettings = Readonly<
  Record<
    | 'name'
    | 'startYear'
    | 'startMonth'
    | 'startDay'
    | 'endYear'
    | 'endMonth'
    | 'endDay'
    | 'seats'
    | 'admission'
    | 'closeYear'
    | 'closeMonth'
    | 'closeDay',
    string
  >
>;

export type Judged<T> = { readonly value: T } | { readonly errors: FormView['errors'] };

/** What was typed as settings, or everything in its days and seats that cannot be. */
export function readSettings(typed: TypedSettings, today: CalendarDay): Judged<CohortSettings> {
  const startsOn = readDay(typed.startYear, typed.startMonth, typed.startDay);
  const endsOn = readDay(typed.endYear, typed.endMonth, typed.endDay);
  const hasClose = [typed.closeYear, typed.closeMonth, typed.closeDay].some((part) => part !== '');
  const closesOn = hasClose ? readDay(typed.closeYear, typed.closeMonth, typed.closeDay) : null;
  const seats = typed.seats === '' ? null : readNumber(typed.seats);
  const wrong = [
    ['startYear', startError(startsOn, today)],
    ['endYear', endError(startsOn, endsOn)],
    ['seats', typed.seats !== '' && (!seats || seats > MOST_SEATS) ? 'seats' : null],
    ['closeYear', hasClose ? closeError(closesOn, endsOn) : null],
  ] as const;
  const errors = wrong.flatMap(([field, code]) =>
    code === null ? [] : [{ field, code: `cohorts.form.${code}`, params: { most: MOST_SEATS } }],
  );
  if (errors.length > 0 || !startsOn || !endsOn) return { errors };
  return {
    value: { name: typed.name, startsOn, endsOn, seats, ...entryBy(typed.admission as Way), closesOn },
  };
}

/** The fields that show these settings again. */
export function typedSettings(settings: Kept): TypedSettings {
  return {
    name: settings.name ?? '',
    ...typedDay('start', settings.startsOn),
    ...typedDay('end', settings.endsOn),
    seats: settings.seats === null ? '' : String(settings.seats),
    admission: wayOf(settings),
    ...typedDay('close', settings.closesOn),
  } as TypedSettings;
}

export function wayOf({ admission, pairs }: Pick<Cohort, 'admission' | 'pairs'>): Way {
  return admission === 'application' && pairs ? 'pairs' : admission;
}

function entryBy(way: Way): Pick<CohortSettings, 'admission' | 'pairs'> {
  return way === 'pairs' ? { admission: 'application', pairs: true } : { admission: way, pairs: false };
}

export type CohortState = 'ahead' | 'running' | 'over';

/** Where a cohort stands on this day; null for one that has no days. */
export function stateOf(
  { startsOn, endsOn }: Pick<Cohort, 'startsOn' | 'endsOn'>,
  today: CalendarDay,
): CohortState | null {
  if (!startsOn || !endsOn) return null;
  if (today.isBefore(startsOn)) return 'ahead';
  return endsOn.isBefore(today) ? 'over' : 'running';
}

/** One may still ask to take part on this day: up to and with the closing day, or else the last day. */
export function isTaking(
  { endsOn, closesOn }: Pick<Cohort, 'endsOn' | 'closesOn'>,
  today: CalendarDay,
): boolean {
  const last = closesOn ?? endsOn;
  return last !== null && !last.isBefore(today);
}

/** The settings in which the two differ, for the record. */
export function changesBetween(one: Kept, other: CohortSettings): (keyof CohortSettings)[] {
  const keys: readonly (keyof CohortSettings)[] = [
    'name',
    'startsOn',
    'endsOn',
    'seats',
    'admission',
    'pairs',
    'closesOn',
  ];
  return keys.filter((key) => String(one[key]) !== String(other[key]));
}

function startError(startsOn: CalendarDay | null, today: CalendarDay): string | null {
  if (!startsOn) return 'start';
  const isFar =
    startsOn.isBefore(today.plusDays(-FARTHEST_DAYS)) || today.plusDays(FARTHEST_DAYS).isBefore(startsOn);
  return isFar ? 'start-far' : null;
}

function endError(startsOn: CalendarDay | null, endsOn: CalendarDay | null): string | null {
  if (!endsOn) return 'end';
  if (!startsOn) return null;
  if (endsOn.isBefore(startsOn)) return 'end-before';
  return startsOn.plusDays(LONGEST_DAYS).isBefore(endsOn) ? 'end-far' : null;
}

function closeError(closesOn: CalendarDay | null, endsOn: CalendarDay | null): string | null {
  if (!closesOn) return 'close';
  return endsOn?.isBefore(closesOn) ? 'close-after' : null;
}

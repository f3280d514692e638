import { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import type { Cohort } from './cohort.entity.js';
import { readSettings, wayOf } from './cohort-settings.rules.js';
import type { CohortSettings, Judged } from './cohort-settings.rules.js';
import type { HolidayName, Holidays } from './public-holidays.js';
import { readDay, typedDay } from './typed-day.rules.js';

const DAY = 24 * 60 * 60 * 1000;
/** How many weeks are looked ahead for a day that is free. */
const WEEKS_AHEAD = 8;

/** What of a cohort is carried over to the next. */
export type CopiedCohort = Pick<
  Cohort,
  'id' | 'trackId' | 'name' | 'startsOn' | 'endsOn' | 'closesOn' | 'seats' | 'admission' | 'pairs' | 'version'
>;

/** A meeting that is carried over. */
export interface CopiedDate {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly version: number;
}

/** Why people can hardly meet on a day. */
export type Closed = { readonly kind: 'holiday'; readonly name: HolidayName } | { readonly kind: 'new-year' };

/** A day of the cohort that is copied, and what it becomes. */
export interface PlannedDay {
  readonly was: CalendarDay;
  /** Whole weeks later: the same day of the week. */
  readonly day: CalendarDay;
  readonly closed: Closed | null;
  /** The same day of the week on which nothing stands in the way; null where none is needed, or none is free. */
  readonly proposal: CalendarDay | null;
  /** Of its year the holidays are not known. */
  readonly isUnknown: boolean;
}

export interface CopyPlan {
  readonly start: PlannedDay;
  readonly end: PlannedDay;
  readonly close: PlannedDay | null;
  readonly dates: readonly (PlannedDay & { readonly id: string })[];
}

/** A national holiday, or the days around the New Year on which offices are closed (29 December to 3 January). */
export function closedOn(day: CalendarDay, holidays: Holidays): Closed | null {
  const name = holidays.nameOf(day);
  if (name) return { kind: 'holiday', name };
  const isNewYear = (day.month === 12 && day.day >= 29) || (day.month === 1 && day.day <= 3);
  return isNewYear ? { kind: 'new-year' } : null;
}

/** The fewest whole weeks after which nothing that began on `first` stands before `chosen`. */
export function weeksUntil(first: CalendarDay, chosen: CalendarDay): number {
  return Math.ceil((chosen.startsAt().getTime() - first.startsAt().getTime()) / (7 * DAY));
}

/** Every day of the next cohort. Null when it would not begin later than this one, which has days. */
export function planCopy(
  cohort: Pick<Cohort, 'startsOn' | 'endsOn' | 'closesOn'>,
  dates: readonly CopiedDate[],
  { chosen, holidays }: { chosen: CalendarDay; holidays: Holidays },
): CopyPlan | null {
  const { startsOn, endsOn, closesOn } = cohort;
  if (!startsOn || !endsOn) return null;
  const weeks = weeksUntil(startsOn, chosen);
  if (weeks < 1) return null;
  const end = endsOn.plusDays(7 * weeks);
  const days = dates.map(({ id, startsAt }) => ({ id, was: CalendarDay.at(startsAt) }));
  const taken = new Set(days.map(({ was }) => was.plusDays(7 * weeks).toString()));
  const found = new Map<string, CalendarDay | null>();
  const move = (was: CalendarDay): PlannedDay => {
    const day = was.plusDays(7 * weeks);
    const closed = closedOn(day, holidays);
    const isUnknown = !holidays.knows(day.year);
    return { was, day, closed, proposal: null, isUnknown };
  };
  const free = (day: CalendarDay, last: CalendarDay | null): CalendarDay | null => {
    for (let week = 1; week <= WEEKS_AHEAD; week++) {
      const later = day.plusDays(7 * week);
      if (last?.isBefore(later)) return null;
      if (!closedOn(later, holidays) && !(last && taken.has(later.toString()))) return later;
    }
    return null;
  };
  const alone = (was: CalendarDay): PlannedDay => {
    const planned = move(was);
    return { ...planned, proposal: planned.closed && free(planned.day, null) };
  };
  // Meetings of one day stay together: the same proposal is made for all of them.
  const meeting = (was: CalendarDay): PlannedDay => {
    const planned = move(was);
    if (!planned.closed) return planned;
    const key = planned.day.toString();
    if (!found.has(key)) found.set(key, free(planned.day, end));
    const proposal = found.get(key) ?? null;
    if (proposal) taken.add(proposal.toString());
    return { ...planned, proposal };
  };
  return {
    start: alone(startsOn),
    end: alone(endsOn),
    close: closesOn && alone(closesOn),
    dates: days.map(({ id, was }) => ({ id, ...meeting(was) })),
  };
}

/** The name of the next: its number one higher, wherever the last number of the name stands; else the name itself. */
export function nextName(name: string): string {
  const found = /^(.*?)([0-9０-９]+)([^0-9０-９]*)$/su.exec(name);
  if (!found) return name;
  const [, before = '', digits = '', after = ''] = found;
  const next = String(Number(digits.normalize('NFKC')) + 1);
  const isWide = /[０-９]/u.test(digits);
  const written = isWide
    ? next.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    : next;
  return `${before}${written}${after}`;
}

/** What is confirmed: three days of the cohort and one for each meeting, in rows of equal length. */
export interface TypedCopy {
  readonly name: string;
  readonly startYear: string;
  readonly startMonth: string;
  readonly startDay: string;
  readonly endYear: string;
  readonly endMonth: string;
  readonly endDay: string;
  readonly closeYear: string;
  readonly closeMonth: string;
  readonly closeDay: string;
  readonly date: readonly string[];
  readonly dateYear: readonly string[];
  readonly dateMonth: readonly string[];
  readonly dateDay: readonly string[];
}

export interface ConfirmedCopy extends CohortSettings {
  /** The meetings that are made, by the id of the one they are copied from. */
  readonly dates: readonly { readonly id: string; readonly day: CalendarDay }[];
}

/** What was confirmed, or everything in it that cannot be. A meeting without a day is left out. */
export function readCopy(typed: TypedCopy, cohort: CopiedCohort, today: CalendarDay): Judged<ConfirmedCopy> {
  const seats = cohort.seats === null ? '' : String(cohort.seats);
  const settings = readSettings({ ...typed, seats, admission: wayOf(cohort) }, today);
  const rows = typed.date.map((id, row) => {
    const [year, month, day] = [typed.dateYear, typed.dateMonth, typed.dateDay].map((all) => all[row] ?? '');
    const isLeftOut = [year, month, day].every((part) => part === '');
    return { id, isLeftOut, day: readDay(year!, month!, day!), field: `dateYear-${row}` };
  });
  const errors: FormView['errors'][number][] = 'errors' in settings ? [...settings.errors] : [];
  const start = readDay(typed.startYear, typed.startMonth, typed.startDay);
  const end = readDay(typed.endYear, typed.endMonth, typed.endDay);
  for (const { day, isLeftOut, field } of rows) {
    const isOutside = day && start && end && (day.isBefore(start) || end.isBefore(day));
    if (!isLeftOut && !day) errors.push({ field, code: 'cohorts.date.day', params: {} });
    else if (isOutside) errors.push({ field, code: 'cohorts.date.outside', params: {} });
  }
  if (!('value' in settings) || errors.length > 0) return { errors };
  const dates = rows.flatMap(({ id, day }) => (day ? [{ id, day }] : []));
  return { value: { ...settings.value, dates } };
}

/** The fields that show a plan: meetings that cannot be held on their day stand on the day that is proposed. */
export function typedPlan(plan: CopyPlan, name: string): Record<string, string | string[]> {
  const days = plan.dates.map(({ day, proposal }) => typedDay('date', proposal ?? day));
  const all = (field: string) => days.map((day) => day[field]!);
  return {
    name,
    ...typedDay('start', plan.start.day),
    ...typedDay('end', plan.end.day),
    ...typedDay('close', plan.close?.day ?? null),
    date: plan.dates.map(({ id }) => id),
    dateYear: all('dateYear'),
    dateMonth: all('dateMonth'),
    dateDay: all('dateDay'),
  };
}

/** The same hours in Japan on another day. */
export function onDay({ startsAt, endsAt }: CopiedDate, day: CalendarDay): { startsAt: Date; endsAt: Date } {
  const offset = day.startsAt().getTime() - CalendarDay.at(startsAt).startsAt().getTime();
  return { startsAt: new Date(startsAt.getTime() + offset), endsAt: new Date(endsAt.getTime() + offset) };
}

import { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import { stepsInOrder } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { StepRef } from '../curriculum/step.js';
import type { Judged } from './cohort-settings.rules.js';
import type { Cohort } from './cohort.entity.js';
import { readDay, readNumber, typedDay } from './typed-day.rules.js';

const MINUTE = 60_000;
/** For a cohort without days of its own. */
const DAYS_BACK = 366;
const DAYS_AHEAD = 2 * 366;

/** When and where a session of a track is held. It begins and ends on one day. */
export interface SessionDate extends StepRef {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
}

export type TypedDate = Readonly<
  Record<
    'session' | 'dateYear' | 'dateMonth' | 'dateDay' | 'hour' | 'minute' | 'endHour' | 'endMinute' | 'place',
    string
  >
>;

export interface SessionChoice extends StepRef {
  readonly moduleTitle: string;
  /** Null: the name of the kind stands for it. */
  readonly title: string | null;
}

/** The sessions of a track in the order of its path. */
export function sessionsOf(edition: Edition): SessionChoice[] {
  return stepsInOrder(edition)
    .filter(({ step }) => step.kind === 'session')
    .map(({ module, step }) => ({
      module: module.id,
      step: step.id,
      moduleTitle: module.title,
      title: step.title,
    }));
}

export const sessionKey = ({ module, step }: StepRef): string => `${module}/${step}`;

/** What was typed as a date in Japan's time, or everything in it that cannot be. `known`: keys of sessions to choose from. */
export function readSessionDate(typed: TypedDate, known: readonly string[]): Judged<SessionDate> {
  const day = readDay(typed.dateYear, typed.dateMonth, typed.dateDay);
  const [from, to] = [minutesOf(typed.hour, typed.minute), minutesOf(typed.endHour, typed.endMinute)];
  const wrong = [
    ['session', known.includes(typed.session) ? null : 'web.form.choose'],
    ['dateYear', day ? null : 'cohorts.date.day'],
    ['hour', from === null ? 'cohorts.date.time' : null],
    [
      'endHour',
      to === null ? 'cohorts.date.time' : from !== null && to <= from ? 'cohorts.date.order' : null,
    ],
  ] as const;
  const errors: FormView['errors'] = wrong.flatMap(([field, code]) =>
    code === null ? [] : [{ field, code, params: {} }],
  );
  if (errors.length > 0 || !day || from === null || to === null) return { errors };
  const [module = '', step = ''] = typed.session.split('/');
  const at = (minutes: number) => new Date(day.startsAt().getTime() + minutes * MINUTE);
  return { value: { module, step, startsAt: at(from), endsAt: at(to), place: typed.place } };
}

/** The fields that show this date again. */
export function typedDate({ startsAt, endsAt, place, ...ref }: SessionDate): TypedDate {
  const [from, to] = [timeOf(startsAt), timeOf(endsAt)];
  return {
    session: sessionKey(ref),
    ...typedDay('date', CalendarDay.at(startsAt)),
    hour: from.hour,
    minute: from.minute,
    endHour: to.hour,
    endMinute: to.minute,
    place,
  } as TypedDate;
}

/** Within the days of its cohort; where it has none, within a year back and two years ahead. */
export function isWithin(
  { startsOn, endsOn }: Pick<Cohort, 'startsOn' | 'endsOn'>,
  { startsAt }: Pick<SessionDate, 'startsAt'>,
  today: CalendarDay,
): boolean {
  const day = CalendarDay.at(startsAt);
  const first = startsOn ?? today.plusDays(-DAYS_BACK);
  const last = endsOn ?? today.plusDays(DAYS_AHEAD);
  return !day.isBefore(first) && !last.isBefore(day);
}

/** Minutes since midnight; an hour alone is the full hour. Null for what no clock shows. */
function minutesOf(hour: string, minute: string): number | null {
  const [h, m] = [readNumber(hour), minute === '' ? 0 : readNumber(minute)];
  return h === null || m === null || h > 23 || m > 59 ? null : h * 60 + m;
}

function timeOf(instant: Date): { hour: string; minute: string } {
  const minutes = Math.floor((instant.getTime() - CalendarDay.at(instant).startsAt().getTime()) / MINUTE);
  return { hour: String(Math.floor(minutes / 60)), minute: String(minutes % 60).padStart(2, '0') };
}

import { findStep } from '../curriculum/edition.js';
import { CalendarDay } from '../shared/calendar-day.js';
import type { FieldView, FormView } from '../web/form.js';
import { closedOn } from './cohort-copy.rules.js';
import type { Closed, CopyPlan, PlannedDay } from './cohort-copy.rules.js';
import type { CopySource } from './cohort-copy.service.js';
import { wayOf } from './cohort-settings.rules.js';
import type { Way } from './cohort-settings.rules.js';
import type { Holidays } from './public-holidays.js';
import { readDay } from './typed-day.rules.js';

interface CopyHead {
  readonly trackTitle: string;
  readonly cohortName: string | null;
  readonly backHref: string;
  readonly settingsHref: string;
  readonly action: string;
  readonly seats: number | null;
  readonly way: Way;
  readonly facilitators: readonly string[];
  readonly meetings: number;
  /** Meetings whose session the track has no longer: days on which they were held. */
  readonly gone: readonly Date[];
  readonly revision: CopySource['revision'];
  readonly form: FormView;
}

export interface CopyPage extends CopyHead {
  /** Null while the cohort has no days: then nothing can be carried over. */
  readonly startsOn: CalendarDay | null;
  readonly endsOn: CalendarDay | null;
}

export function toCopyPage(source: CopySource, form: FormView): CopyPage {
  const { startsOn, endsOn } = source.cohort;
  return { ...toHead(source, form), action: `${at(source)}/copy/review`, startsOn, endsOn };
}

interface DayFields {
  readonly year: FieldView;
  readonly month: FieldView;
  readonly day: FieldView;
}

/** One day to look over. */
export interface CopyRow extends DayFields {
  /** `session`: a meeting; else a day of the cohort itself. */
  readonly kind: 'start' | 'end' | 'close' | 'session';
  readonly was: CalendarDay | null;
  /** The day that whole weeks lead to, where something stands in its way. */
  readonly wanted: CalendarDay | null;
  readonly closed: Closed | null;
  readonly proposal: CalendarDay | null;
  /** False once a person has changed the days: nothing is proposed then. */
  readonly isPlanned: boolean;
  readonly isUnknown: boolean;
  readonly isPast: boolean;
  /** Only of a meeting: its number, its session, its hours and place. */
  readonly meeting: {
    readonly id: string;
    readonly number: number;
    readonly title: string | null;
    readonly startsAt: Date;
    readonly endsAt: Date;
    readonly place: string;
  } | null;
}

export interface CopyReviewPage extends CopyHead {
  readonly state: string;
  readonly rows: readonly CopyRow[];
  readonly marked: number;
}

interface Looked {
  readonly form: FormView;
  /** Null when it was looked over before: then the days that were typed are judged. */
  readonly plan: CopyPlan | null;
  readonly holidays: Holidays;
  readonly today: CalendarDay;
}

export function toCopyReviewPage(source: CopySource, looked: Looked): CopyReviewPage {
  const { form, plan } = looked;
  const { cohort, edition, dates } = source;
  const own = (kind: 'start' | 'end' | 'close', was: CalendarDay | null): CopyRow =>
    toRow({ kind, was, meeting: null }, fieldsOf(form, kind, null), {
      planned: plan && plan[kind],
      ...looked,
    });
  const meetings = dates.map((date, index): CopyRow => {
    const { id, startsAt, endsAt, place } = date;
    const title = findStep(edition, date)?.title ?? null;
    const meeting = { id, number: index + 1, title, startsAt, endsAt, place };
    const row = form.fields.date!.values.indexOf(id);
    const planned = plan?.dates.find((one) => one.id === id) ?? null;
    const fields = fieldsOf(form, 'date', { shown: index, typed: row });
    return toRow({ kind: 'session', was: CalendarDay.at(startsAt), meeting }, fields, { planned, ...looked });
  });
  const days = [own('start', cohort.startsOn), own('end', cohort.endsOn), own('close', cohort.closesOn)];
  const rows = [...days, ...meetings];
  return {
    ...toHead(source, form),
    action: `${at(source)}/copy`,
    state: source.state,
    rows,
    marked: rows.filter(({ closed }) => closed !== null).length,
  };
}

type Start = Pick<CopyRow, 'kind' | 'was' | 'meeting'>;

function toRow(
  start: Start,
  fields: DayFields,
  { planned, holidays, today }: Omit<Looked, 'form' | 'plan'> & { planned: PlannedDay | null },
): CopyRow {
  const shown = readDay(fields.year.value, fields.month.value, fields.day.value);
  const judged = planned?.day ?? shown;
  return {
    ...start,
    ...fields,
    wanted: judged,
    closed: judged && closedOn(judged, holidays),
    proposal: planned?.proposal ?? null,
    isPlanned: planned !== null,
    isUnknown: shown !== null && !holidays.knows(shown.year),
    isPast: shown !== null && shown.isBefore(today),
  };
}

/** The three controls of a day; of a meeting those of its row. */
function fieldsOf(
  { fields, errors }: FormView,
  prefix: string,
  row: { readonly shown: number; readonly typed: number } | null,
): DayFields {
  const one = (part: string): FieldView => {
    const field = fields[`${prefix}${part}`]!;
    if (!row) return field;
    const id = `${field.name}-${row.shown}`;
    const error = errors.find((found) => found.field === `${field.name}-${row.typed}`) ?? null;
    return { ...field, id, value: field.values[row.typed] ?? '', error };
  };
  return { year: one('Year'), month: one('Month'), day: one('Day') };
}

function at({ cohort }: CopySource): string {
  return `/admin/cohorts/${cohort.id}`;
}

function toHead(source: CopySource, form: FormView): Omit<CopyHead, 'action'> {
  const { cohort, edition, facilitators, dates, gone, revision } = source;
  return {
    trackTitle: edition.track.title,
    cohortName: cohort.name,
    backHref: at(source),
    settingsHref: `${at(source)}/settings`,
    seats: cohort.seats,
    way: wayOf(cohort),
    facilitators: facilitators.map(({ displayName }) => displayName),
    meetings: dates.length,
    gone: gone.map(({ startsAt }) => startsAt),
    revision,
    form,
  };
}

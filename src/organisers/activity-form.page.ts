import { ACCESS, AUDIENCES, FORMS } from '../activities/activity-content.rules.js';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { FieldView, FormView, Message } from '../web/form.js';
import { clockOf } from './activity-lines.page.js';
import { MOST_ROWS, rowsOf } from './activity-times.rules.js';

/** Rows that are shown although nothing stands in them; behind what stands there are always two more. */
const EMPTY_ROWS = 4;
const MORE_ROWS = 2;
const USUAL_WEEKS = ['1', '2', '3', '4', '5', '1-3', '2-4'];

/** One control of a row. */
export interface Control {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly error: Message | null;
}

/** A row of controls under one heading: a regular time, a single date, a day off. */
export interface TimeRow {
  /** From 1. */
  readonly number: number;
  readonly controls: Readonly<Record<string, Control>>;
  /** The same in their order. */
  readonly listed: readonly Control[];
  readonly isBad: boolean;
  /** `{key, text}` of the weeks to choose from; the text is read aloud as it stands: `1・3`. */
  readonly weeks: readonly { readonly value: string; readonly text: string }[];
}

/** What the partial `activity-fields` shows, in the group's pages and in the office's. */
export interface ActivityFields {
  readonly form: FormView;
  readonly forms: readonly string[];
  readonly audiences: readonly string[];
  readonly areas: readonly { readonly id: string; readonly name: string }[];
  readonly access: readonly { readonly key: string; readonly field: FieldView }[];
  readonly regular: readonly TimeRow[];
  readonly dates: readonly TimeRow[];
  readonly off: readonly TimeRow[];
  /** Parts that most entries do not have are closed as long as nothing stands in them. */
  readonly hasDates: boolean;
  readonly hasOff: boolean;
  readonly weekdays: readonly string[];
  readonly places: readonly string[];
  readonly costs: readonly string[];
  readonly bookings: readonly string[];
  readonly answers: readonly string[];
}

/** Fields of the form, in the order of the page. */
export function toActivityFields(form: FormView, areas: ActivityFields['areas']): ActivityFields {
  const dates = toRows(form, ['day', 'dayFrom', 'dayTo'], MOST_ROWS.dates);
  const off = toRows(form, ['off'], MOST_ROWS.off);
  return {
    form,
    forms: FORMS,
    audiences: AUDIENCES,
    areas,
    access: ACCESS.map((key) => ({ key, field: form.fields[`access-${key}`]! })),
    regular: toRows(form, ['weekday', 'weeks', 'from', 'to'], MOST_ROWS.regular),
    dates,
    off,
    hasDates: dates.some(isUsed),
    hasOff: off.some(isUsed),
    weekdays: ['1', '2', '3', '4', '5', '6', '0'],
    places: ['venue', 'online', 'both'],
    costs: ['free', 'yen', 'unknown'],
    bookings: ['none', 'wanted', 'needed'],
    answers: ['unknown', 'yes', 'no'],
  };
}

/** What the form shows before anybody typed: a new entry. */
export const NEW_ACTIVITY: Readonly<Record<string, string | readonly string[]>> = {
  version: '0',
  place: 'venue',
  cost: 'free',
  booking: 'none',
  ...Object.fromEntries(ACCESS.map((key) => [`access-${key}`, 'unknown'])),
};

/** The same for an entry as it stands. Days that are over are left out. */
export function typedActivity(
  content: ActivityContent,
  today: CalendarDay,
): Record<string, string | readonly string[]> {
  const { times, access, yen, ...texts } = content;
  const coming = ({ day }: { day: string }) => day >= today.toString();
  const dates = times.dates.filter(coming);
  return {
    ...texts,
    weekday: times.regular.map(({ weekday }) => String(weekday)),
    weeks: times.regular.map(({ weeks }) => weeks.join('-')),
    from: times.regular.map(({ from }) => clockOf(from)),
    to: times.regular.map(({ to }) => clockOf(to)),
    day: dates.map(({ day }) => typedDay(day)),
    dayFrom: dates.map(({ from }) => clockOf(from)),
    dayTo: dates.map(({ to }) => clockOf(to)),
    off: times.off.filter((day) => coming({ day })).map(typedDay),
    timesNote: times.note,
    cost: yen === 0 ? 'free' : yen === null ? 'unknown' : 'yen',
    yen: yen === null || yen === 0 ? '' : String(yen),
    ...Object.fromEntries(ACCESS.map((key) => [`access-${key}`, access[key] ?? 'unknown'])),
  };
}

function isUsed({ listed }: TimeRow): boolean {
  return listed.some(({ value, error }) => value !== '' || error !== null);
}

/** A day as people write it: `2026/12/5`. */
function typedDay(day: string): string {
  return day.split('-').map(Number).join('/');
}

function toRows(form: FormView, names: readonly string[], most: number): TimeRow[] {
  const typed = rowsOf(...names.map((name) => form.fields[name]!.values));
  const used = typed.findLastIndex((row) => row.some((text) => text !== '')) + 1;
  const shown = Math.min(most, Math.max(EMPTY_ROWS, used + MORE_ROWS));
  return Array.from({ length: shown }, (_, at) => {
    const controls = names.map((name, place): [string, Control] => {
      const id = `${name}-${at}`;
      const error = form.errors.find(({ field }) => field === id) ?? null;
      return [name, { id, name, value: typed[at]?.[place] ?? '', error }];
    });
    const listed = controls.map(([, control]) => control);
    return {
      number: at + 1,
      controls: Object.fromEntries(controls),
      listed,
      isBad: listed.some(({ error }) => error !== null),
      weeks: weeksFor(typed[at]?.[1]),
    };
  });
}

/** The usual ones, and what stands there. */
function weeksFor(value: string | undefined): TimeRow['weeks'] {
  const isOther = value !== undefined && /^[1-5](-[1-5])+$/.test(value) && !USUAL_WEEKS.includes(value);
  return [...USUAL_WEEKS, ...(isOther ? [value] : [])].map((weeks) => ({
    value: weeks,
    text: weeks.replaceAll('-', '\u30fb'),
  }));
}

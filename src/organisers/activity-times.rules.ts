import type { ActivityTimes, Hours, RegularTime, SingleDate } from '../activities/activity-content.rules.js';
import { CalendarDay } from '../shared/calendar-day.js';

export interface Fault {
  /** Id of the control. */
  readonly field: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export type Read<T> = { readonly value: T } | { readonly errors: readonly Fault[] };

/** Rows that one entry can have. */
export const MOST_ROWS = { regular: 14, dates: 40, off: 40 } as const;
const DAYS_AHEAD = 2 * 366;
const DAY_MINUTES = 24 * 60;

/** Times as they were typed: the values of one row stand at the same place of each list. */
export interface TypedTimes {
  readonly weekday: readonly string[];
  /** `1-3` for the first and the third; empty for every week. */
  readonly weeks: readonly string[];
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly day: readonly string[];
  readonly dayFrom: readonly string[];
  readonly dayTo: readonly string[];
  readonly off: readonly string[];
  readonly timesNote: string;
}

interface Row<T> {
  readonly value: T | null;
  readonly errors: readonly Fault[];
}

/** What was typed as times, or everything in it that cannot be, told at the controls. Rows that are empty are none. */
export function readTimes(typed: TypedTimes, today: CalendarDay): Read<ActivityTimes> {
  const rows = {
    regular: rowsOf(typed.weekday, typed.weeks, typed.from, typed.to),
    dates: rowsOf(typed.day, typed.dayFrom, typed.dayTo),
    off: typed.off,
  };
  const regular = rows.regular.slice(0, MOST_ROWS.regular).map(readRegular);
  const dates = rows.dates.slice(0, MOST_ROWS.dates).map((row, at) => readDate(row, at, today));
  const off = rows.off.slice(0, MOST_ROWS.off).map((text, at) => readOff(text, at, today));
  const errors = [...regular, ...dates, ...off].flatMap((row) => row.errors);
  const tooMany = [
    ['weekday-0', rows.regular.length > MOST_ROWS.regular],
    ['day-0', rows.dates.length > MOST_ROWS.dates],
    ['off-0', rows.off.length > MOST_ROWS.off],
  ] as const;
  errors.push(...tooMany.flatMap(([field, isSo]) => (isSo ? fault(field, 'web.form.unreadable') : [])));
  const value: ActivityTimes = {
    regular: valuesOf(regular),
    dates: valuesOf(dates).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.from - b.from)),
    off: [...new Set(valuesOf(off))].sort(),
    note: typed.timesNote,
  };
  if (errors.length === 0 && isNever(value)) errors.push(...fault('weekday-0', 'organisers.form.times-none'));
  return errors.length > 0 ? { errors } : { value };
}

/**
 * Minutes since midnight of a time as people write it: `13:30`, `1330`, `13`, and in words with the signs of hours and
 * minutes, of a half and of the afternoon. Null for no time.
 */
export function readTime(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  const found = DIGITS.exec(plain) ?? TIME.exec(plain);
  if (!found) return null;
  const [, half, hours, minutes, halfPast, minutesInWords] = found;
  const hour = Number(hours) + (isAfternoon(half) && Number(hours) < 12 ? 12 : 0);
  const minute = halfPast ? 30 : Number(minutes ?? minutesInWords ?? 0);
  return hour > 24 || minute > 59 || hour * 60 + minute > DAY_MINUTES ? null : hour * 60 + minute;
}

/**
 * A day as people write it: `2026-12-05`, `2026/12/5`, `12/5`, `1205`, and with the signs of year, month and day. Without
 * a year it is the next such day, yesterday included. Null for no day.
 */
export function readDayText(text: string, today: CalendarDay): CalendarDay | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  const found = DAY.exec(plain) ?? DAY_DIGITS.exec(plain);
  if (!found) return null;
  const [, year, month, day] = found;
  const at = (y: number) => CalendarDay.parse(`${y}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`);
  if (year) return at(Number(year));
  const first = today.plusDays(-1);
  const years = [0, 1, 2, 3, 4].map((more) => at(first.year + more));
  return years.find((one) => one !== null && !one.isBefore(first)) ?? null;
}

const DAY = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/;
const DAY_DIGITS = /^(\d{4})?(\d{2})(\d{2})$/;
// Hours and minutes as digits alone; the first group is empty as in the words below.
const DIGITS = /^()(\d{1,2})(\d{2})?$/;
// Morning or afternoon in words, hours, and minutes behind a colon or the sign of hours.
const TIME = /^(午前|午後)?(\d{1,2})(?:[:.](\d{2})(?::\d{2})?|時(?:(半)|(?:(\d{1,2})分)?))$/;

function isAfternoon(half: string | undefined): boolean {
  return half === '\u5348\u5f8c';
}

function readRegular([weekday, weeks, from, to]: readonly string[], at: number): Row<RegularTime> {
  if (weekday === '' && from === '' && to === '') return { value: null, errors: [] };
  const errors = /^[0-6]$/.test(weekday!) ? [] : fault(`weekday-${at}`, 'organisers.form.weekday');
  const numbers = weeks === '' ? [] : weeks!.split('-').map(Number);
  if (numbers.some((week) => !(week >= 1 && week <= 5)))
    errors.push(...fault(`weeks-${at}`, 'web.form.choose'));
  const hours = readHours([from!, to!], [`from-${at}`, `to-${at}`]);
  errors.push(...hours.errors);
  if (errors.length > 0 || !hours.value) return { value: null, errors };
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  return { value: { weekday: Number(weekday), weeks: sorted, ...hours.value }, errors };
}

function readDate([text, from, to]: readonly string[], at: number, today: CalendarDay): Row<SingleDate> {
  if (text === '' && from === '' && to === '') return { value: null, errors: [] };
  const day = readDayText(text!, today);
  const errors = dayFaults(day, `day-${at}`, today);
  const hours = readHours([from!, to!], [`dayFrom-${at}`, `dayTo-${at}`]);
  errors.push(...hours.errors);
  if (errors.length > 0 || !day || !hours.value) return { value: null, errors };
  return { value: { day: day.toString(), ...hours.value }, errors };
}

function readOff(text: string, at: number, today: CalendarDay): Row<string> {
  if (text === '') return { value: null, errors: [] };
  const day = readDayText(text, today);
  const errors = dayFaults(day, `off-${at}`, today);
  return { value: errors.length === 0 ? day!.toString() : null, errors };
}

// Yesterday is let through: whoever began to type before midnight is not told off after it.
function dayFaults(day: CalendarDay | null, field: string, today: CalendarDay): Fault[] {
  if (!day) return fault(field, 'organisers.form.day');
  if (day.isBefore(today.plusDays(-1))) return fault(field, 'organisers.form.day-past');
  return today.plusDays(DAYS_AHEAD).isBefore(day) ? fault(field, 'organisers.form.day-far') : [];
}

function readHours([from, to]: [string, string], [atFrom, atTo]: [string, string]): Row<Hours> {
  const [begins, ends] = [readTime(from), readTime(to)];
  const errors = begins === null ? fault(atFrom, 'organisers.form.time') : [];
  if (ends === null) errors.push(...fault(atTo, 'organisers.form.time'));
  else if (begins !== null && ends <= begins) errors.push(...fault(atTo, 'organisers.form.time-order'));
  if (errors.length > 0) return { value: null, errors };
  return { value: { from: begins!, to: ends! }, errors };
}

/** Lists side by side as rows; what is missing at an end is empty. */
export function rowsOf(...lists: readonly (readonly string[])[]): string[][] {
  const length = Math.max(...lists.map((list) => list.length));
  return Array.from({ length }, (_, at) => lists.map((list) => list[at] ?? ''));
}

function valuesOf<T>(rows: readonly Row<T>[]): T[] {
  return rows.flatMap(({ value }) => (value === null ? [] : [value]));
}

function isNever({ regular, dates, note }: ActivityTimes): boolean {
  return regular.length === 0 && dates.length === 0 && note === '';
}

function fault(field: string, code: string): Fault[] {
  return [{ field, code, params: {} }];
}

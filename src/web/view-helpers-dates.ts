import { CalendarDay } from '../shared/calendar-day.js';
import { eraOf } from '../shared/era.js';
import { FiscalYear } from '../shared/fiscal-year.js';
import type { Words } from './locales.js';

/** A day, the instant whose day in Japan is meant, or `YYYY-MM-DD`. */
export type DayLike = CalendarDay | Date | string;

export function toDay(given: DayLike): CalendarDay {
  if (given instanceof CalendarDay) return given;
  const day = given instanceof Date ? CalendarDay.at(given) : CalendarDay.parse(given);
  if (!day) throw new Error(`not a day: ${String(given)}`);
  return day;
}

export function wordDate(words: Words, given: DayLike): string {
  return words.text('web.date.day', partsOf(words, toDay(given)));
}

/** By the Japanese calendar, as offices write it; its first year is 元年. Before 1912 the western year stands. */
export function wordEra(words: Words, given: DayLike): string {
  const day = toDay(given);
  const found = eraOf(day);
  if (!found) return wordDate(words, day);
  return words.text('web.date.era', {
    ...partsOf(words, day),
    era: words.text(`web.date.era-name.${found.era}`),
    eraYear: eraYear(words, found.year),
  });
}

/** Time of day in Japan, to the minute. */
export function wordTime(words: Words, instant: Date | number): string {
  const at = new Date(instant);
  const sinceMidnight = Math.floor((at.getTime() - CalendarDay.at(at).startsAt().getTime()) / 60_000);
  const minute = sinceMidnight % 60;
  return words.text(minute === 0 ? 'web.date.hour' : 'web.date.time', {
    hour: Math.floor(sinceMidnight / 60),
    minute,
    paddedMinute: String(minute).padStart(2, '0'),
  });
}

/** 2026 is 令和8年度. 2019 is counted as Reiwa although its April was still Heisei, as certificate numbers do. */
export function wordFiscalYear(words: Words, given: FiscalYear | number): string {
  const fiscal = typeof given === 'number' ? new FiscalYear(given) : given;
  const { year } = fiscal;
  const found = year >= 2019 ? { era: 'reiwa', year: fiscal.reiwa() } : eraOf(fiscal.firstDay());
  if (!found) throw new Error(`no era for fiscal year ${year}`);
  return words.text('web.date.fiscal-year', {
    year,
    era: words.text(`web.date.era-name.${found.era}`),
    eraYear: eraYear(words, found.year),
  });
}

function eraYear(words: Words, year: number): string {
  return year === 1 ? words.text('web.date.first-year') : String(year);
}

function partsOf(words: Words, day: CalendarDay) {
  return {
    year: day.year,
    month: words.text(`web.date.month.${day.month}`),
    day: day.day,
    weekday: words.text(`web.date.weekday.${day.weekday()}`),
  };
}

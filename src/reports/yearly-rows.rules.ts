import { CalendarDay } from '../shared/calendar-day.js';
import { monthsBetween } from './year-release.rules.js';
import type { AppliedLeaf } from './year-applications.rules.js';
import { endOf } from './year-tables.rules.js';
import type { YearCounts } from './year-tables.rules.js';

/** One count of the statement: of whom, and of what `title`, `at` and `n` speak, says `what`. */
export interface YearlyRow {
  readonly what: 'line' | 'done' | 'month' | 'people' | 'going' | 'way' | 'applied' | 'begins' | 'change';
  readonly fy: number;
  readonly track_code: string;
  readonly cohort_id: string;
  readonly title: string;
  readonly name: string | null;
  readonly seats: number | null;
  readonly at: number;
  readonly n: number;
}

export interface YearlyCounts {
  /** Oldest first; those in which anybody began. */
  readonly years: readonly YearCounts[];
  /** What tracks and cohorts were called. */
  readonly names: readonly CohortName[];
}

export interface CohortName {
  readonly year: number;
  readonly track: string;
  readonly title: string;
  readonly cohort: string;
  /** Null for the standing cohort. */
  readonly name: string | null;
  /** Null: no limit. */
  readonly seats: number | null;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const HOW_FAR = [0, 1, 2, 3, 4];

/** The moment (epoch milliseconds) when a month (`YYYY-MM`) has ended in Japan. */
export function cutOffOf(month: string): number {
  return lastDayOf(month).plusDays(1).startsAt().getTime();
}

export function lastDayOf(month: string): CalendarDay {
  const [year, of] = month.split('-').map(Number) as [number, number];
  return (of === 12 ? CalendarDay.of(year + 1, 1, 1) : CalendarDay.of(year, of + 1, 1)).plusDays(-1);
}

export function toYearlyCounts(rows: readonly YearlyRow[]): YearlyCounts {
  const lines = rows.filter(({ what }) => what === 'line');
  const all = [...lines, ...rows.filter(({ what }) => what === 'applied')];
  const years = [...new Set(all.map(({ fy }) => Number(fy)))].sort();
  return {
    years: years.map((year) =>
      toYear(
        year,
        rows.filter(({ fy }) => Number(fy) === year),
      ),
    ),
    names: all.map((row) => ({
      year: Number(row.fy),
      track: row.track_code,
      title: row.title,
      cohort: row.cohort_id,
      name: row.name,
      seats: row.seats === null ? null : Number(row.seats),
    })),
  };
}

function toYear(year: number, rows: readonly YearlyRow[]): YearCounts {
  const of = (what: YearlyRow['what']) => rows.filter((row) => row.what === what);
  const first = of('people')[0];
  return {
    year,
    leaves: of('line').map((line) => ({
      track: line.track_code,
      cohort: line.cohort_id,
      n: Number(line.n),
      seats: line.seats === null ? null : Number(line.seats),
      done: of('done')
        .filter((row) => row.cohort_id === line.cohort_id && row.track_code === line.track_code)
        .map((row) => ({ month: monthOf(Number(row.at)), count: Number(row.n) })),
    })),
    parts: [...new Set(of('line').map((line) => line.track_code))].map((track) => {
      const going = of('going').filter((row) => row.track_code === track);
      return {
        track,
        active: add(going.filter(({ title }) => title === 'active')),
        paused: add(going.filter(({ title }) => title === 'paused')),
        left: add(going.filter(({ title }) => title === 'left')),
      };
    }),
    months: monthsBetween(`${year}-04`, endOf(year)).map((month) =>
      // Who came early to a cohort that begins in April may have completed before.
      add(of('month').filter(({ title }) => title === month || (month.endsWith('-04') && title < month))),
    ),
    people: { n: Number(first?.at ?? 0), c: Number(first?.n ?? 0) },
    steps: HOW_FAR.map((step) => add(of('way').filter(({ at }) => Number(at) >= step))),
    applied: of('applied').map((row) =>
      toApplied(
        row,
        rows.filter(({ cohort_id: cohort }) => cohort === row.cohort_id),
      ),
    ),
  };
}

/** Who withdrew when the cohort had begun did not withdraw an application: they are counted as they stood before. */
function toApplied(row: YearlyRow, own: readonly YearlyRow[]): AppliedLeaf {
  const begins = own.find(({ what }) => what === 'begins')?.title ?? '';
  const changes = own.filter(
    ({ what, title, at }) => what === 'change' && (title !== 'withdrawn' || dayOf(Number(at)) < begins),
  );
  const standing = (state: string) =>
    add(changes.filter(({ title }) => title === state)) - add(changes.filter(({ name }) => name === state));
  return {
    track: row.track_code,
    cohort: row.cohort_id,
    seats: row.seats === null ? null : Number(row.seats),
    accepted: standing('accepted'),
    waiting: standing('received') + standing('waitlisted'),
    declined: standing('declined'),
    withdrawn: standing('withdrawn'),
  };
}

/** Of a day, counted from 1 January 1970 in Japan. */
function monthOf(day: number): string {
  return dayOf(day).slice(0, 7);
}

function dayOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function add(rows: readonly YearlyRow[]): number {
  return rows.reduce((sum, { n }) => sum + Number(n), 0);
}

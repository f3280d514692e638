import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import { NOT_ACCEPTED } from './year-applications.rules.js';
import type { NotAccepted } from './year-applications.rules.js';
import { rateOf } from './year-line.rules.js';
import { RESTING } from './year-parts.rules.js';
import type { Parts, ShownParts, SpanLength } from './year-parts.rules.js';
import { monthsBetween } from './year-release.rules.js';
import type { ShownLine, ShownYear } from './year-release.rules.js';
import { endOf, toYearTables } from './year-tables.rules.js';
import type { YearTables } from './year-tables.rules.js';
import { FIRST_YEAR, typedYearly } from './yearly-question.rules.js';
import type { YearlyQuestion } from './yearly-question.rules.js';
import { lastDayOf } from './yearly-rows.rules.js';
import type { CohortName, YearlyCounts } from './yearly-rows.rules.js';

type Shown = number | null;

/** A line of numbers; null where it is hidden. */
export interface LineCells {
  readonly n: Shown;
  readonly c: Shown;
  /** In percent; null where it is hidden, and where there is nobody. */
  readonly rate: Shown;
  /** The day at whose end they were so; null where it is hidden. */
  readonly day: CalendarDay | null;
  /** They took the place of earlier ones. */
  readonly isChanged: boolean;
}

export interface TrackRows extends LineCells {
  readonly title: string;
  readonly cohorts: readonly (LineCells & { readonly name: string | null; readonly seats: number | null })[];
}

/** Everything that is told of a year: nothing else reaches a page or a file. */
export interface YearlyAnswer {
  readonly year: number;
  readonly asOf: CalendarDay;
  readonly endedOn: CalendarDay;
  readonly sum: LineCells;
  readonly tracks: readonly TrackRows[];
  readonly changes: readonly LineCells[];
  readonly resting: readonly (keyof Parts)[];
  readonly parts: readonly PartRow[];
  readonly spans: { readonly length: SpanLength; readonly cells: readonly Span[] } | null;
  readonly trend: readonly TrendRows[];
  readonly way: readonly { readonly step: string; readonly count: Shown }[] | null;
  /** How many applied and were accepted; null where nobody applied. */
  readonly applied: {
    readonly tracks: readonly AppliedRows[];
    readonly sum: AppliedCells;
    readonly rest: readonly NotAccepted[];
    /** Null where nothing of it can be shown. */
    readonly parts: readonly PartRow[] | null;
  } | null;
  /** When the way can be told. */
  readonly wayFrom: CalendarDay;
}

interface PartRow {
  readonly title: string | null;
  readonly cells: readonly Shown[];
}

export interface AppliedCells {
  readonly applied: Shown;
  readonly accepted: Shown;
}

interface AppliedRows extends AppliedCells {
  readonly title: string;
  readonly cohorts: readonly (AppliedCells & {
    readonly name: string | null;
    readonly seats: number | null;
  })[];
}

interface Span {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly count: number;
}

interface TrendRows {
  readonly year: number;
  readonly sum: LineCells;
  readonly tracks: readonly (LineCells & { readonly title: string })[];
  readonly people: { readonly n: Shown; readonly c: Shown };
}

export interface YearlyPage {
  readonly form: FormView;
  readonly options: {
    readonly years: readonly number[];
    readonly months: readonly { readonly value: string; readonly day: CalendarDay }[];
  };
  readonly answer: YearlyAnswer | null;
  readonly query: string;
}

const STEPS = ['first', 'second', 'second-done', 'third', 'third-done'] as const;

/** `asked`: null when the question cannot be answered. `usual` is what can always be. */
export function toYearlyPage(
  form: FormView,
  usual: YearlyQuestion,
  asked: { question: YearlyQuestion; counts: YearlyCounts } | null,
): YearlyPage {
  const typed = Number(form.fields.year?.value ?? '');
  const known = asked?.counts.years.map(({ year }) => year) ?? [];
  // What was typed can be chosen again, also beside a day that cannot be.
  const first = Math.min(usual.year, typed >= FIRST_YEAR ? typed : usual.year, ...known);
  const years = Array.from({ length: usual.year - first + 1 }, (_, back) => usual.year - back);
  return {
    form,
    options: {
      years,
      months: monthsBetween(endOf(first), usual.month)
        .reverse()
        .map((value) => ({ value, day: lastDayOf(value) })),
    },
    answer: asked && toYearlyAnswer(asked.question, asked.counts),
    query: new URLSearchParams({ ...typedYearly(asked?.question ?? usual) }).toString(),
  };
}

export function toYearlyAnswer(question: YearlyQuestion, { years, names }: YearlyCounts): YearlyAnswer {
  const tables = toYearTables(years, question);
  const { year, parts, way } = tables;
  const title = titlesOf(names);
  const named = (code: string) => title(code, question.year);
  return {
    year: question.year,
    asOf: lastDayOf(question.month),
    endedOn: lastDayOf(endOf(question.year)),
    sum: toCells(year.sum, year.first),
    tracks: year.tracks.map((track) => ({
      title: title(track.code, question.year),
      ...toCells(track.line, year.first),
      cohorts: track.cohorts.map(({ id, line }) => ({
        ...cohortOf(names, { year: question.year, id }),
        ...toCells(line, year.first),
      })),
    })),
    changes: year.sums.length > 1 ? year.sums.map((sum) => toCells(sum, year.first)) : [],
    resting: RESTING,
    parts: partRows(parts, RESTING, named),
    applied: toApplied(tables, names),
    spans: toSpans(tables),
    trend: tables.trend.map((one) => ({
      year: one.year.year,
      sum: toCells(one.year.sum, one.year.first),
      tracks: one.year.tracks.map((track) => ({
        title: title(track.code, one.year.year),
        ...toCells(track.line, one.year.first),
      })),
      people: one.people,
    })),
    way: way && STEPS.map((step, at) => ({ step, count: way[at] ?? null })),
    wayFrom: lastDayOf(endOf(question.year + 1)),
  };
}

/** Of the numbers that are told, how many are hidden. */
export function countHidden(answer: YearlyAnswer): number {
  const lines = [answer.sum, ...answer.tracks.flatMap((track) => [track, ...track.cohorts])];
  const trend = answer.trend.flatMap(({ sum, tracks }) => [sum, ...tracks]);
  const numbers = [
    ...[...lines, ...trend].flatMap(({ n, c, rate }) => [n, c, n === 0 ? 0 : rate]),
    ...answer.parts.flatMap(({ cells }) => cells),
    ...appliedLines(answer).flatMap(({ applied, accepted }) => [applied, accepted]),
    ...(answer.applied?.parts ?? []).flatMap(({ cells }) => cells),
    ...answer.trend.flatMap(({ people }) => [people.n, people.c]),
    ...(answer.way ?? []).map(({ count }) => count),
  ];
  return numbers.filter((one) => one === null).length;
}

function toCells(line: ShownLine | null, first: ShownYear['first']): LineCells {
  if (!line) return { n: null, c: null, rate: null, day: null, isChanged: false };
  const { n, c, month } = line;
  return { n, c, rate: rateOf(line), day: lastDayOf(month), isChanged: month !== first };
}

function partRows<K extends string>(
  { tracks, sum }: ShownParts<K>,
  kinds: readonly K[],
  named: (code: string) => string,
): PartRow[] {
  const cells = (parts: Parts<K> | null) => kinds.map((one) => parts?.[one] ?? null);
  return [
    ...tracks.map(({ code, parts }) => ({ title: named(code), cells: cells(parts) })),
    { title: null, cells: cells(sum) },
  ];
}

function toApplied(
  { applied: { year, parts } }: YearTables,
  names: readonly CohortName[],
): YearlyAnswer['applied'] {
  if (year.tracks.length === 0) return null;
  const named = (code: string) => titlesOf(names)(code, year.year);
  const rows = partRows(parts, NOT_ACCEPTED, named);
  const cells = (line: ShownLine | null) => ({ applied: line?.n ?? null, accepted: line?.c ?? null });
  return {
    tracks: year.tracks.map((track) => ({
      title: named(track.code),
      ...cells(track.line),
      cohorts: track.cohorts.map(({ id, line }) => ({
        ...cohortOf(names, { year: year.year, id }),
        ...cells(line),
      })),
    })),
    sum: cells(year.sum),
    rest: NOT_ACCEPTED,
    parts: rows.some((row) => row.cells.some((cell) => cell !== null)) ? rows : null,
  };
}

function appliedLines({ applied }: YearlyAnswer): AppliedCells[] {
  return applied ? [applied.sum, ...applied.tracks.flatMap((track) => [track, ...track.cohorts])] : [];
}

function toSpans({ year, spans }: YearTables): YearlyAnswer['spans'] {
  if (!spans) return null;
  const months = monthsBetween(`${year.year}-04`, endOf(year.year));
  const { length, counts } = spans;
  return {
    length,
    cells: counts.map((count, at) => ({
      from: lastDayOf(months[at * length]!),
      to: lastDayOf(months[(at + 1) * length - 1]!),
      count,
    })),
  };
}

/** What a track was called in a year; of several names always the same. */
function titlesOf(names: readonly CohortName[]): (code: string, year: number) => string {
  return (code, year) =>
    names
      .filter((one) => one.track === code && one.year === year)
      .map(({ title }) => title)
      .sort()
      .at(-1) ?? code;
}

function cohortOf(names: readonly CohortName[], of: { year: number; id: string }) {
  const found = names.find(({ cohort, year }) => cohort === of.id && year === of.year);
  return { name: found?.name ?? null, seats: found?.seats ?? null };
}

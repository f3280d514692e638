import { RULE_OF_TEN, inTens, suppressList } from '../shared/suppression.rules.js';
import type { Shown } from '../shared/suppression.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { FiscalYear } from '../shared/fiscal-year.js';
import { IMAGES, NEXT_STEPS } from './trial.rules.js';
import type { CountKey } from './trial.rules.js';

/** Numbers by key; what is not there is 0. */
export type Counts = ReadonlyMap<string, number>;

/** One line of a table. */
export interface Line {
  /** Key of its words. */
  readonly words: string;
  /** Null: hidden. */
  readonly n: Shown;
  /** Percent of the table's sum, rounded; null where it would tell more than the numbers do. */
  readonly percent: number | null;
}

export interface FigureTable {
  readonly total: Shown;
  readonly lines: readonly Line[];
}

/** What became of visits, with small numbers hidden. */
export interface VisitFigures {
  readonly requests: FigureTable;
  /** Of those who sent the page after the visit. */
  readonly image: FigureTable;
  readonly next: FigureTable;
}

/**
 * Who was not met and of whom nothing was written down are one number: nobody is held to not having come. As long as
 * numbers change they stand in tens, without percents: who looks every day, and knows who visited, would see one answer.
 */
export function toVisitFigures(counts: Counts, isSettled: boolean): VisitFigures {
  const of = (key: CountKey) => counts.get(key) ?? 0;
  const requests = of('request');
  const parts = [
    ['trials-host.figures.came', of('came')],
    ['trials-host.figures.cancelled', of('cancelled')],
    ['trials-host.figures.off', of('off')],
    ['trials-host.figures.rest', requests - of('came') - of('cancelled') - of('off')],
  ] as const;
  const pages = of('page');
  const images = IMAGES.map((key): Part => [`trials.after.image.${key}`, of(`image.${key}`)]);
  const nexts = NEXT_STEPS.map((key): Part => [`trials.after.next.${key}`, of(`next.${key}`)]);
  const tables = {
    requests: toTable(parts, 'free'),
    image: toTable([...images, ['trials-host.figures.none', pages - sumOf(images)]], ofPages(pages)),
    next: toTable([...nexts, ['trials-host.figures.none', pages - sumOf(nexts)]], ofPages(pages)),
  };
  if (isSettled) return tables;
  const { requests: visits, image, next } = tables;
  return { requests: roughly(visits), image: roughly(image), next: roughly(next) };
}

function roughly({ total, lines }: FigureTable): FigureTable {
  return {
    total: inTens(total),
    lines: lines.map(({ words, n }) => ({ words, n: inTens(n), percent: null })),
  };
}

type Part = readonly [words: string, n: number];

function toTable(parts: readonly Part[], total: 'free' | 'shown' | 'hidden'): FigureTable {
  const shown = suppressList(
    parts.map(([, n]) => n),
    RULE_OF_TEN,
    total,
  );
  return {
    total: total === 'hidden' ? null : shown.total,
    lines: parts.map(([words], at) => {
      const n = shown.cells[at] ?? null;
      return { words, n, percent: percentOf(n, shown.total) };
    }),
  };
}

/** Two tables have the sum of pages: both show it, or both hide it. */
function ofPages(pages: number): 'shown' | 'hidden' {
  return pages === 0 || pages >= RULE_OF_TEN.threshold ? 'shown' : 'hidden';
}

function percentOf(n: Shown, total: Shown): number | null {
  return n === null || total === null || total === 0 ? null : Math.round((100 * n) / total);
}

function sumOf(parts: readonly Part[]): number {
  return parts.reduce((sum, [, n]) => sum + n, 0);
}

/** How many entries there are, and how fresh, at the end of a day. */
export interface DirectoryState {
  readonly day: CalendarDay;
  readonly fresh: number;
  readonly asked: number;
  readonly unconfirmed: number;
  readonly hidden: number;
}

/** Percent of the entries that are not closed which somebody confirmed within the term; null where there are none. */
export function freshnessRate({
  fresh,
  asked,
  unconfirmed,
  hidden,
}: Omit<DirectoryState, 'day'>): number | null {
  const all = fresh + asked + unconfirmed + hidden;
  return all === 0 ? null : Math.round((100 * fresh) / all);
}

/** The days a year's visits may have: up to yesterday, the last day that has ended. Null where there are none yet. */
export function daysOfYear(year: number, today: CalendarDay): { from: CalendarDay; to: CalendarDay } | null {
  const fiscal = new FiscalYear(year);
  const [from, last, yesterday] = [fiscal.firstDay(), fiscal.lastDay(), today.plusDays(-1)];
  const to = last.isBefore(yesterday) ? last : yesterday;
  return to.isBefore(from) ? null : { from, to };
}

/** The year has not ended. */
export function isRunning(year: number, today: CalendarDay): boolean {
  return !new FiscalYear(year).lastDay().isBefore(today);
}

/** From when on nothing in a year's numbers changes: what belongs to its last visit is counted and deleted by then. */
export function settledOn(year: number, keptDays: number): CalendarDay {
  return new FiscalYear(year).lastDay().plusDays(keptDays + 2);
}

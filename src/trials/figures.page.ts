import { BYTE_ORDER_MARK, csvRow } from '../shared/csv.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { Shown } from '../shared/suppression.rules.js';
import type { Words } from '../web/locales.js';
import { freshnessRate, isRunning, toVisitFigures } from './figures.rules.js';
import type { DirectoryState, FigureTable } from './figures.rules.js';
import type { YearOfVisits } from './figures.service.js';

/** Tables in the order of the page. Words: `trials-host.figures.<key>`. */
const TABLES = ['requests', 'image', 'next'] as const;

interface StateLine extends DirectoryState {
  readonly shown: number;
  /** Null where there are no entries. */
  readonly rate: number | null;
}

/** Entries, freshness and visits of a fiscal year, with small numbers hidden. */
export interface FiguresPage {
  readonly year: number;
  /** Of other years. */
  readonly others: readonly { readonly year: number; readonly href: string }[];
  readonly now: StateLine;
  readonly months: readonly StateLine[];
  /** Null on the first day of a year. */
  readonly days: YearOfVisits['days'];
  readonly isRunning: boolean;
  /** From then on nothing in the numbers of the year changes; null where nothing does any more. */
  readonly settledOn: CalendarDay | null;
  readonly tables: readonly (FigureTable & { readonly key: string })[];
  readonly saveHref: string;
}

export function toFiguresPage(known: YearOfVisits): FiguresPage {
  const { year, years, today, days } = known;
  return {
    year,
    others: years
      .filter((one) => one !== year)
      .map((one) => ({ year: one, href: `/office/activity-figures?year=${one}` })),
    now: toStateLine(known.now),
    months: known.months.map(toStateLine),
    days,
    isRunning: isRunning(year, today),
    settledOn: isSettled(known) ? null : known.settledOn,
    tables: tablesOf(known),
    saveHref: `/office/activity-figures.csv?year=${year}`,
  };
}

/** The same numbers for a spreadsheet. */
export function toFiguresCsv(words: Words, known: YearOfVisits): string {
  const say = (key: string) => words.text(`trials-host.figures.${key}`);
  const asOf = known.days?.to.toString() ?? '';
  const shown = (n: Shown) => {
    if (n === null) return say('hidden-sign');
    return isSettled(known) || n === 0 ? n : words.text('web.table.at-least', { n });
  };
  const lines = tablesOf(known).flatMap((table) => [
    ...table.lines.map((line) => [say(table.key), words.text(line.words), shown(line.n), line.percent, asOf]),
    [say(table.key), say('sum'), shown(table.total), null, asOf],
  ]);
  const states = known.months.map(toStateLine).flatMap(({ day, shown, fresh, unconfirmed, hidden, rate }) =>
    [
      ['shown', shown, null],
      ['fresh', fresh, rate],
      ['unconfirmed', unconfirmed, null],
      ['hidden', hidden, null],
    ].map(([key, n, percent]) => [say('entries'), say(key as string), n, percent, day.toString()]),
  );
  const head = ['table', 'line', 'count', 'percent', 'as-of'].map((key) => say(`csv.${key}`));
  return (
    BYTE_ORDER_MARK +
    [head, ...states, ...lines].map((line) => csvRow(line as (string | number | null)[])).join('')
  );
}

function isSettled({ today, settledOn }: YearOfVisits): boolean {
  return !today.isBefore(settledOn);
}

function tablesOf(known: YearOfVisits): FiguresPage['tables'] {
  const figures = toVisitFigures(known.counts, isSettled(known));
  return TABLES.map((key) => ({ key, ...figures[key] }));
}

function toStateLine(state: DirectoryState): StateLine {
  const { fresh, asked, unconfirmed } = state;
  return { ...state, shown: fresh + asked + unconfirmed, rate: freshnessRate(state) };
}

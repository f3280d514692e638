import type { Words } from '../web/locales.js';
import { wordDate, wordFiscalYear } from '../web/view-helpers-dates.js';
import type { SheetColumn, SheetValue } from './files/sheet.js';
import type { Statistics, StatisticsTable } from './files/statistics.rules.js';
import type { AppliedCells, LineCells, YearlyAnswer } from './yearly.page.js';

const HIDDEN = '＊';

/** What stands on the page of a year, as tables of a file. */
export function yearlyStatistics(words: Words, answer: YearlyAnswer): Statistics {
  const t = (key: string, values?: Record<string, unknown>) => words.text(`reports.yearly.${key}`, values);
  const year = wordFiscalYear(words, answer.year);
  return {
    heading: t('heading', { year }),
    about: [
      words.text('reports.completions.as-of', { day: wordDate(words, answer.asOf) }),
      t('counted', { year }),
    ],
    tables: [
      linesOf(words, answer),
      ...(answer.applied ? appliedOf(words, answer, answer.applied) : []),
      ...(answer.changes.length > 0 ? [changesOf(words, answer)] : []),
      partsOf(words, answer),
      ...(answer.spans ? [spansOf(words, answer, answer.spans)] : []),
      trendOf(words, answer),
      peopleOf(words, answer),
      ...(answer.way ? [wayOf(words, answer, answer.way)] : []),
    ],
    notes: [t('hidden'), t('day-note'), t('missing')],
  };
}

function shown(value: number | null): SheetValue {
  return value ?? HIDDEN;
}

const text = (title: string, width = 30): SheetColumn => ({ title, kind: 'text', width });
const number = (title: string): SheetColumn => ({ title, kind: 'number', width: 12 });

function cells(words: Words, line: LineCells): SheetValue[] {
  const rate = line.n === 0 ? null : shown(line.rate);
  return [shown(line.n), shown(line.c), rate, line.day ? wordDate(words, line.day) : null];
}

function lineColumns(words: Words): SheetColumn[] {
  const t = (key: string) => words.text(`reports.yearly.${key}`);
  return [
    number(t('began')),
    number(t('completed')),
    { title: t('rate'), kind: 'share', width: 12 },
    text(t('day')),
  ];
}

function linesOf(words: Words, answer: YearlyAnswer): StatisticsTable {
  const t = (key: string) => words.text(`reports.yearly.${key}`);
  const [all, ...rest] = lineColumns(words);
  return {
    name: t('lines'),
    columns: [text(t('track'), 40), text(t('cohort')), number(t('seats')), all!, ...rest],
    rows: [
      ...answer.tracks.flatMap((track): SheetValue[][] => [
        [track.title, t('all-cohorts'), null, ...cells(words, track)],
        ...track.cohorts.map((one): SheetValue[] => [
          track.title,
          one.name ?? t('anytime'),
          one.seats,
          ...cells(words, one),
        ]),
      ]),
      [t('sum'), null, null, ...cells(words, answer.sum)],
    ],
  };
}

function appliedOf(
  words: Words,
  { endedOn }: YearlyAnswer,
  { tracks, sum, rest, parts }: NonNullable<YearlyAnswer['applied']>,
): StatisticsTable[] {
  const t = (key: string) => words.text(`reports.yearly.${key}`);
  const notes = [words.text('reports.yearly.at-end', { day: wordDate(words, endedOn) })];
  const numbers = ({ applied, accepted }: AppliedCells) => [shown(applied), shown(accepted)];
  const notAccepted: StatisticsTable = {
    name: t('not-accepted'),
    columns: [text(t('track'), 40), ...rest.map((one) => number(t(`applied-standing.${one}`)))],
    rows: (parts ?? []).map(({ title, cells: counts }) => [title ?? t('sum'), ...counts.map(shown)]),
    notes,
  };
  return [
    {
      name: t('applications'),
      columns: [
        ...[text(t('track'), 40), text(t('cohort')), number(t('seats'))],
        ...[number(t('applied')), number(t('accepted'))],
      ],
      rows: [
        ...tracks.flatMap((track): SheetValue[][] => [
          [track.title, t('all-cohorts'), null, ...numbers(track)],
          ...track.cohorts.map((one): SheetValue[] => [
            ...[track.title, one.name ?? t('anytime'), one.seats],
            ...numbers(one),
          ]),
        ]),
        [t('sum'), null, null, ...numbers(sum)],
      ],
      notes: [...notes, t('applied-note')],
    },
    ...(parts ? [notAccepted] : []),
  ];
}

function changesOf(words: Words, { changes }: YearlyAnswer): StatisticsTable {
  return {
    name: words.text('reports.yearly.changes'),
    columns: lineColumns(words),
    rows: changes.map((line) => cells(words, line)),
  };
}

function partsOf(words: Words, { parts, resting, endedOn }: YearlyAnswer): StatisticsTable {
  const t = (key: string) => words.text(`reports.yearly.${key}`);
  return {
    name: t('parts'),
    columns: [
      text(t('track'), 40),
      ...resting.map((standing) => number(words.text(`reports.standing.${standing}`))),
    ],
    rows: parts.map(({ title, cells: counts }) => [title ?? t('sum'), ...counts.map(shown)]),
    notes: [words.text('reports.yearly.at-end', { day: wordDate(words, endedOn) })],
  };
}

function spansOf(
  words: Words,
  { endedOn }: YearlyAnswer,
  { length, cells: spans }: NonNullable<YearlyAnswer['spans']>,
): StatisticsTable {
  const month = (day: { year: number; month: number }) =>
    words.text('reports.yearly.month-of', {
      year: day.year,
      month: words.text(`web.date.month.${day.month}`),
    });
  return {
    name: words.text('reports.yearly.spans'),
    columns: [text(words.text('reports.yearly.when')), number(words.text('reports.yearly.completed'))],
    rows: spans.map(({ from, to, count }) => [
      length === 1 ? month(from) : words.text('reports.yearly.span-of', { from: month(from), to: month(to) }),
      count,
    ]),
    notes: [words.text('reports.yearly.at-end', { day: wordDate(words, endedOn) })],
  };
}

function trendOf(words: Words, { trend }: YearlyAnswer): StatisticsTable {
  const t = (key: string) => words.text(`reports.yearly.${key}`);
  return {
    name: t('trend'),
    columns: [text(t('year'), 20), text(t('track'), 40), ...lineColumns(words)],
    rows: trend.flatMap(({ year, sum, tracks }) => [
      ...tracks.map((track) => [wordFiscalYear(words, year), track.title, ...cells(words, track)]),
      [wordFiscalYear(words, year), t('sum'), ...cells(words, sum)],
    ]),
  };
}

function peopleOf(words: Words, { trend }: YearlyAnswer): StatisticsTable {
  const t = (key: string) => words.text(`reports.yearly.${key}`);
  return {
    name: t('people'),
    columns: [text(t('year'), 20), number(t('people-began')), number(t('people-completed'))],
    rows: trend.map(({ year, people }) => [wordFiscalYear(words, year), shown(people.n), shown(people.c)]),
    notes: [t('people-note')],
  };
}

function wayOf(
  words: Words,
  { year, wayFrom }: YearlyAnswer,
  way: NonNullable<YearlyAnswer['way']>,
): StatisticsTable {
  return {
    name: words.text('reports.yearly.way'),
    columns: [text(words.text('reports.yearly.step'), 50), number(words.text('reports.yearly.persons'))],
    rows: way.map(({ step, count }) => [words.text(`reports.yearly.steps.${step}`), shown(count)]),
    notes: [
      words.text('reports.yearly.way-note', {
        year: wordFiscalYear(words, year),
        day: wordDate(words, wayFrom),
      }),
    ],
  };
}

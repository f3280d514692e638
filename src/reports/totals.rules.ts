import type { Shown } from '../shared/suppression.rules.js';
import type { Words } from '../web/locales.js';
import { wordDate, wordFiscalYear } from '../web/view-helpers-dates.js';
import { STANDINGS } from './completions.page.js';
import type { CompletionTables } from './completions.page.js';
import type { SheetColumn, SheetValue } from './files/sheet.js';
import type { Statistics } from './files/statistics.rules.js';
import { periodOf } from './report-question.rules.js';
import type { ReportQuestion } from './report-question.rules.js';

export const HIDDEN = '＊';

export function shownValue(shown: Shown): SheetValue {
  return shown ?? HIDDEN;
}

/** What stands on the page of completions, as tables of a file. */
export function totalsStatistics(
  words: Words,
  question: ReportQuestion,
  tables: CompletionTables,
): Statistics {
  const t = (key: string, values?: Record<string, unknown>) => words.text(`reports.${key}`, values);
  const number = (title: string): SheetColumn => ({ title, kind: 'number', width: 12 });
  const line = (title: string, { total, counts }: Pick<CompletionTables['sum'], 'total' | 'counts'>) => [
    title,
    ...[total, ...counts].map(shownValue),
  ];
  return {
    ...aboutOf(words, question),
    tables: [
      {
        name: t('completions.by-track'),
        columns: [
          { title: t('completions.track'), kind: 'text', width: 40 },
          number(t('completions.all')),
          ...STANDINGS.map((standing) => number(t(`standing.${standing}`))),
        ],
        rows: [
          ...tables.tracks.map((track) => line(track.title, track)),
          line(t('completions.sum'), tables.sum),
        ],
      },
      {
        name: t('completions.by-month'),
        columns: [
          { title: t('completions.month'), kind: 'text', width: 20 },
          number(t('standing.completed')),
        ],
        rows: tables.months.map(({ year, month, count }) => [
          t('completions.month-of', { year, month: words.text(`web.date.month.${month}`) }),
          shownValue(count),
        ]),
      },
    ],
    notes: [t('completions.small')],
  };
}

export function aboutOf(words: Words, question: ReportQuestion): Pick<Statistics, 'heading' | 'about'> {
  const { from, to } = periodOf(question);
  const year = wordFiscalYear(words, question.fiscalYear);
  return {
    heading: words.text('reports.completions.heading', { year }),
    about: [
      words.text('reports.completions.period', { from: wordDate(words, from), to: wordDate(words, to) }),
      words.text('reports.completions.as-of', { day: wordDate(words, question.asOf) }),
    ],
  };
}

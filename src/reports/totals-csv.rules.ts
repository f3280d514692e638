import type { Words } from '../web/locales.js';
import { wordDate, wordFiscalYear } from '../web/view-helpers-dates.js';
import { STANDINGS } from './completions.page.js';
import type { CompletionTables } from './completions.page.js';
import { BYTE_ORDER_MARK, csvRow } from '../shared/csv.rules.js';
import type { CsvValue } from '../shared/csv.rules.js';
import { periodOf } from './report-question.rules.js';
import type { ReportQuestion } from './report-question.rules.js';
import type { Shown } from '../shared/suppression.rules.js';

const HIDDEN = '＊';

/** What stands on the page, table below table, with the question above and the meaning of the sign below. */
export function totalsCsv(words: Words, question: ReportQuestion, tables: CompletionTables): string {
  const t = (key: string, values?: Record<string, unknown>) => words.text(`reports.${key}`, values);
  const { from, to } = periodOf(question);
  const count = (shown: Shown): CsvValue => shown ?? HIDDEN;
  const line = (title: string, { total, counts }: Pick<CompletionTables['sum'], 'total' | 'counts'>) => [
    title,
    ...[total, ...counts].map(count),
  ];
  const rows: CsvValue[][] = [
    [t('completions.heading', { year: wordFiscalYear(words, question.fiscalYear) })],
    [t('completions.period', { from: wordDate(words, from), to: wordDate(words, to) })],
    [t('completions.as-of', { day: wordDate(words, question.asOf) })],
    [t('completions.track'), t('completions.all'), ...STANDINGS.map((standing) => t(`standing.${standing}`))],
    ...tables.tracks.map((track) => line(track.title, track)),
    line(t('completions.sum'), tables.sum),
    [t('completions.month'), t('standing.completed')],
    ...tables.months.map(({ year, month, count: n }) => [
      t('completions.month-of', { year, month: words.text(`web.date.month.${month}`) }),
      count(n),
    ]),
    [t('completions.small')],
  ];
  return BYTE_ORDER_MARK + rows.map(csvRow).join('');
}

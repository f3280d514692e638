import type { Words } from '../web/locales.js';
import { wordFiscalYear } from '../web/view-helpers-dates.js';
import type { NamedRow } from './completions.service.js';
import { BYTE_ORDER_MARK, csvCell, csvRow } from '../shared/csv.rules.js';
import type { ReportQuestion } from './report-question.rules.js';

const COLUMNS = [
  'year',
  'track',
  'cohort',
  'number',
  'certificate',
  'name',
  'called',
  'enrolled',
  'standing',
  'completed',
  'issued',
] as const;

/** The columns of the named export, as domain notes §5.1 has them, less what exports with names must not carry. */
export function csvHeader(words: Words): string {
  return BYTE_ORDER_MARK + csvRow(COLUMNS.map((name) => words.text(`reports.csv.${name}`)));
}

/**
 * Turns rows into lines. Days, numbers and our own words need no care and are written as they are; only what people
 * named (tracks, cohorts, themselves) is looked at, and tracks and cohorts once each.
 */
export function csvLines(words: Words, question: ReportQuestion): (rows: readonly NamedRow[]) => string {
  const year = csvCell(wordFiscalYear(words, question.fiscalYear));
  const standing = memo((kind) => csvCell(words.text(`reports.standing.${kind}`)));
  const anytime = csvCell(words.text('reports.csv.anytime'));
  const erased = csvCell(words.text('reports.csv.erased'));
  const named = memo(csvCell);
  return (rows) => {
    let lines = '';
    for (const row of rows) {
      const isErased = row.display_name === '';
      const cohort = row.cohort_name === null ? anytime : named(row.cohort_name);
      const called = isErased ? erased : csvCell(row.display_name);
      const name = row.certificate_name === null ? '' : isErased ? erased : csvCell(row.certificate_name);
      lines +=
        `${year},${named(row.track_title)},${cohort},${row.enrolment_number},${row.certificate_number ?? ''},` +
        `${name},${called},${row.enrolled_on},${standing(row.standing)},${row.completed_on ?? ''},${row.issued_on ?? ''}\r\n`;
    }
    return lines;
  };
}

/** Few different texts come again and again. */
function memo(make: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const made = known.get(text) ?? make(text);
    if (known.size < 1000) known.set(text, made);
    return made;
  };
}

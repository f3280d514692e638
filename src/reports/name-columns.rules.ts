import type { Words } from '../web/locales.js';
import { wordEra, wordFiscalYear } from '../web/view-helpers-dates.js';
import type { NamedRow } from './name-rows.js';
import type { ColumnKind, SheetColumn, SheetValue } from './files/sheet.js';
import type { ReportQuestion } from './report-question.rules.js';

/** The columns that a list with names may have, in their order: domain notes §5.1, less what must not leave with a name. */
export const NAME_COLUMNS = [
  'year',
  'track',
  'cohort',
  'number',
  'certificate',
  'name',
  'reading',
  'called',
  'enrolled',
  'enrolled-era',
  'standing',
  'completed',
  'completed-era',
  'issued',
  'issued-era',
] as const;

export type NameColumn = (typeof NAME_COLUMNS)[number];

/** What the list has when nobody chose: each day once, and no more of a name than is needed. */
export const USUAL_COLUMNS: readonly NameColumn[] = NAME_COLUMNS.filter(
  (name) => !name.endsWith('-era') && name !== 'reading',
);

const KINDS: Partial<Record<NameColumn, ColumnKind>> = {
  number: 'number',
  enrolled: 'day',
  completed: 'day',
  issued: 'day',
};
const WIDTHS: Partial<Record<NameColumn, number>> = {
  track: 28,
  cohort: 28,
  name: 20,
  reading: 24,
  called: 20,
};
const WIDTH_OF_ERA = 26;
const USUAL_WIDTH = 13;

export function isNameColumn(text: string): text is NameColumn {
  return (NAME_COLUMNS as readonly string[]).includes(text);
}

export function sheetColumns(words: Words, columns: readonly NameColumn[]): SheetColumn[] {
  return columns.map((name) => ({
    title: words.text(`reports.csv.${name}`),
    kind: KINDS[name] ?? 'text',
    width: WIDTHS[name] ?? (name.endsWith('-era') ? WIDTH_OF_ERA : USUAL_WIDTH),
  }));
}

/** Turns rows of the database into values of these columns. */
export function nameValues(
  words: Words,
  question: ReportQuestion,
  columns: readonly NameColumn[],
): (row: NamedRow) => SheetValue[] {
  const values = valuesOf(words, question);
  const chosen = columns.map((name) => values[name]);
  return (row) => {
    const made: SheetValue[] = [];
    for (const value of chosen) made.push(value(row));
    return made;
  };
}

function valuesOf(words: Words, question: ReportQuestion): Record<NameColumn, (row: NamedRow) => SheetValue> {
  const year = wordFiscalYear(words, question.fiscalYear);
  const anytime = words.text('reports.csv.anytime');
  const erased = words.text('reports.csv.erased');
  const standings = {
    completed: words.text('reports.standing.completed'),
    active: words.text('reports.standing.active'),
    left: words.text('reports.standing.left'),
  };
  const era = memo((day) => wordEra(words, day));
  const inEra = (day: string | null) => (day === null ? null : era(day));
  const isErased = (row: NamedRow) => row.display_name === '';
  return {
    year: () => year,
    track: (row) => row.track_title,
    cohort: (row) => row.cohort_name ?? anytime,
    number: (row) => row.enrolment_number,
    certificate: (row) => row.certificate_number,
    name: (row) => (row.certificate_name !== null && isErased(row) ? erased : row.certificate_name),
    reading: (row) => row.name_reading,
    called: (row) => (isErased(row) ? erased : row.display_name),
    enrolled: (row) => row.enrolled_on,
    'enrolled-era': (row) => inEra(row.enrolled_on),
    standing: (row) => standings[row.standing],
    completed: (row) => row.completed_on,
    'completed-era': (row) => inEra(row.completed_on),
    issued: (row) => row.issued_on,
    'issued-era': (row) => inEra(row.issued_on),
  };
}

/** Few different days come again and again. */
function memo(make: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const made = known.get(text) ?? make(text);
    if (known.size < 5000) known.set(text, made);
    return made;
  };
}

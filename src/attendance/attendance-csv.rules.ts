import { CsvError, parse } from 'csv-parse/sync';
import { parseLearnerNumber } from '../accounts/learner-number.rules.js';
import { BYTE_ORDER_MARK, csvRow } from '../shared/csv.rules.js';
import { readMinutes } from './sheet.rules.js';
import type { Mark, SheetPerson } from './sheet.rules.js';

export const COLUMNS = ['number', 'name', 'mark', 'late', 'early'] as const;
export const MARKS = ['present', 'made-up', 'absent'] as const;

/** The words of the file in one language. */
export interface CsvWords {
  readonly columns: Readonly<Record<(typeof COLUMNS)[number], string>>;
  readonly marks: Readonly<Record<(typeof MARKS)[number], string>>;
}

/** What keeps a file from being taken. Its words are `attendance.paste.problem.<code>`. */
export interface Problem {
  /** As a spreadsheet counts them: the head is the first. */
  readonly line: number;
  readonly code: string;
}

/** Everybody of the cohort, with what is recorded: to be filled in and given back. */
export function csvOf(people: readonly SheetPerson[], { columns, marks }: CsvWords): string {
  const head = csvRow(COLUMNS.map((column) => columns[column]));
  const rows = people.map(({ learnerNumber, displayName, attended, isAbsent }) =>
    csvRow([
      learnerNumber,
      displayName,
      attended ? marks[attended.kind] : isAbsent ? marks.absent : '',
      attended?.minutesLate ?? null,
      attended?.minutesEarly ?? null,
    ]),
  );
  return BYTE_ORDER_MARK + head + rows.join('');
}

/**
 * Reads the file as it was saved, or cells as they are copied out of a spreadsheet. Words of either language are read.
 * An empty mark leaves somebody as they are.
 */
export function readCsv(
  text: string,
  people: readonly SheetPerson[],
  words: readonly CsvWords[],
): { readonly marks: readonly Mark[]; readonly problems: readonly Problem[] } {
  const read = rowsOf(text);
  if ('problem' in read) return { marks: [], problems: [read.problem] };
  const [head, ...rows] = read.rows;
  const at = columnsOf(head?.cells ?? [], words);
  if (at.number < 0) return { marks: [], problems: [{ line: 1, code: 'head' }] };
  if (at.mark < 0) return { marks: [], problems: [{ line: 1, code: 'columns' }] };
  const seen = new Set<string>();
  const problems: Problem[] = [];
  const marks = rows.flatMap(({ line, cells }) => {
    const found = markOf({ at, cells }, people, words);
    if (found === null) return [];
    if ('code' in found) {
      problems.push({ line, code: found.code });
      return [];
    }
    if (seen.has(found.enrolmentId)) problems.push({ line, code: 'twice' });
    seen.add(found.enrolmentId);
    return [found];
  });
  return { marks, problems };
}

type Places = Readonly<Record<(typeof COLUMNS)[number], number>>;

/** Where each column stands, by its head: columns are moved and left out. Below 0: it is not there. */
function columnsOf(head: readonly string[], words: readonly CsvWords[]): Places {
  const placeOf = (column: (typeof COLUMNS)[number]) =>
    head.findIndex((cell) => words.some(({ columns }) => plain(columns[column]) === plain(cell)));
  return Object.fromEntries(COLUMNS.map((column) => [column, placeOf(column)])) as Places;
}

/** One spelling for what keyboards and spreadsheets write in several. */
function plain(cell: string): string {
  return cell.normalize('NFKC').trim();
}

interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

function rowsOf(text: string): { rows: readonly CsvLine[] } | { problem: Problem } {
  try {
    const isCells = (text.split('\n')[0] ?? '').includes('\t');
    const parsed = parse(text, {
      bom: true,
      delimiter: isCells ? '\t' : ',',
      relax_quotes: isCells, // spreadsheets copy a quotation mark in a cell as it stands
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as { info: { lines: number }; record: string[] }[];
    return { rows: parsed.map(({ info, record }) => ({ line: info.lines, cells: record })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { problem: { line: Number(error.lines ?? 1), code: 'unreadable' } };
  }
}

function markOf(
  { at, cells }: { readonly at: Places; readonly cells: readonly string[] },
  people: readonly SheetPerson[],
  words: readonly CsvWords[],
): Mark | { readonly code: string } | null {
  const [number, word, late, early] = (['number', 'mark', 'late', 'early'] as const).map((column) =>
    plain(cells[at[column]] ?? ''),
  ) as [string, string, string, string];
  if ([number, word, late, early].every((cell) => cell === '')) return null;
  const learnerNumber = parseLearnerNumber(number);
  if (!learnerNumber) return { code: 'number' };
  const person = people.find((one) => parseLearnerNumber(one.learnerNumber) === learnerNumber);
  if (!person) return { code: 'nobody' };
  const [minutesLate, minutesEarly] = [readMinutes(late), readMinutes(early)];
  if ((late !== '' && minutesLate === null) || (early !== '' && minutesEarly === null))
    return { code: 'minutes' };
  const kind =
    word === '' ? undefined : MARKS.find((mark) => words.some(({ marks }) => plain(marks[mark]) === word));
  if (word !== '' && !kind) return { code: 'mark' };
  if (kind !== 'present' && (late !== '' || early !== '')) return { code: 'alone' };
  if (!kind) return null;
  const { enrolmentId, attended } = person;
  // Nothing that is recorded is taken back by a file: that is done one by one, with a reason.
  const isLess = attended && (attended.kind === 'present' ? kind !== 'present' : kind === 'absent');
  return isLess ? { code: 'recorded' } : { enrolmentId, kind, minutesLate, minutesEarly };
}

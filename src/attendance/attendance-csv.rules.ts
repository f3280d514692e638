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
  const rows = people.map(({ learnerNumber, displayName, attended }) =>
    csvRow([
      learnerNumber,
      displayName,
      attended ? marks[attended.kind] : '',
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
  const isHead = words.some(({ columns }) => head?.cells[0] === columns.number);
  if (!isHead) return { marks: [], problems: [{ line: 1, code: 'head' }] };
  const seen = new Set<string>();
  const problems: Problem[] = [];
  const marks = rows.flatMap(({ line, cells }) => {
    const found = markOf(cells, people, words);
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

interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

function rowsOf(text: string): { rows: readonly CsvLine[] } | { problem: Problem } {
  try {
    const parsed = parse(text, {
      bom: true,
      delimiter: (text.split('\n')[0] ?? '').includes('\t') ? '\t' : ',',
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
  [number = '', , word = '', late = '', early = '']: readonly string[],
  people: readonly SheetPerson[],
  words: readonly CsvWords[],
): Mark | { readonly code: string } | null {
  if ([number, word, late, early].every((cell) => cell === '')) return null;
  const learnerNumber = parseLearnerNumber(number);
  if (!learnerNumber) return { code: 'number' };
  const person = people.find((one) => parseLearnerNumber(one.learnerNumber) === learnerNumber);
  if (!person) return { code: 'nobody' };
  const [minutesLate, minutesEarly] = [readMinutes(late), readMinutes(early)];
  if ((late !== '' && minutesLate === null) || (early !== '' && minutesEarly === null))
    return { code: 'minutes' };
  const kind =
    word === '' ? undefined : MARKS.find((mark) => words.some(({ marks }) => marks[mark] === word));
  if (word !== '' && !kind) return { code: 'mark' };
  if (kind !== 'present' && (late !== '' || early !== '')) return { code: 'alone' };
  if (!kind) return null;
  const { enrolmentId, attended } = person;
  // Nothing that is recorded is taken back by a file: that is done one by one, with a reason.
  const isLess = attended && (attended.kind === 'present' ? kind !== 'present' : kind === 'absent');
  return isLess ? { code: 'recorded' } : { enrolmentId, kind, minutesLate, minutesEarly };
}

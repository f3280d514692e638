import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Snapshot } from '../database/database.js';
import { Locales } from '../web/locales.js';
import type { Me } from '../web/me.js';
import { ExportDownloads } from './export-downloads.service.js';
import type { Begun } from './export-downloads.service.js';
import { csvHead, csvLines } from './files/csv-sheet.rules.js';
import { encode, lackingIn932, markOf } from './files/charset.rules.js';
import type { Charset } from './files/charset.rules.js';
import type { Sheet, SheetValue } from './files/sheet.js';
import { xlsx } from './files/xlsx.js';
import { nameValues, sheetColumns } from './name-columns.rules.js';
import type { NameColumn } from './name-columns.rules.js';
import type { RowOrder } from './name-orders.rules.js';
import { nameRows } from './name-rows.js';
import type { NamedRow } from './name-rows.js';
import { aboutOf } from './question-words.rules.js';
import type { ReportQuestion } from './report-question.rules.js';
import type { Format } from './report.form.js';

const LONGEST_DOWNLOAD_MS = 15 * 60 * 1000;
/** More than these are not listed one by one. */
const MOST_LISTED = 100;

export interface AskedNames {
  readonly exportId: string;
  readonly question: ReportQuestion;
  readonly columns: readonly NameColumn[];
  readonly order: RowOrder;
  /** The last fact that it may hold; the newest one when left out. */
  readonly upTo?: number;
  /** The run that it makes again; null for none. */
  readonly runId?: string | null;
}

/** What is left of a file that was made and thrown away. */
export interface Fingerprint {
  readonly sha256: string;
  /** Of its values alone, however they are packed. */
  readonly rowsSha256: string;
  readonly people: number;
}

/** A cell with letters that CP932 lacks; `row` counts as the spreadsheet does, the header being 1. */
export interface Lacking {
  readonly row: number;
  readonly number: number;
  readonly column: NameColumn;
  readonly letters: readonly string[];
}

type Pieces = AsyncIterable<Buffer>;

/**
 * The files with names, made while they are sent: nothing of them stays here but their hash. That one leaves is written
 * down before its first byte.
 */
@Injectable()
export class NameFiles {
  private readonly log = new Logger('Reports');

  constructor(
    private readonly database: Database,
    private readonly downloads: ExportDownloads,
    private readonly locales: Locales,
  ) {}

  async csv(me: Me, asked: AskedNames, charset: Charset): Promise<Readable> {
    return this.sent(me, asked, (sheet) => csvPieces(sheet, charset));
  }

  async xlsx(me: Me, asked: AskedNames): Promise<Readable> {
    return this.sent(me, asked, (sheet) => xlsx([sheet]));
  }

  /** Makes the file without keeping anything of it. */
  async fingerprint(asked: Omit<AskedNames, 'exportId'>, format: Format): Promise<Fingerprint> {
    return this.database.snapshot(async (rows) => {
      const [file, values] = [createHash('sha256'), createHash('sha256')];
      const names = counted(nameRows(rows, asked));
      const sheet = this.sheet(asked, names);
      const noted = { ...sheet, rows: hashed(sheet.rows, values) };
      const charset = CHARSET_OF[format];
      const pieces: Pieces = charset ? csvPieces(noted, charset) : xlsx([noted]);
      for await (const bytes of pieces) file.update(bytes);
      return { sha256: file.digest('hex'), rowsSha256: values.digest('hex'), people: names.count };
    });
  }

  /** Cells that CP932 cannot hold, the first hundred, and how many there are. */
  async lacking(asked: AskedNames): Promise<{ cells: Lacking[]; count: number }> {
    return this.database.snapshot(async (rows) => {
      const [cells, at] = [[] as Lacking[], { row: 1, count: 0 }];
      const values = nameValues(this.words, asked.question, asked.columns);
      for await (const some of nameRows(rows, asked))
        for (const row of some) {
          at.row += 1;
          values(row).forEach((value, column) => {
            const letters = typeof value === 'string' ? lackingIn932(value) : [];
            if (letters.length === 0) return;
            at.count += 1;
            const name = asked.columns[column] as NameColumn;
            if (cells.length < MOST_LISTED)
              cells.push({ row: at.row, number: row.enrolment_number, column: name, letters });
          });
        }
      return { cells, count: at.count };
    });
  }

  /** The file goes to authorities: its words are Japanese whatever the official's screen speaks. */
  private get words() {
    return this.locales.in('ja');
  }

  private sheet(asked: Omit<AskedNames, 'exportId'>, names: AsyncIterable<readonly NamedRow[]>): Sheet {
    const { question, columns } = asked;
    const words = this.words;
    const { heading, about } = aboutOf(words, question);
    const values = nameValues(words, question, columns);
    return {
      name: words.text('reports.names.sheet'),
      heading: [heading, ...about].join('  '),
      columns: sheetColumns(words, columns),
      rows: eachAs(names, values),
    };
  }

  /** A fault on the way ends the download visibly. */
  private async sent(me: Me, asked: AskedNames, make: (sheet: Sheet) => Pieces): Promise<Readable> {
    const begun = await this.downloads.begin(me, asked);
    const out = new PassThrough();
    const signal = AbortSignal.timeout(LONGEST_DOWNLOAD_MS);
    this.database
      .snapshot((rows) => pipeline(this.noted(begun, { rows, asked, make }), out, { signal }))
      .catch((err: unknown) => {
        this.log.warn({ err }, 'an export ended early');
        out.destroy(err as Error);
      });
    return out;
  }

  /** Passes the file on, and notes its hash before its end is told. */
  private async *noted(
    begun: Begun,
    { rows, asked, make }: { rows: Snapshot; asked: AskedNames; make: (sheet: Sheet) => Pieces },
  ): AsyncGenerator<Buffer> {
    const hash = createHash('sha256');
    const names = counted(nameRows(rows, { ...asked, upTo: begun.upTo }));
    for await (const bytes of make(this.sheet(asked, names))) {
      hash.update(bytes);
      yield bytes;
    }
    await this.downloads.finish(begun, { sha256: hash.digest('hex'), people: names.count });
  }
}

/** Batches of rows, and how many rows came by. */
function counted<T>(batches: AsyncIterable<T[]>): AsyncIterable<T[]> & { count: number } {
  return {
    count: 0,
    async *[Symbol.asyncIterator]() {
      for await (const rows of batches) {
        this.count += rows.length;
        yield rows;
      }
    },
  };
}

async function* eachAs<T>(
  batches: AsyncIterable<readonly T[]>,
  values: (row: T) => SheetValue[],
): AsyncGenerator<SheetValue[][]> {
  for await (const rows of batches) yield rows.map(values);
}

/** The rows as they come by, each taken into the hash. */
async function* hashed(
  batches: Sheet['rows'],
  hash: Hash,
): AsyncGenerator<readonly (readonly SheetValue[])[]> {
  for await (const rows of batches) {
    for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
    yield rows;
  }
}

/** Null for a workbook. */
const CHARSET_OF: Readonly<Record<Format, Charset | null>> = {
  csv: 'utf-8',
  xlsx: null,
  'csv-plain': 'utf-8-plain',
  'csv-cp932': 'cp932',
};

async function* csvPieces({ columns, rows }: Sheet, charset: Charset): AsyncGenerator<Buffer> {
  const lines = csvLines(columns);
  yield encode(markOf(charset) + csvHead(columns), charset);
  for await (const some of rows) yield encode(lines(some), charset);
}

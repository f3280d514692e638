import { Readable } from 'node:stream';
import type { PassThrough } from 'node:stream';
import { ZipFile } from 'yazl';
import { headRow, rowWriter } from './xlsx-cells.rules.js';
import {
  contentTypes,
  packageRelations,
  sheetFoot,
  sheetHead,
  styles,
  workbook,
  workbookRelations,
} from './xlsx-parts.rules.js';
import type { Sheet } from './sheet.js';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Rows that a sheet can have (ECMA-376), its header counted. */
const MOST_ROWS = 1_048_576;
/** Pieces are cut by rows, not by how the database hands them over: compressed bytes may depend on where pieces end. */
const ROWS_A_PIECE = 200;
// yazl writes the first moment that a zip can hold for anything before it, whatever the server's time zone.
const ALIKE = { mtime: new Date(0), forceDosTimestamp: true, mode: 0o100644 };
const PACKED = { ...ALIKE, compressionLevel: 3 };

/** A workbook, made while it is read: its size in memory does not hang on the number of rows. */
export function xlsx(sheets: readonly Sheet[]): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as PassThrough;
  zip.on('error', (error: Error) => out.destroy(error));
  const lengths: number[] = [];
  const part = (path: string, text: () => AsyncIterable<string> | Iterable<string>) =>
    zip.addReadStreamLazy(path, PACKED, (give) => give(null, source(zip, text())));
  part('[Content_Types].xml', () => [contentTypes(sheets)]);
  part('_rels/.rels', () => [packageRelations()]);
  part('xl/_rels/workbook.xml.rels', () => [workbookRelations(sheets)]);
  part('xl/styles.xml', () => [styles()]);
  sheets.forEach((sheet, at) =>
    part(`xl/worksheets/sheet${at + 1}.xml`, () => sheetXml(sheet, (length) => (lengths[at] = length))),
  );
  // Last, when it is known how long the sheets are.
  part('xl/workbook.xml', () => [workbook(sheets, lengths)]);
  zip.end();
  return out;
}

/** The texts of one part as bytes. It ends with the file, and the file with it when it fails. */
function source(zip: ZipFile, texts: AsyncIterable<string> | Iterable<string>): Readable {
  const stream = Readable.from(bytesOf(texts), { objectMode: false });
  stream.on('error', (error) => zip.emit('error', error));
  const out = zip.outputStream as PassThrough;
  const end = () => stream.destroy();
  out.on('close', end);
  // Parts come one after another: none listens on when it has ended.
  stream.on('close', () => out.off('close', end));
  return stream;
}

async function* bytesOf(texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Buffer> {
  for await (const text of texts) yield Buffer.from(text);
}

async function* sheetXml(sheet: Sheet, end: (length: number) => void): AsyncGenerator<string> {
  const write = rowWriter(sheet.columns);
  yield sheetHead(sheet) + headRow(sheet.columns);
  let length = 1;
  let xml = '';
  for await (const rows of sheet.rows)
    for (const values of rows) {
      length += 1;
      if (length > MOST_ROWS) throw new Error('more rows than a sheet can have');
      xml += write(values, length);
      if (length % ROWS_A_PIECE !== 0) continue;
      yield xml;
      xml = '';
    }
  end(length);
  yield xml + sheetFoot(sheet, length);
}

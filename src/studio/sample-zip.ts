import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { SourceFile } from '../curriculum/notation/source-file.js';

// yazl writes the first moment that a zip can hold for anything before it, whatever the server's time zone.
const ALIKE = { mtime: new Date(0), forceDosTimestamp: true, mode: 0o100644 };

/** Files as one zip; the same files make the same bytes. */
export async function zipOf(files: readonly SourceFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { path, bytes } of files) zip.addBuffer(Buffer.from(bytes), path, ALIKE);
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of Readable.from(zip.outputStream)) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from './notation/source-file.js';

const CODE = fileURLToPath(new URL('.', import.meta.url));

/** Names what a folder of curricula becomes: by its files, and by the program that reads them. */
export function printOf(sources: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const { path, bytes } of sources) hash.update(`${path}\u0000${bytes.byteLength}\u0000`).update(bytes);
  for (const file of readdirSync(CODE, { recursive: true, encoding: 'utf8' }).sort())
    if (/\.[jt]s$/.test(file)) hash.update(readFileSync(join(CODE, file)));
  return hash.digest('hex');
}

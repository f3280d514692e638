import { Injectable } from '@nestjs/common';
import { Database, list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { sha256 } from '../shared/ids.js';
import type { SourceFile } from './notation/source-file.js';
import { SourceContent } from './source-content.entity.js';

/** A file by its name and the name of what it holds. */
export interface SourceRef {
  readonly path: string;
  readonly contentHash: string;
}

type From = Pick<Tx, 'sql'>;

/** What authors' files hold, each content once. */
@Injectable()
export class SourceContents {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Keeps what is not kept yet. Twice the same changes nothing. */
  async keep(tx: Tx, files: readonly SourceFile[]): Promise<SourceRef[]> {
    const refs = files.map(({ path, bytes }) => ({ path, contentHash: sha256(Buffer.from(bytes)), bytes }));
    const known = await tx.sql<{ hash: string }>`
      select hash from source_content where hash in ${list(refs.map(({ contentHash }) => contentHash))}`;
    const seen = new Set(known.map(({ hash }) => hash));
    const createdAt = this.clock.now();
    for (const { path, contentHash: hash, bytes } of refs) {
      if (seen.has(hash)) continue;
      seen.add(hash);
      const content = Buffer.from(bytes).toString('base64');
      const lines = linesOf(path, bytes);
      await tx.insert(SourceContent, { hash, content, bytes: bytes.byteLength, lines, createdAt });
    }
    return refs.map(({ path, contentHash }) => ({ path, contentHash }));
  }

  /** The files themselves, in the order of their names. */
  async read(refs: readonly SourceRef[], from: From = this.database): Promise<SourceFile[]> {
    const rows = await from.sql<{ hash: string; content: string }>`
      select hash, content from source_content where hash in ${list(refs.map(({ contentHash }) => contentHash))}`;
    const held = new Map(rows.map(({ hash, content }) => [hash, Buffer.from(content, 'base64')]));
    return [...refs]
      .sort((one, other) => (one.path < other.path ? -1 : 1))
      .map(({ path, contentHash }) => ({ path, bytes: held.get(contentHash)! }));
  }
}

function linesOf(path: string, bytes: Uint8Array): number {
  if (!/\.ya?ml$/i.test(path)) return 0;
  return Buffer.from(bytes)
    .toString('utf8')
    .split(/\r\n|\r|\n/).length;
}

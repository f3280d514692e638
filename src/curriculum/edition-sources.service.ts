import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { EditionSourceRow } from './edition-source.entity.js';
import type { SourceFile } from './notation/source-file.js';
import { SourceContents } from './source-contents.service.js';
import type { SourceRef } from './source-contents.service.js';

type From = Pick<Tx, 'sql' | 'one'>;

/** The files that editions were made of. Editions published before they were kept have none. */
@Injectable()
export class EditionSources {
  constructor(
    private readonly database: Database,
    private readonly contents: SourceContents,
  ) {}

  /** Keeps the files of an edition; what is known of it stays as it is: the words are the same, by its hash. */
  async keep(tx: Tx, editionHash: string, files: readonly SourceFile[]): Promise<void> {
    const known =
      await tx.one`select 1 as found from edition_source where edition_hash = ${editionHash} limit 1`;
    if (known || files.length === 0) return;
    const refs = await this.contents.keep(tx, files);
    await tx.insert(
      EditionSourceRow,
      refs.map((ref) => ({ editionHash, ...ref })),
    );
  }

  /** By name; [] where they are not known. */
  async filesOf(editionHash: string, from: From = this.database): Promise<SourceFile[]> {
    return this.contents.read(await this.listOf(editionHash, from), from);
  }

  async listOf(editionHash: string, from: From = this.database): Promise<SourceRef[]> {
    const rows = await from.sql<Row>`
      select path, content_hash from edition_source where edition_hash = ${editionHash} order by path`;
    return rows.map(toRef);
  }

  /**
   * What lies around a track that is being written: the shared files as they were published last, and the other tracks'
   * track.yaml as they are served.
   */
  async listAround(trackId: string, from: From = this.database): Promise<SourceRef[]> {
    const rows = await from.sql<Row & { track_id: string }>`
      select t.id as track_id, s.path, s.content_hash
      from track t join edition_source s on s.edition_hash = t.edition_hash
      where s.path like 'shared/%' or s.path like '%/track.y%ml'
      order by t.published_at, t.id`;
    const refs = rows.filter((row) => row.path.startsWith('shared/') || row.track_id !== trackId).map(toRef);
    return [...new Map(refs.map((ref) => [ref.path, ref])).values()];
  }
}

interface Row {
  path: string;
  content_hash: string;
}

function toRef({ path, content_hash: contentHash }: Row): SourceRef {
  return { path, contentHash };
}

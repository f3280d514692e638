import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { NotFound } from '../shared/domain-error.js';

/** Images of curricula, kept in the database. */
@Injectable()
export class FileService {
  constructor(private readonly db: Database) {}

  /** @throws NotFound */
  async get(hash: string): Promise<{ mediaType: string; content: Buffer }> {
    const row = await this.db.one<{ media_type: string; content: string }>`
      select media_type, content from file where hash = ${hash}`;
    if (!row) throw new NotFound('file');
    return { mediaType: row.media_type, content: Buffer.from(row.content, 'base64') };
  }
}

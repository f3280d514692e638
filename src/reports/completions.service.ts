import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** What the list with names may be asked for. */
@Injectable()
export class CompletionsService {
  constructor(private readonly database: Database) {}

  /** Tracks that were ever taken, for the list to choose from. */
  async listTracks(): Promise<{ code: string; title: string }[]> {
    return this.database.sql<{ code: string; title: string }>`
      select track_code as code, max(track_title) as title from reported_fact group by track_code order by track_code`;
  }
}

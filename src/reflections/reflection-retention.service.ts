import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { shownSince, tracesSince } from './sending.rules.js';

/**
 * What this room forgets by itself: the traces of what was taken back, and drafts to what is no longer shown to
 * facilitators. What a person wrote, sent and got is theirs until they erase it.
 */
@Injectable()
export class ReflectionRetention {
  constructor(private readonly database: Database) {}

  async forgetOld(now: Date): Promise<void> {
    await this.database.write(async (tx) => {
      await tx.sql`delete from reflection_sending where taken_back_at <= ${tracesSince(now)}`;
      await tx.sql`
        delete from reflection_draft where saved_at <= ${shownSince(now)} and sending_id in (
          select s.id from reflection_sending s left join reflection_reply r on r.sending_id = s.id
          where coalesce(r.answered_at, s.closed_at) <= ${shownSince(now)})`;
    });
  }
}

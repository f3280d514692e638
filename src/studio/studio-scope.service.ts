import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import type { Me } from '../web/me.js';

type From = Pick<Tx, 'sql' | 'one'>;

/** Which tracks somebody writes: by the role they act in now. */
@Injectable()
export class StudioScope {
  constructor(private readonly database: Database) {}

  /** Published tracks: those they look after a cohort of, and those they published first; for administrators all. */
  async tracksOf(me: Me, from: From = this.database): Promise<readonly string[]> {
    if (me.role === 'administrator') {
      const all = await from.sql<{ id: string }>`select id from track order by id`;
      return all.map(({ id }) => id);
    }
    if (me.role !== 'facilitator') return [];
    const rows = await from.sql<{ id: string }>`
      select c.track_id as id
      from cohort_facilitator f
      join role_grant g on g.person_id = f.person_id and g.role = 'facilitator' and g.granted_at <= f.since
      join cohort c on c.id = f.cohort_id
      where f.person_id = ${me.personId}
      union
      select track_id as id from track_author where person_id = ${me.personId}
      order by id`;
    return rows.map(({ id }) => id);
  }

  /** A track that nobody published yet may be written by every author. */
  async mayAuthor(me: Me, trackId: string, from: From = this.database): Promise<boolean> {
    if (me.role !== 'administrator' && me.role !== 'facilitator') return false;
    if ((await this.tracksOf(me, from)).includes(trackId)) return true;
    return (await from.one`select 1 as found from track where id = ${trackId}`) === null;
  }
}

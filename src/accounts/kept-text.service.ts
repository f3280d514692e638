import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { isId, newId } from '../shared/ids.js';
import { postedFields } from '../web/posted-fields.js';
import { isLocalPath } from '../web/view.js';
import { KeptText } from './kept-text.entity.js';
import type { KeptField } from './kept-text.entity.js';

const MOST_KEPT = 20; // forms of one person: more is not a person typing
const KEEP_MS = 7 * 24 * 60 * 60_000;

/** What somebody wrote when the session was already over. Nobody else ever sees it; it is gone after a week. */
@Injectable()
export class KeptTextService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Keeps a posted form; false when nothing in it is worth keeping (no words, or only secrets). */
  async keep(personId: string, action: string, body: unknown): Promise<boolean> {
    const fields = postedFields(body);
    if (
      !isLocalPath(action) ||
      action.length > 500 ||
      !fields.some(({ name, value }) => name !== '_key' && value.trim() !== '')
    )
      return false;
    return this.database.write(async (tx) => {
      const kept = await tx.find(KeptText, { where: { personId } });
      if (kept.length >= MOST_KEPT) return false;
      const keptAt = this.clock.now();
      await tx.insert(KeptText, { id: newId(keptAt), personId, action, fields, keptAt });
      return true;
    });
  }

  async list(personId: string): Promise<KeptText[]> {
    const rows = await this.database.sql<{ id: string; action: string; fields: string; kept_at: number }>`
      select id, action, fields, kept_at from kept_text where person_id = ${personId} order by kept_at desc, id desc`;
    return rows.map((row) =>
      Object.assign(new KeptText(), {
        id: row.id,
        personId,
        action: row.action,
        fields: JSON.parse(row.fields) as KeptField[],
        keptAt: new Date(row.kept_at),
      }),
    );
  }

  async has(personId: string): Promise<boolean> {
    return (
      (await this.database.one`select 1 as found from kept_text where person_id = ${personId} limit 1`) !==
      null
    );
  }

  async discard(tx: Tx, personId: string, id: string): Promise<void> {
    if (isId(id)) await tx.delete(KeptText, { id, personId });
  }

  async forgetOld(now: Date): Promise<void> {
    const limit = now.getTime() - KEEP_MS;
    await this.database.write(async (tx) => {
      await tx.sql`delete from kept_text where kept_at < ${limit}`;
    });
  }
}

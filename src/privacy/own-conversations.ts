import type { EditionService } from '../curriculum/edition.service.js';
import type { Database } from '../database/database.js';
import type { OwnReply } from './own-data.js';
import { saidWords, stepWords } from './titles.rules.js';

interface Row {
  module: string;
  step: string;
  walk: number;
  scene: string;
  reply: number | null;
  answered_at: number;
  edition_hash: string;
}

/** What somebody said in the practice conversations of one course. */
export async function readConversations(
  database: Database,
  editions: EditionService,
  enrolmentId: string,
): Promise<OwnReply[]> {
  const rows = await database.sql<Row>`
    select w.module, w.step, w.number as walk, t.scene, t.reply, t.answered_at, w.edition_hash
    from dialogue_turn t join dialogue_walk w on w.id = t.walk_id
    where w.enrolment_id = ${enrolmentId} order by w.started_at, w.id, t.number`;
  return Promise.all(
    rows.map(async (row) => {
      const edition = await editions.get(row.edition_hash);
      return {
        ...stepWords(edition).of(row),
        walk: row.walk,
        said: saidWords(edition, row),
        saidAt: new Date(Number(row.answered_at)),
      };
    }),
  );
}

import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { list } from '../database/sql-template.js';
import { eachOldTry } from '../learning/old-tries.js';
import type { TryRow } from '../learning/old-tries.js';

/** Keeps the promise that a year after a track was completed nobody can tell any more who chose what. */
@Injectable()
export class DialogueRetention {
  constructor(private readonly database: Database) {}

  /** Turns old walks into counts. That there was a walk stays, so that nobody is counted twice. */
  async detachOld(instant: Date): Promise<void> {
    await eachOldTry(
      instant,
      (after, most) => this.database.sql<TryRow>`
        select w.id, e.completed_on, w.started_at, w.finished_at
        from dialogue_walk w join enrolment e on e.id = w.enrolment_id
        where w.id > ${after} and w.detached_at is null and e.completed_on is not null
        order by w.id limit ${most}`,
      (due) => this.database.write((tx) => detach(tx, due, instant)),
    );
  }
}

/** What a person chose first in a scene is counted, unless an earlier walk of theirs told it already. */
async function detach(tx: Tx, walks: readonly string[], instant: Date): Promise<void> {
  await tx.sql`
    insert into dialogue_choice_count (cohort_id, module, step, scene, revision, reply, count)
    select e.cohort_id, w.module, w.step, t.scene, t.revision, t.reply, count(*)
    from dialogue_turn t join dialogue_walk w on w.id = t.walk_id join enrolment e on e.id = w.enrolment_id
    where w.id in ${list(walks)} and t.reply is not null
      and not exists (select 1 from dialogue_walk d join enrolment m on m.id = d.enrolment_id
        where m.person_id = e.person_id and m.cohort_id = e.cohort_id and d.module = w.module and d.step = w.step
          and (m.created_at < e.created_at or (m.id = e.id and d.number < w.number)) and d.detached_at is not null)
      and not exists (select 1 from dialogue_turn x join dialogue_walk y on y.id = x.walk_id
          join enrolment n on n.id = y.enrolment_id
        where n.person_id = e.person_id and n.cohort_id = e.cohort_id and y.module = w.module and y.step = w.step
          and x.scene = t.scene and x.revision = t.revision and x.reply is not null
          and (n.created_at < e.created_at
            or (n.id = e.id and (y.number < w.number or (y.number = w.number and x.number < t.number)))))
    group by e.cohort_id, w.module, w.step, t.scene, t.revision, t.reply
    on conflict (cohort_id, module, step, scene, revision, reply)
    do update set count = dialogue_choice_count.count + excluded.count`;
  await tx.sql`delete from dialogue_turn where walk_id in ${list(walks)}`;
  await tx.sql`
    update dialogue_walk set orders = '{}', ending = null, detached_at = ${instant.getTime()}
    where id in ${list(walks)}`;
}

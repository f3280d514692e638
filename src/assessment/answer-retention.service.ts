import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { list } from '../database/sql-template.js';
import { eachOldTry } from '../learning/old-tries.js';
import type { TryRow } from '../learning/old-tries.js';

/** Keeps the promise that a year after a track was completed nobody can tell any more who answered what. */
@Injectable()
export class AnswerRetention {
  constructor(private readonly database: Database) {}

  /** Turns old answers into counts. What the person did (the step is done, the day of completion) stays. */
  async detachOld(instant: Date): Promise<void> {
    await eachOldTry(
      instant,
      (after, most) => this.database.sql<TryRow>`
        select a.id, e.completed_on, a.started_at, a.finished_at
        from attempt a join enrolment e on e.id = a.enrolment_id
        where a.id > ${after} and e.completed_on is not null order by a.id limit ${most}`,
      (due) => this.database.write((tx) => detach(tx, due)),
    );
  }
}

/** Longest answer that is counted (`AnswerCount.chosen`): some sixty things in one question. */
const LONGEST_COUNTED = 200;

// What a person wrote is no answer to be counted: it goes with its row.
async function detach(tx: Tx, attempts: readonly string[]): Promise<void> {
  await tx.sql`
    insert into answer_count (track_id, module, step, question, revision, chosen, count)
    select e.track_id, a.module, a.step, r.question, r.revision, r.chosen, count(*)
    from response r join attempt a on a.id = r.attempt_id join enrolment e on e.id = a.enrolment_id
    where a.id in ${list(attempts)} and (r.kind is null or r.kind <> 'free-text')
      and length(r.chosen) <= ${LONGEST_COUNTED}
    group by e.track_id, a.module, a.step, r.question, r.revision, r.chosen
    on conflict (track_id, module, step, question, revision, chosen)
    do update set count = answer_count.count + excluded.count`;
  await tx.sql`delete from attempt where id in ${list(attempts)}`;
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { list } from '../database/sql-template.js';
import { isDue } from '../learning/answer-retention.rules.js';
import { CalendarDay } from '../shared/calendar-day.js';

/** Attempts looked at in one statement: few, because SQLite stops everything else meanwhile. */
const SLICE = 500;

interface Row {
  id: string;
  completed_on: string | null;
  started_at: number;
  finished_at: number | null;
}

/** Keeps the promise that a year after a track was completed nobody can tell any more who answered what. */
@Injectable()
export class AnswerRetention {
  constructor(private readonly database: Database) {}

  /** Turns old answers into counts. What the person did (the step is done, the day of completion) stays. */
  async detachOld(instant: Date): Promise<void> {
    const now = { instant, today: CalendarDay.at(instant) };
    for (let after = ''; ;) {
      const slice = await this.database.sql<Row>`
        select a.id, e.completed_on, a.started_at, a.finished_at
        from attempt a join enrolment e on e.id = a.enrolment_id
        where a.id > ${after} order by a.id limit ${SLICE}`;
      const due = slice.filter((row) => isDue(toAged(row), now)).map(({ id }) => id);
      if (due.length > 0) await this.database.write((tx) => detach(tx, due));
      if (slice.length < SLICE) return;
      after = slice.at(-1)!.id;
      await nextTurn();
    }
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

function toAged(row: Row) {
  return { completedOn: row.completed_on, startedAt: row.started_at, finishedAt: row.finished_at };
}

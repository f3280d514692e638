import { Injectable } from '@nestjs/common';
import { Cohort } from '../cohorts/cohort.entity.js';
import type { Edition } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import type { Revision } from '../curriculum/revision.entity.js';
import { Database, list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { Clock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import { readBehind } from './cohort-ledger.js';
import type { Behind } from './cohort-ledger.js';
import { EditionMove } from './edition-move.entity.js';
import type { HomeNote } from '../web/home-notes.js';
import { KeptPlace } from './kept-place.entity.js';
import { afterMove } from './moved.rules.js';

/** Some people who went over from one edition to another. */
export interface Gone {
  readonly enrolmentIds: readonly string[];
  readonly before: Edition;
  readonly after: Edition;
}

/** What follows elsewhere, in the same unit, before it is judged who stands where. */
type Work = (tx: Tx, gone: Gone) => Promise<void>;

/** As many rows as one statement takes on both engines. */
const ROWS = 400;

/** So many people go over in one unit: everything else that writes waits meanwhile, for less than two seconds. */
export const SLICE = 400;

/** Takes a cohort over to a newer edition. Nothing that was done is undone by it (see `keptFor`). */
@Injectable()
export class EditionMoves {
  private readonly works: Work[] = [];

  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
    private readonly enrolments: EnrolmentService,
    private readonly clock: Clock,
  ) {}

  /** Registers work of a higher room. */
  whenMoving(work: Work): void {
    this.works.push(work);
  }

  /**
   * Those who take part and hold an older revision, and from now on new enrolments. Returns how many they were: as many
   * as one unit takes (`SLICE`), when more are left for `moveMore`.
   */
  async move(tx: Tx, cohort: Cohort, to: Revision): Promise<number> {
    const count = await this.moveMore(tx, cohort, to);
    const revisionId = cohort.revisionId === null ? null : to.id;
    const version = cohort.version + 1;
    await tx.update(Cohort, { id: cohort.id }, { revisionId, staysBefore: null, version });
    return count;
  }

  /** The next of those who are left: each of them goes over with everything, or not yet. */
  async moveMore(tx: Tx, cohort: Cohort, to: Revision): Promise<number> {
    const after = await this.editions.get(to.editionHash, tx);
    const place = { cohortId: cohort.id, number: to.number, most: SLICE };
    const people = await readBehind(tx, this.editions, place);
    for (const some of Map.groupBy(people, ({ edition }) => edition.hash).values()) {
      const gone = { enrolmentIds: some.map((one) => one.enrolmentId), before: some[0]!.edition, after };
      for (const work of this.works) await work(tx, gone);
    }
    // Read again: what was worked on above counts, too.
    await this.keep(tx, this.works.length > 0 ? await readBehind(tx, this.editions, place) : people, to);
    return people.length;
  }

  /** The person has read that there is a newer edition. Once more changes nothing. @throws NotFound who does not take the track */
  async putAway(tx: Tx, whose: { readonly personId: string; readonly trackId: string }): Promise<void> {
    const { id } = await this.enrolments.get(tx, whose);
    const now = this.clock.now().getTime();
    await tx.sql`update edition_move set seen_at = ${now} where enrolment_id = ${id} and seen_at is null`;
  }

  /** One line for each course that goes on with a newer edition, until it is put away. */
  async newsFor(personId: string): Promise<HomeNote[]> {
    const rows = await this.database.sql<{ track_id: string }>`
      select e.track_id from enrolment e
      where e.person_id = ${personId} and e.left_at is null
        and exists (select 1 from edition_move m where m.enrolment_id = e.id and m.seen_at is null)
      order by e.created_at`;
    return rows.map(({ track_id: track }) => ({
      words: 'learning.edition.home',
      href: `/path/${track}#edition-news`,
      cohort: null,
      meeting: null,
    }));
  }

  /** Of these cohorts, those in which somebody holds an older revision, unless it was decided that they stay with it. */
  async listWaiting(cohortIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (cohortIds.length === 0) return new Set();
    const rows = await this.database.sql<{ id: string }>`
      select c.id from cohort c
      join revision n on n.track_id = c.track_id
        and n.number = (select max(m.number) from revision m where m.track_id = c.track_id)
      where c.id in ${list(cohortIds)} and (c.stays_before is null or c.stays_before <> n.id)
        and exists (select 1 from revision r join enrolment e on e.revision_id = r.id
          where r.track_id = c.track_id and r.number < n.number and e.cohort_id = c.id and e.left_at is null)`;
    return new Set(rows.map(({ id }) => id));
  }

  private async keep(tx: Tx, people: readonly Behind[], to: Revision): Promise<void> {
    const after = await this.editions.get(to.editionHash, tx);
    const movedAt = this.clock.now();
    const moved = people.map((one) => ({ ...one, ...afterMove(one.edition, after, one.recorded) }));
    const kept = moved.flatMap(({ enrolmentId, kept: rows }) => rows.map((row) => ({ enrolmentId, ...row })));
    const moves = moved.map(({ enrolmentId, edition, isCompleted }) => ({
      id: newId(movedAt),
      enrolmentId,
      fromHash: edition.hash,
      wasCompleted: isCompleted,
      movedAt,
      seenAt: null,
    }));
    for (const ids of parts(moved.map(({ enrolmentId }) => enrolmentId))) {
      await tx.sql`delete from kept_place where enrolment_id in ${list(ids)}`;
      await tx.sql`update enrolment set revision_id = ${to.id} where id in ${list(ids)}`;
    }
    for (const rows of parts(kept)) await tx.insert(KeptPlace, rows);
    for (const rows of parts(moves)) await tx.insert(EditionMove, rows);
    for (const { enrolmentId, isCompleted, isDone } of moved)
      if (isDone && !isCompleted) await this.enrolments.complete(tx, enrolmentId);
  }
}

function parts<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / ROWS) }, (_, at) =>
    all.slice(at * ROWS, (at + 1) * ROWS),
  );
}

import { Injectable } from '@nestjs/common';
import { CohortService } from '../cohorts/cohort.service.js';
import { findModule } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { isId, newId } from '../shared/ids.js';
import { CheckIn } from './check-in.entity.js';
import type { Mood } from './check-in.entity.js';

const KEEP_DAYS = 365;
const DAY_MS = 24 * 60 * 60_000;

export interface OwnCheckIn {
  readonly id: string;
  readonly mood: Mood;
  readonly madeAt: Date;
  readonly trackId: string;
  readonly trackTitle: string;
  readonly module: string;
  readonly moduleTitle: string;
  readonly cohortId: string;
}

interface Row {
  id: string;
  mood: Mood;
  made_at: number;
  module: string;
  track_id: string;
  cohort_id: string;
  hash: string;
}

/** How people felt, kept for each of them alone. Whoever asks here asks for their own. */
@Injectable()
export class CheckInService {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
    private readonly enrolments: EnrolmentService,
    private readonly cohorts: CohortService,
    private readonly clock: Clock,
  ) {}

  /** Answers its id. @throws NotFound where the person does not learn, or the author asks for none */
  async add(
    tx: Tx,
    personId: string,
    { track, module, mood }: { track: string; module: string; mood: Mood },
  ): Promise<string> {
    const enrolment = await this.enrolments.get(tx, { personId, trackId: track });
    const held = await tx.one<{ hash: string }>`
      select edition_hash as hash from revision where id = ${enrolment.revisionId}`;
    const edition = await this.editions.get(held!.hash, tx);
    if (!findModule(edition, module)?.checkIn) throw new NotFound(`check-in after ${module}`);
    const madeAt = this.clock.now();
    const id = newId(madeAt);
    await tx.insert(CheckIn, { id, enrolmentId: enrolment.id, module, mood, madeAt });
    return id;
  }

  /** The newest first. */
  async listOf(personId: string): Promise<OwnCheckIn[]> {
    const rows = await this.database.sql<Row>`
      select k.id, k.mood, k.made_at, k.module, e.track_id, e.cohort_id, r.edition_hash as hash
      from check_in k join enrolment e on e.id = k.enrolment_id join revision r on r.id = e.revision_id
      where e.person_id = ${personId} order by k.made_at desc, k.id desc`;
    return Promise.all(rows.map(async (row) => toOwn(row, await this.editions.get(row.hash))));
  }

  /** @throws NotFound when there is none of this person */
  async get(personId: string, id: string): Promise<OwnCheckIn> {
    const found = isId(id) ? (await this.listOf(personId)).find((one) => one.id === id) : undefined;
    if (!found) throw new NotFound(`check-in ${id}`);
    return found;
  }

  /** Whether there is somebody to whom the person could turn: where one learns alone there is not. */
  async canAskForContact({ cohortId }: Pick<OwnCheckIn, 'cohortId'>): Promise<boolean> {
    const cohort = await this.database.one<{ kind: string }>`select kind from cohort where id = ${cohortId}`;
    return cohort?.kind === 'dated' && (await this.cohorts.hasFacilitator(this.database, cohortId));
  }

  async delete(tx: Tx, personId: string, id: string): Promise<void> {
    if (!isId(id)) throw new NotFound(`check-in ${id}`);
    await tx.sql`
      delete from check_in where id = ${id}
        and enrolment_id in (select e.id from enrolment e where e.person_id = ${personId})`;
  }

  /** A year is long enough to look back upon. */
  async forgetOld(now: Date): Promise<void> {
    const limit = now.getTime() - KEEP_DAYS * DAY_MS;
    await this.database.write(async (tx) => {
      await tx.sql`delete from check_in where made_at < ${limit}`;
    });
  }
}

function toOwn(row: Row, edition: Edition): OwnCheckIn {
  return {
    id: row.id,
    mood: row.mood,
    madeAt: new Date(row.made_at),
    trackId: row.track_id,
    trackTitle: edition.track.title,
    module: row.module,
    moduleTitle: findModule(edition, row.module)?.title ?? row.module,
    cohortId: row.cohort_id,
  };
}

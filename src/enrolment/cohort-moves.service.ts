import { Injectable } from '@nestjs/common';
import { Seats } from '../cohorts/seats.service.js';
import { CohortService } from '../cohorts/cohort.service.js';
import { Database, list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import { EnrolmentService } from './enrolment.service.js';

/** A cohort in which somebody may go on with a track that they take in another one. Days are `YYYY-MM-DD`. */
export interface NextCohort {
  readonly id: string;
  /** Null for the standing one, which has no days either. */
  readonly name: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly lastDay: string | null;
  /** When they meet, the earliest first; what was called off is left out. Where is told to who is in it. */
  readonly meetings: readonly { readonly startsAt: Date; readonly endsAt: Date }[];
}

type Whose = Readonly<{ personId: string; trackId: string }>;

interface Row extends Pick<NextCohort, 'id' | 'name'> {
  starts_on: string | null;
  ends_on: string | null;
  last_day: string | null;
  seats: number | null;
}

/** Going on in another cohort at one's own wish, with all that was done. */
@Injectable()
export class CohortMoves {
  constructor(
    private readonly database: Database,
    private readonly cohorts: CohortService,
    private readonly seats: Seats,
    private readonly enrolments: EnrolmentService,
    private readonly clock: Clock,
  ) {}

  /**
   * Those that take everybody, have a seat and have not begun, the first to begin first; then the standing one. None
   * for who does not take the track or has completed it.
   */
  async listFor(whose: Whose): Promise<NextCohort[]> {
    const rows = await this.find(this.database, whose);
    const taken = rows.some(({ seats }) => seats !== null) ? await this.seats.taken(this.database) : null;
    const free = rows.filter(({ id, seats }) => seats === null || (taken?.get(id) ?? 0) < seats);
    const meetings = await this.meetingsOf(free.map(({ id }) => id));
    return free.map((row) => ({
      id: row.id,
      name: row.name,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      lastDay: row.last_day,
      meetings: meetings.get(row.id) ?? [],
    }));
  }

  /**
   * Moves there. Who takes a break goes on with it, or comes back. Who is there already stays.
   * @throws NotFound for who does not take the track
   * @throws DomainError enrolment.moving.gone where one cannot move to, enrolment.full
   */
  async move(
    tx: Tx,
    whose: Whose,
    { cohortId, comesBack }: { cohortId: string; comesBack: boolean },
  ): Promise<void> {
    const enrolment = await this.enrolments.get(tx, whose);
    if (enrolment.cohortId === cohortId) return;
    if (!(await this.find(tx, whose)).some(({ id }) => id === cohortId))
      throw new DomainError('enrolment.moving.gone');
    await this.enrolments.moveTo(tx, enrolment, await this.cohorts.get(tx, cohortId));
    if (comesBack) await this.enrolments.resume(tx, whose);
  }

  private async meetingsOf(ids: readonly string[]): Promise<Map<string, NextCohort['meetings'][number][]>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.sql<{ cohort_id: string; starts_at: number; ends_at: number }>`
      select cohort_id, starts_at, ends_at from training_session
      where cohort_id in ${list(ids)} and cancelled_at is null order by starts_at, id`;
    const found = new Map<string, NextCohort['meetings'][number][]>();
    for (const { cohort_id: id, starts_at: from, ends_at: to } of rows) {
      const meeting = { startsAt: new Date(from), endsAt: new Date(to) };
      found.set(id, [...(found.get(id) ?? []), meeting]);
    }
    return found;
  }

  /** Whether they have a seat or not. Who has been in one of them before cannot be there twice. */
  private find(from: Pick<Tx, 'sql'>, { personId, trackId }: Whose): Promise<Row[]> {
    const today = this.clock.today().toString();
    return from.sql<Row>`
      select c.id, c.name, c.starts_on, c.ends_on, coalesce(c.closes_on, c.ends_on) as last_day, c.seats
      from enrolment e join cohort c on c.track_id = e.track_id
      where e.person_id = ${personId} and e.track_id = ${trackId} and e.left_at is null and e.completed_on is null
        and c.admission = 'open'
        and (c.kind = 'standing' or c.starts_on > ${today} and coalesce(c.closes_on, c.ends_on) >= ${today})
        and not exists (select 1 from enrolment o
          where o.person_id = e.person_id and o.cohort_id = c.id and o.state <> 'ended')
      order by coalesce(c.starts_on, '9999'), c.id`;
  }
}

import { Injectable } from '@nestjs/common';
import { SessionDates } from '../cohorts/session-dates.service.js';
import type { KnownDate } from '../cohorts/session-dates.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';

type Whose = Readonly<{ personId: string; trackId: string }>;

/** With whom somebody takes a track, and when they meet next. */
export interface Gathering {
  /** Null for the standing cohort. */
  readonly cohortName: string | null;
  /** Null where nothing is planned. */
  readonly next: KnownDate | null;
}

/** The cohort that somebody is in, and its dates. */
@Injectable()
export class Gatherings {
  constructor(
    private readonly database: Database,
    private readonly dates: SessionDates,
    private readonly clock: Clock,
  ) {}

  async of(whose: Whose): Promise<Gathering> {
    const cohort = await this.cohortOf(whose);
    const now = this.clock.now();
    const dates = await this.dates.listOf(cohort.id);
    const next = dates.find(({ isCancelled, endsAt }) => !isCancelled && endsAt > now);
    return { cohortName: cohort.name, next: next ?? null };
  }

  /** All dates, those that were cancelled too. @throws NotFound when there are none, or the person is not enrolled */
  async datesOf(whose: Whose): Promise<KnownDate[]> {
    const dates = await this.dates.listOf((await this.cohortOf(whose)).id);
    if (dates.length === 0) throw new NotFound(`dates in ${whose.trackId}`);
    return dates;
  }

  private async cohortOf({ personId, trackId }: Whose): Promise<{ id: string; name: string | null }> {
    const row = await this.database.one<{ id: string; name: string | null }>`
      select c.id, c.name from enrolment e join cohort c on c.id = e.cohort_id
      where e.person_id = ${personId} and e.track_id = ${trackId} and e.left_at is null`;
    if (!row) throw new NotFound(`enrolment in ${trackId}`);
    return row;
  }
}

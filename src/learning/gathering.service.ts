import { Injectable } from '@nestjs/common';
import { SessionDates } from '../cohorts/session-dates.service.js';
import type { KnownDate } from '../cohorts/session-dates.service.js';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import type { Meetings } from './reach.rules.js';

type Whose = Readonly<{ personId: string; trackId: string }>;

/** With whom somebody takes a track, and when they meet next. */
export interface Gathering {
  /** Null for the standing cohort. */
  readonly cohortName: string | null;
  /** Null where nothing is planned. */
  readonly next: KnownDate | null;
  /** What of meeting is behind and ahead. */
  readonly meetings: Meetings;
  /** To come, and changed or cancelled since the person came into the cohort. */
  readonly changed: readonly KnownDate[];
}

interface OwnCohort extends Pick<Meetings, 'kind' | 'endsOn'> {
  readonly id: string;
  readonly name: string | null;
  /** When the person came into it. */
  readonly since: Date;
}

interface Row extends Omit<OwnCohort, 'endsOn' | 'since'> {
  ends_on: string | null;
  since: number;
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
    const { name: cohortName, kind, endsOn, since } = cohort;
    const changed = dates.filter(
      ({ version, endsAt, changedAt }) =>
        version > 1 && endsAt > now && changedAt !== null && changedAt > since,
    );
    const meetings = { kind, endsOn, dates, now, today: this.clock.today() };
    return { cohortName, next: next ?? null, meetings, changed };
  }

  /** All dates, those that were cancelled too. @throws NotFound when there are none, or the person is not enrolled */
  async datesOf(whose: Whose): Promise<KnownDate[]> {
    const dates = await this.dates.listOf((await this.cohortOf(whose)).id);
    if (dates.length === 0) throw new NotFound(`dates in ${whose.trackId}`);
    return dates;
  }

  private async cohortOf({ personId, trackId }: Whose): Promise<OwnCohort> {
    const row = await this.database.one<Row>`
      select c.id, c.name, c.kind, c.ends_on, coalesce(
        (select min(f.recorded_at) from reported_fact f where f.enrolment_id = e.id and f.cohort_id = e.cohort_id),
        e.created_at) as since
      from enrolment e join cohort c on c.id = e.cohort_id
      where e.person_id = ${personId} and e.track_id = ${trackId} and e.left_at is null`;
    if (!row) throw new NotFound(`enrolment in ${trackId}`);
    const { ends_on: endsOn, since, ...cohort } = row;
    return {
      ...cohort,
      since: new Date(Number(since)),
      endsOn: endsOn === null ? null : CalendarDay.parse(endsOn),
    };
  }
}

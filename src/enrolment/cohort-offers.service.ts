import { Injectable } from '@nestjs/common';
import { CohortService } from '../cohorts/cohort.service.js';
import { isTaking } from '../cohorts/cohort-settings.rules.js';
import type { TrackModel } from '../curriculum/edition.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { EnrolmentService } from './enrolment.service.js';

/** A dated cohort as the page of its track shows it. Days are `YYYY-MM-DD`. */
export interface CohortOffer {
  readonly id: string;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** Last day on which it takes people. */
  readonly lastDay: string;
  readonly seats: number | null;
  /** False: the office asks people to take part. */
  readonly isOpen: boolean;
}

interface Row extends Pick<CohortOffer, 'id' | 'name' | 'seats'> {
  starts_on: string;
  ends_on: string;
  last_day: string;
  admission: 'open' | 'invitation';
}

/** The dated cohorts that people may choose beside the standing one. */
@Injectable()
export class CohortOffers {
  constructor(
    private readonly db: Database,
    private readonly cohorts: CohortService,
    private readonly enrolments: EnrolmentService,
    private readonly clock: Clock,
  ) {}

  /** Those that take people today and have a seat, the one that begins first coming first; applications are apart. */
  async listOf(trackId: string): Promise<CohortOffer[]> {
    const rows = await this.db.sql<Row>`
      select c.id, c.name, c.starts_on, c.ends_on, coalesce(c.closes_on, c.ends_on) as last_day, c.seats, c.admission
      from cohort c
      where c.track_id = ${trackId} and c.kind = 'dated' and c.admission in ('open', 'invitation')
        and c.starts_on is not null and coalesce(c.closes_on, c.ends_on) >= ${this.clock.today().toString()}
        and (c.seats is null or c.admission = 'invitation' or c.seats >
          (select count(*) from enrolment e where e.cohort_id = c.id and e.left_at is null))
      order by c.starts_on, c.id`;
    return rows.map(({ starts_on: startsOn, ends_on: endsOn, last_day: lastDay, admission, ...row }) => ({
      ...row,
      startsOn,
      endsOn,
      lastDay,
      isOpen: admission === 'open',
    }));
  }

  /**
   * Enrols in the chosen cohort; who takes the track already stays where they are.
   * @throws NotFound when it is not one of the track that people may choose
   * @throws DomainError enrolment.locked, enrolment.closed, enrolment.full
   */
  async take(
    tx: Tx,
    personId: string,
    { track, cohortId }: { track: Pick<TrackModel, 'id' | 'requires'>; cohortId: string },
  ): Promise<void> {
    const cohort = await this.cohorts.get(tx, cohortId);
    const isChoice = cohort.kind === 'dated' && cohort.admission === 'open' && cohort.startsOn !== null;
    if (cohort.trackId !== track.id || !isChoice) throw new NotFound(`open cohort ${cohortId}`);
    if (await this.enrolments.findOpen(tx, { personId, trackId: track.id })) return;
    await this.enrolments.checkRequired(tx, personId, track);
    if (!isTaking(cohort, this.clock.today())) throw new DomainError('enrolment.closed');
    await this.enrolments.enrolIn(tx, personId, cohort);
  }
}

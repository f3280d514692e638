import { Injectable } from '@nestjs/common';
import type { ActCode } from '../audit/acts.rules.js';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import type { Cohort } from './cohort.entity.js';
import { CohortFacilitator } from './cohort-facilitator.entity.js';
import { CohortService } from './cohort.service.js';
import { Seats } from './seats.service.js';

/** Somebody who may act as facilitator. */
export interface FacilitatorLine {
  readonly id: string;
  readonly displayName: string;
}

type Settings =
  'id' | 'trackId' | 'kind' | 'name' | 'startsOn' | 'endsOn' | 'seats' | 'admission' | 'pairs' | 'closesOn';

export interface CohortLine extends Readonly<Pick<Cohort, Settings | 'version'>> {
  /** How many take part now. */
  readonly taken: number;
  readonly facilitators: readonly FacilitatorLine[];
}

interface CohortRow extends Pick<Cohort, 'id' | 'kind' | 'name' | 'seats' | 'admission' | 'version'> {
  track_id: string;
  pairs: boolean | number;
  starts_on: string | null;
  ends_on: string | null;
  closes_on: string | null;
}

type PersonRow = Readonly<{ cohort_id: string; id: string; display_name: string }>;

/** Who looks after which cohort, in the hands of an administrator. */
@Injectable()
export class CohortFacilitators {
  constructor(
    private readonly database: Database,
    private readonly cohorts: CohortService,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly seats: Seats,
  ) {}

  /** Every cohort, the standing one of a track first, with who looks after it now and how many take part. */
  async list(): Promise<CohortLine[]> {
    const cohorts = await this.database.sql<CohortRow>`
      select id, track_id, kind, name, starts_on, ends_on, seats, admission, pairs, closes_on, version from cohort
      order by case kind when 'standing' then 0 else 1 end, coalesce(starts_on, ''), created_at, id`;
    const people = await this.database.sql<PersonRow>`
      select f.cohort_id, p.id, p.display_name
      from cohort_facilitator f
      join role_grant g on g.person_id = f.person_id and g.role = 'facilitator' and g.granted_at <= f.since
      join person p on p.id = f.person_id and p.disabled_at is null
      order by f.since, p.id`;
    const taken = await this.seats.taken(this.database);
    return cohorts.map(({ track_id: trackId, starts_on, ends_on, closes_on, ...cohort }) => ({
      ...cohort,
      trackId,
      pairs: Boolean(cohort.pairs),
      startsOn: toDay(starts_on),
      endsOn: toDay(ends_on),
      closesOn: toDay(closes_on),
      taken: taken.get(cohort.id) ?? 0,
      facilitators: people.filter((person) => person.cohort_id === cohort.id).map(toLine),
    }));
  }

  /** @throws NotFound */
  async get(id: string): Promise<CohortLine> {
    const cohort = (await this.list()).find((line) => line.id === id);
    if (!cohort) throw new NotFound(`cohort ${id}`);
    return cohort;
  }

  /** Everybody who holds the role. */
  async listPossible(): Promise<FacilitatorLine[]> {
    const rows = await this.database.sql<Omit<PersonRow, 'cohort_id'>>`
      select p.id, p.display_name
      from role_grant g join person p on p.id = g.person_id
      where g.role = 'facilitator' and p.disabled_at is null order by p.created_at, p.id`;
    return rows.map(toLine);
  }

  /** @throws DomainError when the person does not hold the role */
  async add(tx: Tx, me: Me, { cohortId, personId }: { cohortId: string; personId: string }): Promise<void> {
    await this.cohorts.get(tx, cohortId);
    const grant = await tx.one<{ granted_at: number }>`
      select g.granted_at from role_grant g join person p on p.id = g.person_id
      where g.person_id = ${personId} and g.role = 'facilitator' and p.disabled_at is null`;
    if (!grant) throw new DomainError('cohorts.facilitators.unfit');
    const held = await tx.findOne(CohortFacilitator, { cohortId, personId });
    if (held && held.since.getTime() >= Number(grant.granted_at)) return;
    // A row from before the role was taken away and given again is made new: it had come to nothing.
    await tx.upsert(CohortFacilitator, { cohortId, personId, since: this.clock.now() }, [
      'cohortId',
      'personId',
    ]);
    await this.record(tx, me, { act: 'cohort.facilitator.added', cohortId, personId });
  }

  /** Takes effect on the very next request. */
  async remove(
    tx: Tx,
    me: Me,
    { cohortId, personId }: { cohortId: string; personId: string },
  ): Promise<void> {
    await this.cohorts.get(tx, cohortId);
    if (!isId(personId)) throw new NotFound(`person ${personId}`);
    if ((await tx.delete(CohortFacilitator, { cohortId, personId })) > 0)
      await this.record(tx, me, { act: 'cohort.facilitator.removed', cohortId, personId });
  }

  /** This room's part of erasing a person. */
  async erase(tx: Tx, personId: string): Promise<void> {
    await tx.delete(CohortFacilitator, { personId });
  }

  private record(
    tx: Tx,
    me: Me,
    { act, cohortId, personId }: { act: ActCode; cohortId: string; personId: string },
  ): Promise<void> {
    return this.audit.record(tx, {
      actor: me,
      act,
      object: `cohort:${cohortId}`,
      detail: { person: personId },
    });
  }
}

function toDay(text: string | null): CalendarDay | null {
  return text === null ? null : CalendarDay.parse(text);
}

function toLine({ id, display_name: displayName }: Omit<PersonRow, 'cohort_id'>): FacilitatorLine {
  return { id, displayName };
}

import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { PublicationService } from '../curriculum/publication.service.js';
import { NotFound } from '../shared/domain-error.js';
import { Clock } from '../shared/clock.js';
import { isId, newId } from '../shared/ids.js';
import { Cohort } from './cohort.entity.js';
import type { CohortSettings } from './cohort-settings.rules.js';

/** A cohort as who looks after it knows it. */
export type FacilitatedCohort = Pick<Cohort, 'id' | 'trackId' | 'kind' | 'name'>;

/** A cohort for which one can apply now. */
export interface Call {
  readonly id: string;
  readonly trackId: string;
  readonly name: string;
  /** `YYYY-MM-DD`; null while it is not settled. */
  readonly startsOn: string | null;
  readonly lastDay: string | null;
}

interface Row {
  id: string;
  track_id: string;
  kind: Cohort['kind'];
  name: string | null;
}

/** Groups that take a track. Each track has one that is open at any time. */
@Injectable()
export class CohortService implements OnModuleInit {
  constructor(
    private readonly publication: PublicationService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.publication.whenFirstPublished(async (tx, trackId) => {
      await this.open(tx, { trackId, kind: 'standing', name: null });
    });
  }

  /** @throws NotFound when the track was never published */
  async getStanding(tx: Tx, trackId: string): Promise<Cohort> {
    const cohort = await tx.findOne(Cohort, { trackId, kind: 'standing' });
    if (!cohort) throw new NotFound(`standing cohort of ${trackId}`);
    return cohort;
  }

  /** A group that begins together; it takes the newest revision until it is given one. */
  openDated(
    tx: Tx,
    cohort: Pick<Cohort, 'trackId'> & { readonly name: string } & Partial<Omit<CohortSettings, 'name'>>,
  ): Promise<Cohort> {
    return this.open(tx, { ...cohort, kind: 'dated' });
  }

  /** The cohorts in a person's hands, in the order in which they began; none once the role is gone. */
  async listFacilitatedBy(personId: string): Promise<FacilitatedCohort[]> {
    const rows = await this.database.sql<Row>`
      select c.id, c.track_id, c.kind, c.name
      from cohort_facilitator f
      join role_grant g on g.person_id = f.person_id and g.role = 'facilitator' and g.granted_at <= f.since
      join person p on p.id = f.person_id and p.disabled_at is null
      join cohort c on c.id = f.cohort_id
      where f.person_id = ${personId} order by c.created_at, c.id`;
    return rows.map(toFacilitated);
  }

  /** The cohorts in nobody's hands, in the order in which they began. */
  async listWithoutFacilitator(): Promise<FacilitatedCohort[]> {
    const rows = await this.database.sql<Row>`
      select c.id, c.track_id, c.kind, c.name from cohort c
      where not exists (select 1 from cohort_facilitator f
        join role_grant g on g.person_id = f.person_id and g.role = 'facilitator' and g.granted_at <= f.since
        join person p on p.id = f.person_id and p.disabled_at is null
        where f.cohort_id = c.id)
      order by c.created_at, c.id`;
    return rows.map(toFacilitated);
  }

  /** @throws NotFound when there is no such cohort, or it is not in this person's hands */
  async getFacilitated(personId: string, cohortId: string): Promise<FacilitatedCohort> {
    const cohort = (await this.listFacilitatedBy(personId)).find(({ id }) => id === cohortId);
    if (!cohort) throw new NotFound(`cohort ${cohortId}`);
    return cohort;
  }

  /** The cohorts that take applications today, the one that closes first coming first. */
  async listCalls(): Promise<Call[]> {
    const today = this.clock.today().toString();
    const rows = await this.database.sql<{
      id: string;
      track_id: string;
      name: string;
      starts_on: string | null;
      last_day: string | null;
    }>`
      select id, track_id, name, starts_on, coalesce(closes_on, ends_on) as last_day from cohort
      where kind = 'dated' and admission = 'application'
        and coalesce(closes_on, ends_on, '9999') >= ${today}
      order by coalesce(closes_on, ends_on, '9999'), id`;
    return rows.map((row) => ({
      id: row.id,
      trackId: row.track_id,
      name: row.name,
      startsOn: row.starts_on,
      lastDay: row.last_day,
    }));
  }

  /** Whether there is anybody whom a person of this cohort can reach. */
  async hasFacilitator(from: Pick<Tx, 'one'>, cohortId: string): Promise<boolean> {
    const found = await from.one`
      select 1 as found
      from cohort_facilitator f
      join role_grant g on g.person_id = f.person_id and g.role = 'facilitator' and g.granted_at <= f.since
      join person p on p.id = f.person_id and p.disabled_at is null
      where f.cohort_id = ${cohortId} limit 1`;
    return found !== null;
  }

  /** Everybody whom a person of this cohort can reach, who came first first. */
  async listFacilitators(
    from: Pick<Tx, 'sql'>,
    cohortId: string,
  ): Promise<{ id: string; displayName: string }[]> {
    const rows = await from.sql<{ id: string; display_name: string }>`
      select p.id, p.display_name
      from cohort_facilitator f
      join role_grant g on g.person_id = f.person_id and g.role = 'facilitator' and g.granted_at <= f.since
      join person p on p.id = f.person_id and p.disabled_at is null
      where f.cohort_id = ${cohortId} order by f.since, p.id`;
    return rows.map(({ id, display_name: displayName }) => ({ id, displayName }));
  }

  /** @throws NotFound */
  async get(tx: Tx, id: string): Promise<Cohort> {
    const cohort = isId(id) ? await tx.findOne(Cohort, { id }) : null;
    if (!cohort) throw new NotFound(`cohort ${id}`);
    return cohort;
  }

  private async open(
    tx: Tx,
    group: Pick<Cohort, 'trackId' | 'kind' | 'name'> & Partial<Omit<CohortSettings, 'name'>>,
  ): Promise<Cohort> {
    const now = this.clock.now();
    const cohort = Object.assign(new Cohort(), {
      id: newId(now),
      revisionId: null,
      staysBefore: null,
      startsOn: null,
      endsOn: null,
      seats: null,
      admission: 'open' as const,
      pairs: false,
      closesOn: null,
      ...group,
      version: 1,
      createdAt: now,
    });
    await tx.insert(Cohort, cohort);
    return cohort;
  }
}

function toFacilitated({ id, track_id: trackId, kind, name }: Row): FacilitatedCohort {
  return { id, trackId, kind, name };
}

import { Injectable } from '@nestjs/common';
import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import type { Edition } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Database } from '../database/database.js';
import type { Waiver } from '../learning/waiver.entity.js';
import { stateOf } from '../learning/waiver.rules.js';
import type { WaiverState } from '../learning/waiver.rules.js';
import { toTargetView } from '../learning/waiver-target.rules.js';
import type { TargetView } from '../learning/waiver-target.rules.js';
import { NotFound } from '../shared/domain-error.js';

/** A waiver as pages of the house show it. */
export interface ShownWaiver {
  readonly id: string;
  readonly trackTitle: string;
  readonly cohortId: string;
  /** Null for the standing cohort. */
  readonly cohortName: string | null;
  /** Of the person in their cohort. */
  readonly number: number;
  readonly name: string;
  readonly what: TargetView;
  readonly kind: Waiver['kind'];
  readonly note: string | null;
  readonly state: WaiverState;
  readonly proposed: Deed;
  readonly confirmed: Deed | null;
  readonly liftProposed: Deed | null;
  readonly closed: Deed | null;
  readonly isIssued: boolean;
}

/** Who did it, empty once they have gone, and when. */
export interface Deed {
  readonly by: string;
  readonly byId: string;
  readonly at: Date;
}

/** Which waivers; what is not named does not matter. */
export interface Which {
  readonly id?: string;
  readonly cohortId?: string;
  /** Those that wait for the office. */
  readonly isWaiting?: boolean;
  readonly from?: Date;
  readonly before?: Date;
}

interface Row {
  id: string;
  track_id: string;
  cohort_id: string;
  cohort_name: string | null;
  number: number;
  display_name: string;
  edition_hash: string;
  scope: Waiver['scope'];
  target: string;
  kind: Waiver['kind'];
  note: string | null;
  proposed_by_id: string;
  proposed_at: number;
  proposed_by: string;
  confirmed_by_id: string | null;
  confirmed_at: number | null;
  confirmed_by: string | null;
  lift_proposed_by_id: string | null;
  lift_proposed_at: number | null;
  lift_proposed_by: string | null;
  closed_by_id: string | null;
  closed_at: number | null;
  closed_by: string | null;
  issued: number;
}

const EVER = { from: 0, before: 8_640_000_000_000_000 };

/** Reads waivers: those of a cohort, those that wait, those of a year. Nobody reads their own here. */
@Injectable()
export class Waivers {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
  ) {}

  /** The newest proposal first. */
  async list(
    reader: string,
    which: Which,
    { from, size }: { from: number; size: number },
  ): Promise<{ waivers: readonly ShownWaiver[]; total: number }> {
    const { id = '', cohortId = '' } = which;
    const waiting = which.isWaiting ? 1 : 0;
    const since = which.from?.getTime() ?? EVER.from;
    const before = which.before?.getTime() ?? EVER.before;
    const [rows, counted] = await Promise.all([
      this.database.sql<Row>`
        select w.*, e.track_id, e.cohort_id, c.name as cohort_name, e.number, p.display_name, r.edition_hash,
          a.display_name as proposed_by, b.display_name as confirmed_by, l.display_name as lift_proposed_by,
          z.display_name as closed_by,
          (select count(*) from certificate x where x.enrolment_id = e.id) as issued
        from waiver w join enrolment e on e.id = w.enrolment_id
        join person p on p.id = e.person_id
        join cohort c on c.id = e.cohort_id
        join revision r on r.id = e.revision_id
        join person a on a.id = w.proposed_by_id
        left join person b on b.id = w.confirmed_by_id
        left join person l on l.id = w.lift_proposed_by_id
        left join person z on z.id = w.closed_by_id
        where (${id} = '' or w.id = ${id}) and e.person_id <> ${reader}
          and (${cohortId} = '' or (e.cohort_id = ${cohortId} and e.left_at is null))
          and (${waiting} = 0 or (w.closed_at is null and (w.confirmed_at is null or w.lift_proposed_at is not null)))
          and w.proposed_at >= ${since} and w.proposed_at < ${before}
        order by w.proposed_at desc, w.id desc limit ${size} offset ${from}`,
      this.database.one<{ n: number }>`
        select count(*) as n from waiver w join enrolment e on e.id = w.enrolment_id
        where (${id} = '' or w.id = ${id}) and e.person_id <> ${reader}
          and (${cohortId} = '' or (e.cohort_id = ${cohortId} and e.left_at is null))
          and (${waiting} = 0 or (w.closed_at is null and (w.confirmed_at is null or w.lift_proposed_at is not null)))
          and w.proposed_at >= ${since} and w.proposed_at < ${before}`,
    ]);
    const waivers = await Promise.all(rows.map((row) => this.toShown(row)));
    return { waivers, total: Number(counted!.n) };
  }

  /** How many wait for this official; what one proposed oneself waits for somebody else. */
  async countWaiting(reader: string): Promise<number> {
    const row = await this.database.one<{ n: number }>`
      select count(*) as n from waiver w join enrolment e on e.id = w.enrolment_id
      where w.closed_at is null and e.person_id <> ${reader}
        and ((w.confirmed_at is null and w.proposed_by_id <> ${reader})
          or (w.lift_proposed_at is not null and w.lift_proposed_by_id <> ${reader}))`;
    return Number(row!.n);
  }

  /** @throws NotFound also for one of another cohort, where one is named */
  async get(reader: string, which: Which & { readonly id: string }): Promise<ShownWaiver> {
    const { waivers } = await this.list(reader, which, { from: 0, size: 1 });
    if (!waivers[0]) throw new NotFound(`waiver ${which.id}`);
    return waivers[0];
  }

  /** The editions that the people of a cohort hold, the newest first; the current one where nobody is. Never empty. */
  async heldEditions({ id, trackId }: FacilitatedCohort): Promise<readonly [Edition, ...Edition[]]> {
    const rows = await this.database.sql<{ hash: string }>`
      select r.edition_hash as hash from enrolment e join revision r on r.id = e.revision_id
      where e.cohort_id = ${id} and e.left_at is null group by r.edition_hash order by max(r.number) desc`;
    const [first, ...others] = await Promise.all(rows.map(({ hash }) => this.editions.get(hash)));
    return [first ?? (await this.editions.getCurrent(trackId)), ...others];
  }

  private async toShown(row: Row): Promise<ShownWaiver> {
    const edition = await this.editions.get(row.edition_hash);
    const confirmed = toDeed(row.confirmed_by_id, row.confirmed_by, row.confirmed_at);
    const liftProposed = toDeed(row.lift_proposed_by_id, row.lift_proposed_by, row.lift_proposed_at);
    const closed = toDeed(row.closed_by_id, row.closed_by, row.closed_at);
    return {
      id: row.id,
      trackTitle: edition.track.title,
      cohortId: row.cohort_id,
      cohortName: row.cohort_name,
      number: row.number,
      name: row.display_name,
      what: toTargetView(edition, row),
      kind: row.kind,
      note: row.note,
      state: stateOf({
        confirmedAt: confirmed && confirmed.at,
        liftProposedAt: liftProposed && liftProposed.at,
        closedAt: closed && closed.at,
      }),
      proposed: toDeed(row.proposed_by_id, row.proposed_by, row.proposed_at)!,
      confirmed,
      liftProposed,
      closed,
      isIssued: Number(row.issued) > 0,
    };
  }
}

function toDeed(byId: string | null, by: string | null, at: number | null): Deed | null {
  return byId === null || at === null ? null : { byId, by: by ?? '', at: new Date(Number(at)) };
}

import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import type { ContactWay } from './applicant.entity.js';
import { ApplicationPlaces } from './application-place.service.js';
import type { Place } from './application-place.service.js';
import type { ApplicationState, Decision } from './application.entity.js';
import type { Criterion } from './selection.rules.js';
import { seatsLeft } from './application.rules.js';

/** Somebody of an application, as the office sees them. */
export interface SheetPerson {
  readonly name: string;
  readonly way: ContactWay;
  readonly contact: string;
}

export interface SheetLine {
  readonly id: string;
  readonly receipt: string;
  readonly state: ApplicationState;
  readonly places: number;
  readonly rank: number | null;
  readonly proposal: Decision | null;
  readonly proposedRank: number | null;
  readonly wantsNext: boolean;
  readonly hasNeed: boolean;
  readonly people: readonly SheetPerson[];
  /** The same contact stands on another application for this cohort. */
  readonly isTwice: boolean;
}

export interface Sheet {
  readonly place: Place;
  readonly criteria: readonly Criterion[];
  readonly note: string;
  /** Null until criteria were written down. */
  readonly version: number | null;
  /** In an order drawn at random, which stays the same. */
  readonly lines: readonly SheetLine[];
  readonly taken: number;
  readonly left: number | null;
}

interface Row {
  id: string;
  receipt: string;
  state: ApplicationState;
  places: number;
  rank: number | null;
  proposal: Decision | null;
  proposed_rank: number | null;
  wants_next_at: number | null;
  need: string | null;
}

type PersonRow = SheetPerson & { readonly application_id: string };

/** What the office reads of applications. */
@Injectable()
export class SelectionService {
  constructor(
    private readonly database: Database,
    private readonly places: ApplicationPlaces,
  ) {}

  /** Every cohort that is entered by application, with how many applications wait to be decided. */
  async list(): Promise<{ place: Place; total: number; undecided: number }[]> {
    const rows = await this.database.sql<{ cohort_id: string; total: number; undecided: number }>`
      select cohort_id, count(*) as total, sum(case when state = 'received' then 1 else 0 end) as undecided
      from application group by cohort_id`;
    const counts = new Map(rows.map((row) => [row.cohort_id, row]));
    return (await this.places.list()).map((place) => ({
      place,
      total: Number(counts.get(place.id)?.total ?? 0),
      undecided: Number(counts.get(place.id)?.undecided ?? 0),
    }));
  }

  /** @throws NotFound */
  async sheet(cohortId: string): Promise<Sheet> {
    const place = await this.places.get(cohortId);
    const [selection, rows, people, taken] = await Promise.all([
      this.database.one<{ criteria: string; note: string; version: number }>`
        select criteria, note, version from selection where cohort_id = ${place.id}`,
      this.database.sql<Row>`
        select a.id, a.receipt, a.state, a.places, a.rank, a.proposal, a.proposed_rank, a.wants_next_at,
          n.application_id as need
        from application a left join application_need n on n.application_id = a.id
        where a.cohort_id = ${place.id} order by a.lot, a.id`,
      this.database.sql<PersonRow>`
        select p.application_id, p.name, p.way, p.contact from applicant p
        join application a on a.id = p.application_id where a.cohort_id = ${place.id} order by p.position`,
      seatsTaken(this.database, place.id),
    ]);
    return {
      place,
      criteria: (selection?.criteria.split(',').filter(Boolean) ?? []) as Criterion[],
      note: selection?.note ?? '',
      version: selection?.version ?? null,
      lines: toLines(rows, people),
      taken,
      left: seatsLeft(place.seats, taken),
    };
  }
}

/** Seats of accepted applications, and of people who came into the cohort in another way. */
export async function seatsTaken(from: Pick<Tx, 'one'>, cohortId: string): Promise<number> {
  const row = await from.one<{ accepted: number | null; others: number }>`
    select
      (select sum(places) from application where cohort_id = ${cohortId} and state = 'accepted') as accepted,
      (select count(*) from enrolment e where e.cohort_id = ${cohortId} and e.left_at is null and not exists (
        select 1 from applicant p join application a on a.id = p.application_id
        where p.person_id = e.person_id and a.cohort_id = e.cohort_id and a.state = 'accepted')) as others`;
  return Number(row?.accepted ?? 0) + Number(row?.others ?? 0);
}

function toLines(rows: readonly Row[], people: readonly PersonRow[]): SheetLine[] {
  const of = Map.groupBy(people, (person) => person.application_id);
  const active = new Set(rows.filter(({ state }) => state !== 'withdrawn').map(({ id }) => id));
  const seen = new Map<string, Set<string>>();
  for (const { contact, application_id: id } of people)
    if (contact !== '' && active.has(id)) seen.set(contact, (seen.get(contact) ?? new Set()).add(id));
  return rows.map((row) => {
    const own = of.get(row.id) ?? [];
    return {
      id: row.id,
      receipt: row.receipt,
      state: row.state,
      places: row.places,
      rank: row.rank,
      proposal: row.proposal,
      proposedRank: row.proposed_rank,
      wantsNext: row.wants_next_at !== null,
      hasNeed: row.need !== null,
      people: own.map(({ name, way, contact }) => ({ name, way, contact })),
      isTwice: own.some(({ contact }) => (seen.get(contact)?.size ?? 0) > 1),
    };
  });
}

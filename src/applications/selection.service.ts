import { Injectable } from '@nestjs/common';
import { Seats } from '../cohorts/seats.service.js';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { NotFound } from '../shared/domain-error.js';
import type { ContactWay } from './applicant.entity.js';
import { ApplicationPlaces } from './application-place.service.js';
import type { Place } from './application-place.service.js';
import type { ApplicationState, Decision } from './application.entity.js';
import type { Criterion } from './selection.rules.js';
import { NextWishes } from './next-wish.service.js';
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
  /** The day on which it arrived on paper; null: it was sent on the page. */
  readonly paperOn: CalendarDay | null;
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
  /** Applications of cohorts before whose people wait to be told of this one first. */
  readonly wishes: number;
}

/** A cohort in the list of the office. */
export interface ListedPlace {
  readonly place: Place;
  readonly total: number;
  readonly undecided: number;
  /** A seat is free, and somebody on the waiting list could have it. */
  readonly isSomebodyNext: boolean;
}

interface CountRow {
  cohort_id: string;
  total: number;
  undecided: number;
  fewest: number | null;
}

interface Row {
  id: string;
  receipt: string;
  state: ApplicationState;
  places: number;
  rank: number | null;
  proposal: Decision | null;
  proposed_rank: number | null;
  paper_on: string | null;
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
    private readonly seats: Seats,
    private readonly wishes: NextWishes,
  ) {}

  /** Every cohort that is entered by application, with how many applications wait to be decided. */
  async list(): Promise<ListedPlace[]> {
    const rows = await this.database.sql<CountRow>`
      select cohort_id, count(*) as total, sum(case when state = 'received' then 1 else 0 end) as undecided,
        min(case when state = 'waitlisted' then places end) as fewest
      from application group by cohort_id`;
    const counts = new Map(rows.map((row) => [row.cohort_id, row]));
    const taken = await this.seats.taken(this.database);
    return (await this.places.list()).map((place) => {
      const { total = 0, undecided = 0, fewest = null } = counts.get(place.id) ?? {};
      const left = seatsLeft(place.seats, taken.get(place.id) ?? 0);
      const isSomebodyNext = fewest !== null && (left === null || Number(fewest) <= left);
      return { place, total: Number(total), undecided: Number(undecided), isSomebodyNext };
    });
  }

  /** One application for this cohort, with the sheet. @throws NotFound */
  async find(cohortId: string, id: string): Promise<{ sheet: Sheet; line: SheetLine }> {
    const sheet = await this.sheet(cohortId);
    const line = sheet.lines.find((one) => one.id === id);
    if (!line) throw new NotFound(`application ${id}`);
    return { sheet, line };
  }

  /** @throws NotFound */
  async sheet(cohortId: string): Promise<Sheet> {
    const place = await this.places.get(cohortId);
    const [selection, rows, people, taken, wishes] = await Promise.all([
      this.database.one<{ criteria: string; note: string; version: number }>`
        select criteria, note, version from selection where cohort_id = ${place.id}`,
      this.database.sql<Row>`
        select a.id, a.receipt, a.state, a.places, a.rank, a.proposal, a.proposed_rank, a.paper_on, a.wants_next_at,
          n.application_id as need
        from application a left join application_need n on n.application_id = a.id
        where a.cohort_id = ${place.id} order by a.lot, a.id`,
      this.database.sql<PersonRow>`
        select p.application_id, p.name, p.way, p.contact from applicant p
        join application a on a.id = p.application_id where a.cohort_id = ${place.id} order by p.position`,
      this.seats.takenIn(this.database, place.id),
      this.wishes.list(place),
    ]);
    return {
      place,
      criteria: (selection?.criteria.split(',').filter(Boolean) ?? []) as Criterion[],
      note: selection?.note ?? '',
      version: selection?.version ?? null,
      lines: toLines(rows, people),
      taken,
      left: seatsLeft(place.seats, taken),
      wishes: wishes.filter(({ isTold }) => !isTold).length,
    };
  }
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
      paperOn: row.paper_on === null ? null : CalendarDay.parse(row.paper_on),
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

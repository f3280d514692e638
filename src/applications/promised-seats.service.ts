import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Seats } from '../cohorts/seats.service.js';
import type { SeatCounting } from '../cohorts/seats.service.js';
import type { Tx } from '../database/database.js';

/**
 * Seats of people who were accepted and have not come in yet. Who came in is counted with the others there; who left
 * the cohort, went on in another one, or erased their account, has given the seat back. That somebody was there once
 * stays in what was reported.
 */
@Injectable()
export class PromisedSeats implements SeatCounting, OnModuleInit {
  constructor(private readonly seats: Seats) {}

  onModuleInit(): void {
    this.seats.countBy(this);
  }

  async all(from: Pick<Tx, 'sql'>): Promise<ReadonlyMap<string, number>> {
    const rows = await from.sql<{ cohort_id: string; people: number }>`
      select a.cohort_id, count(*) as people from applicant p join application a on a.id = p.application_id
      where a.state = 'accepted' and p.name <> '' and not exists (
        select 1 from reported_fact f where f.person_id = p.person_id and f.cohort_id = a.cohort_id)
      group by a.cohort_id`;
    return new Map(rows.map((row) => [row.cohort_id, Number(row.people)]));
  }

  async ofOthers(
    from: Pick<Tx, 'one'>,
    { cohortId, personId }: { cohortId: string; personId: string },
  ): Promise<number> {
    const row = await from.one<{ people: number }>`
      select count(*) as people from applicant p join application a on a.id = p.application_id
      where a.cohort_id = ${cohortId} and a.state = 'accepted' and p.name <> ''
        and (p.person_id is null or p.person_id <> ${personId}) and not exists (
          select 1 from reported_fact f where f.person_id = p.person_id and f.cohort_id = a.cohort_id)`;
    return Number(row!.people);
  }
}

import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Seats } from '../cohorts/seats.service.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';

/** Seats of people who were invited and may still come. Who came in is counted with the others there. */
@Injectable()
export class InvitedSeats implements OnModuleInit {
  constructor(
    private readonly seats: Seats,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.seats.countBy({
      all: (from) => this.all(from),
      ofOthers: (from, seat) => this.ofOthers(from, seat),
    });
  }

  private async all(from: Pick<Tx, 'sql'>): Promise<ReadonlyMap<string, number>> {
    const rows = await from.sql<{ cohort_id: string; people: number }>`
      select cohort_id, count(*) as people from invitation
      where accepted_at is null and withdrawn_at is null and expires_at > ${this.clock.now().getTime()}
      group by cohort_id`;
    return new Map(rows.map((row) => [row.cohort_id, Number(row.people)]));
  }

  /** Nobody's own is among them: whose it is becomes known when they come in. */
  private async ofOthers(from: Pick<Tx, 'one'>, { cohortId }: { cohortId: string }): Promise<number> {
    const row = await from.one<{ people: number }>`
      select count(*) as people from invitation
      where cohort_id = ${cohortId} and accepted_at is null and withdrawn_at is null
        and expires_at > ${this.clock.now().getTime()}`;
    return Number(row!.people);
  }
}

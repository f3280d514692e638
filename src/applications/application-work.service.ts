import { Injectable } from '@nestjs/common';
import { Seats } from '../cohorts/seats.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import type { Waiting } from '../web/waiting-work.js';
import { seatsLeft } from './application.rules.js';

interface Row {
  id: string;
  seats: number | null;
  ends_on: string | null;
  last_day: string | null;
  undecided: number;
  fewest: number | null;
}

/** What waits for the office in applications. */
@Injectable()
export class ApplicationWork {
  constructor(
    private readonly database: Database,
    private readonly seats: Seats,
    private readonly clock: Clock,
  ) {}

  /** One statement, and those that count seats where somebody is on a waiting list. */
  async list(): Promise<Waiting[]> {
    const today = this.clock.today().toString();
    const rows = await this.database.sql<Row>`
      select c.id, c.seats, c.ends_on, coalesce(c.closes_on, c.ends_on) as last_day,
        sum(case when a.state = 'received' then 1 else 0 end) as undecided,
        min(case when a.state = 'waitlisted' then a.places end) as fewest
      from application a join cohort c on c.id = a.cohort_id
      where a.state in ('received', 'waitlisted')
      group by c.id, c.seats, c.ends_on, c.closes_on`;
    // Without a last day they wait from the moment on in which they came.
    const due = rows.filter(({ last_day: last }) => last === null || last < today);
    const href = '/office/applications';
    return [
      {
        words: 'applications.work.undecided',
        count: due.reduce((sum, { undecided }) => sum + Number(undecided), 0),
        href,
      },
      { words: 'applications.work.next', count: await this.countFree(rows, today), href },
    ];
  }

  /** Cohorts that are not over, with a free seat for somebody who waits. */
  private async countFree(rows: readonly Row[], today: string): Promise<number> {
    const waiting = rows.filter(
      ({ fewest, ends_on: last }) => fewest !== null && (last === null || last >= today),
    );
    if (waiting.length === 0) return 0;
    const taken = await this.seats.taken(this.database);
    return waiting.filter(({ id, seats, fewest }) => {
      const left = seatsLeft(seats, taken.get(id) ?? 0);
      return left === null || Number(fewest) <= left;
    }).length;
  }
}

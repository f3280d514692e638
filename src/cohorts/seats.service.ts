import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';

/** How a higher room counts the seats that it gave away. */
export interface SeatCounting {
  /** By cohort; one where nobody is may be missing. One statement. */
  all(from: Pick<Tx, 'sql'>): Promise<ReadonlyMap<string, number>>;
  /** In one cohort, without the seat of this person. */
  ofOthers(from: Pick<Tx, 'one'>, seat: Seat): Promise<number>;
}

interface Seat {
  readonly cohortId: string;
  readonly personId: string;
}

/** How many seats of each cohort are taken or promised. To whom is known in higher rooms, which say how to count. */
@Injectable()
export class Seats {
  private readonly countings: SeatCounting[] = [];

  /** Registers work of a higher room. No seat may be counted by two of them. */
  countBy(counting: SeatCounting): void {
    this.countings.push(counting);
  }

  /** By cohort; one where nobody is may be missing. */
  async taken(from: Pick<Tx, 'sql'>): Promise<ReadonlyMap<string, number>> {
    const sums = new Map<string, number>();
    for (const { all } of this.countings)
      for (const [cohortId, people] of await all(from))
        sums.set(cohortId, (sums.get(cohortId) ?? 0) + people);
    return sums;
  }

  takenIn(from: Pick<Tx, 'one'>, cohortId: string): Promise<number> {
    return this.ofOthers(from, { cohortId, personId: '' });
  }

  /** Seats that are not this person's. */
  async ofOthers(from: Pick<Tx, 'one'>, seat: Seat): Promise<number> {
    let people = 0;
    for (const { ofOthers } of this.countings) people += await ofOthers(from, seat);
    return people;
  }
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';

type Counting = (from: Pick<Tx, 'sql'>) => Promise<ReadonlyMap<string, number>>;

/** How many seats of each cohort are taken. Who takes them is known in a higher room, which says how to count. */
@Injectable()
export class Seats {
  private counting: Counting = () => Promise.resolve(new Map());

  /** Registers work of a higher room. */
  countBy(counting: Counting): void {
    this.counting = counting;
  }

  /** By cohort; one where nobody is may be missing. One statement. */
  taken(from: Pick<Tx, 'sql'>): Promise<ReadonlyMap<string, number>> {
    return this.counting(from);
  }
}

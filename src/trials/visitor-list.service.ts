import { Injectable } from '@nestjs/common';
import { Database, list } from '../database/database.js';
import type { TrialWay } from './trial.rules.js';

/** Somebody to welcome: what is needed for that, and nothing more. */
export interface Visitor {
  readonly id: string;
  readonly name: string;
  readonly way: TrialWay;
  readonly leavesEarly: boolean;
  readonly brings: boolean;
  readonly needs: string;
  readonly hasCome: boolean;
}

export interface Visitors {
  readonly people: readonly Visitor[];
  /** Whom the host did not meet: a number, no names. */
  readonly notMet: number;
  /** What visitors wrote to the host on the page after the visit, in no order that tells whose it is. */
  readonly words: readonly string[];
}

/** Reads who comes to a slot. Whether the slot is theirs who asks, the caller knows. */
@Injectable()
export class VisitorList {
  constructor(private readonly database: Database) {}

  async of(slotId: string): Promise<Visitors> {
    const rows = await this.database.sql<{
      id: string;
      name: string;
      way: TrialWay;
      leaves_early: number | boolean;
      brings: number | boolean;
      needs: string;
      state: 'requested' | 'came' | 'not-met';
    }>`select id, name, way, leaves_early, brings, needs, state from trial_request
      where slot_id = ${slotId} and state in ${list(['requested', 'came', 'not-met'])} order by id`;
    const words = await this.database.sql<{ to_host: string }>`
      select to_host from trial_page where slot_id = ${slotId} and to_host <> '' order by to_host`;
    return {
      people: rows
        .filter(({ state }) => state !== 'not-met')
        .map(({ id, name, way, leaves_early, brings, needs, state }) => ({
          ...{ id, name, way, needs, hasCome: state === 'came' },
          ...{ leavesEarly: Boolean(leaves_early), brings: Boolean(brings) },
        })),
      notMet: rows.filter(({ state }) => state === 'not-met').length,
      words: words.map(({ to_host }) => to_host),
    };
  }
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { DomainError } from '../shared/domain-error.js';

/** Seats are counted in the unit that gives them away: units come one after another, so there are never too many. */
@Injectable()
export class TrialSeats {
  /** How many are taken. Who cancelled holds none. */
  async taken(tx: Tx, slotId: string): Promise<number> {
    const row = await tx.one<{ n: number }>`
      select count(*) as n from trial_request where slot_id = ${slotId} and state <> 'cancelled'`;
    return Number(row?.n ?? 0);
  }

  /** @throws DomainError `trials.request.full` */
  async claim(tx: Tx, slot: { readonly id: string; readonly seats: number }): Promise<void> {
    if ((await this.taken(tx, slot.id)) >= slot.seats) throw new DomainError('trials.request.full');
  }
}

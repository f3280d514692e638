import { Injectable } from '@nestjs/common';
import { Activity } from '../activities/activity.entity.js';
import type { Tx } from '../database/database.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import { TrialEvent } from './trial-event.entity.js';
import { TrialLetters } from './trial-letters.service.js';
import { TrialRequest } from './trial-request.entity.js';
import { TrialSeats } from './trial-seats.service.js';
import { TrialSlot } from './trial-slot.entity.js';
import { stageOf } from './trial.rules.js';

/** What a host decides about a slot. */
export interface SlotFields {
  readonly day: CalendarDay;
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly seats: number;
  /** Of `wayBits`; at least one. */
  readonly ways: number;
  readonly meetingPoint: string;
  readonly note: string;
}

/** Writes slots. Who may, and what the audit is told, is the caller's to know. */
@Injectable()
export class TrialSlots {
  constructor(
    private readonly seats: TrialSeats,
    private readonly letters: TrialLetters,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound for an activity that is not there or closed; DomainError `trials.slot.past` */
  async make(tx: Tx, activityId: string, fields: SlotFields): Promise<TrialSlot> {
    const activity = await tx.findOne(Activity, { id: activityId });
    if (activity?.closedAt !== null) throw new NotFound(`activity ${activityId}`);
    const now = this.clock.now();
    const slot = Object.assign(new TrialSlot(), {
      id: newId(now),
      activityId,
      ...picked(fields),
      version: 1,
      madeAt: now,
      cancelledAt: null,
      cancelledWhy: '',
    });
    if (stageOf(slot, now) !== 'open') throw new DomainError('trials.slot.past');
    await tx.insert(TrialSlot, slot);
    return slot;
  }

  /**
   * Changes version `seen`. Whoever has asked for a seat and gave an address is told when day, time or place are others.
   * @throws NotFound when there is none
   * @throws DomainError `trials.slot.changed-meanwhile`, `trials.slot.closed` (over or cancelled), `trials.slot.past`,
   *   `trials.slot.taken` with `{n}` where fewer seats are left than were given away
   */
  async change(tx: Tx, id: string, { seen, fields }: { seen: number; fields: SlotFields }): Promise<void> {
    const slot = await this.getOpen(tx, id);
    if (slot.version !== seen) throw new DomainError('trials.slot.changed-meanwhile');
    const after = Object.assign(new TrialSlot(), slot, picked(fields), { version: slot.version + 1 });
    if (stageOf(after, this.clock.now()) !== 'open') throw new DomainError('trials.slot.past');
    const taken = await this.seats.taken(tx, id);
    if (fields.seats < taken) throw new DomainError('trials.slot.taken', { n: taken });
    await tx.update(TrialSlot, { id }, { ...picked(fields), version: after.version });
    if (!isElsewhere(slot, after)) return;
    for (const request of await this.waiting(tx, id)) {
      // The note of the day before comes anew for a new day.
      if (!slot.day.equals(after.day))
        await tx.update(TrialRequest, { id: request.id }, { remindedAt: null });
      await this.letters.write(tx, request, { slot: after, kind: 'changed' });
      await this.record(tx, request.id, 'slot-changed');
    }
  }

  /**
   * It does not take place. Whoever gave an address is told at once, the others read it with their code.
   * @throws NotFound when there is none; DomainError `trials.slot.closed` when it is over or cancelled
   */
  async cancel(tx: Tx, id: string, why: string): Promise<void> {
    const slot = await this.getOpen(tx, id);
    await tx.update(
      TrialSlot,
      { id },
      { cancelledAt: this.clock.now(), cancelledWhy: why, version: slot.version + 1 },
    );
    for (const request of await this.waiting(tx, id)) {
      await this.letters.write(tx, request, { slot, kind: 'off' });
      await this.record(tx, request.id, 'slot-off');
    }
  }

  private async getOpen(tx: Tx, id: string): Promise<TrialSlot> {
    const slot = await tx.findOne(TrialSlot, { id });
    if (!slot) throw new NotFound(`trial slot ${id}`);
    if (['over', 'cancelled'].includes(stageOf(slot, this.clock.now())))
      throw new DomainError('trials.slot.closed');
    return slot;
  }

  private waiting(tx: Tx, slotId: string): Promise<TrialRequest[]> {
    return tx.find(TrialRequest, { where: { slotId, state: 'requested' }, order: { id: 'ASC' } });
  }

  private async record(tx: Tx, requestId: string, state: 'slot-changed' | 'slot-off'): Promise<void> {
    const at = this.clock.now();
    await tx.insert(TrialEvent, { id: newId(at), requestId, state, at });
  }
}

function picked({ day, fromMinute, toMinute, seats, ways, meetingPoint, note }: SlotFields): SlotFields {
  return { day, fromMinute, toMinute, seats, ways, meetingPoint, note };
}

function isElsewhere(before: TrialSlot, after: TrialSlot): boolean {
  return (
    !before.day.equals(after.day) ||
    before.fromMinute !== after.fromMinute ||
    before.toMinute !== after.toMinute ||
    before.meetingPoint !== after.meetingPoint
  );
}

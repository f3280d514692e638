import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Activity } from '../activities/activity.entity.js';
import { shownSince } from '../activities/freshness.rules.js';
import type { ActCode } from '../audit/acts.rules.js';
import { Audit } from '../audit/audit.service.js';
import { Config } from '../config/config.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { isSamePlan, isSameTime, planOf } from './slot.rules.js';
import type { SlotPlan } from './slot.rules.js';
import { TrialRequest } from './trial-request.entity.js';
import { TrialRequests } from './trial-requests.service.js';
import { TrialSeats } from './trial-seats.service.js';
import { TrialSlot } from './trial-slot.entity.js';
import { TrialSlots } from './trial-slots.service.js';
import { stageOf, wayBits, waysOf } from './trial.rules.js';
import type { TrialWay } from './trial.rules.js';

/** Refuses a change over an older state. Holds what is saved now, so that both can be shown. */
export class StaleSlot extends DomainError {
  constructor(readonly saved: TrialSlot) {
    super('trials-host.slot.stale');
  }
}

/** Refuses what one field asks for. */
export class RefusedSlot extends DomainError {
  constructor(
    readonly field: 'dayYear' | 'seats' | 'ways',
    code: string,
    params: Readonly<Record<string, number>> = {},
  ) {
    super(code, params);
  }
}

/** Who acts: somebody with an account, or null for who came by a group's link. */
export type Host = Me | null;

/** Times for visitors, as a host or the office sets them. Every change has its line of the record. */
@Injectable()
export class HostedSlots {
  constructor(
    private readonly slots: TrialSlots,
    private readonly requests: TrialRequests,
    private readonly seats: TrialSeats,
    private readonly audit: Audit,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError when the entry is not in the directory, or has such a time already */
  async add(
    tx: Tx,
    host: Host,
    { activityId, plan }: { activityId: string; plan: SlotPlan },
  ): Promise<string> {
    await this.checkEntry(tx, activityId);
    await this.checkTime(tx, activityId, plan);
    const { id } = await this.slots.make(tx, activityId, { ...plan, ways: wayBits(plan.ways) });
    await this.record(tx, host, { act: 'trial.slot-made', id, activityId });
    return id;
  }

  /**
   * Changes exactly the state that was read; the same again changes nothing. Visitors are told of another time or place.
   * @returns whether there was somebody to tell
   * @throws StaleSlot when somebody changed it meanwhile
   * @throws DomainError when it has begun or was cancelled, or people asked for what would be taken away
   */
  async change(
    tx: Tx,
    host: Host,
    { id, version, plan }: { id: string; version: number; plan: SlotPlan },
  ): Promise<boolean> {
    const slot = await this.get(tx, id);
    if (stageOf(slot, this.clock.now()) !== 'open') throw new DomainError('trials-host.slot.not-open');
    if (isSamePlan(planOf(slot), plan)) return false;
    if (slot.version !== version) throw new StaleSlot(slot);
    const isMoved = !isSameTime(slot, plan);
    if (isMoved) await this.checkTime(tx, slot.activityId, plan);
    const taken = await this.seats.taken(tx, id);
    if (plan.seats < taken) throw new RefusedSlot('seats', 'trials-host.slot.fewer', { taken });
    await this.checkWays(tx, slot, plan);
    await this.slots.change(tx, id, { seen: version, fields: { ...plan, ways: wayBits(plan.ways) } });
    await this.record(tx, host, { act: 'trial.slot-changed', id, activityId: slot.activityId });
    return taken > 0 && (isMoved || slot.meetingPoint !== plan.meetingPoint);
  }

  /** Those who would have come read `why`. Cancelled before, it stays as it is. */
  async cancel(tx: Tx, host: Host, { id, why }: { id: string; why: string }): Promise<void> {
    const slot = await this.get(tx, id);
    if (slot.cancelledAt !== null) return;
    if (stageOf(slot, this.clock.now()) === 'over') throw new DomainError('trials-host.slot.not-open');
    await this.slots.cancel(tx, id, why);
    await this.record(tx, host, { act: 'trial.slot-cancelled', id, activityId: slot.activityId });
  }

  /**
   * Writes down whether they met; null takes it back. Nothing is written before the visit, nor of who cancelled meanwhile.
   * @throws NotFound for a request to another slot
   */
  async mark(
    tx: Tx,
    { slotId, requestId }: { slotId: string; requestId: string },
    met: 'came' | 'not-met' | null,
  ): Promise<void> {
    const request = isId(requestId) ? await tx.findOne(TrialRequest, { id: requestId, slotId }) : null;
    if (!request) throw new NotFound(`request ${requestId}`);
    const stage = stageOf(await this.get(tx, slotId), this.clock.now());
    if (request.state === 'cancelled' || stage === 'open' || stage === 'cancelled') return;
    await this.requests.mark(tx, { slotId, requestId }, met);
  }

  /** Whom the host did not meet is not named any more: a slip of the finger is taken back for all of them. */
  async takeBackNotMet(tx: Tx, slotId: string): Promise<void> {
    const notMet = await tx.find(TrialRequest, { where: { slotId, state: 'not-met' }, order: { id: 'ASC' } });
    for (const { id: requestId } of notMet) await this.requests.mark(tx, { slotId, requestId }, null);
  }

  private async get(tx: Tx, id: string): Promise<TrialSlot> {
    const slot = await tx.findOne(TrialSlot, { id });
    if (!slot) throw new NotFound(`slot ${id}`);
    return slot;
  }

  private async checkEntry(tx: Tx, activityId: string): Promise<void> {
    const activity = await tx.findOne(Activity, { id: activityId });
    if (!activity) throw new NotFound(`activity ${activityId}`);
    const since = shownSince(this.clock.today(), this.config.council.activities.freshness);
    if (activity.closedAt !== null || activity.confirmedOn.isBefore(since))
      throw new DomainError('trials-host.slot.entry-closed');
  }

  private async checkTime(tx: Tx, activityId: string, plan: SlotPlan): Promise<void> {
    const { day, fromMinute, toMinute } = plan;
    const where = { activityId, day, fromMinute, toMinute, cancelledAt: IsNull() };
    if (await tx.findOne(TrialSlot, where)) throw new RefusedSlot('dayYear', 'trials-host.slot.same-time');
  }

  private async checkWays(tx: Tx, slot: TrialSlot, plan: SlotPlan): Promise<void> {
    const gone = waysOf(slot.ways).filter((way) => !plan.ways.includes(way));
    if (gone.length === 0) return;
    const asked = await tx.sql<{ way: TrialWay }>`
      select distinct way from trial_request where slot_id = ${slot.id} and state <> 'cancelled'`;
    if (asked.some(({ way }) => gone.includes(way)))
      throw new RefusedSlot('ways', 'trials-host.slot.way-taken');
  }

  private record(
    tx: Tx,
    host: Host,
    { act, id, activityId }: { act: ActCode; id: string; activityId: string },
  ): Promise<void> {
    const detail = { activity: activityId };
    return this.audit.record(tx, { actor: host, act, object: `trial-slot:${id}`, detail });
  }
}

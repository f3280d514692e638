import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { IsNull, MoreThanOrEqual } from 'typeorm';
import { ActivityKeeper } from '../activities/activity-keeper.service.js';
import { Audit } from '../audit/audit.service.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { TrialSlot } from './trial-slot.entity.js';
import { TrialSlots } from './trial-slots.service.js';
import { stageOf } from './trial.rules.js';

/** Where a group has ended, nobody waits for it at a door: what was to come is called off with it, and visitors are told. */
@Injectable()
export class ClosedEntries implements OnModuleInit {
  constructor(
    private readonly keeper: ActivityKeeper,
    private readonly slots: TrialSlots,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.keeper.onClosed((tx, activityId) => this.callOff(tx, activityId));
  }

  private async callOff(tx: Tx, activityId: string): Promise<void> {
    const day = MoreThanOrEqual(this.clock.today());
    const where = { activityId, day, cancelledAt: IsNull() };
    const slots = await tx.find(TrialSlot, { where, order: { id: 'ASC' } });
    for (const slot of slots) {
      if (stageOf(slot, this.clock.now()) !== 'open') continue;
      await this.slots.cancel(tx, slot.id, '');
      const detail = { activity: activityId };
      await this.audit.record(tx, {
        actor: null,
        act: 'trial.slot-cancelled',
        object: `trial-slot:${slot.id}`,
        detail,
      });
    }
  }
}

import { Injectable } from '@nestjs/common';
import { ActivityKeeper } from '../activities/activity-keeper.service.js';
import { Activity } from '../activities/activity.entity.js';
import type { ActCode } from '../audit/acts.rules.js';
import { Audit } from '../audit/audit.service.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { ActivityEvent } from './activity-event.entity.js';
import type { ActivityEventKind, WayIn } from './activity-event.entity.js';

/** Who acts, and how they came in. Null for a link: whoever reads the group's mail. */
export type Doer = { readonly way: 'link'; readonly me: null } | { readonly way: WayIn; readonly me: Me };

const ACTS: Readonly<Record<ActivityEventKind, ActCode>> = {
  asked: 'activity.asked',
  confirmed: 'activity.confirmed',
  closed: 'activity.closed',
  reopened: 'activity.reopened',
};

/** What happens to an entry without changing what it says: done, kept in its history and in the record of acts. */
@Injectable()
export class ActivityLife {
  constructor(
    private readonly keeper: ActivityKeeper,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Somebody who knows says that version `seen` is right as it stands. Nothing is confirmed that they did not read.
   * @throws DomainError `activities.changed-meanwhile`; `organisers-office.refused.closed` when it is closed
   */
  async confirm(tx: Tx, id: string, { seen, doer }: { seen: number; doer: Doer }): Promise<void> {
    const activity = await this.get(tx, id);
    if (activity.closedAt !== null) throw new DomainError('organisers-office.refused.closed');
    if (activity.version !== seen) throw new DomainError('activities.changed-meanwhile');
    await this.keeper.confirm(tx, id);
    await this.note(tx, id, { kind: 'confirmed', doer });
  }

  /** It does not take place any more. Closing it again changes nothing. */
  async close(tx: Tx, id: string, doer: Doer): Promise<void> {
    const activity = await this.get(tx, id);
    if (activity.closedAt !== null) return;
    await this.keeper.close(tx, id);
    await this.note(tx, id, { kind: 'closed', doer });
  }

  /** It is there again, and confirmed by that. Nothing changes while it is open. */
  async reopen(tx: Tx, id: string, doer: Doer): Promise<void> {
    const activity = await this.get(tx, id);
    if (activity.closedAt === null) return;
    await this.keeper.reopen(tx, id);
    await this.note(tx, id, { kind: 'reopened', doer });
  }

  /** Notes that it happened. The system itself acts where nobody is named. */
  async note(
    tx: Tx,
    activityId: string,
    { kind, doer }: { kind: ActivityEventKind; doer: Doer | null },
  ): Promise<void> {
    const at = this.clock.now();
    await tx.insert(ActivityEvent, {
      id: newId(at),
      activityId,
      kind,
      at,
      way: doer?.way ?? null,
      byId: doer?.way === 'office' ? doer.me.personId : null,
    });
    await this.audit.record(tx, {
      actor: doer?.me ?? null,
      act: ACTS[kind],
      object: `activity:${activityId}`,
      detail: { way: doer?.way ?? null },
    });
  }

  private async get(tx: Tx, id: string): Promise<Activity> {
    const activity = await tx.findOne(Activity, { id });
    if (!activity) throw new NotFound(`activity ${id}`);
    return activity;
  }
}

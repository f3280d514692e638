import { Injectable } from '@nestjs/common';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import { Activity } from '../activities/activity.entity.js';
import { Organiser } from '../activities/organiser.entity.js';
import type { Tx } from '../database/database.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import type { Me } from '../web/me.js';
import { ActivityChanges } from './activity-changes.service.js';
import { ActivityLife } from './activity-life.service.js';
import { differencesOf } from './content-difference.rules.js';
import { OfficeOrganisers } from './office-organisers.service.js';
import type { OrganiserData } from './office-organisers.service.js';

/** Entries in the hands of the office: what it types is approved by that. */
@Injectable()
export class OfficeEntries {
  constructor(
    private readonly changes: ActivityChanges,
    private readonly life: ActivityLife,
    private readonly organisers: OfficeOrganisers,
  ) {}

  /** For an organiser who is known (an id), or a new one. The id of the entry. */
  async make(
    tx: Tx,
    me: Me,
    { organiser, content }: { organiser: string | OrganiserData; content: ActivityContent },
  ): Promise<string> {
    const organiserId =
      typeof organiser === 'string' ? organiser : await this.organisers.make(tx, me, organiser);
    if (!(await tx.findOne(Organiser, { id: organiserId }))) throw new NotFound(`organiser ${organiserId}`);
    return this.changes.enter(tx, { organiserId, activityId: null, seen: 0, content, doer: doerOf(me) });
  }

  /**
   * One that is closed `opens` again.
   * @throws DomainError when nothing differs; `activities.changed-meanwhile`; when it is closed and nobody knew
   */
  async change(
    tx: Tx,
    id: string,
    { me, seen, opens, content }: { me: Me; seen: number; opens: boolean; content: ActivityContent },
  ): Promise<void> {
    const activity = await this.get(tx, id);
    if (activity.closedAt !== null && !opens) throw new DomainError('organisers-office.refused.ended');
    const before = JSON.parse(activity.content) as ActivityContent;
    if (activity.version === seen && differencesOf(before, content).length === 0)
      throw new DomainError('organisers-office.refused.same');
    const { organiserId } = activity;
    await this.changes.enter(tx, { organiserId, activityId: id, seen, content, doer: doerOf(me) });
  }

  /** Somebody of the group said so, at the telephone or at the desk. */
  async confirm(tx: Tx, id: string, { me, seen }: { me: Me; seen: number }): Promise<void> {
    await this.life.confirm(tx, id, { seen, doer: doerOf(me) });
  }

  async close(tx: Tx, id: string, me: Me): Promise<void> {
    await this.life.close(tx, id, doerOf(me));
  }

  async reopen(tx: Tx, id: string, me: Me): Promise<void> {
    await this.life.reopen(tx, id, doerOf(me));
  }

  private async get(tx: Tx, id: string): Promise<Activity> {
    const activity = await tx.findOne(Activity, { id });
    if (!activity) throw new NotFound(`activity ${id}`);
    return activity;
  }
}

function doerOf(me: Me): { readonly way: 'office'; readonly me: Me } {
  return { way: 'office', me };
}

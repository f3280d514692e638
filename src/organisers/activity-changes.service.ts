import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import { ActivityKeeper } from '../activities/activity-keeper.service.js';
import { Activity } from '../activities/activity.entity.js';
import type { ActCode } from '../audit/acts.rules.js';
import { Audit } from '../audit/audit.service.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId, sha256 } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { ActivityChange } from './activity-change.entity.js';
import { ActivityLife } from './activity-life.service.js';
import type { Doer } from './activity-life.service.js';
import { differencesOf, fieldNames } from './content-difference.rules.js';

/** New entries of one organiser that may wait for the office at the same time. */
const MOST_WAITING = 10;

export interface NewChange {
  readonly organiserId: string;
  /** Null for a new entry. */
  readonly activityId: string | null;
  /** The version of the entry that was before the person's eyes; 0 for a new one. */
  readonly seen: number;
  readonly content: ActivityContent;
  readonly doer: Doer;
  /** The change that was taken up again; it does not wait any longer. */
  readonly takenUp?: string | null;
}

/**
 * What somebody wants an entry to say, from the sending to the decision. Each step is in the record of acts with the
 * hashes of what the entry said and says; the texts themselves stand in the change.
 */
@Injectable()
export class ActivityChanges {
  constructor(
    private readonly keeper: ActivityKeeper,
    private readonly life: ActivityLife,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives it to the office; an older one that waits for the same entry is replaced. Its id.
   * @throws NotFound when the entry is not of this organiser
   * @throws DomainError `activities.changed-meanwhile`; `organisers.too-many` new entries that wait
   */
  async send(tx: Tx, change: NewChange): Promise<string> {
    const before = await this.baseOf(tx, change);
    await this.replace(tx, change);
    const id = await this.insert(tx, change, { before, state: 'waiting' });
    await this.note(
      tx,
      'activity.change-sent',
      { id, before, content: JSON.stringify(change.content) },
      change.doer.me,
    );
    return id;
  }

  /** What the office enters by itself: approved at once. The id of the entry. */
  async enter(tx: Tx, change: NewChange): Promise<string> {
    const before = await this.baseOf(tx, change);
    const { doer, content } = change;
    const activityId = await this.put(tx, change);
    const id = await this.insert(tx, { ...change, activityId }, { before, state: 'approved' });
    const act = before === null ? 'activity.entered' : 'activity.changed';
    await this.note(tx, act, { id, before, content: JSON.stringify(content) }, doer.me);
    return activityId;
  }

  /**
   * The entry says it from now on; `seen` is the version that the change was compared with. One that is closed
   * `opens` again. The id of the entry.
   * @throws DomainError `organisers.change-settled` when it does not wait; `activities.changed-meanwhile`;
   *   `organisers-office.refused.ended` when it is closed and nobody knew
   */
  async approve(
    tx: Tx,
    id: string,
    { me, seen, opens }: { me: Me; seen: number; opens: boolean },
  ): Promise<string> {
    const change = await this.waiting(tx, id);
    const content = JSON.parse(change.content) as ActivityContent;
    const activity = change.activityId ? await tx.findOne(Activity, { id: change.activityId }) : null;
    if (activity && activity.closedAt !== null && !opens)
      throw new DomainError('organisers-office.refused.ended');
    const doer = { way: 'office', me } as const;
    const activityId = await this.put(tx, { ...change, content, seen, doer });
    const before = activity?.content ?? null;
    const decided = { decidedAt: this.clock.now(), decidedById: me.personId };
    await tx.update(ActivityChange, { id }, { state: 'approved', activityId, before, ...decided });
    await this.note(tx, 'activity.change-approved', { id, before, content: change.content }, me);
    return activityId;
  }

  /** @throws DomainError `organisers.change-settled` when it does not wait */
  async decline(tx: Tx, id: string, { me, reason }: { me: Me; reason: string }): Promise<ActivityChange> {
    const change = await this.waiting(tx, id);
    const decided = { decidedAt: this.clock.now(), decidedById: me.personId };
    await tx.update(ActivityChange, { id }, { state: 'declined', reason, ...decided });
    await this.note(tx, 'activity.change-declined', change, me);
    return change;
  }

  /** By who sent it; withdrawing it again changes nothing. False when it does not wait, because it was decided. */
  async withdraw(
    tx: Tx,
    id: string,
    { organiserId, doer }: { organiserId: string; doer: Doer },
  ): Promise<boolean> {
    const change = await tx.findOne(ActivityChange, { id, organiserId });
    if (!change) throw new NotFound(`change ${id}`);
    if (change.state !== 'waiting') return change.state === 'withdrawn';
    await tx.update(ActivityChange, { id }, { state: 'withdrawn', decidedAt: this.clock.now() });
    await this.note(tx, 'activity.change-withdrawn', change, doer.me);
    return true;
  }

  private async waiting(tx: Tx, id: string): Promise<ActivityChange> {
    const change = await tx.findOne(ActivityChange, { id });
    if (!change) throw new NotFound(`change ${id}`);
    if (change.state !== 'waiting') throw new DomainError('organisers.change-settled');
    return change;
  }

  /** What the entry says that is changed; null for a new one. */
  private async baseOf(tx: Tx, { activityId, organiserId, seen }: NewChange): Promise<string | null> {
    if (activityId === null) return null;
    const activity = await tx.findOne(Activity, { id: activityId, organiserId });
    if (!activity) throw new NotFound(`activity ${activityId}`);
    if (activity.version !== seen) throw new DomainError('activities.changed-meanwhile');
    return activity.content;
  }

  private async replace(tx: Tx, { activityId, organiserId, takenUp }: NewChange): Promise<void> {
    const replaced = { state: 'replaced', decidedAt: this.clock.now() } as const;
    if (activityId !== null) {
      await tx.update(ActivityChange, { activityId, state: 'waiting' }, replaced);
      return;
    }
    if (takenUp) {
      const taken = await tx.findOne(ActivityChange, { id: takenUp, organiserId });
      if (!taken) throw new NotFound(`change ${takenUp}`);
      // Sent again from a page that was left open: it would be a second entry beside the first.
      if (taken.activityId !== null || taken.state === 'replaced')
        throw new DomainError('organisers.change-settled');
      await tx.update(ActivityChange, { id: takenUp }, replaced);
    }
    const waits = await tx.find(ActivityChange, {
      where: { organiserId, state: 'waiting', activityId: IsNull() },
    });
    if (waits.length >= MOST_WAITING) throw new DomainError('organisers.too-many', { most: MOST_WAITING });
  }

  private async put(
    tx: Tx,
    { activityId, organiserId, content, seen, doer }: Omit<NewChange, 'takenUp'>,
  ): Promise<string> {
    if (activityId === null) return (await this.keeper.publish(tx, organiserId, content)).id;
    await this.keeper.change(tx, activityId, { seen, content });
    await this.life.reopen(tx, activityId, doer);
    return activityId;
  }

  private async insert(
    tx: Tx,
    { activityId, organiserId, seen, content, doer }: NewChange,
    { before, state }: { before: string | null; state: 'waiting' | 'approved' },
  ): Promise<string> {
    const now = this.clock.now();
    const id = newId(now);
    const sent = { sentAt: now, sentBy: doer.way, sentById: doer.me?.personId ?? null };
    const decided =
      state === 'waiting'
        ? { decidedAt: null, decidedById: null }
        : { decidedAt: now, decidedById: doer.me?.personId ?? null };
    const texts = { before, content: JSON.stringify(content), reason: '' };
    const row = { id, activityId, organiserId, baseVersion: seen, state, ...texts, ...sent, ...decided };
    await tx.insert(ActivityChange, row);
    return id;
  }

  private async note(
    tx: Tx,
    act: ActCode,
    change: Pick<ActivityChange, 'id' | 'before' | 'content'>,
    me: Me | null,
  ): Promise<void> {
    const before = change.before === null ? null : sha256(change.before);
    const fields = fieldNames(differencesOf(contentOf(change.before), contentOf(change.content)!));
    const detail = { before, after: sha256(change.content), fields };
    await this.audit.record(tx, { actor: me, act, object: `activity-change:${change.id}`, detail });
  }
}

function contentOf(text: string | null): ActivityContent | null {
  return text === null ? null : (JSON.parse(text) as ActivityContent);
}

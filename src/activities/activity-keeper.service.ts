import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import { columnsOf } from './activity-columns.rules.js';
import type { ActivityContent } from './activity-content.rules.js';
import { Activity } from './activity.entity.js';

/** Writes entries of the directory. Who may, and what is told about it, is the caller's to know. */
@Injectable()
export class ActivityKeeper {
  private readonly whenClosed: ((tx: Tx, id: string) => Promise<void>)[] = [];

  constructor(private readonly clock: Clock) {}

  /** A new entry; what somebody just wrote counts as confirmed today. */
  async publish(tx: Tx, organiserId: string, content: ActivityContent): Promise<Activity> {
    const now = this.clock.now();
    const activity = {
      ...columnsOf(content),
      id: newId(now),
      organiserId,
      version: 1,
      content: JSON.stringify(content),
      confirmedOn: CalendarDay.at(now),
      askedAt: null,
      closedAt: null,
      publishedAt: now,
      changedAt: now,
    };
    await tx.insert(Activity, activity);
    return activity as unknown as Activity;
  }

  /**
   * Puts this content in the place of version `seen`. What was changed counts as confirmed.
   * @throws NotFound when there is no such entry
   * @throws DomainError `activities.changed-meanwhile` when somebody else changed it since
   */
  async change(tx: Tx, id: string, change: { seen: number; content: ActivityContent }): Promise<void> {
    const activity = await this.get(tx, id);
    if (activity.version !== change.seen) throw new DomainError('activities.changed-meanwhile');
    const now = this.clock.now();
    await tx.update(
      Activity,
      { id },
      {
        ...columnsOf(change.content),
        version: activity.version + 1,
        content: JSON.stringify(change.content),
        confirmedOn: CalendarDay.at(now),
        askedAt: null,
        changedAt: now,
      },
    );
  }

  /** Somebody who knows said today that all of it is right. */
  async confirm(tx: Tx, id: string): Promise<void> {
    await this.get(tx, id);
    await tx.update(Activity, { id }, { confirmedOn: CalendarDay.at(this.clock.now()), askedAt: null });
  }

  /** Registers work of a higher room, in the unit in which an entry is closed. */
  onClosed(work: (tx: Tx, id: string) => Promise<void>): void {
    this.whenClosed.push(work);
  }

  /** It does not take place any more, or not in the directory. */
  async close(tx: Tx, id: string): Promise<void> {
    await this.get(tx, id);
    await tx.update(Activity, { id }, { closedAt: this.clock.now() });
    for (const work of this.whenClosed) await work(tx, id);
  }

  /** It is there again, and confirmed by that. */
  async reopen(tx: Tx, id: string): Promise<void> {
    await this.get(tx, id);
    await tx.update(
      Activity,
      { id },
      { closedAt: null, askedAt: null, confirmedOn: CalendarDay.at(this.clock.now()) },
    );
  }

  private async get(tx: Tx, id: string): Promise<Activity> {
    const activity = await tx.findOne(Activity, { id });
    if (!activity) throw new NotFound(`activity ${id}`);
    return activity;
  }
}

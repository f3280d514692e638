import { Injectable } from '@nestjs/common';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import { Organiser } from '../activities/organiser.entity.js';
import type { Tx } from '../database/database.js';
import { mailTime } from '../mail/mail-time.rules.js';
import { Outbox } from '../mail/outbox.js';
import { Clock } from '../shared/clock.js';
import { Locales } from '../web/locales.js';
import type { Me } from '../web/me.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { ActivityChange } from './activity-change.entity.js';
import { ActivityChanges } from './activity-changes.service.js';
import { OWN_WORDS } from './office-decision.form.js';
import type { Why } from './office-decision.form.js';

/** The office decides about what groups sent, and tells them. */
@Injectable()
export class OfficeDecisions {
  constructor(
    private readonly changes: ActivityChanges,
    private readonly outbox: Outbox,
    private readonly locales: Locales,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError when somebody else decided first, or the entry is another than version `seen` */
  async approve(tx: Tx, id: string, approval: { me: Me; seen: number; opens: boolean }): Promise<void> {
    const activityId = await this.changes.approve(tx, id, approval);
    const change = await tx.findOne(ActivityChange, { id });
    await this.tell(tx, change!, 'approved', { activity: activityId });
  }

  /** The reason in Japanese, a ready sentence and own words behind it, as the group reads it. */
  async decline(tx: Tx, id: string, { me, why, words }: { me: Me; why: Why; words: string }): Promise<void> {
    const ready = why === OWN_WORDS ? '' : this.locales.in('ja').text(`organisers-office.reason.${why}`);
    const reason = [ready, words].filter((part) => part !== '').join('\n');
    const change = await this.changes.decline(tx, id, { me, reason });
    await this.tell(tx, change, 'declined', { reason });
  }

  /** Who has no mail is told at the next call; the reason stands in the change. */
  private async tell(
    tx: Tx,
    change: ActivityChange,
    decision: 'approved' | 'declined',
    params: Readonly<Record<string, string>>,
  ): Promise<void> {
    const organiser = await tx.findOne(Organiser, { id: change.organiserId });
    if (!organiser?.email) return;
    const { title } = JSON.parse(change.content) as ActivityContent;
    await this.outbox.add(tx, {
      to: organiser.email,
      template: `organisers-office.${decision}`,
      lang: 'ja',
      params: { ...params, organiser: withoutRuby(organiser.name), title: withoutRuby(title) },
      notBefore: mailTime(this.clock.now()),
    });
  }
}

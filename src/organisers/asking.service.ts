import { Injectable } from '@nestjs/common';
import { Activity } from '../activities/activity.entity.js';
import { freshnessOf } from '../activities/freshness.rules.js';
import { Organiser } from '../activities/organiser.entity.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { mailTime } from '../mail/mail-time.rules.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { ActivityChange } from './activity-change.entity.js';
import { ActivityLife } from './activity-life.service.js';
import { isAskingDue } from './asking.rules.js';
import { OrganiserLinks } from './organiser-links.service.js';

const DAY_HOURS = 24;
const DAY_MS = DAY_HOURS * 60 * 60_000;
/** By how the entry stands when the mail arrives. Nobody is asked about a fresh one. */
const LETTERS = {
  fresh: 'confirm',
  asked: 'confirm',
  unconfirmed: 'confirm-again',
  hidden: 'confirm-hidden',
};

/** Asks organisers by mail whether what their entries say is still right. */
@Injectable()
export class Askings {
  constructor(
    private readonly database: Database,
    private readonly links: OrganiserLinks,
    private readonly life: ActivityLife,
    private readonly config: Config,
  ) {}

  /** Everybody who is due and was not asked yet; each in a unit of its own. Running it again asks nobody twice. */
  async askDue(now: Date): Promise<void> {
    const { ask } = this.terms();
    const today = CalendarDay.at(now);
    const rows = await this.database.sql<{ id: string; confirmed_on: string; asked_at: number | null }>`
      select a.id, a.confirmed_on, a.asked_at
      from activity a join organiser o on o.id = a.organiser_id
      where a.closed_at is null and o.email is not null and a.confirmed_on <= ${today.plusDays(-ask).toString()}
        and not exists (select 1 from activity_change c where c.activity_id = a.id and c.state = 'waiting')
      order by a.confirmed_on, a.id`;
    for (const { id, confirmed_on: confirmed, asked_at: asked } of rows) {
      const confirmedOn = CalendarDay.parse(confirmed)!;
      const askedAt = asked === null ? null : new Date(Number(asked));
      if (!isAskingDue({ confirmedOn, askedAt }, today, this.terms())) continue;
      await this.database.write((tx) => this.ask(tx, id, now));
    }
  }

  /** What was read before the unit may be over: somebody confirmed, closed or sent a change just now. */
  private async ask(tx: Tx, id: string, now: Date): Promise<void> {
    const activity = await tx.findOne(Activity, { id });
    if (!activity || activity.closedAt !== null) return;
    if (!isAskingDue(activity, CalendarDay.at(now), this.terms())) return;
    if (await tx.findOne(ActivityChange, { activityId: id, state: 'waiting' })) return;
    const organiser = await tx.findOne(Organiser, { id: activity.organiserId });
    if (!organiser?.email) return;
    await this.send(tx, { activity, organiser: { ...organiser, email: organiser.email }, now });
    await tx.update(Activity, { id }, { askedAt: now });
    await this.life.note(tx, id, { kind: 'asked', doer: null });
  }

  /** The link is good for as long as an entry is shown that nobody confirms. */
  private async send(
    tx: Tx,
    { activity, organiser, now }: { activity: Activity; organiser: Organiser & { email: string }; now: Date },
  ): Promise<void> {
    const { ask, unconfirmed, hidden } = this.terms();
    const link = {
      organiserId: organiser.id,
      email: organiser.email,
      purpose: 'confirm',
      activityId: activity.id,
      hours: (hidden - ask) * DAY_HOURS,
    } as const;
    const notBefore = mailTime(now);
    const arrives = CalendarDay.at(notBefore);
    const freshness = freshnessOf(activity.confirmedOn, arrives, this.terms());
    const marked = activity.confirmedOn.plusDays(unconfirmed);
    const left = (marked.startsAt().getTime() - arrives.startsAt().getTime()) / DAY_MS;
    const term = freshness === 'unconfirmed' ? hidden - unconfirmed : left;
    const params = { title: activity.title, organiser: withoutRuby(organiser.name), term };
    await this.links.send(tx, link, {
      template: `organisers-office.${LETTERS[freshness]}`,
      lang: 'ja',
      notBefore,
      params,
    });
  }

  private terms() {
    return this.config.council.activities.freshness;
  }
}

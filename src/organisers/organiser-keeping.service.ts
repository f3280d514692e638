import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';

const DAY_MS = 24 * 60 * 60_000;
/** Who comes back to a link that is over is offered another for so long. */
const KEEP_LINKS_DAYS = 90;
/** The same for an address that has no entry. */
const KEEP_STRANGERS_DAYS = 7;
/** What the office did not take over, or was taken back. What was approved is the history of the entry. */
const KEEP_CHANGES_DAYS = 180;
/** Organisers without anything, from the day on which they were made. */
const KEEP_ORGANISERS_DAYS = 30;

/** What is kept of one person here, as it is given to them. */
export interface KeptOrganising {
  readonly groups: readonly { readonly name: string; readonly since: Date }[];
  /** What they sent with their account; it belongs to the group and stays when they leave, without them. */
  readonly sent: readonly { readonly title: string; readonly state: string; readonly sentAt: Date }[];
}

/** What this room keeps, and for how long. */
@Injectable()
export class OrganiserKeeping {
  constructor(private readonly database: Database) {}

  async export(personId: string): Promise<KeptOrganising> {
    const groups = await this.database.sql<{ name: string; made_at: number }>`
      select o.name, p.made_at from organiser_person p join organiser o on o.id = p.organiser_id
      where p.person_id = ${personId} order by p.made_at, o.id`;
    const sent = await this.database.sql<{ content: string; state: string; sent_at: number }>`
      select content, state, sent_at from activity_change where sent_by_id = ${personId} order by sent_at, id`;
    return {
      groups: groups.map(({ name, made_at: since }) => ({ name, since: new Date(Number(since)) })),
      sent: sent.map(({ content, state, sent_at: at }) => ({
        title: withoutRuby((JSON.parse(content) as ActivityContent).title),
        state,
        sentAt: new Date(Number(at)),
      })),
    };
  }

  /** Entries belong to their group: they stay, and nobody knows any more who wrote them. */
  async erase(tx: Tx, personId: string): Promise<void> {
    await tx.sql`delete from organiser_person where person_id = ${personId}`;
    await tx.sql`update activity_change set sent_by_id = null where sent_by_id = ${personId}`;
  }

  async forgetOld(now: Date): Promise<void> {
    const before = (days: number) => now.getTime() - days * DAY_MS;
    await this.database.write(async (tx) => {
      await tx.sql`delete from organiser_session where expires_at <= ${now.getTime()}`;
      await tx.sql`delete from organiser_link where expires_at < ${before(KEEP_LINKS_DAYS)}
        or organiser_id is null and expires_at < ${before(KEEP_STRANGERS_DAYS)}`;
      await tx.sql`delete from activity_change
        where state in ('declined', 'withdrawn', 'replaced') and decided_at < ${before(KEEP_CHANGES_DAYS)}`;
      await tx.sql`delete from organiser where created_at < ${before(KEEP_ORGANISERS_DAYS)}
        and not exists (select 1 from activity a where a.organiser_id = organiser.id)
        and not exists (select 1 from activity_change c where c.organiser_id = organiser.id)`;
    });
  }
}

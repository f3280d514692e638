import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Outbox } from '../mail/outbox.js';
import { Invitation } from './invitation.entity.js';
import { keptFrom } from './invitation.rules.js';

/** An invitation as it is given to who came in by it. */
export interface KeptInvitation {
  readonly cohort: string;
  readonly name: string;
  readonly invitedAt: Date;
  /** Null while it waits for an answer, at the person's address. */
  readonly acceptedAt: Date | null;
}

/** What this room keeps of people, and for how long. */
@Injectable()
export class InvitationKeeping {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  async export(personId: string): Promise<KeptInvitation[]> {
    const rows = await this.database.sql<{
      cohort: string;
      name: string;
      made_at: number;
      accepted_at: number | null;
    }>`
      select c.name as cohort, i.name, i.made_at, i.accepted_at
      from invitation i join cohort c on c.id = i.cohort_id
      where i.person_id = ${personId} or i.email = (select email from person where id = ${personId})
      order by i.made_at, i.id`;
    return rows.map(({ cohort, name, ...row }) => ({
      cohort,
      name,
      invitedAt: new Date(Number(row.made_at)),
      acceptedAt: row.accepted_at === null ? null : new Date(Number(row.accepted_at)),
    }));
  }

  /** Also those to the person's address by which nobody came. */
  async erase(tx: Tx, personId: string): Promise<void> {
    await tx.delete(Invitation, { personId });
    const person = await tx.one<{ email: string | null }>`select email from person where id = ${personId}`;
    if (!person?.email) return;
    await this.outbox.forget(tx, [person.email]);
    await tx.delete(Invitation, { email: person.email });
  }

  /** Who never came is forgotten a month after the link ended, with name and address. */
  async forgetOld(now: Date): Promise<void> {
    const { unanswered, accepted } = keptFrom(now);
    await this.database.write(async (tx) => {
      await tx.sql`
        delete from invitation
        where accepted_at is null and (expires_at < ${unanswered.getTime()} or withdrawn_at < ${unanswered.getTime()})`;
      await tx.sql`delete from invitation where accepted_at < ${accepted.getTime()}`;
    });
  }
}

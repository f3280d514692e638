import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { ContactAct } from './contact-access.entity.js';
import { KEEP_ACCESS_DAYS, KEEP_DAYS } from './contact.rules.js';

/** What is kept of one person here, as it is given to them. */
export interface KeptContact {
  readonly asked: readonly {
    readonly way: string;
    readonly line: string;
    readonly askedAt: Date;
    readonly closedAt: Date | null;
  }[];
  readonly whenStopped: readonly {
    readonly isWanted: boolean;
    readonly way: string;
    readonly decidedAt: Date;
  }[];
  readonly received: readonly { readonly author: string; readonly text: string; readonly sentAt: Date }[];
  /** What the person wrote as a facilitator; to whom is the other's. */
  readonly written: readonly { readonly text: string; readonly sentAt: Date }[];
}

const DAY_MS = 24 * 60 * 60_000;

/** What this room keeps of people, and for how long. With an enrolment all of it goes. */
@Injectable()
export class ContactKeeping {
  constructor(private readonly database: Database) {}

  async export(personId: string): Promise<KeptContact> {
    const asked = await this.database.sql<{
      way: string;
      line: string;
      asked_at: number;
      closed_at: number | null;
    }>`
      select q.way, q.line, q.asked_at, q.closed_at from contact_request q join enrolment e on e.id = q.enrolment_id
      where e.person_id = ${personId} order by q.asked_at, q.id`;
    const wishes = await this.database.sql<{ is_wanted: boolean | number; way: string; decided_at: number }>`
      select w.is_wanted, w.way, w.decided_at from contact_wish w join enrolment e on e.id = w.enrolment_id
      where e.person_id = ${personId} order by w.decided_at`;
    const received = await this.database.sql<{ author: string; text: string; sent_at: number }>`
      select p.display_name as author, m.text, m.sent_at
      from contact_message m join enrolment e on e.id = m.enrolment_id join person p on p.id = m.author_id
      where e.person_id = ${personId} order by m.sent_at, m.id`;
    const written = await this.database.sql<{ text: string; sent_at: number }>`
      select text, sent_at from contact_message where author_id = ${personId} order by sent_at, id`;
    return {
      asked: asked.map(({ way, line, asked_at: askedAt, closed_at: closedAt }) => ({
        way,
        line,
        askedAt: new Date(askedAt),
        closedAt: closedAt === null ? null : new Date(closedAt),
      })),
      whenStopped: wishes.map(({ is_wanted: isWanted, way, decided_at: at }) => ({
        isWanted: Boolean(isWanted),
        way,
        decidedAt: new Date(at),
      })),
      received: received.map(({ author, text, sent_at: at }) => ({ author, text, sentAt: new Date(at) })),
      written: written.map(({ text, sent_at: at }) => ({ text, sentAt: new Date(at) })),
    };
  }

  /** When a facilitator had somebody before them in the list, or took them off it. */
  async listAccess(personId: string): Promise<{ at: Date; act: ContactAct }[]> {
    const rows = await this.database.sql<{ seen_at: number; act: ContactAct }>`
      select a.seen_at, a.act from contact_access a join enrolment e on e.id = a.enrolment_id
      where e.person_id = ${personId} and a.facilitator_id <> ${personId} order by a.seen_at desc, a.id desc`;
    return rows.map(({ seen_at: at, act }) => ({ at: new Date(Number(at)), act }));
  }

  /** Requests that were closed and messages go after ninety days; who looked at the list, after a year. */
  async forgetOld(now: Date): Promise<void> {
    const limit = now.getTime() - KEEP_DAYS * DAY_MS;
    await this.database.write(async (tx) => {
      await tx.sql`delete from contact_request where closed_at < ${limit}`;
      await tx.sql`delete from contact_message where sent_at < ${limit}`;
      await tx.sql`delete from contact_access where seen_at < ${now.getTime() - KEEP_ACCESS_DAYS * DAY_MS}`;
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** A reflection as its writer gets it with all their data: every version, what was sent, what came back. */
export interface KeptReflections {
  readonly texts: readonly (KeptPlace & { readonly text: string; readonly savedAt: Date })[];
  readonly sent: readonly (KeptPlace & {
    readonly text: string;
    readonly sentAt: Date;
    readonly isRead: boolean;
    readonly replies: readonly { readonly text: string; readonly savedAt: Date }[];
  })[];
}

interface KeptPlace {
  readonly module: string;
  readonly step: string;
}

/** What a facilitator wrote to others: replies with all their versions, and drafts. */
export interface KeptReply {
  readonly text: string;
  readonly savedAt: Date;
  readonly isDraft: boolean;
}

interface SentRow {
  id: string;
  module: string;
  step: string;
  text: string;
  sent_at: number;
  read_at: number | null;
}

/** What the house holds of a person's reflections, for them alone. */
@Injectable()
export class ReflectionKeeping {
  constructor(private readonly database: Database) {}

  async exportOf(enrolmentId: string): Promise<KeptReflections> {
    const texts = await this.database.sql<{ module: string; step: string; text: string; saved_at: number }>`
      select module, step, text, saved_at from reflection_text
      where enrolment_id = ${enrolmentId} order by module, step, version`;
    const sent = await this.database.sql<SentRow>`
      select id, module, step, text, sent_at, read_at from reflection_sending
      where enrolment_id = ${enrolmentId} and taken_back_at is null order by sent_at, id`;
    const replies = await this.database.sql<{ sending_id: string; text: string; saved_at: number }>`
      select t.sending_id, t.text, t.saved_at from reflection_reply_text t
      join reflection_sending s on s.id = t.sending_id
      where s.enrolment_id = ${enrolmentId} order by t.sending_id, t.version`;
    return {
      texts: texts.map(({ module, step, text, saved_at: at }) => ({
        module,
        step,
        text,
        savedAt: instant(at),
      })),
      sent: sent.map(({ id, module, step, text, sent_at: at, read_at: readAt }) => ({
        module,
        step,
        text,
        sentAt: instant(at),
        isRead: readAt !== null,
        replies: replies
          .filter((reply) => reply.sending_id === id)
          .map((reply) => ({ text: reply.text, savedAt: instant(reply.saved_at) })),
      })),
    };
  }

  async exportReplies(personId: string): Promise<KeptReply[]> {
    const rows = await this.database.sql<{ text: string; saved_at: number; is_draft: number }>`
      select t.text, t.saved_at, 0 as is_draft from reflection_reply_text t
      join reflection_reply r on r.sending_id = t.sending_id where r.author_id = ${personId}
      union all
      select text, saved_at, 1 as is_draft from reflection_draft where author_id = ${personId}
      order by saved_at`;
    return rows.map((row) => ({
      text: row.text,
      savedAt: instant(row.saved_at),
      isDraft: row.is_draft === 1,
    }));
  }
}

function instant(stored: number): Date {
  return new Date(Number(stored));
}

import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { OutboxMail } from './outbox-mail.entity.js';
import { Postman } from './postman.js';

const MINUTE = 60_000;
const LEASE = 5 * MINUTE;
const KEEP_SENT = 7 * 24 * 60 * MINUTE;

/** When to try again after `tries` failures: 1, 2, 4 … minutes, at most six hours. */
export function backOff(tries: number): number {
  return Math.min(2 ** (tries - 1), 360) * MINUTE;
}

/** Sends what waits in the outbox, one at a time. A lease keeps two processes from sending the same mail. */
@Injectable()
export class MailSender {
  private readonly log = new Logger('Mail');

  constructor(
    private readonly database: Database,
    private readonly postman: Postman,
    private readonly clock: Clock,
  ) {}

  /** Sends every mail that is due; returns how many left. A mail that fails waits for its next try and is never dropped. */
  async sendDue(): Promise<number> {
    let sent = 0;
    for (let mail = await this.lease(); mail; mail = await this.lease()) if (await this.send(mail)) sent += 1;
    return sent;
  }

  /** Deletes mails a week after they were sent. */
  async forgetSent(now: Date): Promise<void> {
    const limit = now.getTime() - KEEP_SENT;
    await this.database.write(async (tx) => {
      await tx.sql`delete from outbox_mail where sent_at < ${limit}`;
    });
    await this.postman.forgetBefore(new Date(limit));
  }

  private async lease(): Promise<OutboxMail | null> {
    const now = this.clock.now();
    const due = await this.database
      .one`select id from outbox_mail where sent_at is null and next_try_at <= ${now.getTime()} limit 1`;
    if (!due) return null;
    return this.database.write(async (tx) => {
      const [row] = await tx.sql<{ id: string }>`
        select id from outbox_mail where sent_at is null and next_try_at <= ${now.getTime()} order by created_at, id limit 1`;
      if (!row) return null;
      const mail = await tx.findOne(OutboxMail, { id: row.id });
      if (!mail) return null;
      const tries = mail.tries + 1;
      await tx.update(OutboxMail, { id: mail.id }, { tries, nextTryAt: new Date(now.getTime() + LEASE) });
      return { ...mail, tries };
    });
  }

  // What was sent is blanked: a mail may carry a link that opens something, and its address names somebody.
  private async send(mail: OutboxMail): Promise<boolean> {
    try {
      await this.postman.deliver(mail);
    } catch (error) {
      this.log.warn(
        { mailId: mail.id, tries: mail.tries, reason: error instanceof Error ? error.name : 'unknown' },
        'mail not taken',
      );
      const nextTryAt = new Date(this.clock.now().getTime() + backOff(mail.tries));
      await this.database.write((tx) => tx.update(OutboxMail, { id: mail.id }, { nextTryAt }));
      return false;
    }
    await this.database.write((tx) =>
      tx.update(OutboxMail, { id: mail.id }, { sentAt: this.clock.now(), body: '', recipient: '' }),
    );
    return true;
  }
}

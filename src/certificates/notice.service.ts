import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { Outbox } from '../mail/outbox.js';
import { parseDisplay } from '../web/display.rules.js';

/** Tells somebody by mail that there is news about their certificates. What it is stands on their pages only. */
@Injectable()
export class NoticeService {
  constructor(private readonly outbox: Outbox) {}

  /** In the unit of what it tells of. Who has no address, or has gone, is not written to. */
  async tell(tx: Tx, personId: string | null): Promise<void> {
    if (personId === null) return;
    const person = await tx.one<{ email: string | null; ui: string }>`
      select email, ui from person where id = ${personId} and erased_at is null`;
    if (!person?.email) return;
    const { lang } = parseDisplay(person.ui);
    await this.outbox.add(tx, { to: person.email, template: 'certificates.news', lang, params: {} });
  }
}

import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Config } from '../config/config.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import { Locales } from '../web/locales.js';
import type { Language } from '../web/locales.js';
import { OutboxMail } from './outbox-mail.entity.js';

export interface Letter {
  readonly to: string;
  /** Names `mail.<template>.subject` and `mail.<template>.body` in the locales. Subjects tell nothing about the person. */
  readonly template: string;
  readonly lang: Language;
  /** Names further paragraphs `mail.<template>.<name>` after the body. */
  readonly more?: readonly string[];
  readonly params: Readonly<Record<string, string | number>>;
  /** It may not leave before; at once unless given. */
  readonly notBefore?: Date;
  /** The same words that wait for the same person already are enough. */
  readonly isOnce?: boolean;
}

/** Promises mails inside a unit, so that a mail leaves exactly when what it speaks of was saved. */
@Injectable()
export class Outbox {
  constructor(
    private readonly locales: Locales,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Takes back what still waits to be sent to these addresses. */
  async forget(tx: Tx, addresses: readonly string[]): Promise<void> {
    for (const recipient of addresses) await tx.delete(OutboxMail, { recipient });
  }

  /** The id of the mail that waits. */
  async add(tx: Tx, letter: Letter): Promise<string> {
    const { council } = this.config;
    const params = {
      ...letter.params,
      site: council.site,
      origin: this.config.origin,
      officeName: council.office.name,
      officePhone: council.office.phone,
      officeHours: council.office.hours,
    };
    const now = this.clock.now();
    const text = this.locales.in(letter.lang);
    const words = (part: string) => text.text(`mail.${letter.template}.${part}`, params);
    const mail = {
      recipient: letter.to,
      subject: words('subject'),
      body: `${['body', ...(letter.more ?? [])].map(words).join('\n\n')}\n\n${text.text('mail.signature', params)}\n`,
    };
    const waiting = letter.isOnce ? await tx.findOne(OutboxMail, { ...mail, sentAt: IsNull() }) : null;
    if (waiting) return waiting.id;
    const id = newId(now);
    await tx.insert(OutboxMail, {
      ...mail,
      id,
      createdAt: now,
      nextTryAt: letter.notBefore ?? now,
      tries: 0,
      sentAt: null,
    });
    return id;
  }
}

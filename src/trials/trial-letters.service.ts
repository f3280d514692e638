import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Tx } from '../database/database.js';
import { mailTime } from '../mail/mail-time.rules.js';
import { Outbox } from '../mail/outbox.js';
import { OutboxMail } from '../mail/outbox-mail.entity.js';
import { Clock } from '../shared/clock.js';
import { Locales } from '../web/locales.js';
import { wordDate, wordTime } from '../web/view-helpers-dates.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { TrialRequest } from './trial-request.entity.js';
import type { TrialSlot } from './trial-slot.entity.js';
import { startsAt } from './trial.rules.js';

/** `reminder` on the day before, `changed` and `off` when the host changed something or called it off. */
export type TrialLetter = 'reminder' | 'changed' | 'off';

/** Mails to visitors who gave an address. Neither subject nor text names the group: others may see the letter-box. */
@Injectable()
export class TrialLetters {
  constructor(
    private readonly outbox: Outbox,
    private readonly locales: Locales,
    private readonly clock: Clock,
  ) {}

  /** Promises the mail; one that still waits for the same visit is taken back: only the newest is true. */
  async write(
    tx: Tx,
    request: TrialRequest,
    { slot, kind }: { slot: TrialSlot; kind: TrialLetter },
  ): Promise<void> {
    if (request.email === null) return;
    await this.takeBack(tx, request);
    const now = this.clock.now();
    const words = this.locales.in(request.lang);
    const mailId = await this.outbox.add(tx, {
      to: request.email,
      template: `trials.${kind}`,
      lang: request.lang,
      params: {
        day: wordDate(words, slot.day),
        from: wordTime(words, startsAt(slot)),
        to: wordTime(words, new Date(slot.day.startsAt().getTime() + slot.toMinute * 60_000)),
        place: withoutRuby(slot.meetingPoint),
      },
      // What is told in the night waits for the morning, but not until it is too late.
      notBefore: mailTime(now) < startsAt(slot) ? mailTime(now) : now,
    });
    const when = kind === 'reminder' ? { remindedAt: now } : { toldAt: now };
    await tx.update(TrialRequest, { id: request.id }, { mailId, ...when });
  }

  /** What was promised and has not left is not sent any more. */
  async takeBack(tx: Tx, { mailId }: Pick<TrialRequest, 'mailId'>): Promise<void> {
    if (mailId !== null) await tx.delete(OutboxMail, { id: mailId, sentAt: IsNull() });
  }
}

import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { Tx } from '../database/database.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { Outbox } from '../mail/outbox.js';
import { parseDisplay } from '../web/display.rules.js';
import { MAILS_A_DAY } from './email-address.service.js';
import { OneTimeTokenService } from './one-time-token.service.js';
import { PasswordChangeService } from './password-change.service.js';
import { Person } from './person.entity.js';
import { networkOf } from './throttle.rules.js';
import { ThrottleService } from './throttle.service.js';

export const RESET_MINUTES = 60;
/** From one network: room for several classes behind one address. */
export const RESETS_A_DAY = 300;
const DAY_MINUTES = 24 * 60;

/** A new password for who forgot the old one: by a link to the confirmed address, or by a slip from the desk. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly tokens: OneTimeTokenService,
    private readonly throttle: ThrottleService,
    private readonly outbox: Outbox,
    private readonly config: Config,
    private readonly changes: PasswordChangeService,
  ) {}

  /**
   * Sends a link when the address belongs to an account. Says nothing either way.
   * @throws DomainError when too many were asked for from this network today
   */
  async ask(tx: Tx, email: string, from: string): Promise<void> {
    if (!(await this.throttle.spend(tx, `reset-from:${networkOf(from)}`, RESETS_A_DAY)))
      throw new DomainError('accounts.password.asked-often', { minutes: DAY_MINUTES });
    const maySend = await this.throttle.spend(tx, `reset:${email}`, MAILS_A_DAY);
    const person = await tx.findOne(Person, { email });
    if (!maySend || !person || person.disabledAt !== null) return;
    const token = await this.tokens.issue(tx, {
      purpose: 'reset',
      personId: person.id,
      minutes: RESET_MINUTES,
    });
    await this.outbox.add(tx, {
      to: email,
      template: 'accounts.reset',
      lang: parseDisplay(person.ui).lang,
      params: { link: `${this.config.origin}/password/${token}`, minutes: RESET_MINUTES },
    });
  }

  /** Whose password a good link or slip changes; null when it is not good. */
  async ownerOf(token: string): Promise<string | null> {
    return this.tokens.ownerOf(token, ['reset', 'slip']);
  }

  /** Uses the link up. @throws NotFound when somebody was faster, or it is no longer good */
  async set(tx: Tx, token: string, passwordHash: string): Promise<void> {
    const { personId } = await this.tokens.take(tx, token, ['reset', 'slip']);
    const person = personId === null ? null : await tx.findOne(Person, { id: personId });
    if (!person || person.disabledAt !== null) throw new NotFound();
    await this.changes.set(tx, person.id, { passwordHash });
    await this.throttle.forgive(tx, person.id);
  }
}

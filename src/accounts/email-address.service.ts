import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Config } from '../config/config.js';
import type { Tx } from '../database/database.js';
import { NotFound } from '../shared/domain-error.js';
import { Outbox } from '../mail/outbox.js';
import { parseDisplay } from '../web/display.rules.js';
import { OneTimeTokenService } from './one-time-token.service.js';
import { Person } from './person.entity.js';
import { ThrottleService } from './throttle.service.js';

const CONFIRM_MINUTES = 24 * 60;
/** So that nobody's letter box is filled from here. */
export const MAILS_A_DAY = 5;

export interface Address {
  readonly personId: string;
  readonly email: string;
}

/**
 * Mail addresses count once their holder has opened a link sent to them: a mistyped one never opens an account to a
 * stranger, and asking never tells whether an address is known here.
 */
@Injectable()
export class EmailAddressService {
  constructor(
    private readonly tokens: OneTimeTokenService,
    private readonly throttle: ThrottleService,
    private readonly outbox: Outbox,
    private readonly config: Config,
    private readonly audit: Audit,
  ) {}

  /** Sends a link to confirm the address; its holder a word instead when it belongs to an account already. */
  async ask(tx: Tx, { personId, email }: Address): Promise<void> {
    const asking = await this.personOf(tx, personId);
    if (email === asking.email || !(await this.throttle.spend(tx, `confirm:${email}`, MAILS_A_DAY))) return;
    const { lang } = parseDisplay(asking.ui);
    const holder = await tx.findOne(Person, { email });
    if (holder) {
      await this.tokens.revoke(tx, personId, ['email']);
      await this.outbox.add(tx, {
        to: email,
        template: 'accounts.email-known',
        lang: parseDisplay(holder.ui).lang,
        params: {},
      });
      return;
    }
    const token = await this.tokens.issue(tx, {
      purpose: 'email',
      personId,
      email,
      minutes: CONFIRM_MINUTES,
    });
    const link = `${this.config.origin}/email/${token}`;
    await this.outbox.add(tx, { to: email, template: 'accounts.email-confirm', lang, params: { link } });
  }

  /** From now on it signs in and receives reset links. @throws NotFound when the link is no longer good */
  async confirm(tx: Tx, token: string): Promise<void> {
    const { personId, email } = await this.tokens.take(tx, token, ['email']);
    const person = await this.personOf(tx, personId);
    if (email === null || (await tx.findOne(Person, { email }))) throw new NotFound();
    await tx.update(Person, { id: person.id }, { email });
    await this.tellFormer(tx, person);
    await this.recordChange(tx, person.id);
  }

  /** The person goes on without an address. */
  async remove(tx: Tx, personId: string): Promise<void> {
    const person = await this.personOf(tx, personId);
    await this.tokens.revoke(tx, personId, ['email']);
    if (person.email === null) return;
    await tx.update(Person, { id: personId }, { email: null });
    await this.tellFormer(tx, person);
    await this.recordChange(tx, personId);
  }

  private async tellFormer(tx: Tx, person: Person): Promise<void> {
    await this.tokens.revoke(tx, person.id, ['reset', 'email']);
    if (person.email === null) return;
    const { lang } = parseDisplay(person.ui);
    await this.outbox.add(tx, { to: person.email, template: 'accounts.email-changed', lang, params: {} });
  }

  private async recordChange(tx: Tx, personId: string): Promise<void> {
    await this.audit.record(tx, { actor: null, act: 'person.email-changed', object: `person:${personId}` });
  }

  private async personOf(tx: Tx, id: string | null): Promise<Person> {
    const person = id === null ? null : await tx.findOne(Person, { id });
    if (!person || person.erasedAt !== null) throw new NotFound();
    return person;
  }
}

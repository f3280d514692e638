import { Injectable } from '@nestjs/common';
import { NotFound } from '../shared/domain-error.js';
import type { Me } from '../web/me.js';
import { EmailAddressService } from './email-address.service.js';
import { PasswordChangeService } from './password-change.service.js';
import { PasswordService } from './password.service.js';
import { PersonService } from './person.service.js';
import type { Account } from './person.service.js';
import { ProofService } from './proof.service.js';
import type { Started } from './session.service.js';

/** What a signed-in person signs in with. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly people: PersonService,
    private readonly passwords: PasswordService,
    private readonly proofs: ProofService,
    private readonly changes: PasswordChangeService,
    private readonly emails: EmailAddressService,
  ) {}

  async emailOf(me: Me): Promise<string | null> {
    return (await this.accountOf(me)).email;
  }

  /** @throws DomainError when the new password is not to be taken */
  async checkNew(me: Me, password: string): Promise<void> {
    const { displayName, email, learnerNumber, roles } = await this.accountOf(me);
    this.passwords.check(password, { roles, words: [displayName, email ?? '', learnerNumber] });
  }

  /** Ends every other session; this one goes on under a new token. @throws DomainError */
  async changePassword(
    me: Me,
    change: { current: string; password: string; address: string },
  ): Promise<Started> {
    const account = await this.accountOf(me);
    const { current: password, password: replacement, address } = change;
    const claim = { account, typed: null, password, replacement, address };
    return this.proofs.prove(claim, (tx, _account, passwordHash) =>
      this.changes.setAndGoOn(tx, me, passwordHash),
    );
  }

  /** Empty: goes on without an address. Else it counts once its holder opened the link. @throws DomainError */
  async changeEmail(me: Me, change: { email: string; current: string; address: string }): Promise<void> {
    const account = await this.accountOf(me);
    const claim = { account, typed: null, password: change.current, address: change.address };
    const { email } = change;
    await this.proofs.prove(claim, (tx) =>
      email === ''
        ? this.emails.remove(tx, me.personId)
        : this.emails.ask(tx, { personId: me.personId, email }),
    );
  }

  private async accountOf(me: Me): Promise<Account> {
    const account = await this.people.findById(me.personId);
    if (!account) throw new NotFound();
    return account;
  }
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { Audit } from '../audit/audit.service.js';
import { NotFound } from '../shared/domain-error.js';
import type { Me } from '../web/me.js';
import { ConsentService } from './consent.service.js';
import { OneTimeTokenService } from './one-time-token.service.js';
import { Person } from './person.entity.js';
import { PersonService } from './person.service.js';
import type { Account } from './person.service.js';

export interface OwnParticulars {
  readonly account: Account;
  /** An address that waits for its link to be opened. */
  readonly waitingEmail: string | null;
  readonly consentedAt: Date | null;
}

/** What a person sees and changes of their own account. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly people: PersonService,
    private readonly tokens: OneTimeTokenService,
    private readonly consents: ConsentService,
    private readonly audit: Audit,
  ) {}

  async particularsOf(personId: string): Promise<OwnParticulars> {
    const account = await this.people.findById(personId);
    if (!account) throw new NotFound();
    const waitingEmail = await this.tokens.waitingEmail(personId);
    return { account, waitingEmail, consentedAt: await this.consents.givenAt(personId) };
  }

  async rename(tx: Tx, me: Me, displayName: string): Promise<void> {
    await tx.update(Person, { id: me.personId }, { displayName });
    await this.audit.record(tx, { actor: me, act: 'person.renamed', object: `person:${me.personId}` });
  }
}

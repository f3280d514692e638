import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import type { Tx } from '../database/database.js';
import type { Me } from '../web/me.js';
import { OneTimeTokenService } from './one-time-token.service.js';
import { PersonService } from './person.service.js';
import { SessionService } from './session.service.js';
import type { Started } from './session.service.js';

/** What a new password brings with it. */
@Injectable()
export class PasswordChangeService {
  constructor(
    private readonly people: PersonService,
    private readonly sessions: SessionService,
    private readonly tokens: OneTimeTokenService,
    private readonly audit: Audit,
  ) {}

  /** Ends every session at once, except the one that is named, and makes reset links and slips useless. */
  async set(
    tx: Tx,
    personId: string,
    change: { passwordHash: string; exceptSessionId?: string },
  ): Promise<void> {
    await this.people.setPassword(tx, personId, change.passwordHash);
    await this.sessions.endAll(tx, personId, change.exceptSessionId);
    await this.tokens.revoke(tx, personId, ['reset', 'slip']);
    await this.audit.record(tx, {
      actor: null,
      act: 'person.password-changed',
      object: `person:${personId}`,
    });
  }

  /** As `set`, in the person's own session: it goes on under a new token. */
  async setAndGoOn(tx: Tx, me: Me, passwordHash: string): Promise<Started> {
    await this.set(tx, me.personId, { passwordHash, exceptSessionId: me.sessionId });
    return this.sessions.renew(tx, me.sessionId, {});
  }
}

import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import { DomainError } from '../shared/domain-error.js';
import type { Me } from '../web/me.js';
import { OneTimeTokenService } from './one-time-token.service.js';
import type { Account } from './person.service.js';
import { isStaff } from './roles.rules.js';
import { newSlipCode } from './slip-code.rules.js';

export const SLIP_MINUTES = 60;

/** Slips from the desk: good for an hour, once, and written down who gave one. */
@Injectable()
export class SlipService {
  constructor(
    private readonly database: Database,
    private readonly tokens: OneTimeTokenService,
    private readonly audit: Audit,
  ) {}

  /** The code for a trainee. @throws DomainError for nobody, for a disabled account, and for staff (an administrator helps them) */
  async issue(me: Me, person: Account | null): Promise<string> {
    if (!person || person.isDisabled) throw new DomainError('staff.find.unknown');
    if (person.roles.some(isStaff)) throw new DomainError('staff.desk.staff');
    return this.database.write(async (tx) => {
      const token = newSlipCode();
      await this.tokens.issue(tx, {
        purpose: 'slip',
        personId: person.id,
        minutes: SLIP_MINUTES,
        createdById: me.personId,
        token,
      });
      await this.audit.record(tx, { actor: me, act: 'slip.printed', object: `person:${person.id}` });
      return token;
    });
  }
}

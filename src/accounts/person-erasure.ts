import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Tx } from '../database/database.js';
import { Outbox } from '../mail/outbox.js';
import { Clock } from '../shared/clock.js';
import { Consent } from './consent.entity.js';
import { OneTimeToken } from './one-time-token.entity.js';
import { Person } from './person.entity.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { Registration } from './registration.entity.js';
import { RoleGrant } from './role-grant.entity.js';
import { Session } from './session.entity.js';
import { ThrottleService } from './throttle.service.js';
import { Totp } from './totp.entity.js';

/** This room's part of erasing a person. The row stays, blank, so that what hangs on its id stays whole. */
@Injectable()
export class PersonErasure {
  constructor(
    private readonly clock: Clock,
    private readonly throttle: ThrottleService,
    private readonly outbox: Outbox,
  ) {}

  /** Nobody can sign in as this person from here on. Repeating it changes nothing. */
  async erase(tx: Tx, personId: string): Promise<void> {
    const person = await tx.findOne(Person, { id: personId });
    if (!person || person.erasedAt !== null) return;
    const now = this.clock.now();
    await this.outbox.forget(tx, await this.addressesOf(tx, person));
    for (const table of [Session, RoleGrant, OneTimeToken, Totp, RecoveryCode, Registration])
      await tx.delete(table, { personId });
    await this.throttle.forgive(tx, personId);
    await tx.update(Consent, { personId, withdrawnAt: IsNull() }, { withdrawnAt: now });
    await tx.update(
      Person,
      { id: personId },
      {
        learnerNumber: null,
        email: null,
        displayName: '',
        passwordHash: null,
        passwordChangedAt: null,
        ui: '',
        disabledAt: now,
        erasedAt: now,
      },
    );
  }

  /** Confirmed, waiting to be confirmed, or given when registering. */
  private async addressesOf(tx: Tx, { id: personId, email }: Person): Promise<string[]> {
    const waiting = await tx.find(OneTimeToken, { where: { personId } });
    const given = await tx.find(Registration, { where: { personId } });
    return [email, ...[...waiting, ...given].map((row) => row.email)].filter((one) => one !== null);
  }
}

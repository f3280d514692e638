import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import { newToken, sha256 } from '../shared/ids.js';
import { PasswordService } from './password.service.js';
import { Registration } from './registration.entity.js';
import { DRAFT_LIFE_MS } from './registration.service.js';
import type { Draft } from './registration.service.js';
import { networkOf } from './throttle.rules.js';
import { ThrottleService } from './throttle.service.js';

/** From one network: room for several classes behind one address. */
export const REGISTRATIONS_A_DAY = 300;
const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;
/** Within one registration: hashing costs everybody who waits to sign in. */
export const PASSWORDS_OF_A_DRAFT = 20;

/** How a registration begins: the first answer makes the draft. */
@Injectable()
export class RegistrationStartService {
  constructor(
    private readonly throttle: ThrottleService,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly passwords: PasswordService,
  ) {}

  /** The hash of a password that was chosen. @throws DomainError when it was chosen anew too often */
  async hashPassword(draft: Draft, password: string): Promise<string> {
    const isFree = await this.database.write((tx) =>
      this.throttle.spend(tx, `register-password:${draft.id}`, PASSWORDS_OF_A_DRAFT),
    );
    if (!isFree) throw new DomainError('accounts.password.too-often', { minutes: DRAFT_LIFE_MS / MINUTE_MS });
    return this.passwords.hash(password);
  }

  /**
   * Begins, or goes on with a draft that is not finished. The token to keep in the browser; null when it has it.
   * @throws DomainError when too many were begun from this network today
   */
  async answerEmail(
    tx: Tx,
    draft: Draft | null,
    { email, address }: { email: string | null; address: string },
  ): Promise<string | null> {
    const open = draft === null ? null : await tx.findOne(Registration, { id: draft.id });
    if (open && open.personId === null) {
      await tx.update(Registration, { id: open.id }, { email });
      return null;
    }
    if (!(await this.throttle.spend(tx, `register:${networkOf(address)}`, REGISTRATIONS_A_DAY)))
      throw new DomainError('accounts.register.too-many', { minutes: DAY_MINUTES });
    const token = newToken();
    const expiresAt = new Date(this.clock.now().getTime() + DRAFT_LIFE_MS);
    await tx.insert(Registration, { id: sha256(token), email, expiresAt });
    return token;
  }
}

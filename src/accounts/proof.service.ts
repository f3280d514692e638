import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import { PasswordService } from './password.service.js';
import type { Account } from './person.service.js';
import { Person } from './person.entity.js';
import { ThrottleService } from './throttle.service.js';

export interface Claim {
  /** Null when what was typed belongs to nobody. */
  readonly account: Account | null;
  /** What was typed to name the account; null inside a session, where it is known. */
  readonly typed: string | null;
  readonly password: string;
  readonly address: string;
  /** A password that is to take its place: hashed only once the present one was shown, because hashing costs everybody. */
  readonly replacement?: string;
}

/** Whether somebody is who they say, by password. Every way of asking takes the same time and the same tries. */
@Injectable()
export class ProofService {
  constructor(
    private readonly database: Database,
    private readonly passwords: PasswordService,
    private readonly throttle: ThrottleService,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Runs `act` in the unit that takes the proof.
   * @throws DomainError `accounts.sign-in.refused` (`accounts.password.unfit` inside a session) or
   *   `accounts.sign-in.blocked`; ServiceUnavailableException when too many sign in.
   */
  async prove<T>(
    claim: Claim,
    act: (tx: Tx, account: Account, replacementHash: string) => Promise<T>,
  ): Promise<T> {
    const { account, password, replacement } = claim;
    const attempt = { account: account?.id ?? claim.typed ?? '', address: claim.address };
    const until = await this.database.write((tx) => this.throttle.begin(tx, attempt));
    if (until !== null) throw this.blocked(until);
    const fits = await this.passwords.fits(account?.passwordHash ?? null, password);
    const mayEnter = account !== null && !account.isDisabled && account.roles.length > 0;
    if (!fits || !mayEnter) {
      await this.database.write(async (tx) => {
        await this.throttle.fail(tx, attempt);
        if (account)
          await this.audit.record(tx, { actor: null, act: 'proof.refused', object: `person:${account.id}` });
      });
      throw refusalOf(claim);
    }
    const better = this.passwords.isOutdated(account.passwordHash!)
      ? await this.passwords.hash(password)
      : null;
    const replacementHash = replacement === undefined ? '' : await this.passwords.hash(replacement);
    return this.database.write(async (tx) => {
      const still = await tx.findOne(Person, { id: account.id });
      if (still?.passwordHash !== account.passwordHash || still.disabledAt !== null) throw refusalOf(claim);
      if (better !== null) await tx.update(Person, { id: account.id }, { passwordHash: better });
      await this.throttle.succeed(tx, attempt);
      return act(tx, account, replacementHash);
    });
  }

  private blocked(until: Date): DomainError {
    const minutes = Math.ceil((until.getTime() - this.clock.now().getTime()) / 60_000);
    return new DomainError('accounts.sign-in.blocked', { minutes });
  }
}

function refusalOf(claim: Claim): DomainError {
  return new DomainError(claim.typed === null ? 'accounts.password.unfit' : 'accounts.sign-in.refused');
}

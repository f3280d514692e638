import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { sha256 } from '../shared/ids.js';
import { SignInThrottle } from './sign-in-throttle.entity.js';
import {
  FREE_FROM_ADDRESS,
  FREE_FROM_ANYWHERE,
  MEMORY_MS,
  afterFailure,
  afterFailureFrom,
  latestBlock,
  networkOf,
} from './throttle.rules.js';
import type { Count } from './throttle.rules.js';

/** Somebody tries to prove who they are. */
export interface Attempt {
  /** The person's id, or what was typed when there is no such person: both are slowed down alike. */
  readonly account: string;
  /** As the trusted proxy names it. */
  readonly address: string;
}

/** Slows down guessing. Counted in the database: a restart gives nobody new tries. */
@Injectable()
export class ThrottleService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts the try as failed before it is looked at, so that many at the same moment are not all free; `succeed`
   * takes it back. When the account or the address has to wait: until when, and nothing is counted.
   */
  async begin(tx: Tx, attempt: Attempt): Promise<Date | null> {
    const now = this.clock.now();
    const ids = idsOf(attempt);
    const pair = await this.find(tx, ids.pair);
    const account = await this.find(tx, ids.account);
    const address = await this.find(tx, ids.address);
    const until = latestBlock([pair, account, address], now);
    if (until !== null) return until;
    await this.put(tx, ids.pair, afterFailure(pair, FREE_FROM_ADDRESS, now));
    await this.put(tx, ids.account, afterFailure(account, FREE_FROM_ANYWHERE, now));
    return null;
  }

  /** It was indeed a failure: the address is counted too. */
  async fail(tx: Tx, attempt: Attempt): Promise<void> {
    const { address } = idsOf(attempt);
    await this.put(tx, address, afterFailureFrom(await this.find(tx, address), this.clock.now()));
  }

  async succeed(tx: Tx, attempt: Attempt): Promise<void> {
    const { pair, account } = idsOf(attempt);
    await tx.sql`delete from sign_in_throttle where id = ${pair} or id = ${account}`;
  }

  /** Lets the account try again from anywhere: its holder has proved who they are in another way. */
  async forgive(tx: Tx, account: string): Promise<void> {
    const id = sha256(`account:${account}`);
    await tx.sql`delete from sign_in_throttle where id = ${id}`;
  }

  /** Counts one of `free` uses within a day of the first, of something that costs others (a mail to an address). False: it was too many. */
  async spend(tx: Tx, what: string, free: number): Promise<boolean> {
    const id = sha256(what);
    const now = this.clock.now();
    const before = await this.find(tx, id);
    // The first use is kept, not the last: sparing uses of many days must not add up.
    const today =
      before && now.getTime() - before.lastFailureAt.getTime() < MEMORY_MS
        ? before
        : { failures: 0, lastFailureAt: now };
    if (today.failures >= free) return false;
    await this.put(tx, id, { ...today, failures: today.failures + 1, blockedUntil: null });
    return true;
  }

  async forgetOld(now: Date): Promise<void> {
    const limit = now.getTime() - MEMORY_MS;
    await this.database.write(async (tx) => {
      await tx.sql`delete from sign_in_throttle where last_failure_at < ${limit}`;
    });
  }

  private async find(tx: Tx, id: string): Promise<Count | null> {
    return tx.findOne(SignInThrottle, { id });
  }

  private async put(tx: Tx, id: string, count: Count): Promise<void> {
    await tx.upsert(SignInThrottle, { id, ...pick(count) }, ['id']);
  }
}

function pick({ failures, lastFailureAt, blockedUntil }: Count): Count {
  return { failures, lastFailureAt, blockedUntil };
}

function idsOf({ account, address }: Attempt): { pair: string; account: string; address: string } {
  const network = networkOf(address);
  return {
    pair: sha256(`pair:${account}:${network}`),
    account: sha256(`account:${account}`),
    address: sha256(`address:${network}`),
  };
}

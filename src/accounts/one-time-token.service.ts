import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { newToken, sha256 } from '../shared/ids.js';
import type { Role } from '../web/me.js';
import { OneTimeToken } from './one-time-token.entity.js';
import type { TokenPurpose } from './one-time-token.entity.js';

export interface NewToken {
  readonly purpose: TokenPurpose;
  readonly minutes: number;
  readonly personId?: string | null;
  readonly email?: string | null;
  readonly role?: Role | null;
  readonly createdById?: string | null;
  /** For a code that is typed from paper; a random one otherwise. */
  readonly token?: string;
}

/** Secrets that do one thing once. Only hashes are kept. */
@Injectable()
export class OneTimeTokenService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Makes an older one for the same purpose and person useless. The token is returned and kept nowhere. */
  async issue(tx: Tx, wanted: NewToken): Promise<string> {
    const token = wanted.token ?? newToken();
    const now = this.clock.now();
    const personId = wanted.personId ?? null;
    if (personId !== null) await this.revoke(tx, personId, [wanted.purpose]);
    await tx.insert(OneTimeToken, {
      hash: sha256(token),
      purpose: wanted.purpose,
      personId,
      email: wanted.email ?? null,
      role: wanted.role ?? null,
      createdAt: now,
      createdById: wanted.createdById ?? null,
      expiresAt: new Date(now.getTime() + wanted.minutes * 60_000),
      usedAt: null,
    });
    return token;
  }

  /** Uses it up. @throws NotFound when it is unknown, used, replaced, expired, or for something else */
  async take(tx: Tx, token: string, purposes: readonly TokenPurpose[]): Promise<OneTimeToken> {
    const row = await tx.findOne(OneTimeToken, { hash: sha256(token) });
    const now = this.clock.now();
    if (!row || row.usedAt !== null || row.expiresAt <= now || !purposes.includes(row.purpose))
      throw new NotFound();
    await tx.update(OneTimeToken, { hash: row.hash }, { usedAt: now });
    return row;
  }

  /** The person a good token belongs to, without using it up; null when it could not be taken now. */
  async ownerOf(token: string, purposes: readonly TokenPurpose[]): Promise<string | null> {
    const now = this.clock.now().getTime();
    const row = await this.database.one<{ purpose: TokenPurpose; person_id: string | null }>`
      select purpose, person_id from one_time_token
      where hash = ${sha256(token)} and used_at is null and expires_at > ${now}`;
    return row !== null && purposes.includes(row.purpose) ? row.person_id : null;
  }

  /** The address that waits for the person to open the link sent to it. */
  async waitingEmail(personId: string): Promise<string | null> {
    const now = this.clock.now().getTime();
    const row = await this.database.one<{ email: string }>`
      select email from one_time_token
      where person_id = ${personId} and purpose = 'email' and used_at is null and expires_at > ${now}`;
    return row?.email ?? null;
  }

  /** Deletes the person's unused tokens for these purposes. */
  async revoke(tx: Tx, personId: string, purposes: readonly TokenPurpose[]): Promise<void> {
    for (const purpose of purposes)
      await tx.sql`
        delete from one_time_token where person_id = ${personId} and purpose = ${purpose} and used_at is null`;
  }

  /** Deletes the unused invitations and slips that somebody gave who may give none any more. */
  async revokeGivenBy(tx: Tx, createdById: string): Promise<void> {
    await tx.sql`delete from one_time_token where created_by_id = ${createdById} and used_at is null`;
  }

  /** Deletes what expired over a week ago. */
  async forgetOld(now: Date): Promise<void> {
    const limit = now.getTime() - 7 * 24 * 60 * 60_000;
    await this.database.write(async (tx) => {
      await tx.sql`delete from one_time_token where expires_at < ${limit}`;
    });
  }
}

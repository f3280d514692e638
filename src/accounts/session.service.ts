import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { newToken, sha256 } from '../shared/ids.js';
import type { Me, Role } from '../web/me.js';
import { LedElsewhere } from '../web/view.js';
import { toRoles } from './roles.rules.js';
import { Session } from './session.entity.js';
import {
  AFTERLIFE_MS,
  cookieDaysOf,
  deviceLabel,
  expiryOf,
  isDueForTouch,
  isSecondFactorGood,
  lengthsOf,
} from './session.rules.js';

/** What a cookie leads to. An expired session still names its person for a day, and opens nothing. */
export type Found =
  | { readonly kind: 'live'; readonly me: Me; readonly isDue: boolean; readonly cookieDays: number | null }
  | { readonly kind: 'expired'; readonly personId: string }
  | { readonly kind: 'none' };

/** A session that has just begun: the token goes into the cookie and is kept nowhere else. */
export interface Started {
  readonly token: string;
  /** How long the cookie is kept; null until the browser is closed. */
  readonly cookieDays: number | null;
}

export interface NewSession {
  readonly personId: string;
  readonly role: Role;
  readonly ownDevice: boolean;
  readonly userAgent: string | undefined;
  readonly secondFactorAt?: Date | null;
  readonly reauthenticatedAt?: Date | null;
  /** From when the longest life counts; now unless an earlier session goes on. */
  readonly since?: Date;
}

interface Row {
  person_id: string;
  role: Role;
  last_seen_at: number;
  expires_at: number;
  second_factor_at: number | null;
  reauthenticated_at: number | null;
  ended_at: number | null;
  own_device: number | boolean;
  display_name: string;
  learner_number: string;
  ui: string;
  disabled_at: number | null;
  roles: string | null;
}

const NONE: Found = { kind: 'none' };

/** Who is signed in where. Sessions are rows, so that ending one works on the very next request. */
@Injectable()
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** One statement per request. A role that was taken away, or a disabled person, ends the session at once. */
  async find(token: string): Promise<Found> {
    const id = sha256(token);
    const row = await this.database.one<Row>`
      select s.person_id, s.role, s.last_seen_at, s.expires_at, s.second_factor_at, s.reauthenticated_at, s.ended_at,
        s.own_device, p.display_name, p.learner_number, p.ui, p.disabled_at,
        (select string_agg(g.role, ',') from role_grant g where g.person_id = p.id) as roles
      from session s join person p on p.id = s.person_id where s.id = ${id}`;
    if (row === null || row.disabled_at !== null || row.ended_at !== null) return NONE;
    const now = this.clock.now();
    if (now.getTime() >= row.expires_at) {
      return now.getTime() < row.expires_at + AFTERLIFE_MS
        ? { kind: 'expired', personId: row.person_id }
        : NONE;
    }
    const roles = toRoles(row.roles);
    if (!roles.includes(row.role)) return NONE;
    return {
      kind: 'live',
      me: toMe(row, { id, roles, now }),
      isDue: isDueForTouch(new Date(row.last_seen_at), now),
      cookieDays: cookieDaysOf(row.role, Boolean(row.own_device)),
    };
  }

  /** Begins a session under a new token. */
  async start(tx: Tx, session: NewSession): Promise<Started> {
    const token = newToken();
    const now = this.clock.now();
    const { idleMinutes, absoluteMinutes } = lengthsOf(session.role, session.ownDevice);
    const since = (session.since ?? now).getTime();
    const absoluteExpiresAt = absoluteMinutes === null ? null : new Date(since + absoluteMinutes * 60_000);
    await tx.insert(Session, {
      id: sha256(token),
      personId: session.personId,
      role: session.role,
      createdAt: new Date(since),
      lastSeenAt: now,
      idleMinutes,
      expiresAt: expiryOf(now, idleMinutes, absoluteExpiresAt),
      absoluteExpiresAt,
      ownDevice: session.ownDevice,
      secondFactorAt: session.secondFactorAt ?? null,
      reauthenticatedAt: session.reauthenticatedAt ?? null,
      device: deviceLabel(session.userAgent),
      endedAt: null,
    });
    return { token, cookieDays: cookieDaysOf(session.role, session.ownDevice) };
  }

  /**
   * Goes on under a new token, because what the session may do changed: another role, a second factor given.
   * What is not named in `change` stays.
   * @throws LedElsewhere when it was ended after the request was let in: what was ended does not go on
   */
  async renew(
    tx: Tx,
    sessionId: string,
    change: Partial<Pick<NewSession, 'role' | 'secondFactorAt' | 'reauthenticatedAt'>>,
  ): Promise<Started> {
    const before = await tx.findOne(Session, { id: sessionId });
    if (!before || before.endedAt !== null) throw new LedElsewhere('/login');
    await this.end(tx, sessionId);
    const since = before.absoluteExpiresAt === null ? undefined : before.createdAt;
    const started = await this.start(tx, { ...before, since, userAgent: undefined, ...change });
    await tx.update(Session, { id: sha256(started.token) }, { device: before.device });
    return started;
  }

  /** Moves `lastSeenAt` to now, and the expiry with it. */
  async touch(tx: Tx, sessionId: string): Promise<void> {
    const session = await tx.findOne(Session, { id: sessionId });
    const now = this.clock.now();
    if (!session || session.endedAt !== null || session.expiresAt <= now) return;
    const expiresAt = expiryOf(now, session.idleMinutes, session.absoluteExpiresAt);
    await tx.update(Session, { id: sessionId }, { lastSeenAt: now, expiresAt });
  }

  async markReauthenticated(tx: Tx, sessionId: string): Promise<void> {
    await tx.update(Session, { id: sessionId }, { reauthenticatedAt: this.clock.now() });
  }

  async end(tx: Tx, sessionId: string): Promise<void> {
    await tx.update(Session, { id: sessionId }, { endedAt: this.clock.now() });
  }

  /** Ends every session of the person; with `exceptId` all but that one. How many were ended. */
  async endAll(tx: Tx, personId: string, exceptId = ''): Promise<number> {
    const now = this.clock.now().getTime();
    const ended = await tx.sql`
      update session set ended_at = ${now}
      where person_id = ${personId} and id <> ${exceptId} and ended_at is null
      returning id`;
    return ended.length;
  }

  /** Deletes rows that name their person no longer. */
  async forgetOld(now: Date): Promise<void> {
    const limit = now.getTime() - AFTERLIFE_MS;
    await this.database.write(async (tx) => {
      await tx.sql`delete from session where expires_at < ${limit} or ended_at < ${limit}`;
    });
  }
}

function toMe(row: Row, session: { id: string; roles: readonly Role[]; now: Date }): Me {
  return {
    personId: row.person_id,
    role: row.role,
    roles: session.roles,
    displayName: row.display_name,
    learnerNumber: row.learner_number,
    sessionId: session.id,
    secondFactorDone: isSecondFactorGood(toDate(row.second_factor_at), session.now),
    reauthenticatedAt: toDate(row.reauthenticated_at),
    ui: row.ui,
  };
}

function toDate(instant: number | null): Date | null {
  return instant === null ? null : new Date(instant);
}

import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import { newId, sha256 } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { newRecoveryCode, readRecoveryCode, RECOVERY_CODES, stepOfCode } from './second-factor.rules.js';
import { SessionService } from './session.service.js';
import type { Started } from './session.service.js';
import { ThrottleService } from './throttle.service.js';
import { Totp } from './totp.entity.js';

/** The second factor of staff: a code from an app, or one of ten recovery codes when the app is lost. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionService,
    private readonly throttle: ThrottleService,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async isSetUp(personId: string): Promise<boolean> {
    const row = await this.database.one<{ confirmed_at: number | null }>`
      select confirmed_at from totp where person_id = ${personId}`;
    return row !== null && row.confirmed_at !== null;
  }

  /** Whether the password was chosen before any staff role was held: it may be shorter than staff need. */
  async wantsNewPassword(personId: string): Promise<boolean> {
    const row = await this.database.one`
      select 1 as found from person p where p.id = ${personId} and p.password_changed_at < (
        select min(g.granted_at) from role_grant g where g.person_id = p.id and g.role <> 'trainee')`;
    return row !== null;
  }

  /** Takes the first code: from now on it is asked at every sign-in. Gives the recovery codes, shown this once. */
  async confirmSetup(
    me: Me,
    given: { secret: string; code: string },
    address: string,
  ): Promise<{ started: Started; recoveryCodes: readonly string[] }> {
    return this.guarded(me, address, async (tx) => {
      const { personId } = me;
      const known = await tx.findOne(Totp, { personId });
      const now = this.clock.now();
      const step = known?.confirmedAt ? null : stepOfCode(given.secret, given.code, { now, lastStep: null });
      if (step === null) return null;
      const row = { personId, secret: given.secret, createdAt: now, confirmedAt: now, lastStep: step };
      await tx.upsert(Totp, row, ['personId']);
      const recoveryCodes = await this.replaceRecoveryCodes(tx, personId);
      await this.audit.record(tx, { actor: me, act: 'second-factor.set-up', object: `person:${personId}` });
      return { started: await this.renew(tx, me), recoveryCodes };
    });
  }

  /** Takes a code from the app or a recovery code; the session goes on under a new token. @throws DomainError */
  async give(me: Me, code: string, address: string): Promise<Started> {
    return this.guarded(me, address, async (tx) => {
      const used =
        (await this.takeAppCode(tx, me.personId, code)) ??
        (await this.takeRecoveryCode(tx, me.personId, code));
      if (!used) return null;
      await this.audit.record(tx, {
        actor: me,
        act: `second-factor.${used}`,
        object: `person:${me.personId}`,
      });
      return this.renew(tx, me);
    });
  }

  /** Forgets the app and the codes, so that the person sets them up anew. For the administrator, after meeting them. */
  async reset(tx: Tx, personId: string): Promise<void> {
    await tx.delete(Totp, { personId });
    await tx.delete(RecoveryCode, { personId });
    await this.sessions.endAll(tx, personId);
  }

  private async takeAppCode(tx: Tx, personId: string, code: string): Promise<'given' | null> {
    const totp = await tx.findOne(Totp, { personId });
    if (!totp?.confirmedAt) return null;
    const step = stepOfCode(totp.secret, code, { now: this.clock.now(), lastStep: totp.lastStep });
    if (step === null) return null;
    await tx.update(Totp, { personId }, { lastStep: step });
    return 'given';
  }

  private async takeRecoveryCode(tx: Tx, personId: string, code: string): Promise<'recovered' | null> {
    const codeHash = sha256(`${personId}:${readRecoveryCode(code)}`);
    const row = await tx.findOne(RecoveryCode, { personId, codeHash });
    if (!row || row.usedAt !== null) return null;
    await tx.update(RecoveryCode, { id: row.id }, { usedAt: this.clock.now() });
    return 'recovered';
  }

  private async replaceRecoveryCodes(tx: Tx, personId: string): Promise<string[]> {
    const now = this.clock.now();
    await tx.delete(RecoveryCode, { personId });
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    const rows = codes.map((code) => ({
      id: newId(now),
      personId,
      codeHash: sha256(`${personId}:${code}`),
      createdAt: now,
      usedAt: null,
    }));
    await tx.insert(RecoveryCode, rows);
    return codes;
  }

  private renew(tx: Tx, me: Me): Promise<Started> {
    const now = this.clock.now();
    return this.sessions.renew(tx, me.sessionId, { secondFactorAt: now, reauthenticatedAt: now });
  }

  // The try is counted before the code is looked at: a code has only a million values.
  private async guarded<T>(me: Me, address: string, act: (tx: Tx) => Promise<T | null>): Promise<T> {
    const attempt = { account: `second-factor:${me.personId}`, address };
    const until = await this.database.write((tx) => this.throttle.begin(tx, attempt));
    if (until !== null) {
      const minutes = Math.ceil((until.getTime() - this.clock.now().getTime()) / 60_000);
      throw new DomainError('accounts.sign-in.blocked', { minutes });
    }
    const done = await this.database.write(async (tx) => {
      const result = await act(tx);
      if (result === null) await this.throttle.fail(tx, attempt);
      else await this.throttle.succeed(tx, attempt);
      return result;
    });
    if (done === null) throw new DomainError('staff.second-factor.unfit');
    return done;
  }
}

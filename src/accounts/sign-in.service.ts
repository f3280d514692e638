import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import type { Me, Role } from '../web/me.js';
import { PersonService } from './person.service.js';
import { ProofService } from './proof.service.js';
import { firstRole } from './roles.rules.js';
import { SessionService } from './session.service.js';
import type { Started } from './session.service.js';
import { parseIdentifier } from './sign-in.rules.js';

export interface SignIn {
  readonly identifier: string;
  readonly password: string;
  readonly ownDevice: boolean;
  readonly address: string;
  readonly userAgent: string | undefined;
  /** The session that this browser was in before; it ends. */
  readonly before: string | null;
}

/** Signing in, proving it again, changing the role, signing out. */
@Injectable()
export class SignInService {
  constructor(
    private readonly people: PersonService,
    private readonly proofs: ProofService,
    private readonly sessions: SessionService,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError when it does not fit or was tried too often, without saying which part does not fit. */
  async signIn(entry: SignIn): Promise<Started & { roles: readonly Role[] }> {
    const identifier = parseIdentifier(entry.identifier);
    const account = identifier && (await this.people.findByIdentifier(identifier));
    const typed = identifier?.email ?? identifier?.learnerNumber ?? '';
    const claim = { account, typed, password: entry.password, address: entry.address };
    return this.proofs.prove(claim, async (tx, { id, roles }) => {
      const role = firstRole(roles)!;
      if (entry.before !== null) await this.sessions.end(tx, entry.before);
      const started = await this.sessions.start(tx, {
        personId: id,
        role,
        ownDevice: entry.ownDevice,
        userAgent: entry.userAgent,
        reauthenticatedAt: this.clock.now(),
      });
      await this.audit.record(tx, {
        actor: { personId: id, role },
        act: 'session.started',
        object: `person:${id}`,
      });
      return { ...started, roles };
    });
  }

  /** Proves it again within the session, before something sensitive. @throws DomainError */
  async proveAgain(me: Me, proof: { password: string; address: string }): Promise<void> {
    const account = await this.people.findById(me.personId);
    await this.proofs.prove({ account, typed: null, ...proof }, async (tx) => {
      await this.sessions.markReauthenticated(tx, me.sessionId);
      await this.audit.record(tx, { actor: me, act: 'session.proved', object: `person:${me.personId}` });
    });
  }

  /** Goes on in another of the person's roles, under a new token. @throws NotFound when it is not theirs */
  async actAs(tx: Tx, me: Me, role: Role): Promise<Started> {
    if (!me.roles.includes(role)) throw new NotFound();
    const started = await this.sessions.renew(tx, me.sessionId, { role });
    await this.audit.record(tx, {
      actor: { ...me, role },
      act: 'session.role-changed',
      object: `person:${me.personId}`,
    });
    return started;
  }

  async signOut(tx: Tx, me: Me): Promise<void> {
    await this.sessions.end(tx, me.sessionId);
    await this.audit.record(tx, { actor: me, act: 'session.ended', object: `person:${me.personId}` });
  }
}

import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import type { Me, Role } from '../web/me.js';
import { formatLearnerNumber } from './learner-number.rules.js';
import { OneTimeTokenService } from './one-time-token.service.js';
import { Person } from './person.entity.js';
import { RoleGrant } from './role-grant.entity.js';
import { toRoles } from './roles.rules.js';
import { SecondFactorService } from './second-factor.service.js';
import { SessionService } from './session.service.js';
import type { Identifier } from './sign-in.rules.js';

/** An account as an administrator sees it: nothing of what the person learns. */
export interface AccountLine {
  readonly id: string;
  readonly displayName: string;
  readonly learnerNumber: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
  readonly isDisabled: boolean;
  readonly createdAt: Date;
}

interface Row {
  id: string;
  display_name: string;
  learner_number: string;
  email: string | null;
  roles: string | null;
  disabled_at: number | null;
  created_at: number;
}

/** Accounts in the hands of an administrator: found one at a time, never listed for browsing; staff are listed. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionService,
    private readonly factors: SecondFactorService,
    private readonly tokens: OneTimeTokenService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async listStaff(): Promise<AccountLine[]> {
    const rows = await this.database.sql<Row>`
      select p.id, p.display_name, p.learner_number, p.email, p.disabled_at, p.created_at,
        string_agg(g.role, ',') as roles
      from person p join role_grant g on g.person_id = p.id
      where p.erased_at is null and exists (select 1 from role_grant s where s.person_id = p.id and s.role <> 'trainee')
      group by p.id, p.display_name, p.learner_number, p.email, p.disabled_at, p.created_at
      order by p.created_at, p.id`;
    return rows.map(toLine);
  }

  /** By the whole learner number or address only: parts of one would let an account be guessed. */
  async findByIdentifier({ email, learnerNumber }: Identifier): Promise<AccountLine | null> {
    const row = await this.database.one<{ id: string }>`
      select id from person where erased_at is null and (email = ${email ?? ''} or learner_number = ${learnerNumber ?? ''})`;
    return row && this.get(row.id);
  }

  /** @throws NotFound */
  async get(id: string): Promise<AccountLine> {
    const row = isId(id)
      ? await this.database.one<Row>`
          select p.id, p.display_name, p.learner_number, p.email, p.disabled_at, p.created_at,
            (select string_agg(g.role, ',') from role_grant g where g.person_id = p.id) as roles
          from person p where p.id = ${id} and p.erased_at is null`
      : null;
    if (!row) throw new NotFound(`person ${id}`);
    return toLine(row);
  }

  /** @throws DomainError for one's own account */
  async grant(tx: Tx, me: Me, change: { id: string; role: Role }): Promise<void> {
    const { id, role } = change;
    await this.other(tx, me, id);
    if (await tx.findOne(RoleGrant, { personId: id, role })) return;
    await tx.insert(RoleGrant, { personId: id, role, grantedAt: this.clock.now(), grantedById: me.personId });
    // Staff get no slips: one that was printed for the trainee must not open the new role.
    await this.tokens.revoke(tx, id, ['slip']);
    await this.audit.record(tx, { actor: me, act: 'role.granted', object: `person:${id}`, detail: { role } });
  }

  /** Takes effect on the very next request. @throws DomainError for one's own account and the last administrator */
  async revoke(tx: Tx, me: Me, change: { id: string; role: Role }): Promise<void> {
    const { id, role } = change;
    await this.other(tx, me, id);
    if (role === 'administrator') await this.keepOneAdministrator(tx, id);
    await this.tokens.revokeGivenBy(tx, id);
    if ((await tx.delete(RoleGrant, { personId: id, role })) > 0)
      await this.audit.record(tx, {
        actor: me,
        act: 'role.revoked',
        object: `person:${id}`,
        detail: { role },
      });
  }

  /** Ends every session at once. @throws DomainError for one's own account and the last administrator */
  async disable(tx: Tx, me: Me, id: string): Promise<void> {
    const person = await this.other(tx, me, id);
    if (person.disabledAt) return;
    await this.keepOneAdministrator(tx, id);
    await tx.update(Person, { id }, { disabledAt: this.clock.now() });
    await this.sessions.endAll(tx, id);
    await this.tokens.revokeGivenBy(tx, id);
    await this.audit.record(tx, { actor: me, act: 'person.disabled', object: `person:${id}` });
  }

  async enable(tx: Tx, me: Me, id: string): Promise<void> {
    await this.other(tx, me, id);
    await tx.update(Person, { id }, { disabledAt: null });
    await this.audit.record(tx, { actor: me, act: 'person.enabled', object: `person:${id}` });
  }

  async endSessions(tx: Tx, me: Me, id: string): Promise<void> {
    await this.other(tx, me, id);
    const ended = await this.sessions.endAll(tx, id);
    await this.audit.record(tx, {
      actor: me,
      act: 'sessions.ended',
      object: `person:${id}`,
      detail: { ended },
    });
  }

  /** For a lost phone: the person sets up a new one at the next sign-in. */
  async resetSecondFactor(tx: Tx, me: Me, id: string): Promise<void> {
    await this.other(tx, me, id);
    await this.factors.reset(tx, id);
    await this.audit.record(tx, { actor: me, act: 'second-factor.reset', object: `person:${id}` });
  }

  private async other(tx: Tx, me: Me, id: string): Promise<Person> {
    if (id === me.personId) throw new DomainError('staff.people.yourself');
    const person = isId(id) ? await tx.findOne(Person, { id }) : null;
    if (!person || person.erasedAt) throw new NotFound(`person ${id}`);
    return person;
  }

  private async keepOneAdministrator(tx: Tx, id: string): Promise<void> {
    const others = await tx.one`
      select 1 as found from role_grant g join person p on p.id = g.person_id
      where g.role = 'administrator' and g.person_id <> ${id} and p.disabled_at is null and p.erased_at is null limit 1`;
    const isOne = await tx.findOne(RoleGrant, { personId: id, role: 'administrator' });
    if (isOne && !others) throw new DomainError('staff.people.last');
  }
}

function toLine(row: Row): AccountLine {
  return {
    id: row.id,
    displayName: row.display_name,
    learnerNumber: formatLearnerNumber(row.learner_number),
    email: row.email,
    roles: toRoles(row.roles),
    isDisabled: row.disabled_at !== null,
    createdAt: new Date(row.created_at),
  };
}

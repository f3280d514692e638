import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import { sha256 } from '../shared/ids.js';
import type { Me, Role } from '../web/me.js';
import { OneTimeTokenService } from './one-time-token.service.js';
import { PersonService } from './person.service.js';
import { Person } from './person.entity.js';

export const INVITATION_DAYS = 7;
const SETUP_HOURS = 24;

/** What a good link opens. */
export interface Invitation {
  /** Null for the first administrator. */
  readonly email: string | null;
  readonly role: Role;
}

/** How staff come in: by a link that works once. */
@Injectable()
export class StaffEntryService {
  constructor(
    private readonly database: Database,
    private readonly tokens: OneTimeTokenService,
    private readonly people: PersonService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** A link for the first administrator, or null when there is one. The link is not kept anywhere. */
  async firstAdministratorLink(config: Config): Promise<string | null> {
    return this.database.write(async (tx) => {
      if (await hasAdministrator(tx)) return null;
      await tx.sql`delete from one_time_token where purpose = 'setup' and used_at is null`;
      const token = await this.tokens.issue(tx, {
        purpose: 'setup',
        minutes: SETUP_HOURS * 60,
        role: 'administrator',
      });
      return `${config.origin}/setup/${token}`;
    });
  }

  /** Makes an invitation and returns its token, to be mailed. @throws DomainError when the address has an account: roles are granted there. */
  async invite(tx: Tx, me: Me, wanted: { email: string; role: Role }): Promise<string> {
    const { email, role } = wanted;
    if (await tx.findOne(Person, { email })) throw new DomainError('staff.invite.known');
    await tx.sql`delete from one_time_token where purpose = 'invite' and email = ${email} and used_at is null`;
    const token = await this.tokens.issue(tx, {
      purpose: 'invite',
      minutes: INVITATION_DAYS * 24 * 60,
      email,
      role,
      createdById: me.personId,
    });
    await this.audit.record(tx, {
      actor: me,
      act: 'person.invited',
      object: `token:${sha256(token).slice(0, 12)}`,
      detail: { role },
    });
    return token;
  }

  /** Null when the link cannot be used (any more). Opening it uses nothing up. */
  async find(token: string): Promise<Invitation | null> {
    const row = await this.database.one<{ email: string | null; role: Role; purpose: string }>`
      select email, role, purpose from one_time_token
      where hash = ${sha256(token)} and purpose in ('invite', 'setup') and used_at is null and expires_at > ${this.clock.now().getTime()}`;
    if (!row) return null;
    return { email: row.email, role: row.role };
  }

  /** Makes the account. @throws NotFound when the link was used meanwhile; DomainError when its address was taken. */
  async accept(
    tx: Tx,
    token: string,
    chosen: { displayName: string; passwordHash: string },
  ): Promise<{ id: string; role: Role }> {
    const { email, role, purpose, createdById } = await this.tokens.take(tx, token, ['invite', 'setup']);
    if (purpose === 'setup' && (await hasAdministrator(tx))) throw new DomainError('staff.setup.over');
    if (email !== null && (await tx.findOne(Person, { email }))) throw new DomainError('staff.invite.known');
    const { id } = await this.people.create(tx, {
      ...chosen,
      email,
      roles: [role!],
      grantedById: createdById,
    });
    await this.audit.record(tx, {
      actor: { personId: id, role: role! },
      act: 'person.joined',
      object: `person:${id}`,
      detail: { role: role! },
    });
    return { id, role: role! };
  }
}

async function hasAdministrator(tx: Tx): Promise<boolean> {
  return (await tx.one`select 1 as found from role_grant where role = 'administrator' limit 1`) !== null;
}

import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import type { Role } from '../web/me.js';
import { LEARNER_NUMBERS, toLearnerNumber } from './learner-number.rules.js';
import { Person } from './person.entity.js';
import { RoleGrant } from './role-grant.entity.js';
import { toRoles } from './roles.rules.js';
import type { Identifier } from './sign-in.rules.js';

export interface NewPerson {
  readonly displayName: string;
  readonly passwordHash: string;
  readonly roles: readonly Role[];
  /** Only an address that its holder has confirmed. */
  readonly email?: string | null;
  readonly ui?: string;
  readonly grantedById?: string | null;
}

/** What signing in and changing credentials need to know. */
export interface Account {
  readonly id: string;
  readonly email: string | null;
  readonly learnerNumber: string;
  readonly displayName: string;
  readonly passwordHash: string | null;
  readonly ui: string;
  readonly isDisabled: boolean;
  readonly roles: readonly Role[];
}

interface Row {
  id: string;
  email: string | null;
  learner_number: string;
  display_name: string;
  password_hash: string | null;
  ui: string;
  disabled_at: number | null;
  roles: string | null;
}

/** People and their roles. */
@Injectable()
export class PersonService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async create(tx: Tx, person: NewPerson): Promise<{ id: string; learnerNumber: string }> {
    const now = this.clock.now();
    const id = newId(now);
    const learnerNumber = await this.freeLearnerNumber(tx);
    await tx.insert(Person, {
      id,
      learnerNumber,
      email: person.email ?? null,
      displayName: person.displayName,
      passwordHash: person.passwordHash,
      passwordChangedAt: now,
      ui: person.ui ?? '',
      createdAt: now,
      disabledAt: null,
      erasedAt: null,
    });
    for (const role of person.roles)
      await tx.insert(RoleGrant, {
        personId: id,
        role,
        grantedAt: now,
        grantedById: person.grantedById ?? null,
      });
    return { id, learnerNumber };
  }

  async findByIdentifier(identifier: Identifier): Promise<Account | null> {
    const email = identifier.email ?? '';
    const learnerNumber = identifier.learnerNumber ?? '';
    const row = await this.database.one<Row>`
      select p.id, p.email, p.learner_number, p.display_name, p.password_hash, p.ui, p.disabled_at,
        (select string_agg(g.role, ',') from role_grant g where g.person_id = p.id) as roles
      from person p where p.email = ${email} or p.learner_number = ${learnerNumber}`;
    return row && toAccount(row);
  }

  async findById(id: string): Promise<Account | null> {
    const row = await this.database.one<Row>`
      select p.id, p.email, p.learner_number, p.display_name, p.password_hash, p.ui, p.disabled_at,
        (select string_agg(g.role, ',') from role_grant g where g.person_id = p.id) as roles
      from person p where p.id = ${id} and p.erased_at is null`;
    return row && toAccount(row);
  }

  async setPassword(tx: Tx, personId: string, passwordHash: string): Promise<void> {
    await tx.update(Person, { id: personId }, { passwordHash, passwordChangedAt: this.clock.now() });
  }

  private async freeLearnerNumber(tx: Tx): Promise<string> {
    for (;;) {
      const learnerNumber = toLearnerNumber(randomInt(LEARNER_NUMBERS));
      if (!(await tx.findOne(Person, { learnerNumber }))) return learnerNumber;
    }
  }
}

function toAccount(row: Row): Account {
  return {
    id: row.id,
    email: row.email,
    learnerNumber: row.learner_number,
    displayName: row.display_name,
    passwordHash: row.password_hash,
    ui: row.ui,
    isDisabled: row.disabled_at !== null,
    roles: toRoles(row.roles),
  };
}

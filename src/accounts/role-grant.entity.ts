import { Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Instant, RefColumn } from '../database/columns.js';
import type { Role } from '../web/me.js';
import { Person } from './person.entity.js';

/** A role that a person may act in. Granting is a row, revoking deletes it; the audit keeps the history. */
@Entity('role_grant')
export class RoleGrant {
  @PrimaryColumn('varchar', { length: 36 })
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ foreignKeyConstraintName: 'role_grant_person' })
  person: Relation<Person>;

  @PrimaryColumn('varchar', { length: 16 })
  role: Role;

  @Instant()
  grantedAt: Date;

  /** Null for the role that registration gives. */
  @RefColumn({ nullable: true })
  grantedById: string | null;
}

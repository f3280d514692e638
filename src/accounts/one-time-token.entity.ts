import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Instant, RefColumn } from '../database/columns.js';
import type { Role } from '../web/me.js';
import { Person } from './person.entity.js';

/** `reset` and `email` go out by mail, `slip` on paper at the desk, `invite` to staff, `setup` to the first administrator. */
export type TokenPurpose = 'reset' | 'email' | 'slip' | 'invite' | 'setup';

/** A secret that does one thing once. A newer one for the same purpose and person makes the older useless. */
@Entity('one_time_token')
export class OneTimeToken {
  /** SHA-256 of the token; the token itself is never stored. */
  @PrimaryColumn('varchar', { length: 64 })
  hash: string;

  @Column('varchar', { length: 10 })
  purpose: TokenPurpose;

  @Index('one_time_token_person_id')
  @RefColumn({ nullable: true })
  personId: string | null;

  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ foreignKeyConstraintName: 'one_time_token_person' })
  person: Relation<Person> | null;

  /** The address to be confirmed (`email`) or that was invited (`invite`). */
  @Column('varchar', { length: 254, nullable: true })
  email: string | null;

  /** The role that an invitation grants. */
  @Column('varchar', { length: 16, nullable: true })
  role: Role | null;

  @Instant()
  createdAt: Date;

  @RefColumn({ nullable: true })
  createdById: string | null;

  @Index('one_time_token_expires_at')
  @Instant()
  expiresAt: Date;

  @Instant({ nullable: true })
  usedAt: Date | null;
}

import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Instant, RefColumn } from '../database/columns.js';
import { Person } from './person.entity.js';

/** What was answered so far on the way to an account. Deleted two hours after it began, finished or not. */
@Entity('registration')
export class Registration {
  /** SHA-256 of the token in the visitor's cookie. */
  @PrimaryColumn('varchar', { length: 64 })
  id: string;

  /** Null: the person has none, or does not want to give it. */
  @Column('varchar', { length: 254, nullable: true })
  email: string | null;

  @Column('varchar', { length: 40, nullable: true })
  displayName: string | null;

  @Column('varchar', { length: 200, nullable: true })
  passwordHash: string | null;

  @Column('varchar', { length: 20, nullable: true })
  consentVersion: string | null;

  @Column('varchar', { length: 64, nullable: true })
  consentTextHash: string | null;

  @Instant({ nullable: true })
  consentedAt: Date | null;

  @Index('registration_expires_at')
  @Instant()
  expiresAt: Date;

  /** Set when the account was made, so that the last page can be opened again. */
  @Index('registration_person_id')
  @RefColumn({ nullable: true })
  personId: string | null;

  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ foreignKeyConstraintName: 'registration_person' })
  person: Relation<Person> | null;
}

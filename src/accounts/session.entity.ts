import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Instant, RefColumn } from '../database/columns.js';
import type { Role } from '../web/me.js';
import { Person } from './person.entity.js';

/** One browser that is signed in. An ended or expired row still names its person for a day, then it is deleted. */
@Entity('session')
export class Session {
  /** SHA-256 of the cookie's token; the token itself is never stored. */
  @PrimaryColumn('varchar', { length: 64 })
  id: string;

  @Index('session_person_id')
  @RefColumn()
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ foreignKeyConstraintName: 'session_person' })
  person: Relation<Person>;

  /** The one role that is being acted in. */
  @Column('varchar', { length: 16 })
  role: Role;

  @Instant()
  createdAt: Date;

  /** Moves at most every ten minutes. */
  @Instant()
  lastSeenAt: Date;

  @Column('integer')
  idleMinutes: number;

  /** The earlier of `lastSeenAt` plus `idleMinutes` and `absoluteExpiresAt`. */
  @Index('session_expires_at')
  @Instant()
  expiresAt: Date;

  /** Null on a device that the person alone uses. */
  @Instant({ nullable: true })
  absoluteExpiresAt: Date | null;

  @Column('boolean')
  ownDevice: boolean;

  /** When the second factor was given in this session. */
  @Instant({ nullable: true })
  secondFactorAt: Date | null;

  /** When the person last proved who they are: sign-in, or again before something sensitive. */
  @Instant({ nullable: true })
  reauthenticatedAt: Date | null;

  /** Browser and system, to recognise it in the list of sessions. */
  @Column('varchar', { length: 60 })
  device: string;

  /** Signed out, replaced, or ended from elsewhere. */
  @Instant({ nullable: true })
  endedAt: Date | null;
}

import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Organiser } from '../activities/organiser.entity.js';
import { Instant, RefColumn } from '../database/columns.js';

/** Somebody who opened a link from a group's mail, for two hours. */
@Entity('organiser_session')
export class OrganiserSession {
  /** SHA-256 of the cookie. */
  @PrimaryColumn('varchar', { length: 64 })
  hash: string;

  @Index('organiser_session_organiser')
  @RefColumn({ nullable: true })
  organiserId: string | null;

  @ManyToOne(() => Organiser, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organiser_id', foreignKeyConstraintName: 'organiser_session_organiser_fk' })
  organiser: Relation<Organiser> | null;

  /** The address the link went to. Who has no entry yet is known by it until they send one. */
  @Column('varchar', { length: 254 })
  email: string;

  @Index('organiser_session_expires_at')
  @Instant()
  expiresAt: Date;
}

import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Activity } from '../activities/activity.entity.js';
import { Organiser } from '../activities/organiser.entity.js';
import { Instant, RefColumn } from '../database/columns.js';

/** `enter` opens the organiser's entries; `confirm` shows one entry and asks whether it is right. */
export type LinkPurpose = 'enter' | 'confirm';

/** A secret address in a mail to a group. It is used once; who comes back to it is offered another. */
@Entity('organiser_link')
export class OrganiserLink {
  /** SHA-256 of the token; the token itself is never stored. */
  @PrimaryColumn('varchar', { length: 64 })
  hash: string;

  @Index('organiser_link_organiser')
  @RefColumn({ nullable: true })
  organiserId: string | null;

  /** Null for an address that has no entry yet. */
  @ManyToOne(() => Organiser, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organiser_id', foreignKeyConstraintName: 'organiser_link_organiser_fk' })
  organiser: Relation<Organiser> | null;

  /** Where it was sent. */
  @Column('varchar', { length: 254 })
  email: string;

  @Index('organiser_link_activity')
  @RefColumn({ nullable: true })
  activityId: string | null;

  @ManyToOne(() => Activity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'activity_id', foreignKeyConstraintName: 'organiser_link_activity_fk' })
  activity: Relation<Activity> | null;

  @Column('varchar', { length: 7 })
  purpose: LinkPurpose;

  @Instant()
  madeAt: Date;

  @Index('organiser_link_expires_at')
  @Instant()
  expiresAt: Date;

  @Instant({ nullable: true })
  usedAt: Date | null;
}

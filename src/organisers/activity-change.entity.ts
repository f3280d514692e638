import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { Activity } from '../activities/activity.entity.js';
import { Organiser } from '../activities/organiser.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';

/** `replaced`: the same organiser sent a newer one before the office had decided. */
export type ChangeState = 'waiting' | 'approved' | 'declined' | 'withdrawn' | 'replaced';
export type SentBy = 'link' | 'account' | 'office';

/** What somebody wants an entry to say. It is shown once the office has approved it. */
@Entity('activity_change')
@Index('activity_change_waiting', ['activityId'], { unique: true, where: "state = 'waiting'" })
export class ActivityChange {
  @IdColumn()
  id: string;

  @Index('activity_change_activity')
  @RefColumn({ nullable: true })
  activityId: string | null;

  /** Null until a new one is approved. */
  @ManyToOne(() => Activity, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'activity_id', foreignKeyConstraintName: 'activity_change_activity_fk' })
  activity: Relation<Activity> | null;

  @Index('activity_change_organiser')
  @RefColumn()
  organiserId: string;

  @ManyToOne(() => Organiser, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'organiser_id', foreignKeyConstraintName: 'activity_change_organiser_fk' })
  organiser: Relation<Organiser>;

  /** The version of the entry that was changed; 0 for a new one. */
  @Column('integer')
  baseVersion: number;

  /** An `ActivityContent` as JSON: what the entry said, at the sending, and from the approval on at the approval. */
  @Column('text', { nullable: true })
  before: string | null;

  /** An `ActivityContent` as JSON. */
  @Column('text')
  content: string;

  @Column('varchar', { length: 9 })
  state: ChangeState;

  @Index('activity_change_sent_at')
  @Instant()
  sentAt: Date;

  @Column('varchar', { length: 7 })
  sentBy: SentBy;

  @Index('activity_change_sent_by')
  @RefColumn({ nullable: true })
  sentById: string | null;

  /** Null for who came by a link. */
  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'sent_by_id', foreignKeyConstraintName: 'activity_change_sent_by_fk' })
  sender: Relation<Person> | null;

  @Instant({ nullable: true })
  decidedAt: Date | null;

  @Index('activity_change_decided_by')
  @RefColumn({ nullable: true })
  decidedById: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'decided_by_id', foreignKeyConstraintName: 'activity_change_decided_by_fk' })
  decider: Relation<Person> | null;

  /** Why it was declined, in words for who sent it; empty otherwise. */
  @Column('text')
  reason: string;
}

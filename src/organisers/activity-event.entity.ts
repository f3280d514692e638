import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { Activity } from '../activities/activity.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';

/** What happens to an entry without changing what it says. */
export const ACTIVITY_EVENTS = ['asked', 'confirmed', 'closed', 'reopened'] as const;
export type ActivityEventKind = (typeof ACTIVITY_EVENTS)[number];

/** How somebody came to act: by a one-time link, by an account, as the office. */
export const WAYS_IN = ['link', 'account', 'office'] as const;
export type WayIn = (typeof WAYS_IN)[number];

/** One event in the life of an entry. Rows are only added; they go with the entry. */
@Entity('activity_event')
@Index('activity_event_of', ['activityId', 'at'])
export class ActivityEvent {
  @IdColumn()
  id: string;

  @RefColumn()
  activityId: string;

  @ManyToOne(() => Activity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'activity_id', foreignKeyConstraintName: 'activity_event_activity_fk' })
  activity: Relation<Activity>;

  @Column('varchar', { length: 12 })
  kind: ActivityEventKind;

  @Instant()
  at: Date;

  /** Null for what the system did by itself. */
  @Column('varchar', { length: 8, nullable: true })
  way: WayIn | null;

  /** Who of the office; null for everybody else: that a group confirmed is enough to know. */
  @Index('activity_event_by')
  @RefColumn({ nullable: true })
  byId: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'by_id', foreignKeyConstraintName: 'activity_event_by_fk' })
  byPerson: Relation<Person> | null;
}

import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Activity } from '../activities/activity.entity.js';

/** How many of what were deleted when their time was over: what remains of requests and pages. */
@Entity('trial_count')
export class TrialCount {
  @PrimaryColumn('varchar', { length: 36 })
  activityId: string;

  @ManyToOne(() => Activity, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'activity_id', foreignKeyConstraintName: 'trial_count_activity_fk' })
  activity: Relation<Activity>;

  /** `YYYY-MM` of the visit's day. */
  @PrimaryColumn('varchar', { length: 7 })
  month: string;

  /** A `CountKey`. */
  @PrimaryColumn('varchar', { length: 20 })
  key: string;

  @Column('integer')
  n: number;
}

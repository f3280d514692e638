import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Activity } from '../activities/activity.entity.js';
import { Day, IdColumn, Instant, RefColumn } from '../database/columns.js';
import type { CalendarDay } from '../shared/calendar-day.js';

/** A time at which a group welcomes people who want to see it first. */
@Entity('trial_slot')
export class TrialSlot {
  @IdColumn()
  id: string;

  @Index('trial_slot_activity')
  @RefColumn()
  activityId: string;

  @ManyToOne(() => Activity, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'activity_id', foreignKeyConstraintName: 'trial_slot_activity_fk' })
  activity: Relation<Activity>;

  @Index('trial_slot_day')
  @Day()
  day: CalendarDay;

  /** Minutes since midnight in Japan. */
  @Column('integer')
  fromMinute: number;

  /** After `fromMinute`, on the same day. */
  @Column('integer')
  toMinute: number;

  /** For visitors; who comes along with them needs none. */
  @Column('integer')
  seats: number;

  /** Which ways to be there are welcome, by the place in `WAYS`. */
  @Column('integer')
  ways: number;

  /** Where one is met. */
  @Column('varchar', { length: 200 })
  meetingPoint: string;

  /** What else is good to know before; empty for nothing. */
  @Column('varchar', { length: 500 })
  note: string;

  /** From 1, and one more with each change. */
  @Column('integer')
  version: number;

  @Instant()
  madeAt: Date;

  @Instant({ nullable: true })
  cancelledAt: Date | null;

  /** As visitors read it; empty where nothing was said. */
  @Column('varchar', { length: 300 })
  cancelledWhy: string;
}

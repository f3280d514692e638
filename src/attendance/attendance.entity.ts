import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { TrainingSession } from '../cohorts/training-session.entity.js';
import { Instant, RefColumn } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';

/** That a person was at a session of their track, or made up for it. Why somebody was not is never kept. */
@Entity('attendance')
export class Attendance {
  @PrimaryColumn('varchar', { length: 36 })
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'attendance_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  /** The session step of the curriculum. */
  @PrimaryColumn('varchar', { length: 60 })
  module: string;

  @PrimaryColumn('varchar', { length: 60 })
  step: string;

  /** The date on which they were there; null where it was made up for. */
  @Index('attendance_session')
  @RefColumn({ nullable: true })
  trainingSessionId: string | null;

  @ManyToOne(() => TrainingSession, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'training_session_id', foreignKeyConstraintName: 'attendance_session_fk' })
  trainingSession: Relation<TrainingSession> | null;

  @Column('varchar', { length: 10 })
  kind: 'present' | 'made-up';

  /** Came so many minutes late; null: on time, or nobody noted it. */
  @Column('integer', { nullable: true })
  minutesLate: number | null;

  /** Left so many minutes before the end. */
  @Column('integer', { nullable: true })
  minutesEarly: number | null;

  /** Null: by itself, when the step that makes up for it was done. */
  @Index('attendance_recorder')
  @RefColumn({ nullable: true })
  recordedBy: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'recorded_by', foreignKeyConstraintName: 'attendance_recorder_fk' })
  recorder: Relation<Person> | null;

  @Instant()
  recordedAt: Date;
}

import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { TrainingSession } from '../cohorts/training-session.entity.js';
import { Instant, RefColumn } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';

/** Somebody was not there on that date, as whoever keeps the sheet says: nobody knows yet where there is no row. Never why. */
@Entity('absence')
export class Absence {
  @PrimaryColumn('varchar', { length: 36 })
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'absence_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @Index('absence_session')
  @PrimaryColumn('varchar', { length: 36 })
  trainingSessionId: string;

  @ManyToOne(() => TrainingSession, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'training_session_id', foreignKeyConstraintName: 'absence_session_fk' })
  trainingSession: Relation<TrainingSession>;

  @Index('absence_recorder')
  @RefColumn()
  recordedBy: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'recorded_by', foreignKeyConstraintName: 'absence_recorder_fk' })
  recorder: Relation<Person>;

  @Instant()
  recordedAt: Date;
}

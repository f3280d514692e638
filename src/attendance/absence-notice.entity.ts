import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { TrainingSession } from '../cohorts/training-session.entity.js';
import { Instant } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';

/** Somebody will not come on that date. No reason is asked; the row goes when they take it back. */
@Entity('absence_notice')
export class AbsenceNotice {
  @PrimaryColumn('varchar', { length: 36 })
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'absence_notice_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @Index('absence_notice_session')
  @PrimaryColumn('varchar', { length: 36 })
  trainingSessionId: string;

  @ManyToOne(() => TrainingSession, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'training_session_id', foreignKeyConstraintName: 'absence_notice_session_fk' })
  trainingSession: Relation<TrainingSession>;

  @Instant()
  givenAt: Date;
}

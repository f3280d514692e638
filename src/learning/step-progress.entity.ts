import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Instant } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';

/** How far one person is in one step. It only grows. */
@Entity('step_progress')
export class StepProgress {
  @PrimaryColumn('varchar', { length: 36 })
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'step_progress_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @PrimaryColumn('varchar', { length: 60 })
  module: string;

  @PrimaryColumn('varchar', { length: 60 })
  step: string;

  @Column('varchar', { length: 10 })
  status: 'started' | 'done';

  /** The furthest place: how many sections were passed, counted from 1; 0 is the beginning. */
  @Column('integer')
  place: number;

  /** The id of that section, so that the place is found again after the text was edited. */
  @Column('text', { nullable: true })
  section: string | null;

  /** Passed by its content note, with full credit. Visible to the person alone. */
  @Column('boolean')
  skippedByCare: boolean;

  @Instant()
  startedAt: Date;

  @Instant({ nullable: true })
  completedAt: Date | null;

  /** When the person was last here: the newest row says where to go on. */
  @Instant()
  touchedAt: Date;
}

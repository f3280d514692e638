import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Cohort } from './cohort.entity.js';

/** A date on which a cohort meets for a session of its track; a session may have several dates to choose from. */
@Entity('training_session')
export class TrainingSession {
  @IdColumn()
  id: string;

  @Index('training_session_cohort')
  @RefColumn()
  cohortId: string;

  @ManyToOne(() => Cohort, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'cohort_id', foreignKeyConstraintName: 'training_session_cohort_fk' })
  cohort: Relation<Cohort>;

  /** The session step of the curriculum that is held. */
  @Column('varchar', { length: 60 })
  module: string;

  @Column('varchar', { length: 60 })
  step: string;

  @Instant()
  startsAt: Date;

  @Instant()
  endsAt: Date;

  /** Where it is, or how one comes in online: shown to who is enrolled, and to nobody else. */
  @Column('varchar', { length: 300 })
  place: string;

  /** Set when it does not take place; the row stays. */
  @Instant({ nullable: true })
  cancelledAt: Date | null;

  /** Counts the changes: a form that was read before one of them is stale, and calendars take the higher one. */
  @Column('integer', { default: 1 })
  version: number;

  /** When it was last set or changed. */
  @Instant({ nullable: true })
  changedAt: Date | null;
}

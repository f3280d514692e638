import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Cohort } from '../cohorts/cohort.entity.js';
import type { ApplicationState } from './application.entity.js';

/** What stays of applications that were deleted. */
@Entity('application_count')
export class ApplicationCount {
  @PrimaryColumn('varchar', { length: 36 })
  cohortId: string;

  @ManyToOne(() => Cohort, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'cohort_id', foreignKeyConstraintName: 'application_count_cohort_fk' })
  cohort: Relation<Cohort>;

  @PrimaryColumn('varchar', { length: 10 })
  state: ApplicationState;

  @Column('integer')
  applications: number;

  @Column('integer')
  people: number;
}

import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { Instant } from '../database/columns.js';
import { Cohort } from './cohort.entity.js';

/** Who looks after which cohort. A row counts only while its person may act as facilitator, and could from then on. */
@Entity('cohort_facilitator')
export class CohortFacilitator {
  @PrimaryColumn('varchar', { length: 36 })
  cohortId: string;

  @ManyToOne(() => Cohort, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'cohort_id', foreignKeyConstraintName: 'cohort_facilitator_cohort_fk' })
  cohort: Relation<Cohort>;

  @Index('cohort_facilitator_person')
  @PrimaryColumn('varchar', { length: 36 })
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'cohort_facilitator_person_fk' })
  person: Relation<Person>;

  @Instant()
  since: Date;
}

import { Column, Entity, Index, JoinColumn, ManyToOne, OneToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import { Instant, RefColumn } from '../database/columns.js';

/** By what the applications for a cohort are decided: written down before anything is. */
@Entity('selection')
export class Selection {
  @PrimaryColumn('varchar', { length: 36 })
  cohortId: string;

  @OneToOne(() => Cohort, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'cohort_id', foreignKeyConstraintName: 'selection_cohort_fk' })
  cohort: Relation<Cohort>;

  /** Of the closed list, with commas between. */
  @Column('varchar', { length: 200 })
  criteria: string;

  /** What the list does not have. */
  @Column('varchar', { length: 400 })
  note: string;

  @Instant()
  recordedAt: Date;

  @Index('selection_person')
  @RefColumn()
  recordedById: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'recorded_by_id', foreignKeyConstraintName: 'selection_person_fk' })
  recordedBy: Relation<Person>;

  /** Goes up with every change of what is proposed: what was looked at is what is decided. */
  @Column('integer')
  version: number;
}

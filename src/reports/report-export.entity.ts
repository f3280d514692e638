import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';

/** That somebody took names out of the house, what they asked, and what for. */
@Entity('report_export')
export class ReportExport {
  @IdColumn()
  id: string;

  @Index('report_export_person')
  @RefColumn()
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'report_export_person_fk' })
  person: Relation<Person>;

  /** In the person's words. */
  @Column('varchar', { length: 200 })
  purpose: string;

  /** The question (`TypedQuestion`), as JSON. */
  @Column('varchar', { length: 300 })
  question: string;

  /** Names of its columns with commas between; null is what exports had before one could choose. */
  @Column('varchar', { length: 300, nullable: true })
  columns: string | null;

  /** How its rows are laid out; null is what exports had before one could choose. */
  @Column('varchar', { length: 12, nullable: true })
  rowOrder: string | null;

  /** The run that it makes again; no reference, runs are kept for ever. Null for a list that is asked for afresh. */
  @RefColumn({ nullable: true })
  runId: string | null;

  @Instant()
  askedAt: Date;
}

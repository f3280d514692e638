import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Instant } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';

/** What a person wrote to themselves at a reflection. Rows are only added: the newest is the text, the others its history. */
@Entity('reflection_text')
export class ReflectionText {
  @PrimaryColumn('varchar', { length: 36 })
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'reflection_text_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @PrimaryColumn('varchar', { length: 60 })
  module: string;

  @PrimaryColumn('varchar', { length: 60 })
  step: string;

  /** Counts from 1. Who saves names the version they read. */
  @PrimaryColumn('integer')
  version: number;

  @Column('text')
  text: string;

  @Instant()
  savedAt: Date;
}

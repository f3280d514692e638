import { Column, Entity, Index, JoinColumn, ManyToOne, Unique } from 'typeorm';
import type { Relation } from 'typeorm';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import type { DrawnQuestion } from './draw.rules.js';

/** One go at a quiz. What is asked, in which order, and the rules in force are fixed when it starts. */
@Entity('attempt')
@Unique('attempt_number', ['enrolmentId', 'module', 'step', 'number'])
export class Attempt {
  @IdColumn()
  id: string;

  @Index('attempt_enrolment')
  @RefColumn()
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'attempt_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @Column('varchar', { length: 64 })
  module: string;

  @Column('varchar', { length: 64 })
  step: string;

  /** 1 for the first. */
  @Column('integer')
  number: number;

  /** The edition it was started on; questions are read from it for ever. */
  @Column('varchar', { length: 64 })
  editionHash: string;

  @Column('simple-json')
  questions: readonly DrawnQuestion[];

  @Column('simple-json')
  rule: AttemptRule;

  @Instant()
  startedAt: Date;

  /** When each question had been answered once. Never taken back. */
  @Instant({ nullable: true })
  finishedAt: Date | null;
}

/** Copied from the curriculum when the attempt starts, so that a later edition does not rewrite it. */
export interface AttemptRule {
  readonly showAnswers: 'after-answer' | 'after-pass';
  /** Percent; null where nothing is to be reached. */
  readonly pass: number | null;
  /** Whether a question may be answered again within the attempt. */
  readonly again: boolean;
  /** Which of several answers to a question counts. Absent in attempts from before there was a choice: the best. */
  readonly keep?: 'best' | 'last';
}

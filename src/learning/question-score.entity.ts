import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Enrolment } from '../enrolment/enrolment.entity.js';

/** The answer that counts to one question of a scored track: the best or, where its quiz says so, the last. Kept nowhere else: other tracks count nothing. */
@Entity('question_score')
export class QuestionScore {
  @PrimaryColumn('varchar', { length: 36 })
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'question_score_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @PrimaryColumn('varchar', { length: 60 })
  module: string;

  @PrimaryColumn('varchar', { length: 60 })
  step: string;

  @PrimaryColumn('varchar', { length: 60 })
  question: string;

  /** Share of the score, in thousandths. */
  @Column('integer')
  best: number;

  /** Passed by its content note: it leaves the count. */
  @Column('boolean')
  skippedByCare: boolean;
}

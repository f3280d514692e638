import { Column, Entity, Index, JoinColumn, ManyToOne, Unique } from 'typeorm';
import type { Relation } from 'typeorm';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import type { QuestionKind } from '../curriculum/question.js';
import { Attempt } from './attempt.entity.js';
import type { Result } from './scoring.rules.js';

/** One answer to one question. Answering again adds a row; nothing is overwritten. */
@Entity('response')
@Unique('response_turn', ['attemptId', 'question', 'turn'])
export class Response {
  @IdColumn()
  id: string;

  @Index('response_attempt')
  @RefColumn()
  attemptId: string;

  @ManyToOne(() => Attempt, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'attempt_id', foreignKeyConstraintName: 'response_attempt_fk' })
  attempt: Relation<Attempt>;

  @Column('varchar', { length: 64 })
  question: string;

  /** 1 for the first answer to this question in this attempt. */
  @Column('integer')
  turn: number;

  /** Revision of the question that was answered. */
  @Column('varchar', { length: 64 })
  revision: string;

  /** Null in rows from when all questions were choices. */
  @Column('varchar', { length: 20, nullable: true })
  kind: QuestionKind | null;

  /**
   * What was answered, without words of the person; empty for "not sure yet". Choices and steps of a scale: their places in
   * the curriculum's list (true-false: 0 is ○). Put-in-order: places of the items, first to last. Match: for each left side the
   * place among `rightsOf`. Fill-in, for each blank, and number: 0 right, n the nth of `also-wrong`, -1 another. Free-text: [0].
   */
  @Column('simple-json')
  chosen: readonly number[];

  /** What the person typed, as they typed it; null where there was nothing to type. Never leaves the person. */
  @Column('simple-json', { nullable: true })
  texts: readonly string[] | null;

  @Column('varchar', { length: 10 })
  result: Result;

  /** 0 to 1. */
  @Column('double precision')
  points: number;

  /** Passed by its content note: with full credit, seen by the person alone. */
  @Column('boolean')
  isSkipped: boolean;

  @Instant()
  answeredAt: Date;
}

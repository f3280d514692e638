import { Column, Entity, Index, JoinColumn, ManyToOne, Unique } from 'typeorm';
import type { Relation } from 'typeorm';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
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

  /** Places of the chosen choices in the curriculum's list; empty for "not sure yet". */
  @Column('simple-json')
  chosen: readonly number[];

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

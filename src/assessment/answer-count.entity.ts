import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often an answer was given, by people nobody can name any more. What analysis may look at for ever. */
@Entity('answer_count')
export class AnswerCount {
  @PrimaryColumn('varchar', { length: 60 })
  trackId: string;

  @PrimaryColumn('varchar', { length: 64 })
  module: string;

  @PrimaryColumn('varchar', { length: 64 })
  step: string;

  @PrimaryColumn('varchar', { length: 64 })
  question: string;

  /** Revision of the question that was answered. */
  @PrimaryColumn('varchar', { length: 64 })
  revision: string;

  /** `Response.chosen` as JSON; `[]` for "not sure yet". */
  @PrimaryColumn('varchar', { length: 200 })
  chosen: string;

  @Column('integer')
  count: number;
}

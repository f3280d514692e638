import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Instant } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import type { WrittenBlock } from './written.rules.js';

/** What a person wrote into a worksheet on the screen. Nobody else reads it. */
@Entity('worksheet_words')
export class WorksheetWords {
  @PrimaryColumn('varchar', { length: 36 })
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'worksheet_words_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @PrimaryColumn('varchar', { length: 60 })
  module: string;

  @PrimaryColumn('varchar', { length: 60 })
  step: string;

  /** With what was asked, so that they can be read when the sheet asks something else. */
  @Column('simple-json')
  words: readonly WrittenBlock[];

  /** Counts from 1. Who saves names the version they read. */
  @Column('integer')
  version: number;

  @Instant()
  savedAt: Date;
}

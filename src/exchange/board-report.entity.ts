import { Column, Entity, Index, JoinColumn, ManyToOne, Unique } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { BoardNote } from './board-note.entity.js';
import type { ReportWhy } from './board.rules.js';

/** Somebody finds that a note should not stand there. Who it was is shown to nobody. */
@Entity('board_report')
@Unique('board_report_once', ['noteId', 'personId'])
export class BoardReport {
  @IdColumn()
  id: string;

  @RefColumn()
  noteId: string;

  @ManyToOne(() => BoardNote, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'note_id', foreignKeyConstraintName: 'board_report_note_fk' })
  note: Relation<BoardNote>;

  @Index('board_report_person')
  @RefColumn()
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'board_report_person_fk' })
  person: Relation<Person>;

  @Column('varchar', { length: 20 })
  why: ReportWhy;

  /** May be empty. */
  @Column('text')
  words: string;

  @Instant()
  reportedAt: Date;

  /** When the note was decided on; null before. */
  @Instant({ nullable: true })
  settledAt: Date | null;
}

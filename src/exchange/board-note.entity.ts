import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { Activity } from '../activities/activity.entity.js';
import { Day, IdColumn, Instant, RefColumn } from '../database/columns.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { NoteState, Topic, Verdict } from './board.rules.js';

/** A short note on the board between peers. It speaks by the display name of its writer; who that is stays here. */
@Entity('board_note')
export class BoardNote {
  @IdColumn()
  id: string;

  @Index('board_note_person')
  @RefColumn()
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'board_note_person_fk' })
  person: Relation<Person>;

  /** Null for a note about an activity. */
  @Column('varchar', { length: 20, nullable: true })
  topic: Topic | null;

  @Index('board_note_activity')
  @RefColumn({ nullable: true })
  activityId: string | null;

  @ManyToOne(() => Activity, { onDelete: 'RESTRICT', nullable: true })
  @JoinColumn({ name: 'activity_id', foreignKeyConstraintName: 'board_note_activity_fk' })
  activity: Relation<Activity> | null;

  /** Empty once its writer took it back. */
  @Column('text')
  text: string;

  @Index('board_note_state')
  @Column('varchar', { length: 10 })
  state: NoteState;

  /** From 1, and one more with everything that happens to it: nobody decides on what they have not seen. */
  @Column('integer')
  version: number;

  /** When its writer sent it last. */
  @Instant()
  sentAt: Date;

  /** Since when it is in this state. */
  @Instant()
  stateAt: Date;

  /** The last day on which it is shown; null until it was shown once. */
  @Day({ nullable: true })
  shownUntil: CalendarDay | null;

  /** What the writer is told of the last decision; null where there is nothing to tell. */
  @Column('text', { nullable: true })
  reason: string | null;

  @Index('board_note_decided_by')
  @RefColumn({ nullable: true })
  decidedById: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT', nullable: true })
  @JoinColumn({ name: 'decided_by_id', foreignKeyConstraintName: 'board_note_decided_by_fk' })
  decidedBy: Relation<Person> | null;

  /** What the first of two members of staff thinks of a hidden note; the second is somebody else. */
  @Column('varchar', { length: 10, nullable: true })
  opinion: Verdict | null;

  @Column('text', { nullable: true })
  opinionReason: string | null;

  @Index('board_note_opinion_by')
  @RefColumn({ nullable: true })
  opinionById: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT', nullable: true })
  @JoinColumn({ name: 'opinion_by_id', foreignKeyConstraintName: 'board_note_opinion_by_fk' })
  opinionBy: Relation<Person> | null;

  /** What the writer answered to its removal; once. */
  @Column('text', { nullable: true })
  objection: string | null;

  @Instant({ nullable: true })
  objectedAt: Date | null;

  /** When two members of staff put it back; null before, and once they took it off. A later report does not hide it. */
  @Instant({ nullable: true })
  keptAt: Date | null;

  /** Something was decided, and its writer has not said that they read it. */
  @Column('boolean')
  hasNews: boolean;
}

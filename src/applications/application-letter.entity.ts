import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { Day, Instant, RefColumn } from '../database/columns.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { Applicant } from './applicant.entity.js';
import type { Decision } from './application.entity.js';

/** How a result reached somebody. */
export type LetterWay = 'mail' | 'post' | 'hand' | 'phone';

/** That somebody was told a result: by mail at once, else when the office says so. */
@Entity('application_letter')
export class ApplicationLetter {
  @PrimaryColumn('varchar', { length: 36 })
  applicantId: string;

  @ManyToOne(() => Applicant, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'applicant_id', foreignKeyConstraintName: 'application_letter_applicant_fk' })
  applicant: Relation<Applicant>;

  @PrimaryColumn('varchar', { length: 10 })
  kind: Decision;

  @Column('varchar', { length: 5 })
  way: LetterWay;

  @Day()
  onDay: CalendarDay;

  /** Null: the mail that was written when it was decided. */
  @Index('application_letter_recorder')
  @RefColumn({ nullable: true })
  recordedBy: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'recorded_by', foreignKeyConstraintName: 'application_letter_recorder_fk' })
  recorder: Relation<Person> | null;

  @Instant()
  recordedAt: Date;
}

import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import type { CalendarDay } from '../shared/calendar-day.js';
import { NO_READING_KEY } from '../shared/reading.rules.js';
import { Day, IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Person } from '../accounts/person.entity.js';

export type FactKind = 'enrolled' | 'paused' | 'resumed' | 'completed' | 'issued' | 'corrected' | 'left';
export type ReportedStatus = 'active' | 'paused' | 'completed' | 'left';

/**
 * Something an official may count, with every reported column as it stood then. Rows are only added: the last
 * row of an enrolment is its present state, and reports read nothing else. Only erasure blanks a name.
 */
@Entity('reported_fact')
@Index('reported_fact_seq', ['seq'], { unique: true })
@Index('reported_fact_enrolment', ['enrolmentId', 'seq'])
@Index('reported_fact_recorded', ['recordedAt'])
// The orders in which lists with names are laid out: they are read along an index, not sorted.
@Index('reported_fact_list', ['trackCode', 'cohortId', 'enrolmentNumber', 'enrolmentId'])
@Index('reported_fact_list_enrolled', [
  'enrolledOn',
  'trackCode',
  'cohortId',
  'enrolmentNumber',
  'enrolmentId',
])
@Index('reported_fact_list_reading', [
  'readingKey',
  'trackCode',
  'cohortId',
  'enrolmentNumber',
  'enrolmentId',
])
@Index('reported_fact_list_completed', [
  'completedOn',
  'trackCode',
  'cohortId',
  'enrolmentNumber',
  'enrolmentId',
])
export class ReportedFact {
  @IdColumn()
  id: string;

  /** The order in which facts were recorded, across everybody. */
  @Column('integer')
  seq: number;

  @Column('varchar', { length: 10 })
  kind: FactKind;

  /** The day it happened, in Japan. Years are counted by it. */
  @Day()
  occurredOn: CalendarDay;

  /** When it was written down. As-of reports filter by it. */
  @Instant()
  recordedAt: Date;

  /** Stays when the enrolment is gone, so that counts do. */
  @RefColumn()
  enrolmentId: string;

  /** Stays after erasure, when that row names nobody: two tracks of one person are still one person. */
  @Index('reported_fact_person')
  @RefColumn()
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'reported_fact_person_fk' })
  person: Relation<Person>;

  @Column('varchar', { length: 60 })
  trackId: string;

  @Column('varchar', { length: 3 })
  trackCode: string;

  @Column('varchar', { length: 200 })
  trackTitle: string;

  @RefColumn()
  cohortId: string;

  /** Null for the standing cohort. */
  @Column('varchar', { length: 100, nullable: true })
  cohortName: string | null;

  /** Null for the standing cohort, and where it was not known yet. */
  @Day({ nullable: true })
  cohortStartsOn: CalendarDay | null;

  /** Null: no limit. */
  @Column('integer', { nullable: true })
  cohortSeats: number | null;

  @Column('integer')
  enrolmentNumber: number;

  /** The name the person is called by; blank once erased. */
  @Column('varchar', { length: 100 })
  displayName: string;

  @Column('varchar', { length: 10 })
  status: ReportedStatus;

  @Day()
  enrolledOn: CalendarDay;

  @Day({ nullable: true })
  completedOn: CalendarDay | null;

  @Column('varchar', { length: 40, nullable: true })
  certificateNumber: string | null;

  /** The name as it reads on the certificate; blank once erased. */
  @Column('varchar', { length: 100, nullable: true })
  certificateName: string | null;

  /** How that name is read, in hiragana, where its holder said so; blank once erased. */
  @Column('varchar', { length: 100, nullable: true })
  nameReading: string | null;

  /** What readings are sorted by; `NO_READING_KEY` without one. */
  @Column('varchar', { length: 420, default: NO_READING_KEY })
  readingKey: string;

  @Day({ nullable: true })
  issuedOn: CalendarDay | null;
}

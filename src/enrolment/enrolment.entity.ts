import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import type { CalendarDay } from '../shared/calendar-day.js';
import { Day, IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Person } from '../accounts/person.entity.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import { Revision } from '../curriculum/revision.entity.js';
import { Track } from '../curriculum/track.entity.js';

/**
 * `ended`: somebody takes part again in a later fiscal year. It stays with all that was done in it, and nothing opens
 * it again.
 */
export type EnrolmentState = 'active' | 'paused' | 'left' | 'ended';

/**
 * One person in one cohort. Who leaves and comes back gets the same row again, with all that was done. In tracks that
 * go year by year whoever takes part again gets a new row, and the one before is `ended`.
 */
@Entity('enrolment')
@Index('enrolment_person_cohort', ['personId', 'cohortId'], { unique: true, where: "state <> 'ended'" })
@Index('enrolment_person', ['personId'])
@Index('enrolment_open', ['personId', 'trackId'], { unique: true, where: 'left_at is null' })
@Index('enrolment_cohort_number', ['cohortId', 'number'], { unique: true })
export class Enrolment {
  @IdColumn()
  id: string;

  @RefColumn()
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'enrolment_person_fk' })
  person: Relation<Person>;

  @RefColumn()
  cohortId: string;

  @ManyToOne(() => Cohort, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'cohort_id', foreignKeyConstraintName: 'enrolment_cohort_fk' })
  cohort: Relation<Cohort>;

  /** The cohort's, kept beside it for the lookups of every page. */
  @Index('enrolment_track')
  @Column('varchar', { length: 60 })
  trackId: string;

  @ManyToOne(() => Track, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'track_id', foreignKeyConstraintName: 'enrolment_track_fk' })
  track: Relation<Track>;

  @Index('enrolment_revision')
  @RefColumn()
  revisionId: string;

  @ManyToOne(() => Revision, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'enrolment_revision_fk' })
  revision: Relation<Revision>;

  /** Drawn at random within the cohort: it tells nothing about who came when. */
  @Column('integer')
  number: number;

  @Column('varchar', { length: 10 })
  state: EnrolmentState;

  @Day()
  enrolledOn: CalendarDay;

  /** Set once. Taken back only with a waiver that was a mistake, before a certificate. */
  @Day({ nullable: true })
  completedOn: CalendarDay | null;

  /** Also of an `ended` one: null while it is open. */
  @Instant({ nullable: true })
  leftAt: Date | null;

  @Instant()
  createdAt: Date;
}

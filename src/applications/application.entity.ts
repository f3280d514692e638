import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Cohort } from '../cohorts/cohort.entity.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { Day, IdColumn, Instant, RefColumn } from '../database/columns.js';

export type Decision = 'accepted' | 'waitlisted' | 'declined';
export type ApplicationState = 'received' | Decision | 'withdrawn';

/** One wish to take part in a cohort, of one person or of two who come together: it is decided as one. */
@Entity('application')
@Index('application_receipt', ['receipt'], { unique: true })
export class Application {
  @IdColumn()
  id: string;

  @Index('application_cohort')
  @RefColumn()
  cohortId: string;

  @ManyToOne(() => Cohort, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'cohort_id', foreignKeyConstraintName: 'application_cohort_fk' })
  cohort: Relation<Cohort>;

  /** Nine random digits, the last one checking the others: told by telephone, and no sign of who came first. */
  @Column('varchar', { length: 9 })
  receipt: string;

  @Column('varchar', { length: 10 })
  state: ApplicationState;

  /** How many seats it takes: two for a pair. */
  @Column('integer')
  places: number;

  /** Drawn at random: the order in which the office sees applications. */
  @Column('integer')
  lot: number;

  /** The place on the waiting list; null when it is not on it. */
  @Column('integer', { nullable: true })
  rank: number | null;

  /** What the office is about to decide, until the batch is decided. */
  @Column('varchar', { length: 10, nullable: true })
  proposal: Decision | null;

  @Column('integer', { nullable: true })
  proposedRank: number | null;

  /** The language in which letters are written. */
  @Column('varchar', { length: 2 })
  lang: 'ja' | 'en';

  @Column('varchar', { length: 20 })
  consentVersion: string;

  /** SHA-256 of the words as they were shown. */
  @Column('varchar', { length: 64 })
  consentTextHash: string;

  @Instant()
  consentedAt: Date;

  /** When it was sent, or keyed in. */
  @Instant()
  submittedAt: Date;

  /** The day on which it arrived on paper; null: it was sent on the page. */
  @Day({ nullable: true })
  paperOn: CalendarDay | null;

  @Instant({ nullable: true })
  decidedAt: Date | null;

  @Instant({ nullable: true })
  withdrawnAt: Date | null;

  /** Set by who was declined and wants to be told of the next cohort first. */
  @Instant({ nullable: true })
  wantsNextAt: Date | null;

  /** The one of the applicants who asked for themselves; null: the office, for whoever applied. */
  @RefColumn({ nullable: true })
  wantsNextById: string | null;

  /** The cohort of which they were told first. */
  @RefColumn({ nullable: true })
  toldOfId: string | null;

  @Instant({ nullable: true })
  toldAt: Date | null;
}

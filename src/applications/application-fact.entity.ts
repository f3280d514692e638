import { Column, Entity, Index } from 'typeorm';
import type { CalendarDay } from '../shared/calendar-day.js';
import { Day, IdColumn, Instant, RefColumn } from '../database/columns.js';
import type { ApplicationState } from './application.entity.js';

/**
 * So many people applied for a cohort, or came from one state to another, with the cohort as it stood then. It names
 * nobody and no application: those are deleted, while the rows here are only added, and statistics read nothing else.
 */
@Entity('application_fact')
@Index('application_fact_cohort', ['cohortId', 'recordedAt'])
export class ApplicationFact {
  @IdColumn()
  id: string;

  /** Stays when the cohort is gone, so that counts do. */
  @RefColumn()
  cohortId: string;

  /** Null: it arrived. */
  @Column('varchar', { length: 10, nullable: true })
  was: ApplicationState | null;

  @Column('varchar', { length: 10 })
  state: ApplicationState;

  /** Two for a pair. */
  @Column('integer')
  people: number;

  @Instant()
  recordedAt: Date;

  @Column('varchar', { length: 3 })
  trackCode: string;

  @Column('varchar', { length: 200 })
  trackTitle: string;

  /** Null for the standing cohort. */
  @Column('varchar', { length: 100, nullable: true })
  cohortName: string | null;

  /** Null for the standing cohort, and where it was not known yet. */
  @Day({ nullable: true })
  cohortStartsOn: CalendarDay | null;

  /** Null: no limit. */
  @Column('integer', { nullable: true })
  cohortSeats: number | null;
}

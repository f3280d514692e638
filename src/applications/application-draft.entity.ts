import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Cohort } from '../cohorts/cohort.entity.js';
import { Instant, RefColumn } from '../database/columns.js';
import { Application } from './application.entity.js';
import type { ContactWay } from './applicant.entity.js';

/** What was answered so far on the way to an application. Deleted two hours after it began, sent or not. */
@Entity('application_draft')
export class ApplicationDraft {
  /** SHA-256 of the token in the visitor's cookie. */
  @PrimaryColumn('varchar', { length: 64 })
  id: string;

  @Index('application_draft_cohort')
  @RefColumn()
  cohortId: string;

  @ManyToOne(() => Cohort, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'cohort_id', foreignKeyConstraintName: 'application_draft_cohort_fk' })
  cohort: Relation<Cohort>;

  @Column('varchar', { length: 40 })
  name: string;

  @Column('varchar', { length: 5 })
  way: ContactWay;

  @Column('varchar', { length: 254 })
  contact: string;

  /** Of the one who applies together with them; null before it was answered, and where one applies alone. */
  @Column('varchar', { length: 40, nullable: true })
  partnerName: string | null;

  @Column('varchar', { length: 5, nullable: true })
  partnerWay: ContactWay | null;

  @Column('varchar', { length: 254, nullable: true })
  partnerContact: string | null;

  /** What somebody needs in order to take part; empty: nothing, null: not answered yet. */
  @Column('text', { nullable: true })
  need: string | null;

  @Column('varchar', { length: 20, nullable: true })
  consentVersion: string | null;

  @Column('varchar', { length: 64, nullable: true })
  consentTextHash: string | null;

  @Instant({ nullable: true })
  consentedAt: Date | null;

  /** What was made of it: a second press makes nothing more. */
  @Index('application_draft_application')
  @RefColumn({ nullable: true })
  applicationId: string | null;

  @ManyToOne(() => Application, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'application_id', foreignKeyConstraintName: 'application_draft_application_fk' })
  application: Relation<Application> | null;

  @Index('application_draft_expires_at')
  @Instant()
  expiresAt: Date;
}

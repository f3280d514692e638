import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Instant, RefColumn } from '../database/columns.js';
import { Applicant } from './applicant.entity.js';

/** `own` shows the application to who sent it; `offer` leads who was accepted into the cohort, once. */
export type LinkPurpose = 'own' | 'offer';

/** A secret address in a letter. One person may hold several: by mail and on paper. */
@Entity('application_link')
export class ApplicationLink {
  /** SHA-256 of the token; the token itself is never stored. */
  @PrimaryColumn('varchar', { length: 64 })
  hash: string;

  @Index('application_link_applicant')
  @RefColumn()
  applicantId: string;

  @ManyToOne(() => Applicant, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'applicant_id', foreignKeyConstraintName: 'application_link_applicant_fk' })
  applicant: Relation<Applicant>;

  @Column('varchar', { length: 5 })
  purpose: LinkPurpose;

  @Instant()
  madeAt: Date;
}

import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import type { ProposalOutcome } from './proposal.rules.js';
import { RosterViewing } from './roster-viewing.entity.js';

/** One official's proposal to issue certificates to the people they looked over, and what another one decided. */
@Entity('certificate_batch')
@Index('certificate_batch_open', ['cohortId'], { unique: true, where: 'outcome is null' })
export class CertificateBatch {
  @IdColumn()
  id: string;

  @Index('certificate_batch_cohort')
  @RefColumn()
  cohortId: string;

  @ManyToOne(() => Cohort, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'cohort_id', foreignKeyConstraintName: 'certificate_batch_cohort_fk' })
  cohort: Relation<Cohort>;

  /** The look that it came of: it knows whom it is about. */
  @Index('certificate_batch_viewing', { unique: true })
  @RefColumn()
  viewingId: string;

  @ManyToOne(() => RosterViewing, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'viewing_id', foreignKeyConstraintName: 'certificate_batch_viewing_fk' })
  viewing: Relation<RosterViewing>;

  @Index('certificate_batch_proposed_by')
  @RefColumn()
  proposedById: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'proposed_by_id', foreignKeyConstraintName: 'certificate_batch_proposed_by_fk' })
  proposedBy: Relation<Person>;

  @Instant()
  proposedAt: Date;

  /** Null while it is open. */
  @Column('varchar', { length: 10, nullable: true })
  outcome: ProposalOutcome | null;

  /** Who confirms is never who proposed; who withdraws may be. Null for what expired. */
  @Index('certificate_batch_decided_by')
  @RefColumn({ nullable: true })
  decidedById: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'decided_by_id', foreignKeyConstraintName: 'certificate_batch_decided_by_fk' })
  decidedBy: Relation<Person> | null;

  @Instant({ nullable: true })
  decidedAt: Date | null;
}

import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Certificate } from './certificate.entity.js';
import type { ProposalOutcome } from './proposal.rules.js';

/** One official's proposal to make a certificate anew because something on it was wrong, and what another one decided. */
@Entity('certificate_correction')
@Index('certificate_correction_open', ['certificateId'], { unique: true, where: 'outcome is null' })
export class CertificateCorrection {
  @IdColumn()
  id: string;

  @Index('certificate_correction_certificate')
  @RefColumn()
  certificateId: string;

  @ManyToOne(() => Certificate, { onDelete: 'RESTRICT' })
  @JoinColumn({
    name: 'certificate_id',
    foreignKeyConstraintName: 'certificate_correction_certificate_fk',
  })
  certificate: Relation<Certificate>;

  /** As it shall read; null once it is decided, since the new certificate has it then. */
  @Column('varchar', { length: 200, nullable: true })
  name: string | null;

  @Column('varchar', { length: 160, nullable: true })
  nameDigest: string | null;

  @Index('certificate_correction_proposed_by')
  @RefColumn()
  proposedById: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({
    name: 'proposed_by_id',
    foreignKeyConstraintName: 'certificate_correction_proposed_by_fk',
  })
  proposedBy: Relation<Person>;

  @Instant()
  proposedAt: Date;

  /** Null while it is open. */
  @Column('varchar', { length: 10, nullable: true })
  outcome: ProposalOutcome | null;

  /** Who confirms is never who proposed; who withdraws may be. Null for what expired. */
  @Index('certificate_correction_decided_by')
  @RefColumn({ nullable: true })
  decidedById: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({
    name: 'decided_by_id',
    foreignKeyConstraintName: 'certificate_correction_decided_by_fk',
  })
  decidedBy: Relation<Person> | null;

  @Instant({ nullable: true })
  decidedAt: Date | null;
}

import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Certificate } from './certificate.entity.js';
import type { RevocationReason } from './certificate.entity.js';

/** `lift`: a revocation that was wrong is taken back. */
export type RevocationKind = 'revoke' | 'lift';

/** One official's proposal to revoke a certificate or to lift its revocation, and what another one decided. */
@Entity('certificate_revocation')
@Index('certificate_revocation_open', ['certificateId'], { unique: true, where: 'outcome is null' })
export class CertificateRevocation {
  @IdColumn()
  id: string;

  @Index('certificate_revocation_certificate')
  @RefColumn()
  certificateId: string;

  @ManyToOne(() => Certificate, { onDelete: 'RESTRICT' })
  @JoinColumn({
    name: 'certificate_id',
    foreignKeyConstraintName: 'certificate_revocation_certificate_fk',
  })
  certificate: Relation<Certificate>;

  @Column('varchar', { length: 10 })
  kind: RevocationKind;

  /** Null for a lift. */
  @Column('varchar', { length: 20, nullable: true })
  reason: RevocationReason | null;

  @Index('certificate_revocation_proposed_by')
  @RefColumn()
  proposedById: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({
    name: 'proposed_by_id',
    foreignKeyConstraintName: 'certificate_revocation_proposed_by_fk',
  })
  proposedBy: Relation<Person>;

  @Instant()
  proposedAt: Date;

  /** Null while it is open. */
  @Column('varchar', { length: 10, nullable: true })
  outcome: 'confirmed' | 'withdrawn' | null;

  /** Who confirms is never who proposed; who withdraws may be. */
  @Index('certificate_revocation_decided_by')
  @RefColumn({ nullable: true })
  decidedById: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({
    name: 'decided_by_id',
    foreignKeyConstraintName: 'certificate_revocation_decided_by_fk',
  })
  decidedBy: Relation<Person> | null;

  @Instant({ nullable: true })
  decidedAt: Date | null;
}

import { Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Instant } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';

/** Somebody who completed chose not to receive the certificate. Receiving it later takes this away. */
@Entity('certificate_decline')
export class CertificateDecline {
  @PrimaryColumn('varchar', { length: 36 })
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'certificate_decline_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @Instant()
  declinedAt: Date;
}

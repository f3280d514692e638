import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { Day, IdColumn, Instant, RefColumn } from '../database/columns.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { Certificate } from './certificate.entity.js';
import type { EnquiryAnswer } from './enquiry.rules.js';

/** What the office answered to somebody who asked by telephone or letter whether a certificate is genuine. No name of its holder. */
@Entity('certificate_enquiry')
export class CertificateEnquiry {
  @IdColumn()
  id: string;

  @Index('certificate_enquiry_answered_on')
  @Day()
  answeredOn: CalendarDay;

  /** In the words of the official; empty once the holder is erased. */
  @Column('varchar', { length: 100 })
  askedBy: string;

  /** As it was named to the office. */
  @Column('varchar', { length: 40 })
  number: string;

  /** Null where there is none of this number. */
  @Index('certificate_enquiry_certificate')
  @RefColumn({ nullable: true })
  certificateId: string | null;

  @ManyToOne(() => Certificate, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'certificate_id', foreignKeyConstraintName: 'certificate_enquiry_certificate_fk' })
  certificate: Relation<Certificate> | null;

  /** The holder agreed to an answer. */
  @Column('boolean')
  hasConsent: boolean;

  @Column('varchar', { length: 10 })
  answer: EnquiryAnswer;

  @Index('certificate_enquiry_recorded_by')
  @RefColumn()
  recordedById: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'recorded_by_id', foreignKeyConstraintName: 'certificate_enquiry_recorded_by_fk' })
  recordedBy: Relation<Person>;

  @Instant()
  recordedAt: Date;
}

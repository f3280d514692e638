import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';

/** How somebody would like to be contacted. */
export const WAYS = ['page', 'mail', 'meeting'] as const;
export type Way = (typeof WAYS)[number];

/** Somebody asked the facilitators of their cohort to contact them. One is open at a time. */
@Entity('contact_request')
@Index('contact_request_open', ['enrolmentId'], { unique: true, where: 'closed_at is null' })
export class ContactRequest {
  @IdColumn()
  id: string;

  @Index('contact_request_enrolment')
  @RefColumn()
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'contact_request_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @Column('varchar', { length: 10 })
  way: Way;

  /** What the person wants to say already; empty for nothing. */
  @Column('varchar', { length: 200 })
  line: string;

  @Instant()
  askedAt: Date;

  /** Taken back, or contact was made. */
  @Index('contact_request_closed_at')
  @Instant({ nullable: true })
  closedAt: Date | null;
}

import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Instant } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import type { Way } from './contact-request.entity.js';

/** Whether somebody wants to be contacted when their learning has stopped. Without a row nobody has said yes. */
@Entity('contact_wish')
export class ContactWish {
  @PrimaryColumn('varchar', { length: 36 })
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'contact_wish_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @Column('boolean')
  isWanted: boolean;

  @Column('varchar', { length: 10 })
  way: Way;

  @Instant()
  decidedAt: Date;

  /** When a facilitator last did so: it is not done again before the person has learnt again. */
  @Instant({ nullable: true })
  reachedAt: Date | null;
}

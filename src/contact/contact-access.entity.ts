import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';

/** In the words of the record of acts, which names the cohort alone. */
export type ContactAct = 'contact.viewed' | 'contact.made';

/** That a facilitator had somebody before them in the list, or took them off it. For the eyes of that somebody. */
@Entity('contact_access')
export class ContactAccess {
  @IdColumn()
  id: string;

  @Index('contact_access_enrolment')
  @RefColumn()
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'contact_access_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @Index('contact_access_facilitator')
  @RefColumn()
  facilitatorId: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'facilitator_id', foreignKeyConstraintName: 'contact_access_facilitator_fk' })
  facilitator: Relation<Person>;

  @Column('varchar', { length: 20 })
  act: ContactAct;

  @Index('contact_access_seen_at')
  @Instant()
  seenAt: Date;
}

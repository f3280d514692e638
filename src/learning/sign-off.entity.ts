import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { Instant, RefColumn } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';

/** The word of a facilitator, in tracks that ask for it. Taken back only before the track is completed. */
@Entity('sign_off')
export class SignOff {
  @PrimaryColumn('varchar', { length: 36 })
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'sign_off_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @Index('sign_off_signed_by')
  @RefColumn()
  signedById: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'signed_by_id', foreignKeyConstraintName: 'sign_off_signed_by_fk' })
  signedBy: Relation<Person>;

  @Instant()
  signedAt: Date;
}

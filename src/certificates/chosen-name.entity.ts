import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { Instant } from '../database/columns.js';

/** How somebody wants their name to read, between typing it and receiving the certificate. */
@Entity('chosen_name')
export class ChosenName {
  @PrimaryColumn('varchar', { length: 36 })
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'chosen_name_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @Column('varchar', { length: 100 })
  name: string;

  /** Made here, where waiting is cheap, not in the unit that issues. */
  @Column('varchar', { length: 160 })
  digest: string;

  @Instant()
  chosenAt: Date;
}

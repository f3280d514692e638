import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';

/** A copy of what a person wrote, sent to the facilitators of their cohort. The text never changes; more is another sending. */
@Entity('reflection_sending')
@Index('reflection_sending_place', ['enrolmentId', 'module', 'step'])
export class ReflectionSending {
  @IdColumn()
  id: string;

  @RefColumn()
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'reflection_sending_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @Column('varchar', { length: 60 })
  module: string;

  @Column('varchar', { length: 60 })
  step: string;

  /** What the step was when it was sent: a facilitator may ask on at a hand-in only. */
  @Column('varchar', { length: 10 })
  share: 'offered' | 'hand-in';

  /** The edition whose question it answers. */
  @Column('varchar', { length: 64 })
  editionHash: string;

  /** Empty once it was taken back. */
  @Column('text')
  text: string;

  @Instant()
  sentAt: Date;

  /** When the first facilitator opened it: from here on it cannot be taken back. */
  @Instant({ nullable: true })
  readAt: Date | null;

  /** The row stays a while without its text, so that who wanted to read it is told what happened. */
  @Instant({ nullable: true })
  takenBackAt: Date | null;

  /** When a facilitator said that it needs no reply. */
  @Instant({ nullable: true })
  closedAt: Date | null;

  /** When its sender went on in another cohort: no facilitator sees it any more, its sender keeps it. */
  @Instant({ nullable: true })
  endedAt: Date | null;
}

import { Column, Entity, Index, JoinColumn, ManyToOne, Unique } from 'typeorm';
import type { Relation } from 'typeorm';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import type { Orders } from './orders.rules.js';

/** One go through a dialogue. Where it stands follows from its turns and is not kept. */
@Entity('dialogue_walk')
@Unique('dialogue_walk_number', ['enrolmentId', 'module', 'step', 'number'])
export class DialogueWalk {
  @IdColumn()
  id: string;

  @Index('dialogue_walk_enrolment')
  @RefColumn()
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'dialogue_walk_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @Column('varchar', { length: 64 })
  module: string;

  @Column('varchar', { length: 64 })
  step: string;

  /** 1 for the first. */
  @Column('integer')
  number: number;

  /** The edition it was started on; its scenes are read from it for ever. */
  @Column('varchar', { length: 64 })
  editionHash: string;

  /** How the replies of each scene stand on its page. */
  @Column('simple-json')
  orders: Orders;

  @Instant()
  startedAt: Date;

  /** When an end was reached for the first time. Never taken back. */
  @Instant({ nullable: true })
  finishedAt: Date | null;

  /** The end that was reached last. */
  @Column('varchar', { length: 64, nullable: true })
  ending: string | null;

  /** When its turns lost their person: then it says only that there was one. */
  @Instant({ nullable: true })
  detachedAt: Date | null;
}

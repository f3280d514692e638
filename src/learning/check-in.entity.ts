import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';

export const MOODS = ['fine', 'tired', 'hard'] as const;
export type Mood = (typeof MOODS)[number];

/** How somebody felt after a module. For that person alone: nothing counts it, and nobody is told. */
@Entity('check_in')
export class CheckIn {
  @IdColumn()
  id: string;

  @Index('check_in_enrolment')
  @RefColumn()
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'check_in_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @Column('varchar', { length: 60 })
  module: string;

  @Column('varchar', { length: 10 })
  mood: Mood;

  @Index('check_in_made_at')
  @Instant()
  madeAt: Date;
}

import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Day, IdColumn, RefColumn } from '../database/columns.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { Feeling, Image, NextStep } from './trial.rules.js';
import { TrialSlot } from './trial-slot.entity.js';

/**
 * The page after a visit, without a word on whose it is: neither the request nor the hour is named, and of the request
 * it is not noted that there is one.
 */
@Entity('trial_page')
@Index('trial_page_code', ['codeHash'], { unique: true })
export class TrialPage {
  @IdColumn()
  id: string;

  @Index('trial_page_slot')
  @RefColumn({ nullable: true })
  slotId: string | null;

  @ManyToOne(() => TrialSlot, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'slot_id', foreignKeyConstraintName: 'trial_page_slot_fk' })
  slot: Relation<TrialSlot> | null;

  /** Only who has the code can tell that the page was sent: not the hash by which the request is found. */
  @Column('varchar', { length: 64, nullable: true })
  codeHash: string | null;

  /** What peer support looks like to them now, against before; null where it was passed over. */
  @Column('varchar', { length: 7, nullable: true })
  image: Image | null;

  @Column('varchar', { length: 7, nullable: true })
  feeling: Feeling | null;

  /** What felt safe. */
  @Column('text')
  safe: string;

  /** What was hard. */
  @Column('text')
  hard: string;

  /** What they want next. */
  @Column('varchar', { length: 8, nullable: true })
  next: NextStep | null;

  /** A word to the host; the host reads this one alone. */
  @Column('text')
  toHost: string;

  @Day()
  answeredOn: CalendarDay;
}

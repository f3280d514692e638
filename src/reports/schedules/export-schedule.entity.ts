import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../../accounts/person.entity.js';
import { Day, IdColumn, Instant, RefColumn } from '../../database/columns.js';
import type { CalendarDay } from '../../shared/calendar-day.js';
import type { Cadence } from './schedule.rules.js';

/** That a list with names is made again and again, without anybody at the screen. It belongs to the office. */
@Entity('export_schedule')
export class ExportSchedule {
  @IdColumn()
  id: string;

  /** No reference: a template may be deleted once nothing is to be made with it any more. */
  @RefColumn()
  templateId: string;

  /** Empty for all. */
  @Column('varchar', { length: 3 })
  trackCode: string;

  @Column('varchar', { length: 8 })
  cadence: Cadence;

  /** The first day on which it is made; the later ones go by it. */
  @Day()
  firstOn: CalendarDay;

  /** Nothing is made after this day. */
  @Day()
  endsOn: CalendarDay;

  /** The day it is made next; null when there is none any more. */
  @Index('export_schedule_next')
  @Day({ nullable: true })
  nextOn: CalendarDay | null;

  /** In the words of who set it. */
  @Column('varchar', { length: 200 })
  purpose: string;

  @Index('export_schedule_person')
  @RefColumn()
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'export_schedule_person_fk' })
  person: Relation<Person>;

  @Instant()
  madeAt: Date;

  @Instant({ nullable: true })
  stoppedAt: Date | null;
}

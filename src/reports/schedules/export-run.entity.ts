import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Day, IdColumn, Instant, RefColumn } from '../../database/columns.js';
import type { CalendarDay } from '../../shared/calendar-day.js';
import type { RowOrder } from '../name-orders.rules.js';
import type { Format } from '../report.form.js';
import { ExportSchedule } from './export-schedule.entity.js';

/**
 * A list with names as it was at a time that was set before. Its file is nowhere: what is kept makes it again, and says
 * whether it is the same.
 */
@Entity('export_run')
@Index('export_run_planned', ['scheduleId', 'plannedOn'], { unique: true })
@Index('export_run_template', ['templateId', 'plannedOn'])
export class ExportRun {
  @IdColumn()
  id: string;

  @RefColumn()
  scheduleId: string;

  @ManyToOne(() => ExportSchedule, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'schedule_id', foreignKeyConstraintName: 'export_run_schedule_fk' })
  schedule: Relation<ExportSchedule>;

  /** The day it was to be made. Its as-of day is the day before, however late it was made. */
  @Day()
  plannedOn: CalendarDay;

  /** The template as it was then; it may have changed or gone. */
  @RefColumn()
  templateId: string;

  @Column('varchar', { length: 60 })
  templateName: string;

  /** The question (`TypedQuestion`), as JSON. */
  @Column('varchar', { length: 300 })
  question: string;

  @Column('varchar', { length: 300 })
  columns: string;

  @Column('varchar', { length: 12 })
  rowOrder: RowOrder;

  @Column('varchar', { length: 12 })
  format: Format;

  /** `seq` of the last fact that it may hold. */
  @Column('integer')
  upTo: number;

  /** Who began it holds it for a while; another may take it over only when that has not ended it by then. */
  @Instant()
  begunAt: Date;

  /** Null while it is being made. */
  @Instant({ nullable: true })
  madeAt: Date | null;

  /** Lines about people. */
  @Column('integer', { nullable: true })
  people: number | null;

  /** SHA-256 of the file. */
  @Column('varchar', { length: 64, nullable: true })
  sha256: string | null;

  /** SHA-256 of its values alone: when it is the same and the file's is not, the file is only packed in another way. */
  @Column('varchar', { length: 64, nullable: true })
  rowsSha256: string | null;

  /** The last time it was made again, and what that gave. */
  @Instant({ nullable: true })
  rebuiltAt: Date | null;

  @Column('varchar', { length: 64, nullable: true })
  rebuiltSha256: string | null;

  @Column('varchar', { length: 64, nullable: true })
  rebuiltRowsSha256: string | null;
}

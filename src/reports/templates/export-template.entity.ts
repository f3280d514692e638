import { Column, Entity, Index } from 'typeorm';
import { IdColumn, Instant } from '../../database/columns.js';
import type { RowOrder } from '../name-orders.rules.js';
import type { Format } from '../report.form.js';
import type { DateKind } from './template.rules.js';

/** How a list with names is laid out, kept under a name. It belongs to the office, not to who made it. */
@Entity('export_template')
@Index('export_template_name', ['nameKey'], { unique: true })
export class ExportTemplate {
  @IdColumn()
  id: string;

  @Column('varchar', { length: 60 })
  name: string;

  /** The name as it is compared: width, case and spaces do not count. */
  @Column('varchar', { length: 240 })
  nameKey: string;

  /** Names of its columns with commas between, in their order; days stand there once, in the manner of `dates`. */
  @Column('varchar', { length: 300 })
  columns: string;

  @Column('varchar', { length: 8 })
  dates: DateKind;

  @Column('varchar', { length: 12 })
  rowOrder: RowOrder;

  @Column('varchar', { length: 12 })
  format: Format;

  /** Counts its changes: who changes an older state is told. */
  @Column('integer')
  version: number;

  @Instant()
  changedAt: Date;
}

import { Table, TableColumn } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = { name: 'id', type: 'varchar', length: '36', isPrimary: true };

const SCHEDULE = new Table({
  name: 'export_schedule',
  columns: [
    id,
    { name: 'template_id', type: 'varchar', length: '36' },
    { name: 'track_code', type: 'varchar', length: '3' },
    { name: 'cadence', type: 'varchar', length: '8' },
    { name: 'first_on', type: 'varchar', length: '10' },
    { name: 'ends_on', type: 'varchar', length: '10' },
    { name: 'next_on', type: 'varchar', length: '10', isNullable: true },
    { name: 'purpose', type: 'varchar', length: '200' },
    { name: 'person_id', type: 'varchar', length: '36' },
    { name: 'made_at', type: 'bigint' },
    { name: 'stopped_at', type: 'bigint', isNullable: true },
  ],
  foreignKeys: [
    {
      name: 'export_schedule_person_fk',
      columnNames: ['person_id'],
      referencedTableName: 'person',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
  indices: [
    { name: 'export_schedule_person', columnNames: ['person_id'] },
    { name: 'export_schedule_next', columnNames: ['next_on'] },
  ],
});

const RUN = new Table({
  name: 'export_run',
  columns: [
    id,
    { name: 'schedule_id', type: 'varchar', length: '36' },
    { name: 'planned_on', type: 'varchar', length: '10' },
    { name: 'template_id', type: 'varchar', length: '36' },
    { name: 'template_name', type: 'varchar', length: '60' },
    { name: 'question', type: 'varchar', length: '300' },
    { name: 'columns', type: 'varchar', length: '300' },
    { name: 'row_order', type: 'varchar', length: '12' },
    { name: 'format', type: 'varchar', length: '12' },
    { name: 'up_to', type: 'integer' },
    { name: 'begun_at', type: 'bigint' },
    { name: 'made_at', type: 'bigint', isNullable: true },
    { name: 'people', type: 'integer', isNullable: true },
    { name: 'sha256', type: 'varchar', length: '64', isNullable: true },
    { name: 'rows_sha256', type: 'varchar', length: '64', isNullable: true },
    { name: 'rebuilt_at', type: 'bigint', isNullable: true },
    { name: 'rebuilt_sha256', type: 'varchar', length: '64', isNullable: true },
    { name: 'rebuilt_rows_sha256', type: 'varchar', length: '64', isNullable: true },
  ],
  foreignKeys: [
    {
      name: 'export_run_schedule_fk',
      columnNames: ['schedule_id'],
      referencedTableName: 'export_schedule',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
  indices: [
    { name: 'export_run_planned', columnNames: ['schedule_id', 'planned_on'], isUnique: true },
    { name: 'export_run_template', columnNames: ['template_id', 'planned_on'] },
  ],
});

const OF_RUN = new TableColumn({ name: 'run_id', type: 'varchar', length: '36', isNullable: true });

/** Lists with names at times that were set before: of each run its question, its length and its hash, never its file. */
export class CreateExportSchedules1760003720000 implements MigrationInterface {
  readonly name = 'CreateExportSchedules1760003720000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [SCHEDULE, RUN]) await runner.createTable(table);
    await runner.addColumn('report_export', OF_RUN);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('report_export', OF_RUN);
    for (const table of [RUN, SCHEDULE]) await runner.dropTable(table);
  }
}

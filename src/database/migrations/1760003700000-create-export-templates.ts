import { Table, TableColumn, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TEMPLATE = new Table({
  name: 'export_template',
  columns: [
    { name: 'id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'name', type: 'varchar', length: '60' },
    { name: 'name_key', type: 'varchar', length: '240' },
    { name: 'columns', type: 'varchar', length: '300' },
    { name: 'dates', type: 'varchar', length: '8' },
    { name: 'row_order', type: 'varchar', length: '12' },
    { name: 'format', type: 'varchar', length: '12' },
    { name: 'version', type: 'integer' },
    { name: 'changed_at', type: 'bigint' },
  ],
  indices: [{ name: 'export_template_name', columnNames: ['name_key'], isUnique: true }],
});

const ORDER = new TableColumn({ name: 'row_order', type: 'varchar', length: '12', isNullable: true });

const USUAL = ['track_code', 'cohort_id', 'enrolment_number', 'enrolment_id'];
const LISTS = [
  new TableIndex({ name: 'reported_fact_list', columnNames: USUAL }),
  new TableIndex({ name: 'reported_fact_list_enrolled', columnNames: ['enrolled_on', ...USUAL] }),
  new TableIndex({ name: 'reported_fact_list_completed', columnNames: ['completed_on', ...USUAL] }),
];

/** How lists with names are laid out, by names that the office gives; and the orders in which they are read. */
export class CreateExportTemplates1760003700000 implements MigrationInterface {
  readonly name = 'CreateExportTemplates1760003700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(TEMPLATE);
    await runner.addColumn('report_export', ORDER);
    for (const index of LISTS) await runner.createIndex('reported_fact', index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of LISTS) await runner.dropIndex('reported_fact', index);
    await runner.dropColumn('report_export', ORDER);
    await runner.dropTable(TEMPLATE);
  }
}

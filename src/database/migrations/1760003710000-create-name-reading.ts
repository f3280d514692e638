import { Table, TableColumn, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const READING = new Table({
  name: 'name_reading',
  columns: [
    { name: 'enrolment_id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'reading', type: 'varchar', length: '100' },
    { name: 'reading_key', type: 'varchar', length: '420' },
    { name: 'saved_at', type: 'bigint' },
  ],
  foreignKeys: [
    {
      name: 'name_reading_enrolment_fk',
      columnNames: ['enrolment_id'],
      referencedTableName: 'enrolment',
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});

const COLUMNS = [
  new TableColumn({ name: 'name_reading', type: 'varchar', length: '100', isNullable: true }),
  new TableColumn({ name: 'reading_key', type: 'varchar', length: '420', default: "'z'" }),
];

const LIST = new TableIndex({
  name: 'reported_fact_list_reading',
  columnNames: ['reading_key', 'track_code', 'cohort_id', 'enrolment_number', 'enrolment_id'],
});

/** How names are read aloud: lists can be sorted by it. */
export class CreateNameReading1760003710000 implements MigrationInterface {
  readonly name = 'CreateNameReading1760003710000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(READING);
    for (const column of COLUMNS) await runner.addColumn('reported_fact', column);
    await runner.createIndex('reported_fact', LIST);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('reported_fact', LIST);
    for (const column of [...COLUMNS].reverse()) await runner.dropColumn('reported_fact', column);
    await runner.dropTable(READING);
  }
}

import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const cohort = { name: 'cohort_id', type: 'varchar', length: '36', isPrimary: true };

const SELECTION = new Table({
  name: 'selection',
  columns: [
    cohort,
    { name: 'criteria', type: 'varchar', length: '200' },
    { name: 'note', type: 'varchar', length: '400' },
    { name: 'recorded_at', type: 'bigint' },
    { name: 'recorded_by_id', type: 'varchar', length: '36' },
    { name: 'version', type: 'integer' },
  ],
  foreignKeys: [
    {
      name: 'selection_cohort_fk',
      columnNames: ['cohort_id'],
      referencedTableName: 'cohort',
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
    {
      name: 'selection_person_fk',
      columnNames: ['recorded_by_id'],
      referencedTableName: 'person',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
  indices: [{ name: 'selection_person', columnNames: ['recorded_by_id'] }],
});

const COUNT = new Table({
  name: 'application_count',
  columns: [
    cohort,
    { name: 'state', type: 'varchar', length: '10', isPrimary: true },
    { name: 'applications', type: 'integer' },
    { name: 'people', type: 'integer' },
  ],
  foreignKeys: [
    {
      name: 'application_count_cohort_fk',
      columnNames: ['cohort_id'],
      referencedTableName: 'cohort',
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});

/** By what applications are decided, and what stays of those that were deleted: their number. */
export class CreateSelections1760003210000 implements MigrationInterface {
  readonly name = 'CreateSelections1760003210000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [SELECTION, COUNT]) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [COUNT, SELECTION]) await runner.dropTable(table);
  }
}

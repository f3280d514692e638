import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCohortFacilitator1760002000000 implements MigrationInterface {
  readonly name = 'CreateCohortFacilitator1760002000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'cohort_facilitator',
        columns: [
          { name: 'cohort_id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'person_id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'since', type: 'bigint' },
        ],
        foreignKeys: [
          {
            name: 'cohort_facilitator_cohort_fk',
            columnNames: ['cohort_id'],
            referencedTableName: 'cohort',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
          {
            name: 'cohort_facilitator_person_fk',
            columnNames: ['person_id'],
            referencedTableName: 'person',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
        ],
        indices: [{ name: 'cohort_facilitator_person', columnNames: ['person_id'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('cohort_facilitator');
  }
}

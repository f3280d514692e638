import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReports1760001000000 implements MigrationInterface {
  readonly name = 'CreateReports1760001000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'report_export',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'person_id', type: 'varchar', length: '36' },
          { name: 'purpose', type: 'varchar', length: '200' },
          { name: 'question', type: 'varchar', length: '300' },
          { name: 'asked_at', type: 'bigint' },
        ],
        foreignKeys: [
          {
            name: 'report_export_person_fk',
            columnNames: ['person_id'],
            referencedTableName: 'person',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
        indices: [{ name: 'report_export_person', columnNames: ['person_id'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('report_export');
  }
}

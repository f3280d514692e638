import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateWeb1760000100000 implements MigrationInterface {
  readonly name = 'CreateWeb1760000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'submission_record',
        columns: [
          { name: 'id', type: 'varchar', length: '64', isPrimary: true },
          { name: 'location', type: 'varchar', length: '500' },
          { name: 'accepted_at', type: 'bigint' },
        ],
        indices: [{ name: 'submission_record_accepted_at', columnNames: ['accepted_at'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('submission_record');
  }
}

import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateVersion1760000000000 implements MigrationInterface {
  readonly name = 'CreateVersion1760000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'version',
        columns: [
          { name: 'scope', type: 'varchar', length: '120', isPrimary: true },
          { name: 'n', type: 'integer' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('version');
  }
}

import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What codes at the door are made from. */
export class CreateServerSecret1760002810000 implements MigrationInterface {
  readonly name = 'CreateServerSecret1760002810000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'server_secret',
        columns: [
          { name: 'purpose', type: 'varchar', length: '20', isPrimary: true },
          { name: 'value', type: 'varchar', length: '64' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('server_secret');
  }
}

import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const count = (name: string) => ({ name, type: 'integer' });

/** How many entries the directory has, by freshness, day by day: entries themselves keep only the present. */
export class KeepDaysOfTheDirectory1760005400000 implements MigrationInterface {
  readonly name = 'KeepDaysOfTheDirectory1760005400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'directory_day',
        columns: [
          { name: 'day', type: 'varchar', length: '10', isPrimary: true },
          ...['fresh', 'asked', 'unconfirmed', 'hidden'].map(count),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('directory_day');
  }
}

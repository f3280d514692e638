import { TableColumn } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepAnyAnswer1760002200000 implements MigrationInterface {
  readonly name = 'KeepAnyAnswer1760002200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('response', [
      new TableColumn({ name: 'kind', type: 'varchar', length: '20', isNullable: true }),
      new TableColumn({ name: 'texts', type: 'text', isNullable: true }),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumns('response', ['kind', 'texts']);
  }
}

import { TableColumn } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = new TableColumn({ name: 'columns', type: 'varchar', length: '300', isNullable: true });

/** Which columns a list with names was asked to have. */
export class KeepColumnsOfExports1760003000000 implements MigrationInterface {
  readonly name = 'KeepColumnsOfExports1760003000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('report_export', COLUMNS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('report_export', COLUMNS);
  }
}

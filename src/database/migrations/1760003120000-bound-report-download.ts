import { TableColumn } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Up to which fact a file was made: with its question it says whose rows it held. */
const UP_TO = new TableColumn({ name: 'up_to', type: 'integer', isNullable: true });

export class BoundReportDownload1760003120000 implements MigrationInterface {
  readonly name = 'BoundReportDownload1760003120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('report_download', UP_TO);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('report_download', UP_TO);
  }
}

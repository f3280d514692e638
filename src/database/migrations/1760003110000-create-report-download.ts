import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const reference = (name: string, to: string) => ({
  name: `report_download_${to === 'person' ? 'person' : 'export'}_fk`,
  columnNames: [name],
  referencedTableName: to,
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

const DOWNLOAD = new Table({
  name: 'report_download',
  columns: [
    { name: 'id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'kind', type: 'varchar', length: '10' },
    { name: 'export_id', type: 'varchar', length: '36', isNullable: true },
    { name: 'person_id', type: 'varchar', length: '36' },
    { name: 'question', type: 'varchar', length: '300' },
    { name: 'started_at', type: 'bigint' },
    { name: 'finished_at', type: 'bigint', isNullable: true },
    { name: 'sha256', type: 'varchar', length: '64', isNullable: true },
    { name: 'people', type: 'integer', isNullable: true },
    { name: 'hidden', type: 'integer' },
  ],
  foreignKeys: [reference('export_id', 'report_export'), reference('person_id', 'person')],
  indices: [
    { name: 'report_download_kind', columnNames: ['kind', 'id'] },
    { name: 'report_download_export', columnNames: ['export_id'] },
    { name: 'report_download_person', columnNames: ['person_id'] },
  ],
});

export class CreateReportDownload1760003110000 implements MigrationInterface {
  readonly name = 'CreateReportDownload1760003110000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(DOWNLOAD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(DOWNLOAD);
  }
}

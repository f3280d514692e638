import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner, TableColumnOptions } from 'typeorm';

const text = (name: string, length: number): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
});
const reference = (name: string, column: string, table: string) => ({
  name: `${name}_fk`,
  columnNames: [column],
  referencedTableName: table,
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

const ENQUIRY = new Table({
  name: 'certificate_enquiry',
  columns: [
    { ...text('id', 36), isPrimary: true },
    text('answered_on', 10),
    text('asked_by', 100),
    text('number', 40),
    { ...text('certificate_id', 36), isNullable: true },
    { name: 'has_consent', type: 'boolean' },
    text('answer', 10),
    text('recorded_by_id', 36),
    { name: 'recorded_at', type: 'bigint' },
  ],
  foreignKeys: [
    reference('certificate_enquiry_certificate', 'certificate_id', 'certificate'),
    reference('certificate_enquiry_recorded_by', 'recorded_by_id', 'person'),
  ],
  indices: [
    { name: 'certificate_enquiry_answered_on', columnNames: ['answered_on'] },
    { name: 'certificate_enquiry_certificate', columnNames: ['certificate_id'] },
    { name: 'certificate_enquiry_recorded_by', columnNames: ['recorded_by_id'] },
  ],
});

/** The office keeps a book of what it answered to who asked about certificates. */
export class CreateEnquiries1760003620000 implements MigrationInterface {
  readonly name = 'CreateEnquiries1760003620000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(ENQUIRY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(ENQUIRY);
  }
}

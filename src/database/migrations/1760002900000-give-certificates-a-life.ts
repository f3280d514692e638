import { Table, TableColumn, TableForeignKey, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner, TableColumnOptions } from 'typeorm';

const text = (name: string, length: number): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
});
const optional = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isNullable: true });
const reference = (name: string, column: string, table: string) => ({
  name: `${name}_fk`,
  columnNames: [column],
  referencedTableName: table,
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

const COLUMNS = [
  optional(text('first_issued_on', 10)),
  optional(text('replaces_id', 36)),
  optional(text('replaced_on', 10)),
  optional(text('replacement_reason', 20)),
].map((column) => new TableColumn(column));
const REPLACES = new TableForeignKey(reference('certificate_replaces', 'replaces_id', 'certificate'));
const ONE_REPLACEMENT = new TableIndex({
  name: 'certificate_replaces',
  columnNames: ['replaces_id'],
  isUnique: true,
});
const enrolmentIndex = (where?: string) =>
  new TableIndex({ name: 'certificate_enrolment', columnNames: ['enrolment_id'], isUnique: true, where });

const REVOCATION = new Table({
  name: 'certificate_revocation',
  columns: [
    { ...text('id', 36), isPrimary: true },
    text('certificate_id', 36),
    text('kind', 10),
    optional(text('reason', 20)),
    text('proposed_by_id', 36),
    { name: 'proposed_at', type: 'bigint' },
    optional(text('outcome', 10)),
    optional(text('decided_by_id', 36)),
    { name: 'decided_at', type: 'bigint', isNullable: true },
  ],
  foreignKeys: [
    reference('certificate_revocation_certificate', 'certificate_id', 'certificate'),
    reference('certificate_revocation_proposed_by', 'proposed_by_id', 'person'),
    reference('certificate_revocation_decided_by', 'decided_by_id', 'person'),
  ],
  indices: [
    { name: 'certificate_revocation_certificate', columnNames: ['certificate_id'] },
    { name: 'certificate_revocation_proposed_by', columnNames: ['proposed_by_id'] },
    { name: 'certificate_revocation_decided_by', columnNames: ['decided_by_id'] },
    {
      name: 'certificate_revocation_open',
      columnNames: ['certificate_id'],
      isUnique: true,
      where: 'outcome is null',
    },
  ],
});

/** A certificate can be replaced by another, once; and revoked, by two people of the office. */
export class GiveCertificatesALife1760002900000 implements MigrationInterface {
  readonly name = 'GiveCertificatesALife1760002900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('certificate', COLUMNS);
    await runner.createForeignKey('certificate', REPLACES);
    await runner.createIndex('certificate', ONE_REPLACEMENT);
    await runner.dropIndex('certificate', 'certificate_enrolment');
    await runner.createIndex('certificate', enrolmentIndex("state <> 'replaced'"));
    await runner.createTable(REVOCATION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(REVOCATION);
    await runner.dropIndex('certificate', 'certificate_enrolment');
    await runner.createIndex('certificate', enrolmentIndex());
    await runner.dropIndex('certificate', ONE_REPLACEMENT);
    await runner.dropForeignKey('certificate', REPLACES);
    await runner.dropColumns('certificate', COLUMNS);
  }
}

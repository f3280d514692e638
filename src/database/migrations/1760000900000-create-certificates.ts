import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner, TableColumnOptions } from 'typeorm';

export class CreateCertificates1760000900000 implements MigrationInterface {
  readonly name = 'CreateCertificates1760000900000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [certificate(), series(), chosenName()]) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['chosen_name', 'certificate_series', 'certificate']) await runner.dropTable(table);
  }
}

const text = (name: string, length: number): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
});
const number = (name: string): TableColumnOptions => ({ name, type: 'integer' });
const optional = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isNullable: true });
const key = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isPrimary: true });
const reference = (name: string, column: string, table: string) => ({
  name: `${name}_fk`,
  columnNames: [column],
  referencedTableName: table,
  referencedColumnNames: [table === 'edition' ? 'hash' : 'id'],
});

function certificate(): Table {
  return new Table({
    name: 'certificate',
    columns: [
      key(text('id', 36)),
      text('number', 40),
      text('track_code', 3),
      number('fiscal_year'),
      number('sequence'),
      optional(text('person_id', 36)),
      optional(text('enrolment_id', 36)),
      text('edition_hash', 64),
      optional(text('code', 28)),
      optional(text('code_hash', 64)),
      optional(text('name_digest', 160)),
      text('public_title', 200),
      text('issuer', 200),
      number('minutes'),
      { name: 'is_draft', type: 'boolean' },
      text('completed_on', 10),
      text('issued_on', 10),
      { name: 'issued_at', type: 'bigint' },
      optional({ name: 'words', type: 'text' }),
      text('state', 10),
      optional(text('revoked_on', 10)),
      optional(text('revocation_reason', 20)),
    ],
    foreignKeys: [
      { ...reference('certificate_person', 'person_id', 'person'), onDelete: 'RESTRICT' },
      { ...reference('certificate_edition', 'edition_hash', 'edition'), onDelete: 'RESTRICT' },
    ],
    indices: [
      { name: 'certificate_number', columnNames: ['number'], isUnique: true },
      {
        name: 'certificate_series_sequence',
        columnNames: ['track_code', 'fiscal_year', 'sequence'],
        isUnique: true,
      },
      { name: 'certificate_code_hash', columnNames: ['code_hash'], isUnique: true },
      { name: 'certificate_enrolment', columnNames: ['enrolment_id'], isUnique: true },
      { name: 'certificate_person', columnNames: ['person_id'] },
      { name: 'certificate_edition', columnNames: ['edition_hash'] },
    ],
  });
}

function series(): Table {
  return new Table({
    name: 'certificate_series',
    columns: [key(text('track_code', 3)), key(number('fiscal_year')), number('last')],
  });
}

function chosenName(): Table {
  return new Table({
    name: 'chosen_name',
    columns: [
      key(text('enrolment_id', 36)),
      text('name', 100),
      text('digest', 160),
      { name: 'chosen_at', type: 'bigint' },
    ],
    foreignKeys: [
      { ...reference('chosen_name_enrolment', 'enrolment_id', 'enrolment'), onDelete: 'CASCADE' },
    ],
  });
}

import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const reference = (name: string, column: string, table: string, onDelete: string) => ({
  name: `${name}_fk`,
  columnNames: [column],
  referencedTableName: table,
  referencedColumnNames: ['id'],
  onDelete,
});

const ACCESS = new Table({
  name: 'contact_access',
  columns: [
    { name: 'id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'enrolment_id', type: 'varchar', length: '36' },
    { name: 'facilitator_id', type: 'varchar', length: '36' },
    { name: 'act', type: 'varchar', length: '20' },
    { name: 'seen_at', type: 'bigint' },
  ],
  foreignKeys: [
    reference('contact_access_enrolment', 'enrolment_id', 'enrolment', 'CASCADE'),
    reference('contact_access_facilitator', 'facilitator_id', 'person', 'RESTRICT'),
  ],
  indices: [
    { name: 'contact_access_enrolment', columnNames: ['enrolment_id'] },
    { name: 'contact_access_facilitator', columnNames: ['facilitator_id'] },
    { name: 'contact_access_seen_at', columnNames: ['seen_at'] },
  ],
});

/** People can read when facilitators had them before them in the list of those to be contacted. */
export class CreateContactAccess1760003600000 implements MigrationInterface {
  readonly name = 'CreateContactAccess1760003600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(ACCESS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(ACCESS);
  }
}

import { Table, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHECK = new Table({
  name: 'audit_check',
  columns: [
    { name: 'subject', type: 'varchar', length: '16', isPrimary: true },
    { name: 'checked_at', type: 'bigint' },
    { name: 'seq', type: 'integer' },
    { name: 'hash', type: 'varchar', length: '64' },
    { name: 'flaw_seq', type: 'integer', isNullable: true },
    { name: 'flaw_kind', type: 'varchar', length: '10', isNullable: true },
  ],
});

/** The record is read by day and by role: both find their rows without reading all of it. */
const INDICES = [
  new TableIndex({ name: 'audit_event_at', columnNames: ['at', 'seq'] }),
  new TableIndex({ name: 'audit_event_role', columnNames: ['role', 'seq'] }),
];

export class ReadAudit1760003100000 implements MigrationInterface {
  readonly name = 'ReadAudit1760003100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(CHECK);
    for (const index of INDICES) await runner.createIndex('audit_event', index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of INDICES) await runner.dropIndex('audit_event', index);
    await runner.dropTable(CHECK);
  }
}

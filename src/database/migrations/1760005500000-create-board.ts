import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const person = (table: string, column: string) => ({
  name: `${table}_${column.replace(/_id$/, '')}_fk`,
  columnNames: [column],
  referencedTableName: 'person',
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

const NOTE = new Table({
  name: 'board_note',
  columns: [
    { name: 'id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'person_id', type: 'varchar', length: '36' },
    { name: 'topic', type: 'varchar', length: '20', isNullable: true },
    { name: 'activity_id', type: 'varchar', length: '36', isNullable: true },
    { name: 'text', type: 'text' },
    { name: 'state', type: 'varchar', length: '10' },
    { name: 'version', type: 'integer' },
    { name: 'sent_at', type: 'bigint' },
    { name: 'state_at', type: 'bigint' },
    { name: 'shown_until', type: 'varchar', length: '10', isNullable: true },
    { name: 'reason', type: 'text', isNullable: true },
    { name: 'decided_by_id', type: 'varchar', length: '36', isNullable: true },
    { name: 'opinion', type: 'varchar', length: '10', isNullable: true },
    { name: 'opinion_reason', type: 'text', isNullable: true },
    { name: 'opinion_by_id', type: 'varchar', length: '36', isNullable: true },
    { name: 'objection', type: 'text', isNullable: true },
    { name: 'objected_at', type: 'bigint', isNullable: true },
    { name: 'has_news', type: 'boolean' },
  ],
  foreignKeys: [
    person('board_note', 'person_id'),
    person('board_note', 'decided_by_id'),
    person('board_note', 'opinion_by_id'),
    {
      name: 'board_note_activity_fk',
      columnNames: ['activity_id'],
      referencedTableName: 'activity',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
  indices: [
    { name: 'board_note_person', columnNames: ['person_id'] },
    { name: 'board_note_activity', columnNames: ['activity_id'] },
    { name: 'board_note_state', columnNames: ['state'] },
    { name: 'board_note_decided_by', columnNames: ['decided_by_id'] },
    { name: 'board_note_opinion_by', columnNames: ['opinion_by_id'] },
  ],
});

const REPORT = new Table({
  name: 'board_report',
  columns: [
    { name: 'id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'note_id', type: 'varchar', length: '36' },
    { name: 'person_id', type: 'varchar', length: '36' },
    { name: 'why', type: 'varchar', length: '20' },
    { name: 'words', type: 'text' },
    { name: 'reported_at', type: 'bigint' },
    { name: 'settled_at', type: 'bigint', isNullable: true },
  ],
  foreignKeys: [
    {
      name: 'board_report_note_fk',
      columnNames: ['note_id'],
      referencedTableName: 'board_note',
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
    person('board_report', 'person_id'),
  ],
  uniques: [{ name: 'board_report_once', columnNames: ['note_id', 'person_id'] }],
  indices: [{ name: 'board_report_person', columnNames: ['person_id'] }],
});

/** The notice board between peers, and what is reported there. */
export class CreateBoard1760005500000 implements MigrationInterface {
  readonly name = 'CreateBoard1760005500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(NOTE);
    await runner.createTable(REPORT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(REPORT);
    await runner.dropTable(NOTE);
  }
}

import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const text = (name: string, length: string, isNullable = false) => ({
  name,
  type: 'varchar',
  length,
  isNullable,
});

const LETTER = new Table({
  name: 'application_letter',
  columns: [
    { ...text('applicant_id', '36'), isPrimary: true },
    { ...text('kind', '10'), isPrimary: true },
    text('way', '5'),
    text('on_day', '10'),
    text('recorded_by', '36', true),
    { name: 'recorded_at', type: 'bigint' },
  ],
  foreignKeys: [
    {
      name: 'application_letter_applicant_fk',
      columnNames: ['applicant_id'],
      referencedTableName: 'applicant',
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
    {
      name: 'application_letter_recorder_fk',
      columnNames: ['recorded_by'],
      referencedTableName: 'person',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
  indices: [{ name: 'application_letter_recorder', columnNames: ['recorded_by'] }],
});

/** On which day, how and by whom somebody was told a result. */
export class MarkLettersAsSent1760003810000 implements MigrationInterface {
  readonly name = 'MarkLettersAsSent1760003810000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(LETTER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(LETTER);
  }
}

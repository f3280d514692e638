import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner, TableColumnOptions } from 'typeorm';

export class CreateLearning1760000700000 implements MigrationInterface {
  readonly name = 'CreateLearning1760000700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(perStep('step_progress', progressColumns));
    await runner.createTable(perStep('question_score', scoreColumns));
    await runner.createTable(perStep('memo', memoColumns));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['memo', 'question_score', 'step_progress']) await runner.dropTable(name);
  }
}

const progressColumns: TableColumnOptions[] = [
  { name: 'status', type: 'varchar', length: '10' },
  { name: 'place', type: 'integer' },
  { name: 'section', type: 'text', isNullable: true },
  { name: 'skipped_by_care', type: 'boolean' },
  { name: 'started_at', type: 'bigint' },
  { name: 'completed_at', type: 'bigint', isNullable: true },
  { name: 'touched_at', type: 'bigint' },
];

const scoreColumns: TableColumnOptions[] = [
  { name: 'question', type: 'varchar', length: '60', isPrimary: true },
  { name: 'best', type: 'integer' },
  { name: 'skipped_by_care', type: 'boolean' },
];

const memoColumns: TableColumnOptions[] = [
  { name: 'text', type: 'text' },
  { name: 'version', type: 'integer' },
  { name: 'saved_at', type: 'bigint' },
];

const perStep = (name: string, columns: TableColumnOptions[]) =>
  new Table({
    name,
    columns: [
      { name: 'enrolment_id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'module', type: 'varchar', length: '60', isPrimary: true },
      { name: 'step', type: 'varchar', length: '60', isPrimary: true },
      ...columns,
    ],
    foreignKeys: [
      {
        name: `${name}_enrolment_fk`,
        columnNames: ['enrolment_id'],
        referencedTableName: 'enrolment',
        referencedColumnNames: ['id'],
        onDelete: 'CASCADE',
      },
    ],
  });

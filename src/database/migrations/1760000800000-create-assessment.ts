import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAssessment1760000800000 implements MigrationInterface {
  readonly name = 'CreateAssessment1760000800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'attempt',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'enrolment_id', type: 'varchar', length: '36' },
          { name: 'module', type: 'varchar', length: '64' },
          { name: 'step', type: 'varchar', length: '64' },
          { name: 'number', type: 'integer' },
          { name: 'edition_hash', type: 'varchar', length: '64' },
          { name: 'questions', type: 'text' },
          { name: 'rule', type: 'text' },
          { name: 'started_at', type: 'bigint' },
          { name: 'finished_at', type: 'bigint', isNullable: true },
        ],
        uniques: [{ name: 'attempt_number', columnNames: ['enrolment_id', 'module', 'step', 'number'] }],
        indices: [{ name: 'attempt_enrolment', columnNames: ['enrolment_id'] }],
        foreignKeys: [
          {
            name: 'attempt_enrolment_fk',
            columnNames: ['enrolment_id'],
            referencedTableName: 'enrolment',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'response',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'attempt_id', type: 'varchar', length: '36' },
          { name: 'question', type: 'varchar', length: '64' },
          { name: 'turn', type: 'integer' },
          { name: 'revision', type: 'varchar', length: '64' },
          { name: 'chosen', type: 'text' },
          { name: 'result', type: 'varchar', length: '10' },
          { name: 'points', type: 'double precision' },
          { name: 'is_skipped', type: 'boolean' },
          { name: 'answered_at', type: 'bigint' },
        ],
        uniques: [{ name: 'response_turn', columnNames: ['attempt_id', 'question', 'turn'] }],
        indices: [{ name: 'response_attempt', columnNames: ['attempt_id'] }],
        foreignKeys: [
          {
            name: 'response_attempt_fk',
            columnNames: ['attempt_id'],
            referencedTableName: 'attempt',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('response');
    await runner.dropTable('attempt');
  }
}

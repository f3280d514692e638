import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAnswerCount1760001100000 implements MigrationInterface {
  readonly name = 'CreateAnswerCount1760001100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'answer_count',
        columns: [
          { name: 'track_id', type: 'varchar', length: '60', isPrimary: true },
          { name: 'module', type: 'varchar', length: '64', isPrimary: true },
          { name: 'step', type: 'varchar', length: '64', isPrimary: true },
          { name: 'question', type: 'varchar', length: '64', isPrimary: true },
          { name: 'revision', type: 'varchar', length: '64', isPrimary: true },
          { name: 'chosen', type: 'varchar', length: '200', isPrimary: true },
          { name: 'count', type: 'integer' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('answer_count');
  }
}

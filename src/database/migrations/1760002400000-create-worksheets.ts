import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateWorksheets1760002400000 implements MigrationInterface {
  readonly name = 'CreateWorksheets1760002400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'worksheet_words',
        columns: [
          { name: 'enrolment_id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'module', type: 'varchar', length: '60', isPrimary: true },
          { name: 'step', type: 'varchar', length: '60', isPrimary: true },
          { name: 'words', type: 'text' },
          { name: 'version', type: 'integer' },
          { name: 'saved_at', type: 'bigint' },
        ],
        foreignKeys: [
          {
            name: 'worksheet_words_enrolment_fk',
            columnNames: ['enrolment_id'],
            referencedTableName: 'enrolment',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('worksheet_words');
  }
}

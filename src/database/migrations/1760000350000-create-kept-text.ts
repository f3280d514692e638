import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateKeptText1760000350000 implements MigrationInterface {
  readonly name = 'CreateKeptText1760000350000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'kept_text',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'person_id', type: 'varchar', length: '36' },
          { name: 'action', type: 'varchar', length: '500' },
          { name: 'fields', type: 'text' },
          { name: 'kept_at', type: 'bigint' },
        ],
        indices: [
          { name: 'kept_text_person_id', columnNames: ['person_id'] },
          { name: 'kept_text_kept_at', columnNames: ['kept_at'] },
        ],
        foreignKeys: [
          {
            name: 'kept_text_person',
            columnNames: ['person_id'],
            referencedTableName: 'person',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('kept_text');
  }
}

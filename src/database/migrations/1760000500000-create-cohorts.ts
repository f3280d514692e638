import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCohorts1760000500000 implements MigrationInterface {
  readonly name = 'CreateCohorts1760000500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'cohort',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'track_id', type: 'varchar', length: '60' },
          { name: 'kind', type: 'varchar', length: '10' },
          { name: 'name', type: 'varchar', length: '100', isNullable: true },
          { name: 'revision_id', type: 'varchar', length: '36', isNullable: true },
          { name: 'created_at', type: 'bigint' },
        ],
        foreignKeys: [
          {
            name: 'cohort_track_fk',
            columnNames: ['track_id'],
            referencedTableName: 'track',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
          {
            name: 'cohort_revision_fk',
            columnNames: ['revision_id'],
            referencedTableName: 'revision',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
        indices: [
          { name: 'cohort_standing', columnNames: ['track_id'], isUnique: true, where: "kind = 'standing'" },
          { name: 'cohort_track', columnNames: ['track_id'] },
          { name: 'cohort_revision', columnNames: ['revision_id'] },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('cohort');
  }
}

import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const EVENT = new Table({
  name: 'activity_event',
  columns: [
    { name: 'id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'activity_id', type: 'varchar', length: '36' },
    { name: 'kind', type: 'varchar', length: '12' },
    { name: 'at', type: 'bigint' },
    { name: 'way', type: 'varchar', length: '8', isNullable: true },
    { name: 'by_id', type: 'varchar', length: '36', isNullable: true },
  ],
  foreignKeys: [
    {
      name: 'activity_event_activity_fk',
      columnNames: ['activity_id'],
      referencedTableName: 'activity',
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
    {
      name: 'activity_event_by_fk',
      columnNames: ['by_id'],
      referencedTableName: 'person',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
  indices: [
    { name: 'activity_event_of', columnNames: ['activity_id', 'at'] },
    { name: 'activity_event_by', columnNames: ['by_id'] },
  ],
});

/** What happens to entries of the directory besides changes: asked, confirmed, closed, reopened. */
export class CreateActivityEvents1760005200000 implements MigrationInterface {
  readonly name = 'CreateActivityEvents1760005200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(EVENT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(EVENT);
  }
}

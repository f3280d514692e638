import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ORGANISER = new Table({
  name: 'organiser',
  columns: [
    { name: 'id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'name', type: 'varchar', length: '60' },
    { name: 'email', type: 'varchar', length: '254', isNullable: true },
    { name: 'phone', type: 'varchar', length: '20', isNullable: true },
    { name: 'created_at', type: 'bigint' },
  ],
  indices: [{ name: 'organiser_email', columnNames: ['email'], isUnique: true }],
});

const ACTIVITY = new Table({
  name: 'activity',
  columns: [
    { name: 'id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'organiser_id', type: 'varchar', length: '36' },
    { name: 'version', type: 'integer' },
    { name: 'content', type: 'text' },
    { name: 'confirmed_on', type: 'varchar', length: '10' },
    { name: 'asked_at', type: 'bigint', isNullable: true },
    { name: 'closed_at', type: 'bigint', isNullable: true },
    { name: 'published_at', type: 'bigint' },
    { name: 'changed_at', type: 'bigint' },
    { name: 'title', type: 'varchar', length: '60' },
    { name: 'sorted_as', type: 'varchar', length: '120' },
    { name: 'area', type: 'varchar', length: '40' },
    { name: 'places', type: 'integer' },
    { name: 'forms', type: 'integer' },
    { name: 'audiences', type: 'integer' },
    { name: 'access', type: 'integer' },
    { name: 'weekdays', type: 'integer' },
    { name: 'dayparts', type: 'integer' },
    { name: 'is_free', type: 'boolean' },
    { name: 'needs_no_booking', type: 'boolean' },
    { name: 'searched', type: 'text' },
  ],
  foreignKeys: [
    {
      name: 'activity_organiser_fk',
      columnNames: ['organiser_id'],
      referencedTableName: 'organiser',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
  indices: [{ name: 'activity_organiser', columnNames: ['organiser_id'] }],
});

/** The directory of activities and who holds them. */
export class CreateActivities1760005000000 implements MigrationInterface {
  readonly name = 'CreateActivities1760005000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(ORGANISER);
    await runner.createTable(ACTIVITY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(ACTIVITY);
    await runner.dropTable(ORGANISER);
  }
}

import { Table, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const BY_COMPLETION = new TableIndex({ name: 'certificate_completed', columnNames: ['completed_on'] });

const VIEWING = new Table({
  name: 'roster_viewing',
  columns: [
    { name: 'id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'person_id', type: 'varchar', length: '36' },
    { name: 'kind', type: 'varchar', length: '10' },
    { name: 'purpose', type: 'varchar', length: '200', isNullable: true },
    { name: 'question', type: 'text' },
    { name: 'asked_at', type: 'bigint' },
  ],
  foreignKeys: [
    {
      name: 'roster_viewing_person_fk',
      columnNames: ['person_id'],
      referencedTableName: 'person',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
  indices: [{ name: 'roster_viewing_person', columnNames: ['person_id'] }],
});

/** Whoever looks at names on certificates says what for; certificates are listed by the day of completion. */
export class CreateRosterViewing1760002910000 implements MigrationInterface {
  readonly name = 'CreateRosterViewing1760002910000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(VIEWING);
    await runner.createIndex('certificate', BY_COMPLETION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('certificate', BY_COMPLETION);
    await runner.dropTable(VIEWING);
  }
}

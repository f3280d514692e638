import { Table, TableColumn } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const day = (name: string) => new TableColumn({ name, type: 'varchar', length: '10', isNullable: true });
const COLUMNS = [
  day('starts_on'),
  day('ends_on'),
  new TableColumn({ name: 'seats', type: 'integer', isNullable: true }),
  new TableColumn({ name: 'admission', type: 'varchar', length: '12', default: "'open'" }),
  day('closes_on'),
];

const SESSION = new Table({
  name: 'training_session',
  columns: [
    { name: 'id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'cohort_id', type: 'varchar', length: '36' },
    { name: 'module', type: 'varchar', length: '60' },
    { name: 'step', type: 'varchar', length: '60' },
    { name: 'starts_at', type: 'bigint' },
    { name: 'ends_at', type: 'bigint' },
    { name: 'place', type: 'varchar', length: '300' },
    { name: 'cancelled_at', type: 'bigint', isNullable: true },
  ],
  foreignKeys: [
    {
      name: 'training_session_cohort_fk',
      columnNames: ['cohort_id'],
      referencedTableName: 'cohort',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
  indices: [{ name: 'training_session_cohort', columnNames: ['cohort_id'] }],
});

/** Cohorts with days, seats and a way in, and the dates on which they meet. */
export class DateCohorts1760002600000 implements MigrationInterface {
  readonly name = 'DateCohorts1760002600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('cohort', COLUMNS);
    await runner.createTable(SESSION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(SESSION);
    // The builder would make the table anew, which SQLite refuses while rows refer to it.
    for (const { name } of COLUMNS) await runner.query(`alter table cohort drop column ${name}`);
  }
}

import { TableColumn } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const version = () => new TableColumn({ name: 'version', type: 'integer', default: '1' });
const CHANGED = new TableColumn({ name: 'changed_at', type: 'bigint', isNullable: true });

/** Cohorts and their dates tell which state somebody read, so that two people do not undo each other's changes. */
export class VersionCohorts1760002700000 implements MigrationInterface {
  readonly name = 'VersionCohorts1760002700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('cohort', version());
    await runner.addColumns('training_session', [version(), CHANGED]);
  }

  async down(runner: QueryRunner): Promise<void> {
    // The builder would make the tables anew, which SQLite refuses while rows refer to them.
    for (const { name } of [version(), CHANGED])
      await runner.query(`alter table training_session drop column ${name}`);
    await runner.query(`alter table cohort drop column ${version().name}`);
  }
}

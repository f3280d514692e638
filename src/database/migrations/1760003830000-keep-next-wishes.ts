import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = ['wants_next_by_id varchar(36)', 'told_of_id varchar(36)', 'told_at bigint'];

/** Who asked to be told of the next cohort first, and of which cohort they were told. */
export class KeepNextWishes1760003830000 implements MigrationInterface {
  readonly name = 'KeepNextWishes1760003830000';

  // The builder would make the table anew, which SQLite refuses while rows refer to it.
  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`alter table application add column ${column}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS.toReversed())
      await runner.query(`alter table application drop column ${column.split(' ')[0]!}`);
  }
}

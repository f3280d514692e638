import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The day on which an application arrived on paper. */
export class TakeApplicationsOnPaper1760003800000 implements MigrationInterface {
  readonly name = 'TakeApplicationsOnPaper1760003800000';

  // The builder would make the table anew, which SQLite refuses while rows refer to it.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table application add column paper_on varchar(10)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table application drop column paper_on');
  }
}

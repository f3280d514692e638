import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That a page after a visit was sent is told by the page alone: nothing at the request leads to it. */
export class PartPagesFromRequests1760005310000 implements MigrationInterface {
  readonly name = 'PartPagesFromRequests1760005310000';

  // The builder would make these tables anew, and events would go with the requests that they refer to.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table trial_page add column code_hash varchar(64)');
    await runner.query('create unique index trial_page_code on trial_page (code_hash)');
    await runner.query('alter table trial_request drop column has_answered');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table trial_request add column has_answered boolean not null default false');
    await runner.query('drop index trial_page_code');
    await runner.query('alter table trial_page drop column code_hash');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A certificate can be good for some years. Those issued before are good for ever, as their paper says. */
export class BoundCertificates1760003970000 implements MigrationInterface {
  readonly name = 'BoundCertificates1760003970000';

  // The builder would make the table anew, which SQLite refuses while rows refer to it.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table certificate add column valid_through varchar(10)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table certificate drop column valid_through');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What two people put back stays on the board: a later report calls the staff, and hides nothing. */
export class KeepWhatTwoDecided1760005510000 implements MigrationInterface {
  readonly name = 'KeepWhatTwoDecided1760005510000';

  // The builder would make the table anew, which SQLite refuses while reports refer to it.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table board_note add column kept_at bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table board_note drop column kept_at');
  }
}

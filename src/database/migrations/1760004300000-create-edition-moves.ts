import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const enrolment = (table: string) => ({
  name: `${table}_enrolment_fk`,
  columnNames: ['enrolment_id'],
  referencedTableName: 'enrolment',
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
});

const MOVE = new Table({
  name: 'edition_move',
  columns: [
    { name: 'id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'enrolment_id', type: 'varchar', length: '36' },
    { name: 'from_hash', type: 'varchar', length: '64' },
    { name: 'was_completed', type: 'boolean' },
    { name: 'moved_at', type: 'bigint' },
    { name: 'seen_at', type: 'bigint', isNullable: true },
  ],
  foreignKeys: [
    enrolment('edition_move'),
    {
      name: 'edition_move_edition_fk',
      columnNames: ['from_hash'],
      referencedTableName: 'edition',
      referencedColumnNames: ['hash'],
      onDelete: 'RESTRICT',
    },
  ],
  indices: [
    { name: 'edition_move_enrolment', columnNames: ['enrolment_id'] },
    { name: 'edition_move_edition', columnNames: ['from_hash'] },
  ],
});

const KEPT = new Table({
  name: 'kept_place',
  columns: [
    { name: 'enrolment_id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'scope', type: 'varchar', length: '10', isPrimary: true },
    { name: 'target', type: 'varchar', length: '130', isPrimary: true },
    { name: 'amount', type: 'integer' },
  ],
  foreignKeys: [enrolment('kept_place')],
});

/** Cohorts can go over to a newer edition, and what was complete before stays so. */
export class CreateEditionMoves1760004300000 implements MigrationInterface {
  readonly name = 'CreateEditionMoves1760004300000';

  // The builder would make the table of cohorts anew, which SQLite refuses while rows refer to it.
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(MOVE);
    await runner.createTable(KEPT);
    await runner.query('alter table cohort add column stays_before varchar(36)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table cohort drop column stays_before');
    await runner.dropTable(KEPT);
    await runner.dropTable(MOVE);
  }
}

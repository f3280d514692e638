import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const text = (name: string, length: number, isNullable = false) => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});
const instant = (name: string, isNullable = false) => ({ name, type: 'bigint', isNullable });
const reference = (to: string) => ({
  name: `invitation_${to}_fk`,
  columnNames: [`${to}_id`],
  referencedTableName: to,
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

const INVITATION = new Table({
  name: 'invitation',
  columns: [
    { ...text('id', 36), isPrimary: true },
    text('cohort_id', 36),
    text('name', 40),
    text('email', 254, true),
    text('hash', 64, true),
    instant('made_at'),
    instant('expires_at'),
    instant('accepted_at', true),
    instant('withdrawn_at', true),
    text('person_id', 36, true),
  ],
  foreignKeys: [reference('cohort'), reference('person')],
  indices: [
    { name: 'invitation_cohort', columnNames: ['cohort_id'] },
    { name: 'invitation_hash', columnNames: ['hash'], isUnique: true },
    { name: 'invitation_person', columnNames: ['person_id'] },
  ],
});

/** Who the office asks to take part in a cohort. */
export class CreateInvitations1760003300000 implements MigrationInterface {
  readonly name = 'CreateInvitations1760003300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(INVITATION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(INVITATION);
  }
}

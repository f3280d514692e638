import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SIGN_OFF = new Table({
  name: 'sign_off',
  columns: [
    { name: 'enrolment_id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'signed_by_id', type: 'varchar', length: '36' },
    { name: 'signed_at', type: 'bigint' },
  ],
  foreignKeys: [
    {
      name: 'sign_off_enrolment_fk',
      columnNames: ['enrolment_id'],
      referencedTableName: 'enrolment',
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
    {
      name: 'sign_off_signed_by_fk',
      columnNames: ['signed_by_id'],
      referencedTableName: 'person',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
  indices: [{ name: 'sign_off_signed_by', columnNames: ['signed_by_id'] }],
});

/** Tracks may ask for the word of a facilitator. */
export class CreateSignOff1760003400000 implements MigrationInterface {
  readonly name = 'CreateSignOff1760003400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(SIGN_OFF);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(SIGN_OFF);
  }
}

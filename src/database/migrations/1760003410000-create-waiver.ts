import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const BY = ['proposed_by', 'confirmed_by', 'lift_proposed_by', 'closed_by'];

const WAIVER = new Table({
  name: 'waiver',
  columns: [
    { name: 'id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'enrolment_id', type: 'varchar', length: '36' },
    { name: 'scope', type: 'varchar', length: '10' },
    { name: 'target', type: 'varchar', length: '130' },
    { name: 'kind', type: 'varchar', length: '20' },
    { name: 'note', type: 'varchar', length: '200', isNullable: true },
    { name: 'proposed_by_id', type: 'varchar', length: '36' },
    { name: 'proposed_at', type: 'bigint' },
    { name: 'confirmed_by_id', type: 'varchar', length: '36', isNullable: true },
    { name: 'confirmed_at', type: 'bigint', isNullable: true },
    { name: 'lift_proposed_by_id', type: 'varchar', length: '36', isNullable: true },
    { name: 'lift_proposed_at', type: 'bigint', isNullable: true },
    { name: 'closed_by_id', type: 'varchar', length: '36', isNullable: true },
    { name: 'closed_at', type: 'bigint', isNullable: true },
  ],
  foreignKeys: [
    {
      name: 'waiver_enrolment_fk',
      columnNames: ['enrolment_id'],
      referencedTableName: 'enrolment',
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
    ...BY.map((by) => ({
      name: `waiver_${by}_fk`,
      columnNames: [`${by}_id`],
      referencedTableName: 'person',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    })),
  ],
  indices: [
    {
      name: 'waiver_open',
      columnNames: ['enrolment_id', 'scope', 'target'],
      isUnique: true,
      where: 'closed_at is null',
    },
    { name: 'waiver_enrolment', columnNames: ['enrolment_id'] },
    { name: 'waiver_proposed', columnNames: ['proposed_at'] },
    ...BY.map((by) => ({ name: `waiver_${by}`, columnNames: [`${by}_id`] })),
  ],
});

/** Somebody may be freed from a part of a track, by two people of the house and with a reason. */
export class CreateWaiver1760003410000 implements MigrationInterface {
  readonly name = 'CreateWaiver1760003410000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(WAIVER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(WAIVER);
  }
}

import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateEnrolment1760000600000 implements MigrationInterface {
  readonly name = 'CreateEnrolment1760000600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(enrolment());
    await runner.createTable(reportedFact());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('reported_fact');
    await runner.dropTable('enrolment');
  }
}

const enrolment = () =>
  new Table({
    name: 'enrolment',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'person_id', type: 'varchar', length: '36' },
      { name: 'cohort_id', type: 'varchar', length: '36' },
      { name: 'track_id', type: 'varchar', length: '60' },
      { name: 'revision_id', type: 'varchar', length: '36' },
      { name: 'number', type: 'integer' },
      { name: 'state', type: 'varchar', length: '10' },
      { name: 'enrolled_on', type: 'varchar', length: '10' },
      { name: 'completed_on', type: 'varchar', length: '10', isNullable: true },
      { name: 'left_at', type: 'bigint', isNullable: true },
      { name: 'created_at', type: 'bigint' },
    ],
    foreignKeys: [
      reference('enrolment_person_fk', 'person_id', 'person'),
      reference('enrolment_cohort_fk', 'cohort_id', 'cohort'),
      reference('enrolment_track_fk', 'track_id', 'track'),
      reference('enrolment_revision_fk', 'revision_id', 'revision'),
    ],
    indices: [
      { name: 'enrolment_person_cohort', columnNames: ['person_id', 'cohort_id'], isUnique: true },
      {
        name: 'enrolment_open',
        columnNames: ['person_id', 'track_id'],
        isUnique: true,
        where: 'left_at is null',
      },
      { name: 'enrolment_cohort_number', columnNames: ['cohort_id', 'number'], isUnique: true },
      { name: 'enrolment_track', columnNames: ['track_id'] },
      { name: 'enrolment_revision', columnNames: ['revision_id'] },
    ],
  });

const reportedFact = () =>
  new Table({
    name: 'reported_fact',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'seq', type: 'integer' },
      { name: 'kind', type: 'varchar', length: '10' },
      { name: 'occurred_on', type: 'varchar', length: '10' },
      { name: 'recorded_at', type: 'bigint' },
      { name: 'enrolment_id', type: 'varchar', length: '36' },
      { name: 'person_id', type: 'varchar', length: '36' },
      { name: 'track_id', type: 'varchar', length: '60' },
      { name: 'track_code', type: 'varchar', length: '3' },
      { name: 'track_title', type: 'varchar', length: '200' },
      { name: 'cohort_id', type: 'varchar', length: '36' },
      { name: 'cohort_name', type: 'varchar', length: '100', isNullable: true },
      { name: 'enrolment_number', type: 'integer' },
      { name: 'display_name', type: 'varchar', length: '100' },
      { name: 'status', type: 'varchar', length: '10' },
      { name: 'enrolled_on', type: 'varchar', length: '10' },
      { name: 'completed_on', type: 'varchar', length: '10', isNullable: true },
      { name: 'certificate_number', type: 'varchar', length: '40', isNullable: true },
      { name: 'certificate_name', type: 'varchar', length: '100', isNullable: true },
      { name: 'issued_on', type: 'varchar', length: '10', isNullable: true },
    ],
    foreignKeys: [reference('reported_fact_person_fk', 'person_id', 'person')],
    indices: [
      { name: 'reported_fact_seq', columnNames: ['seq'], isUnique: true },
      { name: 'reported_fact_enrolment', columnNames: ['enrolment_id', 'seq'] },
      { name: 'reported_fact_recorded', columnNames: ['recorded_at'] },
      { name: 'reported_fact_person', columnNames: ['person_id'] },
    ],
  });

const reference = (name: string, column: string, table: string) => ({
  name,
  columnNames: [column],
  referencedTableName: table,
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

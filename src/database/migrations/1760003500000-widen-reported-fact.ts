import { TableColumn } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a cohort begins says in which year its people are counted; both must stay as they were when reported. */
const COLUMNS = [
  new TableColumn({ name: 'cohort_starts_on', type: 'varchar', length: '10', isNullable: true }),
  new TableColumn({ name: 'cohort_seats', type: 'integer', isNullable: true }),
];

export class WidenReportedFact1760003500000 implements MigrationInterface {
  readonly name = 'WidenReportedFact1760003500000';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.addColumn('reported_fact', column);
    await runner.query(`update reported_fact set
      cohort_starts_on = (select starts_on from cohort where cohort.id = reported_fact.cohort_id),
      cohort_seats = (select seats from cohort where cohort.id = reported_fact.cohort_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of COLUMNS) await runner.query(`alter table reported_fact drop column ${name}`);
  }
}

import { TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const personCohort = (where?: string) =>
  new TableIndex({
    name: 'enrolment_person_cohort',
    columnNames: ['person_id', 'cohort_id'],
    isUnique: true,
    where,
  });

/** The one above has not all of somebody's rows any more. */
const PERSON = new TableIndex({ name: 'enrolment_person', columnNames: ['person_id'] });

/** Who takes part in another fiscal year gets another enrolment in the same cohort; the one before is ended. */
export class LetYearsFollow1760003900000 implements MigrationInterface {
  readonly name = 'LetYearsFollow1760003900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('enrolment', 'enrolment_person_cohort');
    await runner.createIndex('enrolment', personCohort("state <> 'ended'"));
    await runner.createIndex('enrolment', PERSON);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('enrolment', PERSON);
    await runner.dropIndex('enrolment', 'enrolment_person_cohort');
    await runner.createIndex('enrolment', personCohort());
  }
}

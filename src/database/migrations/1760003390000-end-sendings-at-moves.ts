import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When somebody came into the cohort that they are in, of those who came from another one. */
const arrival = (enrolment: string) => `(
  select min(f.recorded_at) from reported_fact f join enrolment e on e.id = f.enrolment_id
  where f.enrolment_id = ${enrolment} and f.cohort_id = e.cohort_id and exists (
    select 1 from reported_fact o where o.enrolment_id = e.id and o.cohort_id <> e.cohort_id))`;

/** What was meant for the facilitators of one cohort is not for those of the next: for who has moved before, too. */
export class EndSendingsAtMoves1760003390000 implements MigrationInterface {
  readonly name = 'EndSendingsAtMoves1760003390000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table reflection_sending add column ended_at bigint');
    const [sending, request, wish] = ['reflection_sending', 'contact_request', 'contact_wish'].map((table) =>
      arrival(`${table}.enrolment_id`),
    );
    await runner.query(`update reflection_sending set ended_at = ${sending!} where sent_at < ${sending!}`);
    await runner.query(
      `update contact_request set closed_at = ${request!} where closed_at is null and asked_at < ${request!}`,
    );
    await runner.query(`delete from contact_wish where is_wanted and decided_at < ${wish!}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table reflection_sending drop column ended_at');
  }
}

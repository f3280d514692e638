import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { newId } from '../../shared/ids.js';

const FACT = new Table({
  name: 'application_fact',
  columns: [
    { name: 'id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'cohort_id', type: 'varchar', length: '36' },
    { name: 'was', type: 'varchar', length: '10', isNullable: true },
    { name: 'state', type: 'varchar', length: '10' },
    { name: 'people', type: 'integer' },
    { name: 'recorded_at', type: 'bigint' },
    { name: 'track_code', type: 'varchar', length: '3' },
    { name: 'track_title', type: 'varchar', length: '200' },
    { name: 'cohort_name', type: 'varchar', length: '100', isNullable: true },
    { name: 'cohort_starts_on', type: 'varchar', length: '10', isNullable: true },
    { name: 'cohort_seats', type: 'integer', isNullable: true },
  ],
  indices: [{ name: 'application_fact_cohort', columnNames: ['cohort_id', 'recorded_at'] }],
});

/** What stayed of deleted applications until now: nobody read it, and it does not say when. */
const COUNT = new Table({
  name: 'application_count',
  columns: [
    { name: 'cohort_id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'state', type: 'varchar', length: '10', isPrimary: true },
    { name: 'applications', type: 'integer' },
    { name: 'people', type: 'integer' },
  ],
  foreignKeys: [
    {
      name: 'application_count_cohort_fk',
      columnNames: ['cohort_id'],
      referencedTableName: 'cohort',
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});

interface Known {
  readonly cohort_id: string;
  readonly state: string;
  readonly people: number | string;
  readonly arrived: number | string;
  readonly changed: number | string | null;
}

const DAY_MS = 86_400_000;

/**
 * Applications are counted by facts that stay. What is there is told as far as it is known: when it arrived and where it
 * stands, not by which way it came there. Of deleted ones the day is not known: they are counted with the last one
 * before their cohort began.
 */
export class CreateApplicationFacts1760003950000 implements MigrationInterface {
  readonly name = 'CreateApplicationFacts1760003950000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(FACT);
    const there = (await runner.query(`
      select cohort_id, state, places as people, submitted_at as arrived,
        case when state = 'withdrawn' then withdrawn_at else decided_at end as changed
      from application order by submitted_at, id`)) as Known[];
    const gone = (await runner.query(`
      select n.cohort_id, n.state, n.people, c.starts_on, c.created_at as arrived
      from application_count n join cohort c on c.id = n.cohort_id
      order by n.cohort_id, n.state`)) as (Known & { readonly starts_on: string | null })[];
    for (const one of there) await this.tell(runner, one);
    for (const one of gone) {
      const at =
        one.starts_on === null ? one.arrived : Date.parse(`${one.starts_on}T00:00:00+09:00`) - DAY_MS;
      await this.tell(runner, { ...one, arrived: at, changed: at });
    }
    await runner.dropTable('application_count');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.createTable(COUNT);
    await runner.dropTable('application_fact');
  }

  private async tell(
    runner: QueryRunner,
    { cohort_id, state, people, arrived, changed }: Known,
  ): Promise<void> {
    const steps: [string | null, string, number][] = [[null, 'received', Number(arrived)]];
    if (state !== 'received') steps.push(['received', state, Number(changed ?? arrived)]);
    for (const [was, now, at] of steps)
      // Ids, states and numbers of this database: nothing that anybody typed.
      await runner.query(`
        insert into application_fact (id, cohort_id, was, state, people, recorded_at, track_code, track_title,
          cohort_name, cohort_starts_on, cohort_seats)
        select '${newId(new Date(at))}', c.id, ${was === null ? 'null' : `'${was}'`}, '${now}', ${Number(people)}, ${at},
          t.code, coalesce((select max(f.track_title) from reported_fact f where f.track_id = t.id), t.code),
          c.name, c.starts_on, c.seats
        from cohort c join track t on t.id = c.track_id where c.id = '${cohort_id}'`);
  }
}

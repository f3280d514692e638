import { TableColumn, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  new TableColumn({ name: 'slots', type: 'integer', default: 0 }),
  new TableColumn({ name: 'times', type: 'text', default: "''" }),
];

/** Everything that a page of the list chooses and sorts by, so that it reads no long text for it. */
const LIST = new TableIndex({
  name: 'activity_list',
  columnNames: [
    'confirmed_on',
    'id',
    'closed_at',
    'area',
    'places',
    'forms',
    'audiences',
    'access',
    'slots',
    'is_free',
    'needs_no_booking',
  ],
});

const OLD = ['weekdays', 'dayparts'];

interface Times {
  readonly regular: readonly { readonly weekday: number; readonly from: number }[];
  readonly dates: readonly { readonly day: string; readonly from: number }[];
}

/**
 * Weekday and part of the day belong together: who asks for Tuesday evening does not mean Tuesday morning and Friday
 * evening. A calendar reads the times alone, not everything an entry says.
 */
export class FindActivitiesByHours1760005010000 implements MigrationInterface {
  readonly name = 'FindActivitiesByHours1760005010000';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.addColumn('activity', column);
    const rows = (await runner.query('select id, content from activity')) as {
      id: string;
      content: string;
    }[];
    for (const { id, content } of rows) {
      const { times } = JSON.parse(content) as { times: Times };
      await runner.query(
        runner.connection.options.type === 'postgres'
          ? 'update activity set slots = $1, times = $2 where id = $3'
          : 'update activity set slots = ?, times = ? where id = ?',
        [slotsOf(times), JSON.stringify(times), id],
      );
    }
    // The builder would make the table anew, which SQLite refuses while rows refer to it.
    for (const name of OLD) await runner.query(`alter table activity drop column ${name}`);
    await runner.createIndex('activity', LIST);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('activity', LIST);
    for (const name of OLD)
      await runner.query(`alter table activity add column ${name} integer not null default 0`);
    for (const { name } of COLUMNS) await runner.query(`alter table activity drop column ${name}`);
  }
}

function slotsOf({ regular, dates }: Times): number {
  const all = [
    ...regular,
    ...dates.map(({ day, from }) => ({ weekday: new Date(`${day}T00:00:00Z`).getUTCDay(), from })),
  ];
  return all.reduce((bits, { weekday, from }) => bits | (1 << (weekday * 3 + partOf(from))), 0);
}

function partOf(from: number): number {
  if (from < 12 * 60) return 0;
  return from < 17 * 60 ? 1 : 2;
}

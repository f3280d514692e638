import { DataSource } from 'typeorm';
import { ApplicationKeeping } from '../src/applications/application-keeping.service.js';
import { Application } from '../src/applications/application.entity.js';
import { OwnApplications } from '../src/applications/own-application.service.js';
import { CreateApplicationFacts1760003950000 } from '../src/database/migrations/1760003950000-create-application-facts.js';
import { migrations } from '../src/database/migrations.js';
import { SnakeCase } from '../src/database/naming-strategy.js';
import { entities } from '../src/entities.js';
import { YearlyService } from '../src/reports/yearly.service.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { anApplication, anApplicationCohort } from './factories/application.js';
import { aShortCourse } from './factories/certificate.js';
import { published } from './factories/learning.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';
import { freshDatabase } from './support/database.js';
import type { FreshDatabase } from './support/database.js';

let fresh: FreshDatabase;
let app: TestApp;
const start = async () => {
  app = await startApp({ now: new Date('2026-05-10T01:00:00Z'), config: fresh.config });
};
beforeEach(async () => {
  fresh = await freshDatabase();
  await start();
  await published(app, aShortCourse('introductory', { code: 'INT', title: '入門' }));
});
afterEach(async () => {
  await app.close();
  await fresh.drop();
});

const factsOf = (cohortId: string) => app.db.sql`
  select was, state, people, recorded_at from application_fact where cohort_id = ${cohortId}
  order by recorded_at, case when was is null then 0 else 1 end, state`;
const applied = async (month: string) =>
  (await app.get(YearlyService).count(month)).years.map((one) => [one.year, ...one.applied]);
const at = (instant: string) => app.clock.set(new Date(instant));
const withdraw = (id: string) => app.db.write((tx) => app.get(OwnApplications).withdraw(tx, id, null));

it('counts applications as they stood when the year of their cohort ended, also when they are gone', async () => {
  const cohort = await anApplicationCohort(app, { trackId: 'introductory', pairs: true, seats: 30 });
  const sent = [];
  for (let one = 0; one < 4; one += 1) sent.push(await anApplication(app, cohort));
  at('2026-06-10T01:00:00Z');
  await withdraw(sent[0]!.id);
  await withdraw(sent[0]!.id);
  expect(await factsOf(cohort.id)).toHaveLength(5);
  // On the first day itself, in Japan.
  at('2026-07-04T15:00:00Z');
  await withdraw(sent[1]!.id);
  const row = { track: 'INT', cohort: cohort.id, seats: 30, accepted: 0, declined: 0 };
  const expected = [[2026, { ...row, waiting: 6, withdrawn: 2 }]];
  expect(await applied('2027-02')).toEqual([]);
  expect(await applied('2027-03')).toEqual(expected);
  at('2028-05-10T01:00:00Z');
  await app.get(ApplicationKeeping).forgetOld(app.clock.now());
  expect(await app.db.sql`select 1 from application`).toEqual([]);
  await app.db.write(
    (tx) =>
      tx.sql`update cohort set starts_on = '2028-06-01', seats = 3, name = '新' where id = ${cohort.id}`,
  );
  expect(await applied('2027-03')).toEqual(expected);
  const { names } = await app.get(YearlyService).count('2028-04');
  expect(names).toEqual([
    { year: 2026, track: 'INT', title: '入門', cohort: cohort.id, name: '夏の期', seats: 30 },
  ]);
});

it('counts a cohort once, in the first year at whose end it was known to have begun', async () => {
  const state = { trackId: 'introductory', startsOn: CalendarDay.of(2026, 7, 5) };
  const cohort = await anApplicationCohort(app, { ...state, closesOn: CalendarDay.of(2027, 5, 31) });
  const first = await anApplication(app, cohort);
  at('2026-05-11T01:00:00Z');
  await app.db.write((tx) => tx.sql`update cohort set starts_on = '2027-06-01' where id = ${cohort.id}`);
  await anApplication(app, { ...cohort, startsOn: CalendarDay.of(2027, 6, 1) });
  at('2027-05-10T01:00:00Z');
  await withdraw(first.id);
  expect(await applied('2027-03')).toEqual([]);
  const row = { track: 'INT', cohort: cohort.id, seats: 10, accepted: 0, declined: 0 };
  expect(await applied('2028-03')).toEqual([[2027, { ...row, waiting: 1, withdrawn: 1 }]]);
  expect(await applied('2029-03')).toEqual(await applied('2028-03'));
});

it('tells what was there before there were facts, as far as it is known', async () => {
  const cohort = await anApplicationCohort(app, { trackId: 'introductory', pairs: true });
  const [decided, left] = [await anApplication(app, cohort), await anApplication(app, cohort)];
  await anApplication(app, cohort);
  at('2026-06-01T01:00:00Z');
  await withdraw(left.id);
  await app.db.write((tx) =>
    tx.update(Application, { id: decided.id }, { state: 'accepted', decidedAt: app.clock.now() }),
  );
  await app.close();
  await goBack(cohort.id);
  await start();
  const [then, later] = [Date.parse('2026-05-10T01:00:00Z'), Date.parse('2026-06-01T01:00:00Z')];
  const before = Date.parse('2026-07-03T15:00:00Z');
  const rows = (await factsOf(cohort.id)).map((row) => ({ ...row, recorded_at: Number(row.recorded_at) }));
  const arrived = { was: null, state: 'received' };
  expect(rows).toEqual([
    ...[then, then, then].map((instant) => ({ ...arrived, people: 2, recorded_at: instant })),
    { was: 'received', state: 'accepted', people: 2, recorded_at: later },
    { was: 'received', state: 'withdrawn', people: 2, recorded_at: later },
    { ...arrived, people: 7, recorded_at: before },
    { was: 'received', state: 'declined', people: 7, recorded_at: before },
  ]);
  const row = { track: 'INT', cohort: cohort.id, seats: 10 };
  expect(await applied('2027-03')).toEqual([
    [2026, { ...row, accepted: 2, waiting: 2, declined: 7, withdrawn: 2 }],
  ]);
});

/** Takes the database back to when only the number of deleted applications was kept. */
async function goBack(cohortId: string): Promise<void> {
  const { databaseUrl, dataDir } = fresh.config;
  const source = await new DataSource({
    ...(databaseUrl
      ? { type: 'postgres', url: databaseUrl, installExtensions: false }
      : { type: 'better-sqlite3', database: `${dataDir}/tomoni.db` }),
    entities,
    migrations,
    namingStrategy: new SnakeCase(),
  }).initialize();
  const newer = migrations.slice(migrations.indexOf(CreateApplicationFacts1760003950000));
  for (const _ of newer) await source.undoLastMigration({ transaction: 'each' });
  await source.query(
    `insert into application_count (cohort_id, state, applications, people) values ('${cohortId}', 'declined', 5, 7)`,
  );
  await source.destroy();
}

import { DataSource } from 'typeorm';
import { GiveCertificatesALife1760002900000 } from '../src/database/migrations/1760002900000-give-certificates-a-life.js';
import { migrations } from '../src/database/migrations.js';
import { SnakeCase } from '../src/database/naming-strategy.js';
import { entities } from '../src/entities.js';
import { aShortCourse, certified } from './factories/certificate.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import { freshDatabase } from './support/database.js';
import type { FreshDatabase } from './support/database.js';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

/** Takes the database back to when a certificate could not be replaced. */
async function goBack(): Promise<void> {
  const { databaseUrl, dataDir } = fresh.config;
  const source = await new DataSource({
    ...(databaseUrl
      ? { type: 'postgres', url: databaseUrl, installExtensions: false }
      : { type: 'better-sqlite3', database: `${dataDir}/tomoni.db` }),
    entities,
    migrations,
    namingStrategy: new SnakeCase(),
  }).initialize();
  const newer = migrations.slice(migrations.indexOf(GiveCertificatesALife1760002900000));
  for (const _ of newer) await source.undoLastMigration({ transaction: 'each' });
  const rows: Record<string, unknown>[] = await source.query('select * from certificate');
  expect(rows).toHaveLength(1);
  expect(Object.keys(rows[0]!)).not.toContain('replaces_id');
  await source.destroy();
}

it('keeps a certificate from before it could be replaced, and lets it be replaced then', async () => {
  const course = aShortCourse('introductory');
  const before = await startApp({ config: fresh.config });
  const person = await aPerson(before);
  const { id, code } = await certified(before, person, course);
  await before.close();
  await goBack();
  const after = await startApp({ config: fresh.config });
  const browser = await signIn(after, person);
  const send = (path: string, body: object = {}) => browser.post(path).type('form').send(body).expect(303);
  expect((await browser.get(`/certificates/${id}`).expect(200)).text).toContain('葵');
  await send(`/certificates/${id}/replacement/name`, { name: '若葉' });
  await send(`/certificates/${id}/replacement`);
  expect((await after.browser().get(`/verify/${code}`).expect(200)).text).toContain('取りかえられました');
  await after.close();
});

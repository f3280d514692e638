import { DataSource } from 'typeorm';
import { KeepAnyAnswer1760002200000 } from '../src/database/migrations/1760002200000-keep-any-answer.js';
import { migrations } from '../src/database/migrations.js';
import { SnakeCase } from '../src/database/naming-strategy.js';
import { entities } from '../src/entities.js';
import { aCourse, aModule, aQuiz } from './factories/course.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { aChoice } from './factories/questions.js';
import { startApp } from './support/app.js';
import { freshDatabase } from './support/database.js';
import type { FreshDatabase } from './support/database.js';

const QUIZ = '/quiz/introductory/a/toi';
let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

/** Takes the database back to when all questions were choices. */
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
  const newer = migrations.slice(migrations.indexOf(KeepAnyAnswer1760002200000));
  for (const _ of newer) await source.undoLastMigration({ transaction: 'each' });
  const rows: Record<string, unknown>[] = await source.query('select * from response');
  expect(rows).toHaveLength(1);
  expect(Object.keys(rows[0]!)).not.toContain('texts');
  await source.destroy();
}

it('keeps an answer from before there were other kinds than choices', async () => {
  const before = await startApp({ config: fresh.config });
  await published(
    before,
    aCourse({ modules: [aModule('a', [aQuiz('toi', [aChoice('one'), aChoice('two')])])] }),
  );
  const person = await aPerson(before);
  await enrolled(before, person, 'introductory');
  const earlier = await signIn(before, person);
  await earlier.post(`${QUIZ}/start`).type('form').send({}).expect(303);
  await earlier.post(`${QUIZ}/1`).type('form').send({ answer: '0' }).expect(303);
  const shown = (await earlier.get(`${QUIZ}/1/answer`)).text;
  await before.close();
  await goBack();

  const app = await startApp({ config: fresh.config });
  const browser = await signIn(app, person);
  const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main'));
  expect(main((await browser.get(`${QUIZ}/1/answer`)).text)).toBe(main(shown));
  expect((await browser.get('/settings/data/read')).text).toMatch(/lang="ja">(?:待つ|話す|ほめる)</);
  await browser.post(`${QUIZ}/2`).type('form').send({ answer: 'unknown' }).expect(303);
  const kinds = await app.db.sql`select kind, texts from response order by question`;
  expect(kinds).toEqual([
    { kind: null, texts: null },
    { kind: 'choose-one', texts: null },
  ]);
  await app.close();
});

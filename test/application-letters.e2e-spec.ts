import { Application } from '../src/applications/application.entity.js';
import type { Cohort } from '../src/cohorts/cohort.entity.js';
import { ErasureService } from '../src/privacy/erasure.service.js';
import { anApplication, anApplicationCohort } from './factories/application.js';
import type { Sent } from './factories/application.js';
import { aShortCourse } from './factories/certificate.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { AN_ORDINARY_DAY, startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

let app: TestApp;
let officer: KnownPerson;
let office: Browser;
beforeAll(async () => {
  app = await startApp();
  await published(app, aShortCourse('introductory', { title: '入門' }));
  officer = await aPerson(app, { roles: ['office'], displayName: '事務 すず' });
});
beforeEach(async () => {
  app.clock.set(AN_ORDINARY_DAY);
  office = await signIn(app, officer);
});
afterAll(() => app.close());

const at = ({ id }: { id: string }, more = '') => `/office/applications/${id}/letters${more}`;
const mark = (cohort: Cohort, letter: readonly string[], fields: object = {}) =>
  office
    .post(at(cohort))
    .type('form')
    .send({
      ...{ _key: crypto.randomUUID(), letter, way: 'post', act: 'mark' },
      ...{ year: '2026', month: '5', day: '12' },
      ...fields,
    });
const marksOf = ({ id }: Cohort) => app.db.sql`
  select p.name, l.kind, l.way, l.on_day from application_letter l join applicant p on p.id = l.applicant_id
  join application a on a.id = p.application_id where a.cohort_id = ${id} order by p.name`;

/** One of each result, by post, and one by mail; decided today. */
async function aDecidedCohort(): Promise<{ cohort: Cohort; sent: Record<string, Sent> }> {
  const cohort = await anApplicationCohort(app, { trackId: 'introductory' });
  const sent: Record<string, Sent> = {};
  for (const [name, state, way] of [
    ['決まった人', 'accepted', 'post'],
    ['待つ人', 'waitlisted', 'phone'],
    ['見送りの人', 'declined', 'post'],
    ['メールの人', 'declined', 'mail'],
  ] as const) {
    const contact =
      way === 'mail' ? `${crypto.randomUUID()}@example.jp` : way === 'phone' ? '09000000000' : `${name}の家`;
    sent[name] = await anApplication(app, cohort, { name, way, contact });
    const { id } = sent[name];
    await app.db.write((tx) =>
      tx.update(Application, { id }, { proposal: state, proposedRank: state === 'waitlisted' ? 1 : null }),
    );
  }
  await office
    .post(`/office/applications/${cohort.id}/criteria`)
    .type('form')
    .send({ criteria: ['area'], note: '' });
  await office
    .post(`/office/applications/${cohort.id}/decided`)
    .type('form')
    .send({ version: '1' })
    .expect(303);
  return { cohort, sent };
}

it('are listed with who was told, by mail at once and else when somebody says so', async () => {
  const { cohort, sent } = await aDecidedCohort();
  const { text } = await office.get(at(cohort)).expect(200);
  for (const words of [
    'まだ知らせていない人は3人です。',
    '2026年5月12日（火）にメールを送りました。',
    '決まった人',
  ])
    expect(text).toContain(words);
  const [one, two] = [
    `${sent['決まった人']!.applicants[0]!}.accepted`,
    `${sent['待つ人']!.applicants[0]!}.waitlisted`,
  ];
  for (const value of [one, two]) expect(text).toContain(`value="${value}"`);
  const key = crypto.randomUUID();
  for (let press = 0; press < 2; press++)
    expect((await mark(cohort, [one], { _key: key })).headers.location).toBe(at(cohort, '?saved=1'));
  await mark(cohort, [one, two], { way: 'phone' }).expect(303); // what is marked stays as it is
  const told = await office.get(at(cohort, '?saved=1'));
  for (const words of [
    '5月12日（火）に郵便で送りました。',
    '記録：事務 すず',
    'まだ知らせていない人は1人です。',
    '記録しました。',
  ])
    expect(told.text).toContain(words);
  expect(await marksOf(cohort)).toMatchObject(
    [
      { name: 'メールの人', way: 'mail' },
      { name: '待つ人', way: 'phone' },
      { name: '決まった人', way: 'post', on_day: '2026-05-12' },
    ].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  );
  const acts = await app.db.sql`
    select detail from audit_event where act = 'application.letters-marked' and object = ${`cohort:${cohort.id}`} order by seq`;
  expect(acts).toEqual([{ detail: '{"letters":1,"way":"post"}' }, { detail: '{"letters":1,"way":"phone"}' }]);
});

it('lose a mark that was a mistake, never that of the mail', async () => {
  const { cohort, sent } = await aDecidedCohort();
  const all = [
    `${sent['決まった人']!.applicants[0]!}.accepted`,
    `${sent['メールの人']!.applicants[0]!}.declined`,
  ];
  await mark(cohort, all.slice(0, 1)).expect(303);
  await mark(cohort, all, { act: 'clear', way: '', year: '' }).expect(303);
  expect(await marksOf(cohort)).toMatchObject([{ name: 'メールの人' }]);
});

it.each([
  [{ letter: [] }, 'letter'],
  [{ way: 'fax' }, 'way'],
  [{ month: '13' }, 'year'],
  [{ day: '13' }, 'year'],
  [{ day: '11' }, 'year'],
])('are not marked with %j, and what was ticked stays', async (fields, control) => {
  const { cohort, sent } = await aDecidedCohort();
  const value = `${sent['決まった人']!.applicants[0]!}.accepted`;
  const { status, text } = await mark(cohort, [value], fields);
  expect([status, text.includes(`href="#${control}"`)]).toEqual([422, true]);
  if (control !== 'letter') expect(text).toMatch(new RegExp(`value="${value}"[^>]* checked`));
  expect(await marksOf(cohort)).toHaveLength(1);
});

it('of another cohort, or of what was decided otherwise meanwhile, are left alone', async () => {
  const [one, other] = [await aDecidedCohort(), await aDecidedCohort()];
  const [theirs] = other.sent['決まった人']!.applicants;
  const [waiting] = one.sent['待つ人']!.applicants;
  await mark(one.cohort, [`${theirs!}.accepted`, `${waiting!}.accepted`, 'x', 'x.accepted']).expect(303);
  expect(await marksOf(one.cohort)).toHaveLength(1);
  expect(await marksOf(other.cohort)).toHaveLength(1);
});

it('are printed together, a page for each: those nobody got, or all', async () => {
  const { cohort, sent } = await aDecidedCohort();
  await mark(cohort, [`${sent['見送りの人']!.applicants[0]!}.declined`]).expect(303);
  const open = (await office.get(at(cohort, '/print')).expect(200)).text;
  expect(open.match(/class="cover letter"/g)).toHaveLength(2);
  for (const words of ['決まった人 様', '決まった人の家', '待つ人 様', '順番1'])
    expect(open).toContain(words);
  const all = (await office.get(at(cohort, '/print?of=all'))).text;
  expect(all.match(/class="cover letter"/g)).toHaveLength(4);
  const links = [...all.matchAll(/\/offer\/[\w-]{43}/g)].map(([link]) => link);
  expect(new Set(links).size).toBe(1);
  await app.browser().get(links[0]!).expect(200);
  const made = await app.db.sql`
    select 1 from audit_event where act = 'application.letter-made'
    and object = ${`application:${sent['決まった人']!.id}`}`;
  expect(made).toHaveLength(2);
  const none = await anApplicationCohort(app, { trackId: 'introductory' });
  expect((await office.get(at(none, '/print'))).text).toContain('作る手紙はありません');
});

it('are neither made nor written down for who asks for the head of the page alone', async () => {
  const { cohort, sent } = await aDecidedCohort();
  const one = `/${sent['決まった人']!.id}/letter`;
  const links = () => app.db.sql`select hash from application_link`;
  const before = await links();
  for (const path of [at(cohort, '/print'), at(cohort, '').replace(/\/letters$/, one)])
    await office.head(path).expect(200);
  expect(await links()).toEqual(before);
  const made = await app.db.sql`
    select 1 from audit_event where act = 'application.letter-made'
    and object = ${`application:${sent['決まった人']!.id}`}`;
  expect(made).toEqual([]);
});

it('have no link for who came in already, and none are left of who erased their account', async () => {
  const { cohort, sent } = await aDecidedCohort();
  const person = await aPerson(app);
  const { id, applicants } = sent['決まった人']!;
  const first = (await office.get(`/office/applications/${cohort.id}/${id}/letter`)).text;
  const browser = await signIn(app, person);
  await browser
    .post(/\/offer\/[\w-]{43}/.exec(first)![0])
    .type('form')
    .send({})
    .expect(303);
  const { text } = await office.get(`/office/applications/${cohort.id}/${id}/letter`);
  expect(text).not.toContain('/offer/');
  await mark(cohort, [`${applicants[0]!}.accepted`]).expect(303);
  await app.db.write((tx) =>
    app.get(ErasureService).erase(tx, { ...person, personId: person.id, role: 'trainee' } as never, {
      staysVerifiable: false,
    }),
  );
  expect((await office.get(at(cohort, '/print?of=all'))).text).not.toContain('決まった人');
  expect(await marksOf(cohort)).toHaveLength(1);
});

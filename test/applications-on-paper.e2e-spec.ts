import { CalendarDay } from '../src/shared/calendar-day.js';
import { ApplicationService } from '../src/applications/application.service.js';
import type { Me } from '../src/web/me.js';
import { anApplicationCohort } from './factories/application.js';
import { aShortCourse } from './factories/certificate.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { AN_ORDINARY_DAY, startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { mailsTo } from './support/mails.js';

let app: TestApp;
let officer: KnownPerson;
beforeAll(async () => {
  app = await startApp();
  await published(app, aShortCourse('introductory', { title: '入門' }));
  officer = await aPerson(app, { roles: ['office'] });
});
afterEach(() => app.clock.set(AN_ORDINARY_DAY));
afterAll(() => app.close());

const aCall = (state: object = {}) => anApplicationCohort(app, { trackId: 'introductory', ...state });
const at = ({ id }: { id: string }, more = '/paper') => `/office/applications/${id}${more}`;
const PAPER = {
  ...{ year: '2026', month: '5', day: '1', name: '紙の人', way: 'post', contact: '見本市1-1' },
  ...{ partnerName: '', partnerWay: '', partnerContact: '', need: '', consent: '1' },
};
const key = (browser: Browser, cohort: { id: string }, fields: object = {}) =>
  browser
    .post(at(cohort))
    .type('form')
    .send({ _key: crypto.randomUUID(), ...PAPER, ...fields });
const count = async ({ id }: { id: string }) =>
  (await app.db.sql`select 1 from application where cohort_id = ${id}`).length;

it('is keyed in with the day on which it arrived, recorded as such, and answered with a number on paper', async () => {
  const cohort = await aCall();
  const office = await signIn(app, officer);
  expect((await office.get(at(cohort, ''))).text).toContain(`href="${at(cohort)}"`);
  expect((await office.get(at(cohort)).expect(200)).text).toContain('障害の種類、病名');
  const { headers } = await key(office, cohort, { need: '席を出口の近くに' }).expect(303);
  const { text } = await office.get(headers.location!).expect(200);
  for (const words of [
    '紙の人 様',
    '受付番号',
    '2026年5月1日（金）に紙で届きました。',
    '2026年5月31日（日）に締め切った',
  ])
    expect(text).toContain(words);
  const row = await app.db.one<{ id: string; receipt: string }>`
    select id, receipt, paper_on, consented_at, submitted_at, state from application where cohort_id = ${cohort.id}`;
  expect(text).toContain(row!.receipt.replace(/(...)(...)(...)/, '$1-$2-$3'));
  expect(row).toMatchObject({
    paper_on: '2026-05-01',
    consented_at: CalendarDay.of(2026, 5, 1).startsAt().getTime(),
    submitted_at: app.clock.now().getTime(),
    state: 'received',
  });
  const act = await app.db.one<{ detail: string }>`
    select actor_id, role, detail from audit_event where act = 'application.keyed' and object = ${`application:${row!.id}`}`;
  expect(act).toMatchObject({ actor_id: officer.id, role: 'office' });
  expect(JSON.parse(act!.detail)).toEqual({ arrived: '2026-05-01', consent: '2026-12' });
  expect(await app.db.sql`select text from application_need where application_id = ${row!.id}`).toHaveLength(
    1,
  );
  expect((await office.get(at(cohort, `/${row!.id}`))).text).toContain('紙で届きました');
});

it('is taken once, however often it is sent, and as two where two apply together', async () => {
  const cohort = await aCall({ pairs: true });
  const office = await signIn(app, officer);
  const partner = { partnerName: '支援 はる', partnerWay: 'mail', partnerContact: 'Kami@Example.jp' };
  const once = { _key: crypto.randomUUID(), ...partner };
  const answers = await Promise.all([1, 2, 3].map(() => key(office, cohort, once)));
  expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.location!}`)).size).toBe(1);
  expect(await count(cohort)).toBe(1);
  expect(
    await app.db.sql`
    select p.contact from applicant p join application a on a.id = p.application_id
    where a.cohort_id = ${cohort.id} order by p.position`,
  ).toEqual([{ contact: '見本市1-1' }, { contact: 'kami@example.jp' }]);
  expect(await mailsTo(app, 'kami@example.jp')).toHaveLength(1);
});

it('keeps the last day in Japan, whenever it is keyed in', async () => {
  const cohort = await aCall({ closesOn: CalendarDay.of(2028, 2, 29), startsOn: null, endsOn: null });
  app.clock.set(new Date('2028-03-10T00:00:00Z'));
  const office = await signIn(app, officer);
  const late = await key(office, cohort, { year: '2028', month: '3', day: '1' });
  expect([late.status, late.text.includes('締切のあとなので')]).toEqual([422, true]);
  expect(late.text).toContain('value="紙の人"');
  await key(office, cohort, { year: '2028', month: '2', day: '29' }).expect(303);
  // One that is said to arrive tomorrow has not arrived: in Japan it is still the day before.
  const open = await aCall({ closesOn: CalendarDay.of(2028, 12, 31) });
  app.clock.set(new Date('2028-03-31T14:59:59.999Z'));
  const browser = await signIn(app, officer);
  expect((await key(browser, open, { year: '2028', month: '4', day: '1' })).status).toBe(422);
  app.clock.advance(1);
  await key(browser, open, { year: '2028', month: '4', day: '1' }).expect(303);
  expect([await count(cohort), await count(open)]).toEqual([1, 1]);
});

it('is refused without consent, and where one does not apply', async () => {
  const cohort = await aCall();
  const office = await signIn(app, officer);
  const { status, text } = await key(office, cohort, { consent: '', need: 'あ'.repeat(1001), name: '' });
  expect(status).toBe(422);
  for (const control of ['consent', 'need', 'name']) expect(text).toContain(`href="#${control}"`);
  await key(office, { id: '00000000-0000-7000-8000-000000000000' }).expect(404);
  await (await signIn(app, await aPerson(app))).get(at(cohort)).expect(404);
  const me = { personId: officer.id, role: 'office' } as Me;
  const paper = {
    people: [],
    need: '',
    consent: { version: 'x', hash: 'x' },
    paperOn: CalendarDay.of(2026, 6, 1),
  };
  app.clock.set(new Date('2026-06-02T00:00:00Z'));
  await expect(
    app.db.write((tx) => app.get(ApplicationService).key(tx, me, { cohortId: cohort.id, ...paper })),
  ).rejects.toThrow('applications.paper.late');
  expect(await count(cohort)).toBe(0);
});

import { ApplicationKeeping } from '../src/applications/application-keeping.service.js';
import { Application } from '../src/applications/application.entity.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { aLink, anApplication, anApplicationCohort } from './factories/application.js';
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
  officer = await aPerson(app, { roles: ['office'] });
});
beforeEach(() => app.clock.set(AN_ORDINARY_DAY));
afterAll(() => app.close());

const press = (browser: Browser, path: string, fields: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...fields });
const at = ({ id }: { id: string }) => `/office/applications/${id}/wishes`;
const purge = async (day: string) => {
  app.clock.set(new Date(`${day}T01:00:00Z`));
  await app.get(ApplicationKeeping).forgetOld(app.clock.now());
};

/** A track with a cohort before, in which somebody was declined, and the next one. */
async function declined({ pairs = false, way = 'mail' }: { pairs?: boolean; way?: 'mail' | 'post' } = {}) {
  const trackId = `t${crypto.randomUUID().slice(0, 8)}`;
  await published(app, aShortCourse(trackId, { title: '講座', code: trackId.slice(1, 4).toUpperCase() }));
  const [before, next] = [
    await anApplicationCohort(app, { trackId, pairs, name: '前の期' }),
    await anApplicationCohort(app, {
      trackId,
      name: 'つぎの期',
      closesOn: CalendarDay.of(2027, 12, 31),
      endsOn: null,
    }),
  ];
  const contact = way === 'mail' ? `${trackId}@example.jp` : '見本市1-1';
  const sent = await anApplication(app, before, { name: '待つ人', way, contact, need: '静かな席' });
  await app.db.write((tx) =>
    tx.update(Application, { id: sent.id }, { state: 'declined', decidedAt: app.clock.now() }),
  );
  const own = `/application/${await aLink(app, sent.applicants[0]!)}`;
  return { before, next, sent, own, contact };
}

it('is asked for with what is kept and how long, taken back by the same link, and kept no longer then', async () => {
  const { before, next, sent, own } = await declined();
  expect((await app.browser().get(own)).text).toContain('今日から1年まで残します');
  for (let again = 0; again < 2; again++) await press(app.browser(), `${own}/next`).expect(303);
  const office = await signIn(app, officer);
  expect((await office.get(at(next))).text).toContain('待つ人');
  expect((await office.get(`/office/applications/${next.id}`)).text).toContain('1件');
  expect((await office.get(at(before))).text).not.toContain('待つ人');
  await purge('2026-10-04'); // ninety days after the first day
  expect(await app.db.sql`select 1 from application_need where application_id = ${sent.id}`).toEqual([]);
  expect((await app.browser().get(own)).text).toContain('つぎの期の案内をやめる');
  for (let again = 0; again < 2; again++) await press(app.browser(), `${own}/next-withdrawal`).expect(303);
  const acts = await app.db
    .sql`select 1 from audit_event where act = 'application.next-withdrawn' and object = ${`application:${sent.id}`}`;
  expect(acts).toHaveLength(1);
  await purge('2026-10-04');
  expect(await app.db.sql`select 1 from application where id = ${sent.id}`).toEqual([]);
});

it('ends a year after it was asked for', async () => {
  const { next, sent, own } = await declined();
  await press(app.browser(), `${own}/next`).expect(303);
  await purge('2027-05-11');
  expect(await app.db.sql`select 1 from application where id = ${sent.id}`).toHaveLength(1);
  await purge('2027-05-13');
  expect(await app.db.sql`select 1 from application where id = ${sent.id}`).toEqual([]);
  expect((await (await signIn(app, officer)).get(at(next))).text).toContain('いまはいません');
});

it('is answered once, by mail with a link to apply, and goes some months later', async () => {
  const { next, sent, own, contact } = await declined();
  await press(app.browser(), `${own}/next`).expect(303);
  const office = await signIn(app, officer);
  const none = await press(office, at(next));
  expect([none.status, none.text.includes('href="#application"')]).toEqual([422, true]);
  for (let again = 0; again < 2; again++)
    await press(office, at(next), { application: [sent.id, 'x'] }).expect(303);
  const told = (await mailsTo(app, contact)).filter(({ body }) => body.includes(`/apply/${next.id}`));
  expect(told).toHaveLength(1);
  expect(told[0]!.subject).not.toContain('期');
  expect((await office.get(at(next))).text).toContain('この期を案内した人');
  await purge('2026-10-04');
  expect(await app.db.sql`select 1 from application where id = ${sent.id}`).toEqual([]);
});

it('is answered by a mail that wakes nobody', async () => {
  const { next, sent, own, contact } = await declined();
  await press(app.browser(), `${own}/next`).expect(303);
  app.clock.set(new Date('2026-05-12T22:30:00+09:00'));
  await press(await signIn(app, officer), at(next), { application: [sent.id] }).expect(303);
  const times = await app.db.sql<{ next_try_at: number }>`
    select next_try_at from outbox_mail where recipient = ${contact}`;
  expect(times.map((row) => new Date(Number(row.next_try_at)))).toContainEqual(
    new Date('2026-05-13T08:00:00+09:00'),
  );
});

it('keeps of two only the one who asked', async () => {
  const { sent, own } = await declined({ pairs: true, way: 'post' });
  await press(app.browser(), `${own}/next`).expect(303);
  await purge('2026-10-04');
  const people = await app.db
    .sql`select name from applicant where application_id = ${sent.id} order by position`;
  expect(people).toEqual([{ name: '待つ人' }, { name: '' }]);
});

it('is told to nobody once the cohort is closed, and to nobody of another track', async () => {
  const [one, other] = [await declined(), await declined()];
  await press(app.browser(), `${one.own}/next`).expect(303);
  const office = await signIn(app, officer);
  await press(office, at(other.next), { application: [one.sent.id] }).expect(303);
  expect(await app.db.one`select told_at from application where id = ${one.sent.id}`).toEqual({
    told_at: null,
  });
  app.clock.set(new Date('2026-06-01T01:00:00Z'));
  const again = await signIn(app, officer);
  await press(again, at(one.before), { application: [one.sent.id] }).expect(303);
  expect(await app.db.one`select told_at from application where id = ${one.sent.id}`).toEqual({
    told_at: null,
  });
});

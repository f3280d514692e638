import type { Cohort } from '../src/cohorts/cohort.entity.js';
import { EnrolmentService } from '../src/enrolment/enrolment.service.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { aCohort, aFacilitator, enrolledIn } from './factories/cohort.js';
import { aCourse, aLesson, aModule, aSession } from './factories/course.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { aDate } from './factories/training-session.js';
import { AN_ORDINARY_DAY, startApp } from './support/app.js';
import type { TestApp } from './support/app.js';

const HOUR = 60 * 60_000;
const day = (text: string) => CalendarDay.parse(text)!;
let app: TestApp;
let cohort: Cohort;
let facilitator: KnownPerson;
beforeAll(async () => {
  app = await startApp();
  const meets = { ...aSession('kai-1', 2), title: '聴き合う集まり' };
  await published(app, aCourse({ id: 'introductory', modules: [aModule('a', [aLesson('yomu'), meets])] }));
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set(AN_ORDINARY_DAY);
  const days = { startsOn: day('2026-05-01'), endsOn: day('2026-12-31') };
  cohort = await aCohort(app, { trackId: 'introductory', ...days });
  facilitator = await aFacilitator(app, cohort);
  await app.db.write((tx) => tx.sql`delete from outbox_mail`);
});

const later = (hours: number) => app.clock.set(new Date(app.clock.now().getTime() + hours * HOUR));
// Signs in anew: the clock goes on, and sessions of staff end.
const send = async (path: string, body: object = {}) =>
  (await signIn(app, facilitator))
    .post(`/facilitate/${cohort.id}/dates/${path}`)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...body })
    .expect(303);
const change = (id: string, patch: object = {}) =>
  send(id, {
    ...{ session: 'a/kai-1', dateYear: '2026', dateMonth: '6', dateDay: '7', hour: '13', minute: '30' },
    ...{ endHour: '16', endMinute: '00', place: '駅前ホール', version: '1' },
    ...patch,
  });
const mails = () =>
  app.db.sql<{ recipient: string; subject: string; body: string; next_try_at: number }>`
    select recipient, subject, body, next_try_at from outbox_mail order by recipient`;
const member = async (name: string) => {
  const person = await aPerson(app, { email: `${name}-${crypto.randomUUID()}@example.jp` });
  await enrolledIn(app, person, cohort);
  return person;
};

it('tells who is in the cohort, once, without saying what it is about', async () => {
  const id = await aDate(app, { cohort, inHours: 24 * 20 });
  const person = await member('aoi');
  await enrolledIn(app, await aPerson(app, { email: null }), cohort);
  const resting = await member('sora');
  const whose = { personId: resting.id, trackId: 'introductory' };
  await app.db.write((tx) => app.get(EnrolmentService).pause(tx, whose));
  const gone = await member('umi');
  await app.db.write((tx) => app.get(EnrolmentService).leave(tx, { ...whose, personId: gone.id }));
  later(1);
  for (let press = 0; press < 2; press++) await change(id);
  const [mail, ...others] = await mails();
  expect([mail!.recipient, others]).toEqual([person.email, []]);
  expect(mail!.subject).toBe('【学びのページ】お知らせ');
  expect(mail!.subject + mail!.body).not.toMatch(/集合|講座|聴き合う|駅前|研修/);
  expect(Number(mail!.next_try_at)).toBe(app.clock.now().getTime());
});

it('lets nobody be woken', async () => {
  const id = await aDate(app, { cohort, inHours: 24 * 20 });
  await member('aoi');
  later(12); // ten in the evening
  await send(`${id}/cancellation`);
  const [mail] = await mails();
  expect(new Date(Number(mail!.next_try_at))).toEqual(new Date('2026-05-13T08:00:00+09:00'));
});

it('says of all that changed in one evening once, and of what changes afterwards again', async () => {
  const ids = [
    await aDate(app, { cohort, inHours: 24 * 20 }),
    await aDate(app, { cohort, inHours: 24 * 21 }),
  ];
  await member('aoi');
  later(12); // ten in the evening
  for (const id of ids) await send(`${id}/cancellation`);
  expect(await mails()).toHaveLength(1);
  await app.db.write((tx) => tx.sql`update outbox_mail set sent_at = ${app.clock.now().getTime()}`);
  await send(`${await aDate(app, { cohort, inHours: 24 * 22 })}/cancellation`);
  expect(await mails()).toHaveLength(2);
});

it('writes nothing of a date that is over', async () => {
  const id = await aDate(app, { cohort, inHours: -24 });
  await member('aoi');
  await send(`${id}/cancellation`);
  expect(await mails()).toEqual([]);
});

it('writes nothing where nothing is new', async () => {
  const id = await aDate(app, { cohort, inHours: 24 * 20 });
  await member('aoi');
  await change(id);
  await app.db.write((tx) => tx.sql`delete from outbox_mail`);
  await change(id, { version: '2' });
  expect(await mails()).toEqual([]);
});

describe('the path', () => {
  it('says what has changed until the day is over', async () => {
    const moved = await aDate(app, { cohort, inHours: 24 * 20 });
    const cancelled = await aDate(app, { cohort, inHours: 24 * 6 });
    await aDate(app, { cohort, inHours: 24 * 30, place: '変わらない部屋' });
    const person = await member('aoi');
    const browser = await signIn(app, person);
    expect((await browser.get('/path/introductory')).text).not.toContain('予定が変わりました');
    later(1);
    await change(moved);
    await send(`${cancelled}/cancellation`);
    const { text } = await (await signIn(app, person)).get('/path/introductory').expect(200);
    const box = text.slice(text.indexOf('id="changed-dates"'), text.indexOf('id="next-date"'));
    expect(box).toContain('集合演習の予定が変わりました');
    expect(box).toContain('取りやめ</span> 聴き合う集まり<br>2026年5月18日（月）');
    expect(box).toContain('新しい予定</span> 聴き合う集まり<br>2026年6月7日（日） 13時30分から16時まで');
    expect(box).toContain('駅前ホール');
    expect(box).not.toContain('変わらない部屋');
    app.clock.set(new Date('2026-05-19T09:00:00+09:00'));
    const again = await signIn(app, person);
    expect((await again.get('/path/introductory')).text).not.toContain('取りやめ');
    const file = (await again.get('/path/introductory/calendar.ics').expect(200)).text;
    expect(file).toMatch(/SEQUENCE:1\r\n[^]*STATUS:CANCELLED/);
  });

  it('says nothing of it to who came in afterwards', async () => {
    const id = await aDate(app, { cohort, inHours: 24 * 20 });
    await change(id);
    later(1);
    const browser = await signIn(app, await member('aoi'));
    expect((await browser.get('/path/introductory')).text).not.toContain('予定が変わりました');
  });
});

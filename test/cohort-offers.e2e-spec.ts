import type { Cohort } from '../src/cohorts/cohort.entity.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { aCohort, enrolledIn } from './factories/cohort.js';
import { aCourse, aLesson, aModule, aSession } from './factories/course.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { aDate } from './factories/training-session.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

const day = (text: string) => CalendarDay.parse(text)!;
const DAYS = { startsOn: day('2026-08-02'), endsOn: day('2026-12-31') };
let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  const module = aModule('a', [aLesson('yomu'), { ...aSession('kai-1', 3), title: '{集|つど}い' }]);
  await published(app, aCourse({ id: 'introductory', modules: [module] }));
  await published(
    app,
    aCourse({ id: 'practitioner', code: 'PRA', requires: ['introductory'], modules: [module] }),
  );
});
afterAll(() => app.close());

const open = (state: Partial<Parameters<typeof aCohort>[1]> = {}) =>
  aCohort(app, { trackId: 'introductory', ...DAYS, ...state });
const actionOf = ({ id, trackId }: Cohort) => `/tracks/${trackId}/cohorts/${id}/enrolment`;
const choose = (browser: Browser, cohort: Cohort, fields: object = {}) =>
  browser
    .post(actionOf(cohort))
    .type('form')
    .send({ _key: crypto.randomUUID(), ...fields });
const membersOf = async ({ id }: Cohort) =>
  (await app.db.sql`select id from enrolment where cohort_id = ${id} and left_at is null`).length;

describe('the page of a track', () => {
  it('offers dated cohorts that take people and have seats, beside the standing one', async () => {
    const taking = await open({ name: '受けつけ中の期', seats: 20, closesOn: day('2026-05-12') });
    const closed = await open({ name: '締め切った期', closesOn: day('2026-05-11') });
    const over = await open({ name: '終わった期', startsOn: day('2026-01-01'), endsOn: day('2026-05-11') });
    const full = await open({ name: '席のない期', seats: 1 });
    await enrolledIn(app, await aPerson(app), full);
    const unsettled = await aCohort(app, { trackId: 'introductory', name: '日のない期' });
    const other = await open({ name: 'ほかの講座の期', trackId: 'practitioner' });
    const browser = await signIn(app, await aPerson(app));
    const { text } = await browser.get('/tracks/introductory').expect(200);
    for (const words of [
      '受けつけ中の期',
      '2026年8月2日（日）から',
      '定員20人',
      '2026年5月12日（火）まで選べます',
    ])
      expect(text).toContain(words);
    expect(text).toContain('action="/tracks/introductory/enrolment"');
    expect(text).toContain(`action="${actionOf(taking)}"`);
    for (const { id, name } of [closed, over, full, unsettled, other]) {
      expect(text).not.toContain(name);
      expect(text).not.toContain(id);
    }
  });

  it('says how to ask where the office invites, and lets nobody in', async () => {
    const group = await open({ name: '招く期', admission: 'invitation' });
    const browser = await signIn(app, await aPerson(app));
    const { text } = await browser.get('/tracks/introductory');
    expect(text).toContain('招く期');
    expect(text).toContain('事務局が声をかけた人が受ける期です。');
    expect(text).toContain(app.config.council.office.phone);
    expect(text).not.toContain(actionOf(group));
    for (const admission of ['invitation', 'application'] as const)
      expect((await choose(browser, await open({ admission }))).status).toBe(404);
    expect(await membersOf(group)).toBe(0);
  });

  it('shows visitors the cohorts without a way in, and no place', async () => {
    const group = await open({ name: 'みんなが見る期' });
    await aDate(app, { cohort: group, place: '秘密の会議室' });
    const { text } = await app.browser().get('/tracks/introductory').expect(200);
    expect(text).toContain('みんなが見る期');
    expect(text).not.toContain('/enrolment"');
    expect(text).not.toContain('秘密の会議室');
  });
});

describe('choosing a cohort', () => {
  it('enrols into it, once', async () => {
    const group = await open({ name: '第8期' });
    const browser = await signIn(app, await aPerson(app));
    for (let press = 0; press < 2; press++)
      expect((await choose(browser, group, { _key: 'a-key-of-one-page-0008' })).headers.location).toBe(
        '/path/introductory',
      );
    expect(await membersOf(group)).toBe(1);
    const facts = await app.db.sql`
      select kind, cohort_name from reported_fact where cohort_id = ${group.id}`;
    expect(facts).toEqual([{ kind: 'enrolled', cohort_name: '第8期' }]);
    const { text } = await browser.get('/tracks/introductory');
    expect(text).not.toContain(actionOf(group));
  });

  it('leaves who takes the track already where they are', async () => {
    const group = await open();
    const person = await aPerson(app);
    await enrolled(app, person, 'introductory');
    const browser = await signIn(app, person);
    expect((await choose(browser, group)).headers.location).toBe('/path/introductory');
    expect(await membersOf(group)).toBe(0);
  });

  it('leads back with the reason and the other ways when it is full, closed or locked', async () => {
    const browser = await signIn(app, await aPerson(app));
    const full = await open({ seats: 1 });
    await enrolledIn(app, await aPerson(app), full);
    for (const [group, wanted, words] of [
      [full, '/tracks/introductory?note=full', '選んだ期は、席がうまりました'],
      [
        await open({ closesOn: day('2026-05-11') }),
        '/tracks/introductory?note=closed',
        '選んだ期は、受けつけを終えました',
      ],
      [await open({ trackId: 'practitioner' }), '/tracks/practitioner', 'この講座は、まだ始まりません'],
    ] as const) {
      const before = await membersOf(group);
      const { headers } = await choose(browser, group);
      expect(headers.location).toBe(wanted);
      const { text } = await browser.get(wanted).expect(200);
      expect(text).toContain(words);
      expect(await membersOf(group)).toBe(before);
    }
    expect((await browser.get('/tracks/introductory?note=full')).text).toContain(
      '「いつでも」なら、いまから始められます。',
    );
  });

  it('finds nothing that is no choice: another track’s, the standing one, one without days, none at all', async () => {
    const browser = await signIn(app, await aPerson(app));
    const other = await open({ trackId: 'practitioner' });
    const standing = await aCohort(app, { trackId: 'introductory', kind: 'standing' });
    const unsettled = await aCohort(app, { trackId: 'introductory' });
    for (const id of [other.id, standing.id, unsettled.id, 'x', '00000000-0000-7000-8000-000000000000']) {
      const path = `/tracks/introductory/cohorts/${id}/enrolment`;
      expect((await browser.post(path).type('form').send({})).status).toBe(404);
    }
  });

  it('gives a seat back with who leaves, and keeps it for who takes a break', async () => {
    const group = await open({ seats: 1 });
    const [first, second] = [await signIn(app, await aPerson(app)), await signIn(app, await aPerson(app))];
    await choose(first, group);
    await first.post('/path/introductory/break').type('form').send({}).expect(303);
    expect((await choose(second, group)).headers.location).toBe('/tracks/introductory?note=full');
    await first.post('/path/introductory/leaving').type('form').send({}).expect(303);
    expect((await choose(second, group)).headers.location).toBe('/path/introductory');
    expect((await choose(first, group)).headers.location).toBe('/tracks/introductory?note=full');
  });

  it('never gives out more than three seats to fifty at once', async () => {
    const group = await open({ seats: 3 });
    const browsers: Browser[] = [];
    for (let n = 0; n < 50; n++) browsers.push(await signIn(app, await aPerson(app)));
    const answers = await Promise.all(browsers.map((browser) => choose(browser, group)));
    const places = answers.map(({ headers }) => headers.location as string);
    expect(places.filter((place) => place === '/path/introductory')).toHaveLength(3);
    expect(places.filter((place) => place === '/tracks/introductory?note=full')).toHaveLength(47);
    expect(await membersOf(group)).toBe(3);
  });
});

describe('the path of who is in a cohort', () => {
  it('says its name and when it meets next, cancelled and past dates left out', async () => {
    const group = await open({ name: '第9期' });
    const person = await aPerson(app);
    await enrolledIn(app, person, group);
    const browser = await signIn(app, person);
    const before = await browser.get('/path/introductory').expect(200);
    expect(before.text).toContain('第9期');
    expect(before.text).not.toContain('次に集まる日');
    await aDate(app, { cohort: group, inHours: -72, place: '前の場所' });
    await aDate(app, { cohort: group, inHours: 24, place: '取りやめた場所', isCancelled: true });
    await aDate(app, { cohort: group, inHours: 48, place: '公民館 和室' });
    await aDate(app, { cohort: group, inHours: 96, place: 'あとの場所' });
    const { text } = await browser.get('/path/introductory').expect(200);
    for (const words of [
      '次に集まる日',
      '2026年5月14日（木） 10時から13時まで',
      '公民館 和室',
      'calendar.ics',
    ])
      expect(text).toContain(words);
    for (const words of ['前の場所', '取りやめた場所', 'あとの場所']) expect(text).not.toContain(words);
  });
});

describe('the calendar file', () => {
  it('holds every date of one’s cohort, in words that tell nothing', async () => {
    const group = await open({ name: '第10期' });
    const person = await aPerson(app);
    await enrolledIn(app, person, group);
    const browser = await signIn(app, person);
    await browser.get('/path/introductory/calendar.ics').expect(404);
    const kept = await aDate(app, { cohort: group, inHours: 24 });
    const gone = await aDate(app, { cohort: group, inHours: 48, isCancelled: true });
    const { headers, text } = await browser.get('/path/introductory/calendar.ics').buffer().expect(200);
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="calendar.ics"');
    const lines = text.replaceAll('\r\n ', '').split('\r\n');
    for (const line of [
      `UID:${kept}`,
      'DTSTART:20260513T010000Z',
      'DTEND:20260513T040000Z',
      'STATUS:CONFIRMED',
      `UID:${gone}`,
      'STATUS:CANCELLED',
      'SUMMARY:「学びのページ」の予定',
    ])
      expect(lines).toContain(line);
    for (const words of ['入門', '第10期', '市民会館', 'つど', '集い']) expect(text).not.toContain(words);
  });

  it('is nobody’s who is not enrolled', async () => {
    const group = await open();
    await aDate(app, { cohort: group });
    const browser = await signIn(app, await aPerson(app));
    for (const track of ['introductory', 'practitioner', 'nowhere'])
      await browser.get(`/path/${track}/calendar.ics`).expect(404);
  });
});

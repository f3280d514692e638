import { Jobs } from '../src/mail/jobs.js';
import { Application } from '../src/applications/application.entity.js';
import type { Cohort } from '../src/cohorts/cohort.entity.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { anApplication, anApplicationCohort, stateOf } from './factories/application.js';
import { aShortCourse } from './factories/certificate.js';
import { aCohort } from './factories/cohort.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { AN_ORDINARY_DAY, startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { mailsTo } from './support/mails.js';

let app: TestApp;
let cohort: Cohort;
let pairs: Cohort;
beforeAll(async () => {
  app = await startApp();
  await published(app, aShortCourse('introductory', { title: '入門' }));
  cohort = await anApplicationCohort(app, { trackId: 'introductory' });
  pairs = await anApplicationCohort(app, { trackId: 'introductory', pairs: true, name: 'ふたりの期' });
});
afterEach(() => app.clock.set(AN_ORDINARY_DAY));
afterAll(() => app.close());

const WHO = { name: '葵', way: 'post', contact: '見本県見本市1-1' };
const send = (browser: Browser, path: string, fields: object = {}) =>
  browser.post(path).type('form').send(fields);
const count = async (id: string) =>
  (await app.db.sql`select 1 from application where cohort_id = ${id}`).length;

/** Answers everything up to the last page. */
async function answer(browser: Browser, to: Cohort, who: object = WHO): Promise<string> {
  const at = `/apply/${to.id}`;
  await send(browser, at, who).expect(303);
  if (to.pairs)
    await send(browser, `${at}/partner`, {
      ...WHO,
      name: '支援 はる',
      way: 'mail',
      contact: 'haru@example.jp',
    });
  await send(browser, `${at}/need`, { need: '' }).expect(303);
  await send(browser, `${at}/consent`, { consent: '1', ...(to.pairs ? { partner: '1' } : {}) }).expect(303);
  return at;
}

describe('applying', () => {
  it('is reached from the page of the track', async () => {
    const { text } = await app.browser().get('/tracks/introductory').expect(200);
    for (const words of [
      `href="/apply/${cohort.id}"`,
      '2026年5月31日（日）まで',
      `href="/apply/${pairs.id}"`,
    ])
      expect(text).toContain(words);
  });

  it('goes step by step, keeps what was answered, and ends with a number and a mail', async () => {
    const browser = app.browser();
    const at = `/apply/${cohort.id}`;
    const first = await browser.get(at).expect(200);
    expect(first.text).toContain('障害の種類や病名は聞きません。');
    const who = { name: '葵', way: 'mail', contact: ' Ａｏｉ@example.jp ' };
    expect((await send(browser, at, who)).headers.location).toBe(`${at}/need`);
    expect((await send(browser, `${at}/need`, { need: '文字でも伝えてほしい' })).headers.location).toBe(
      `${at}/consent`,
    );
    expect((await send(browser, `${at}/consent`, { consent: '1' })).headers.location).toBe(`${at}/check`);
    const check = await browser.get(`${at}/check`).expect(200);
    for (const words of ['aoi@example.jp', '文字でも伝えてほしい']) expect(check.text).toContain(words);
    for (let press = 0; press < 2; press++)
      expect((await send(browser, `${at}/check`)).headers.location).toBe(`${at}/done`);
    const done = await browser.get(`${at}/done`).expect(200);
    const number = /\d{3}-\d{3}-\d{3}/.exec(done.text)![0];
    expect(await count(cohort.id)).toBe(1);
    const mails = await mailsTo(app, 'aoi@example.jp');
    expect(mails.map(({ subject }) => subject)).toEqual(['【学びのページ】お知らせ']);
    expect(mails[0]!.body).toContain(number);
    const row = await app.db.one<Record<string, unknown>>`
      select a.*, n.text from application a join application_need n on n.application_id = a.id
      where a.cohort_id = ${cohort.id}`;
    expect(row).toMatchObject({ state: 'received', places: 1, lang: 'ja', text: '文字でも伝えてほしい' });
    expect([String(row!.consent_text_hash).length, Number(row!.consented_at)]).toEqual([
      64,
      AN_ORDINARY_DAY.getTime(),
    ]);
    // What was sent leaves nothing in the draft that it came from.
    const drafts = await app.db
      .sql`select contact, need from application_draft where application_id is not null`;
    expect(drafts).toEqual([{ contact: '', need: '' }]);
  });

  it('leads to the first step that is not answered', async () => {
    const browser = app.browser();
    const at = `/apply/${pairs.id}`;
    for (const step of ['partner', 'need', 'consent', 'check', 'done'])
      expect([step, (await browser.get(`${at}/${step}`)).headers.location]).toEqual([step, at]);
    await send(browser, at, WHO);
    for (const step of ['need', 'consent', 'check', 'done'])
      expect([step, (await browser.get(`${at}/${step}`)).headers.location]).toEqual([step, `${at}/partner`]);
    expect((await browser.get(`/apply/${cohort.id}/need`)).headers.location).toBe(`/apply/${cohort.id}`);
  });

  it('takes two as one application of two seats, and writes to each', async () => {
    const browser = app.browser();
    const at = await answer(browser, pairs);
    await send(browser, `${at}/check`).expect(303);
    const rows = await app.db.sql`
      select a.places, p.position, p.name from application a join applicant p on p.application_id = a.id
      where a.cohort_id = ${pairs.id} order by p.position`;
    expect(rows).toEqual([
      { places: 2, position: 1, name: '葵' },
      { places: 2, position: 2, name: '支援 はる' },
    ]);
    expect(await mailsTo(app, 'haru@example.jp')).toHaveLength(1);
  });

  it.each([
    ['', { name: '', way: '', contact: '' }, ['#name', '#way']],
    ['', { name: '葵', way: 'mail', contact: 'ao' }, ['#contact']],
    ['', { name: '葵', way: 'phone', contact: '12' }, ['#contact']],
    ['', { name: 'あ'.repeat(41), way: 'post', contact: '' }, ['#name', '#contact']],
    ['', { name: '葵', way: 'x', contact: '1' }, ['#way']],
    ['/need', { need: 'あ'.repeat(1001) }, ['#need']],
    ['/consent', { consent: '', partner: '' }, ['#consent', '#partner']],
    ['/consent', { consent: '1', partner: '' }, ['#partner']],
  ])('at "%s" refuses %j, and keeps it', async (step, fields, places) => {
    const browser = app.browser();
    const at = await answer(browser, pairs);
    const before = await app.db.sql`select * from application_draft`;
    const { status, text } = await send(browser, at + step, fields);
    expect(status).toBe(422);
    for (const place of places) expect(text).toContain(`href="${place}"`);
    for (const typed of Object.values(fields).filter((value) => value.length > 1))
      expect(text).toContain(typed);
    expect(await app.db.sql`select * from application_draft`).toEqual(before);
  });

  it('is not there for other cohorts', async () => {
    const open = await aCohort(app, { trackId: 'introductory' });
    for (const id of [open.id, 'x', '00000000-0000-7000-8000-000000000000'])
      for (const step of ['', '/need', '/done']) await app.browser().get(`/apply/${id}${step}`).expect(404);
    await send(app.browser(), `/apply/${open.id}`, WHO).expect(404);
  });

  it('is paused for a network that sent very many', async () => {
    const statuses: number[] = [];
    const limited = await anApplicationCohort(app, { trackId: 'introductory' });
    for (let n = 0; n < 101; n++)
      statuses.push((await send(app.browser(), `/apply/${limited.id}`, WHO)).status);
    expect(statuses.at(-1)).toBe(429);
    const { headers, text } = await send(app.browser(), `/apply/${limited.id}`, WHO);
    expect([headers['retry-after'], text.includes('受け付けを止めています')]).toEqual(['86400', true]);
    app.clock.advance(25 * 60 * 60_000);
    await send(app.browser(), `/apply/${limited.id}`, WHO).expect(303);
  });
});

describe('the last day', () => {
  it('lasts to its end in Japan; later one is told what one may do', async () => {
    const last = new Date('2026-05-31T14:59:59.999Z');
    app.clock.set(new Date(last.getTime() - 60_000));
    const [inTime, late] = [app.browser(), app.browser()];
    const at = await answer(inTime, cohort);
    await answer(late, cohort);
    app.clock.set(last);
    expect((await send(inTime, `${at}/check`)).headers.location).toBe(`${at}/done`);
    const before = await count(cohort.id);
    app.clock.advance(1);
    expect((await send(late, `${at}/check`)).headers.location).toBe(at);
    const { text } = await late.get(at).expect(200);
    for (const words of [
      'この期の申込みは終わりました',
      '5月31日',
      'href="/tracks/introductory"',
      '000-000-0000',
    ])
      expect(text).toContain(words);
    expect((await send(app.browser(), at, WHO)).headers.location).toBe(at);
    await inTime.get(`${at}/done`).expect(200);
    expect(await count(cohort.id)).toBe(before);
    expect((await app.browser().get('/tracks/introductory')).text).not.toContain(at);
  });
});

describe('an application behind its link', () => {
  it('shows how it stands and can be taken back, once', async () => {
    const group = await anApplicationCohort(app, { trackId: 'introductory' });
    const sent = await anApplication(app, group, { way: 'mail', contact: 'modosu@example.jp' });
    const [mail] = await mailsTo(app, 'modosu@example.jp');
    const path = /\/application\/[\w-]{43}/.exec(mail!.body)![0];
    expect((await app.browser().get(path).expect(200)).text).toContain('受け付けました');
    for (let press = 0; press < 2; press++)
      expect((await send(app.browser(), `${path}/withdrawal`)).headers.location).toBe(path);
    expect(await stateOf(app, sent)).toBe('withdrawn');
    const { text } = await app.browser().get(path);
    expect([text.includes('取り消しました'), text.includes('/withdrawal')]).toEqual([true, false]);
    expect(await mailsTo(app, 'modosu@example.jp')).toHaveLength(2);
  });

  it('is nobody else’s', async () => {
    const unknown = 'a'.repeat(43);
    await app.browser().get(`/application/${unknown}`).expect(404);
    await send(app.browser(), `/application/${unknown}/withdrawal`).expect(404);
  });
});

describe('a person with an account', () => {
  it('finds their application in their own data, and it goes when they are erased', async () => {
    const person = await aPerson(app);
    const browser = await signIn(app, person);
    const group = await anApplicationCohort(app, { trackId: 'introductory', name: '秋の期' });
    const at = await answer(browser, group, { name: '葵', way: 'phone', contact: '09000000000' });
    await send(browser, `${at}/check`).expect(303);
    expect((await browser.get('/settings/data/file.json')).body).toMatchObject({
      applications: [{ cohort: '秋の期', name: '葵', contact: '09000000000', state: 'received' }],
    });
    expect((await browser.get('/settings/data/read')).text).toContain('09000000000');
    await send(browser, '/settings/erase', { paper: 'drop' }).expect(303);
    expect(await count(group.id)).toBe(0);
  });

  it('leaves the part of the one they applied with', async () => {
    const email = 'kesu@example.jp';
    const person = await aPerson(app, { email });
    const own = { personId: person.id, way: 'mail' as const, contact: email };
    const both = { ...own, name: 'けす人', need: '二人のこと', partnerName: 'のこる人' };
    const sent = await anApplication(app, pairs, both);
    await send(await signIn(app, person), '/settings/erase', { paper: 'drop' }).expect(303);
    const rows = await app.db
      .sql`select name from applicant where application_id = ${sent.id} order by position`;
    expect(rows).toEqual([{ name: '' }, { name: 'のこる人' }]);
    expect(await app.db.sql`select 1 from application_need where application_id = ${sent.id}`).toEqual([]);
  });
});

it('forgets drafts after two hours', async () => {
  const browser = app.browser();
  await answer(browser, cohort);
  app.clock.advance(2 * 60 * 60_000 + 1);
  expect((await browser.get(`/apply/${cohort.id}/check`)).headers.location).toBe(`/apply/${cohort.id}`);
  app.clock.advance(60 * 24 * 60 * 60_000); // past every draft of these tests
  await app.get(Jobs).runAll();
  expect(await app.db.sql`select 1 from application_draft`).toEqual([]);
});

it('writes at most five receipts a day to one address', async () => {
  const group = await anApplicationCohort(app, {
    trackId: 'introductory',
    closesOn: CalendarDay.of(2026, 6, 1),
  });
  for (let n = 0; n < 7; n++) await anApplication(app, group, { way: 'mail', contact: 'takusan@example.jp' });
  expect(await mailsTo(app, 'takusan@example.jp')).toHaveLength(5);
});

describe('what is finished first', () => {
  it('is said from the first page to the letter, and only where there is something', async () => {
    await published(app, aShortCourse('practitioner', { code: 'PRA', requires: ['introductory'] }));
    const next = await anApplicationCohort(app, { trackId: 'practitioner' });
    const who = { name: '葵', way: 'mail', contact: 'hajimete@example.jp' };
    const browser = app.browser();
    const at = await answer(browser, next, who);
    await send(browser, `${at}/check`).expect(303);
    const [mail] = await mailsTo(app, 'hajimete@example.jp');
    expect(mail!.body).toContain('先に終えておく講座があります');
    expect(mail!.body).not.toContain('入門');
    const own = /\/application\/[\w-]{43}/.exec(mail!.body)![0];
    for (const path of ['/tracks/practitioner', at, `${at}/done`, own]) {
      const { text } = await browser.get(path).expect(200);
      for (const words of ['先に次の講座を終えておきます。', 'href="/tracks/introductory">入門</a>'])
        expect([path, text]).toEqual([path, expect.stringContaining(words)]);
    }
    const other = await app.browser().get(`/apply/${cohort.id}`).expect(200);
    expect(other.text).not.toContain('先に次の講座を終えておきます');

    const sent = await anApplication(app, next, { name: '空', contact: '空の家' });
    await app.db.write((tx) => tx.update(Application, { id: sent.id }, { state: 'accepted' }));
    const office = await signIn(app, await aPerson(app, { roles: ['office'] }));
    const letter = await office.get(`/office/applications/${next.id}/${sent.id}/letter`).expect(200);
    const offer = /\/offer\/[\w-]{43}/.exec(letter.text)![0];
    const there = await app.browser().get(offer).expect(200);
    for (const { text } of [letter, there])
      for (const words of ['先に次の講座を終えておきます', '入門', 'まだの人は、登録をして'])
        expect(text).toContain(words);
  });
});

describe('the lists of tracks', () => {
  it.each(['/', '/tracks'])('at %s say for which cohort one can apply, and until when', async (path) => {
    const read = async () => (await app.browser().get(path).expect(200)).text;
    const words = [`href="/apply/${cohort.id}"`, '2026年5月31日（日）まで', '募集中'];
    const text = await read();
    for (const one of words) expect(text).toContain(one);
    app.clock.set(new Date('2026-06-01T00:00:00+09:00'));
    expect(await read()).not.toContain(words[0]);
  });
});

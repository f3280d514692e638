import { Config } from '../src/config/config.js';
import { Jobs } from '../src/mail/jobs.js';
import { ROLES } from '../src/web/me.js';
import { aCohort, aFacilitator, enrolledIn } from './factories/cohort.js';
import { aCourse, aLesson, aModule } from './factories/course.js';
import { did, enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { changed, contentsOf } from './support/contents.js';

let app: TestApp;
const DAY = 24 * 60 * 60_000;
const AT = '/check-ins/after/introductory/a';
const END = '/learn/introductory/a';
beforeAll(async () => {
  app = await startApp({ config: { curriculaDir: 'test/no-curricula' } });
  const modules = [
    aModule('a', [aLesson('yomu')]),
    aModule('b', [aLesson('yomu')]),
    aModule('c', [aLesson('yomu')], { checkIn: false }),
  ];
  await published(app, aCourse({ id: 'introductory', modules }));
});
afterAll(() => app.close());

const send = (browser: Browser, path: string, fields: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...fields });

async function aLearner({ inCohort = false } = {}) {
  const person = await aPerson(app, { email: `${crypto.randomUUID()}@example.jp` });
  const cohort = inCohort ? await aCohort(app, { trackId: 'introductory' }) : null;
  const facilitator = cohort ? await aFacilitator(app, cohort) : null;
  const enrolment = cohort
    ? await enrolledIn(app, person, cohort)
    : await enrolled(app, person, 'introductory');
  const browser = await signIn(app, person);
  return { person, cohort, facilitator, enrolment, browser };
}

describe('how one feels after a module', () => {
  it('is asked where one arrives after its last step, and nowhere before', async () => {
    const { browser, enrolment } = await aLearner();
    expect((await browser.get(END)).text).not.toContain('今の調子');
    const done = await send(browser, '/learn/introductory/a/yomu/done');
    expect(done.headers.location).toBe(END);
    const { text } = await browser.get(END);
    for (const words of ['今の調子', 'まあまあ', '少しつかれた', 'しんどい', 'あなただけが見られます'])
      expect(text).toContain(words);
    await did(app, enrolment, { module: 'c', step: 'yomu' });
    expect((await browser.get('/learn/introductory/c')).text).not.toContain('今の調子');
  });

  it('is one press: who is well stays where they were, who is not may rest', async () => {
    const { browser, enrolment } = await aLearner();
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    const fine = await send(browser, AT, { mood: 'fine' });
    expect(fine.headers.location).toBe(`${END}?kept=1#check-in`);
    expect((await browser.get(`${END}?kept=1`)).text).toContain('今の調子を残しました');
    const tired = await browser.get((await send(browser, AT, { mood: 'tired' })).headers.location!);
    expect(tired.text).toContain('ここで休んで大丈夫です');
    expect(tired.text).toContain('href="/pause"');
    expect(tired.text.split('<footer')[0]).not.toContain('tel:');
    const hard = await browser.get((await send(browser, AT, { mood: 'hard' })).headers.location!);
    expect(hard.text).toContain('ここで止まって大丈夫です');
    for (const { number } of app.get(Config).council.contacts)
      if (number) expect(hard.text).toContain(number);
    expect(hard.text).not.toContain('/contact');
  });

  it('offers to be contacted where a cohort has a facilitator, and tells nobody by itself', async () => {
    const { browser, cohort, facilitator } = await aLearner({ inCohort: true });
    const hard = await browser.get((await send(browser, AT, { mood: 'hard' })).headers.location!);
    expect(hard.text).toContain('href="/contact/introductory"');
    const desk = await signIn(app, facilitator!);
    expect((await desk.get(`/facilitate/${cohort!.id}/contact`)).text).toContain('いまは、だれもいません');
  });

  it('writes a row of one’s own and nothing else', async () => {
    const { browser } = await aLearner({ inCohort: true });
    for (const mood of ['fine', 'tired', 'hard']) {
      const before = await contentsOf(app);
      await send(browser, AT, { mood }).expect(303);
      expect(changed(before, await contentsOf(app)).toSorted()).toEqual(['check_in', 'submission_record']);
    }
  });

  it('is kept once, however often it is pressed, and only where it is asked', async () => {
    const { browser, enrolment } = await aLearner();
    const fields = { _key: 'a-key-of-one-page-0005', mood: 'hard' };
    const first = await send(browser, AT, fields);
    expect((await send(browser, AT, fields)).headers.location).toBe(first.headers.location);
    for (const [path, mood] of [
      [AT, 'happy'],
      [AT, ''],
      ['/check-ins/after/introductory/c', 'fine'],
      ['/check-ins/after/introductory/x', 'fine'],
      ['/check-ins/after/unknown/a', 'fine'],
    ])
      await send(browser, path!, { mood }).expect(404);
    const rows = await app.db.sql`select 1 from check_in where enrolment_id = ${enrolment.id}`;
    expect(rows).toHaveLength(1);
    await send(await signIn(app, await aPerson(app)), AT, { mood: 'fine' }).expect(404);
  });

  it('is seen and deleted by oneself alone', async () => {
    const { browser, person, facilitator } = await aLearner({ inCohort: true });
    const at = (await send(browser, AT, { mood: 'hard' })).headers.location!;
    const strangers = [
      await signIn(app, facilitator!),
      ...(await Promise.all(ROLES.map(async (role) => signIn(app, await aPerson(app, { roles: [role] }))))),
    ];
    for (const stranger of strangers) {
      await stranger.get(at).expect(404);
      await send(stranger, `${at}/delete`);
    }
    const admin = strangers.at(-1)!;
    const account = (await admin.get(`/admin/people/${person.id}`).expect(200)).text;
    expect(account).not.toMatch(/しんどい|調子/);
    expect((await browser.get('/check-ins')).text).toContain('しんどい');
    expect((await browser.get('/settings/data/file.json')).body).toMatchObject({
      checkIns: [{ module: '課 a', mood: 'hard' }],
    });
    expect((await browser.get('/settings/data/read')).text).toContain('しんどい');
    for (let press = 0; press < 2; press++)
      expect((await send(browser, `${at}/delete`)).headers.location).toBe('/check-ins');
    expect((await browser.get('/check-ins')).text).toContain('残っているものはありません');
    await browser.get(at).expect(404);
  });

  it('goes after a year', async () => {
    const { browser, enrolment } = await aLearner();
    await send(browser, AT, { mood: 'fine' });
    const count = async () =>
      (await app.db.sql`select 1 from check_in where enrolment_id = ${enrolment.id}`).length;
    app.clock.advance(365 * DAY);
    await app.get(Jobs).runAll();
    expect(await count()).toBe(1);
    app.clock.advance(1);
    await app.get(Jobs).runAll();
    expect(await count()).toBe(0);
  });
});

import { PeopleService } from '../src/accounts/people.service.js';
import type { Cohort } from '../src/cohorts/cohort.entity.js';
import { EnrolmentService } from '../src/enrolment/enrolment.service.js';
import { Jobs } from '../src/mail/jobs.js';
import type { Me } from '../src/web/me.js';
import { aCohort, aFacilitator, enrolledIn, facilitates } from './factories/cohort.js';
import { aCourse, aLesson, aModule } from './factories/course.js';
import { did, enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson, PersonState } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { mailsTo } from './support/mails.js';

let app: TestApp;
let cohort: Cohort;
let facilitator: KnownPerson;
let desk: Browser;
const DAY = 24 * 60 * 60_000;
const course = aCourse({
  id: 'introductory',
  title: '{入門|にゅうもん}',
  modules: [aModule('a', [aLesson('yomu'), aLesson('tsugi')])],
});

beforeEach(async () => {
  app ??= await startApp({ config: { curriculaDir: 'test/no-curricula' } });
  app.clock.set(new Date('2026-05-12T03:00:00Z')); // noon in Japan
  await published(app, course);
  cohort = await aCohort(app, { trackId: 'introductory' });
  facilitator = await aFacilitator(app, cohort);
  desk = await signIn(app, facilitator);
});
afterAll(() => app.close());

const list = () => `/facilitate/${cohort.id}/contact`;
const send = (browser: Browser, path: string, fields: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...fields });

async function aMember(state: PersonState = {}) {
  const person = await aPerson(app, state);
  const enrolment = await enrolledIn(app, person, cohort);
  const browser = await signIn(app, person, { ownDevice: true });
  return { person, enrolment, browser, at: `${list()}/${enrolment.id}` };
}
const ask = (browser: Browser, fields: object = {}) =>
  send(browser, '/contact/introductory', { way: 'page', line: '', ...fields });
const learn = (enrolment: { id: string }, step = 'yomu') => did(app, enrolment, { module: 'a', step });
const listed = async () => {
  desk = await signIn(app, facilitator);
  return (await desk.get(list()).expect(200)).text;
};
const whose = (person: KnownPerson) => ({ personId: person.id, trackId: 'introductory' });

describe('asking to be contacted', () => {
  it('shows that it is open, tells the facilitators of the cohort, and can be taken back', async () => {
    const { browser, at } = await aMember({ displayName: '頼む人' });
    expect((await browser.get('/support')).text).toContain('href="/contact"');
    expect((await browser.get('/settings')).text).toContain('href="/contact"');
    expect((await browser.get('/contact')).headers.location).toBe('/contact/introductory');
    expect((await ask(browser, { way: 'meeting', line: '少し話したいです' })).headers.location).toBe(
      '/contact/introductory',
    );
    const open = (await browser.get('/contact/introductory')).text;
    for (const words of ['声をかけてほしいと伝えています', 'つぎに会ったとき', '少し話したいです'])
      expect(open).toContain(words);
    const entry = (await desk.get(at).expect(200)).text;
    for (const words of ['頼む人', '声をかけてほしいと言っています', 'つぎに会ったとき', '少し話したいです'])
      expect(entry).toContain(words);
    await send(browser, '/contact/introductory/withdraw').expect(303);
    expect(await listed()).not.toContain('頼む人');
    await desk.get(at).expect(404);
    expect((await browser.get('/contact/introductory?back=1')).text).toContain('取り下げました');
  });

  it('is one request, however often it is sent', async () => {
    const { browser, enrolment } = await aMember();
    const fields = { _key: 'a-key-of-one-page-0003', line: 'こんにちは' };
    for (let press = 0; press < 2; press++) await ask(browser, fields).expect(303);
    await ask(browser, { line: 'こんにちは' }).expect(303);
    const rows = await app.db.sql`select 1 from contact_request where enrolment_id = ${enrolment.id}`;
    expect(rows).toHaveLength(1);
  });

  it('overwrites nothing from another tab, and shows both', async () => {
    const { browser } = await aMember();
    await ask(browser, { line: '先に書いたことば' }).expect(303);
    const other = await ask(browser, { line: 'あとから書いたことば' }).expect(422);
    for (const words of ['先に書いたことば', 'あとから書いたことば', '先に伝えていました'])
      expect(other.text).toContain(words);
    expect(await listed()).not.toContain('あとから書いたことば');
  });

  it.each<[{ way?: string; line?: string }, string]>([
    [{ way: '' }, '#way'],
    [{ way: 'pigeon' }, '#way'],
    [{ way: 'mail' }, '#way'],
    [{ line: 'あ'.repeat(201) }, '#line'],
  ])('refuses %j and keeps the words', async (fields, href) => {
    const { browser, enrolment } = await aMember();
    const answer = await ask(browser, { line: '書いたことば', ...fields }).expect(422);
    expect(answer.text).toContain(`href="${href}"`);
    expect(answer.text).toContain(fields.line ?? '書いたことば');
    expect(await app.db.sql`select 1 from contact_request where enrolment_id = ${enrolment.id}`).toEqual([]);
  });

  it('offers mail to who has an address only', async () => {
    const [without, having] = [await aMember(), await aMember({ email: 'yubin@example.jp' })];
    const offer = 'value="mail"';
    expect((await without.browser.get('/contact/introductory')).text).not.toContain(offer);
    expect((await having.browser.get('/contact/introductory')).text).toContain(offer);
    await ask(having.browser, { way: 'mail' }).expect(303);
  });

  it('is not offered where nobody would see it', async () => {
    const alone = await aPerson(app);
    await enrolled(app, alone, 'introductory');
    const browser = await signIn(app, alone);
    expect((await browser.get('/support')).text).not.toContain('/contact');
    expect((await browser.get('/contact').expect(200)).text).toContain(
      'いまは、声をかけられる進行役がいません',
    );
    await browser.get('/contact/introductory').expect(404);
    await ask(browser).expect(404);
    const nobody = await aCohort(app, { trackId: 'introductory', name: '第2期' });
    const person = await aPerson(app);
    await enrolledIn(app, person, nobody);
    const other = await signIn(app, person);
    expect((await other.get('/support')).text).not.toContain('/contact');
    expect((await other.get('/contact/introductory')).text).not.toContain('name="way"');
    await ask(other).expect(422);
  });
});

describe('the question about stopping', () => {
  const QUESTION = '学びが止まったとき、進行役に声をかけてほしいですか';

  it('stands on the home page after the first step, until it is answered or two weeks have gone', async () => {
    const [answers, leaves] = [await aMember(), await aMember()];
    expect((await answers.browser.get('/home')).text).not.toContain(QUESTION);
    for (const { enrolment } of [answers, leaves]) await learn(enrolment);
    for (const { browser } of [answers, leaves])
      expect((await browser.get('/home')).text).toContain(QUESTION);
    await send(answers.browser, '/contact/introductory/quiet', { wish: '' }).expect(422);
    await send(answers.browser, '/contact/introductory/quiet', { wish: 'mail' }).expect(422);
    await send(answers.browser, '/contact/introductory/quiet', { wish: 'no' }).expect(303);
    expect((await answers.browser.get('/home')).text).not.toContain(QUESTION);
    app.clock.advance(14 * DAY);
    expect((await leaves.browser.get('/home')).text).not.toContain(QUESTION);
    const page = (await leaves.browser.get('/contact/introductory/quiet').expect(200)).text;
    expect(page).not.toContain('checked');
  });

  it('is not asked where one learns alone', async () => {
    const person = await aPerson(app);
    await learn(await enrolled(app, person, 'introductory'));
    expect((await (await signIn(app, person)).get('/home')).text).not.toContain(QUESTION);
  });

  it('lists who said yes after fourteen days without learning, and nobody else', async () => {
    const [yes, no, silent] = [
      await aMember({ displayName: '止まった人' }),
      await aMember({ displayName: 'いいえの人' }),
      await aMember({ displayName: '答えない人' }),
    ];
    for (const { enrolment } of [yes, no, silent]) await learn(enrolment);
    await send(yes.browser, '/contact/introductory/quiet', { wish: 'page' }).expect(303);
    await send(no.browser, '/contact/introductory/quiet', { wish: 'no' }).expect(303);
    app.clock.advance(14 * DAY - 1);
    expect(await listed()).toContain('いまは、だれもいません');
    app.clock.advance(1);
    const text = await listed();
    expect(text).toContain('止まった人');
    expect(text).toContain('14日のあいだ、お休みのようです。止まったら声をかけてほしいと言っていました');
    for (const name of ['いいえの人', '答えない人']) expect(text).not.toContain(name);
    await desk.get(no.at).expect(404);
    await learn(yes.enrolment, 'tsugi');
    expect(await listed()).not.toContain('止まった人');
  });

  it('leaves in peace who was contacted, until they have learnt and stopped again', async () => {
    const { enrolment, browser, at } = await aMember({ displayName: '二度の人' });
    await learn(enrolment);
    await send(browser, '/contact/introductory/quiet', { wish: 'meeting' });
    app.clock.advance(20 * DAY);
    expect(await listed()).toContain('二度の人');
    await send(desk, `${at}/made`).expect(303);
    app.clock.advance(20 * DAY);
    expect(await listed()).not.toContain('二度の人');
    await learn(enrolment);
    app.clock.advance(14 * DAY);
    expect(await listed()).toContain('二度の人');
  });

  it('is silenced by a break, and counts anew from coming back', async () => {
    const { person, enrolment, browser } = await aMember({ displayName: '休む人' });
    await learn(enrolment);
    await send(browser, '/contact/introductory/quiet', { wish: 'page' });
    app.clock.advance(20 * DAY);
    expect(await listed()).toContain('休む人');
    const enrolments = app.get(EnrolmentService);
    await app.db.write((tx) => enrolments.pause(tx, whose(person)));
    expect(await listed()).not.toContain('休む人');
    app.clock.advance(DAY);
    await app.db.write((tx) => enrolments.resume(tx, whose(person)));
    app.clock.advance(13 * DAY);
    expect(await listed()).not.toContain('休む人');
    app.clock.advance(DAY);
    expect(await listed()).toContain('休む人');
  });
});

describe('the list of a cohort', () => {
  it('does not exist for a standing cohort, another’s cohort, and other roles', async () => {
    const { browser, at } = await aMember();
    await ask(browser);
    const standing = await aCohort(app, { trackId: 'introductory', kind: 'standing' });
    await facilitates(app, facilitator, standing);
    await desk.get(`/facilitate/${standing.id}/contact`).expect(404);
    const other = await signIn(app, await aFacilitator(app, await aCohort(app, { trackId: 'introductory' })));
    for (const path of [list(), at]) await other.get(path).expect(404);
    await send(other, `${at}/made`).expect(404);
    for (const role of ['office', 'administrator', 'trainee'] as const) {
      const stranger = await signIn(app, await aPerson(app, { roles: [role] }));
      for (const path of [list(), at]) await stranger.get(path).expect(404);
      for (const act of ['message', 'made']) await send(stranger, `${at}/${act}`, { text: 'x' }).expect(404);
    }
    expect(await listed()).not.toContain('いまは、だれもいません');
  });

  it('is reached from the facilitator’s home, and is gone with the cohort and the role', async () => {
    expect((await desk.get('/home')).text).toContain(`href="${list()}"`);
    const me = { personId: 'x', role: 'administrator' } as Me;
    await app.db.write((tx) =>
      app.get(PeopleService).revoke(tx, me, { id: facilitator.id, role: 'facilitator' }),
    );
    expect((await desk.get(list())).headers.location).toMatch(/^\/login/);
  });

  it.each(['pause', 'leave'] as const)('lets go of who wants to %s, at once and for good', async (act) => {
    const { person, browser, at } = await aMember({ displayName: '去る人' });
    await ask(browser);
    expect(await listed()).toContain('去る人');
    const enrolments = app.get(EnrolmentService);
    await app.db.write((tx) => enrolments[act](tx, whose(person)));
    expect(await listed()).not.toContain('去る人');
    await send(desk, `${at}/message`, { text: 'こんにちは' }).expect(404);
    await app.db.write(async (tx) => {
      if (act === 'pause') await enrolments.resume(tx, whose(person));
      else await enrolments.enrolIn(tx, person.id, cohort);
    });
    expect(await listed()).not.toContain('去る人');
  });

  it('lets go of who is erased, with every word', async () => {
    const { browser, enrolment, at } = await aMember({ displayName: '消える人' });
    await ask(browser, { line: '消えることば' });
    await send(desk, `${at}/message`, { text: '送ったことば' }).expect(303);
    const again = await send(browser, '/settings/erase', { paper: 'drop' });
    expect(again.headers.location).toBe('/erased');
    expect(await listed()).not.toContain('消える人');
    for (const table of ['contact_request', 'contact_wish', 'contact_message', 'check_in'])
      expect(
        await app.db.write((tx) =>
          tx.query(`select 1 from ${table} where enrolment_id = $1`, [enrolment.id]),
        ),
      ).toEqual([]);
  });
});

describe('a message', () => {
  it('is ready to be changed, arrives under the facilitator’s name, and is closed by a person', async () => {
    const { browser, at } = await aMember({ displayName: 'もらう人' });
    await ask(browser);
    expect((await desk.get(at)).text).toContain('もらう人さん、こんにちは。');
    await send(desk, `${at}/message`, { text: '  ' }).expect(422);
    await send(desk, `${at}/message`, { text: 'あ'.repeat(4001) }).expect(422);
    await send(desk, `${at}/message`, { text: 'お茶を飲みながら話しましょう。' }).expect(303);
    expect((await browser.get('/home')).text).toContain('href="/contact/introductory/messages"');
    expect((await browser.get('/home')).text).not.toContain('お茶を飲みながら');
    const { text } = await browser.get('/contact/introductory/messages');
    expect(text).toContain('お茶を飲みながら話しましょう。');
    expect(text).toContain('進行 みどりさんから');
    const read = /action="(\/contact\/introductory\/messages\/[^"]+\/read)"/.exec(text)![1]!;
    const stranger = await aMember();
    await send(stranger.browser, read).expect(404);
    await send(browser, read).expect(303);
    expect((await browser.get('/home')).text).not.toContain('/contact/introductory/messages');
    await send(desk, `${at}/made`).expect(303);
    expect(await listed()).not.toContain('もらう人');
    const acts = await app.db.sql<{ detail: string; object: string }>`
      select act, object, detail from audit_event where act like ${'contact.%'}`;
    expect(JSON.stringify(acts)).not.toMatch(/もらう人|お茶/);
    expect(acts.every(({ detail }) => detail === '{}')).toBe(true);
  });

  it('is one a week for a person, whoever sends it, and the words that were refused are kept', async () => {
    const { browser, at } = await aMember();
    await ask(browser);
    const fields = { _key: 'a-key-of-one-page-0004', text: '一通目です。' };
    for (let press = 0; press < 2; press++) await send(desk, `${at}/message`, fields).expect(303);
    const colleague = await aFacilitator(app, cohort);
    const theirs = await signIn(app, colleague);
    const refused = await send(theirs, `${at}/message`, { text: '二通目のことば' }).expect(422);
    expect(refused.text).toContain('二通目のことば');
    expect((await browser.get('/contact/introductory/messages')).text).not.toContain('二通目');
    app.clock.advance(7 * DAY);
    const later = await signIn(app, colleague);
    await send(later, `${at}/message`, { text: '二通目のことば' }).expect(303);
  });

  it('is told of by a mail without content, by day, to who wants it', async () => {
    const email = 'toki@example.jp';
    const { browser, at } = await aMember({ email });
    await ask(browser, { way: 'mail' });
    app.clock.set(new Date('2026-05-12T23:30:00+09:00'));
    desk = await signIn(app, facilitator);
    await send(desk, `${at}/message`, { text: 'ひみつのことば' }).expect(303);
    const [mail] = await mailsTo(app, email);
    expect(mail!.subject).toBe('【学びのページ】お知らせ');
    expect(mail!.body).not.toMatch(/ひみつ|進行|声|講座|入門|みどり/);
    const waits = await app.db.one<{ next_try_at: number }>`
      select next_try_at from outbox_mail where recipient = ${email}`;
    expect(new Date(waits!.next_try_at)).toEqual(new Date('2026-05-13T08:00:00+09:00'));
  });

  it('sends no mail to who wants none, and none to who takes a break before morning', async () => {
    const [quiet, night] = [
      await aMember({ email: 'shizuka@example.jp' }),
      await aMember({ email: 'yoru@example.jp' }),
    ];
    await ask(quiet.browser, { way: 'page' });
    await ask(night.browser, { way: 'mail' });
    app.clock.set(new Date('2026-05-12T22:00:00+09:00'));
    desk = await signIn(app, facilitator);
    for (const { at } of [quiet, night])
      await send(desk, `${at}/message`, { text: 'こんばんは' }).expect(303);
    expect(await mailsTo(app, 'shizuka@example.jp')).toEqual([]);
    expect(await mailsTo(app, 'yoru@example.jp')).toHaveLength(1);
    await app.db.write((tx) => app.get(EnrolmentService).pause(tx, whose(night.person)));
    expect(await mailsTo(app, 'yoru@example.jp')).toEqual([]);
  });
});

describe('what is kept', () => {
  it('is in one’s own data', async () => {
    const { browser, at } = await aMember();
    await ask(browser, { line: '自分のことば' });
    await send(desk, `${at}/message`, { text: '届いたことば' });
    const file = await browser.get('/settings/data/file.json').expect(200);
    expect(file.body).toMatchObject({
      contact: {
        asked: [{ way: 'page', line: '自分のことば', closedAt: null }],
        received: [{ text: '届いたことば' }],
      },
    });
    const read = (await browser.get('/settings/data/read')).text;
    for (const words of ['自分のことば', '届いたことば']) expect(read).toContain(words);
    expect((await desk.get('/settings/data/file.json')).body).toMatchObject({
      contact: { written: [{ text: '届いたことば' }] },
    });
  });

  it('goes ninety days after it was closed; what is open stays', async () => {
    const [closed, open] = [await aMember(), await aMember()];
    await ask(closed.browser);
    await send(desk, `${closed.at}/message`, { text: 'こんにちは' });
    await send(desk, `${closed.at}/made`);
    await ask(open.browser);
    const count = async () =>
      [
        ...(await app.db.sql`select 1 from contact_request where enrolment_id = ${closed.enrolment.id}`),
        ...(await app.db.sql`select 1 from contact_message where enrolment_id = ${closed.enrolment.id}`),
      ].length;
    app.clock.advance(90 * DAY);
    await app.get(Jobs).runAll();
    expect(await count()).toBe(2);
    app.clock.advance(1);
    await app.get(Jobs).runAll();
    expect(await count()).toBe(0);
    expect(
      await app.db.sql`select 1 from contact_request where enrolment_id = ${open.enrolment.id}`,
    ).toHaveLength(1);
  });

  it('is given back when it was written under a session that had ended, to its writer alone', async () => {
    const { browser, at } = await aMember();
    await ask(browser);
    const late = await signIn(app, facilitator);
    app.clock.advance(3 * 60 * 60_000);
    const words = 'ことば'.repeat(1333) + '終';
    const answer = await send(late, `${at}/message`, { text: words });
    expect(decodeURIComponent(answer.headers.location!)).toBe('/login?next=/kept');
    const [mine, other] = [
      await signIn(app, facilitator),
      await signIn(app, await aFacilitator(app, cohort)),
    ];
    const kept = (await mine.get('/kept')).text;
    expect(kept).toContain(words);
    expect(kept).toContain(`action="${at}/message"`);
    expect((await other.get('/kept')).text).not.toContain('ことばことば');
  });
});

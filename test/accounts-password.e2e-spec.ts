import { Person } from '../src/accounts/person.entity.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { linkTo, mailsTo } from './support/mails.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const MINUTE = 60_000;
const NEW = '窓のそとに雪がふっている朝';

async function send(browser: Browser, path: string, fields: Record<string, string>) {
  return browser.post(path).type('form').send(fields);
}

const isIn = async (browser: Browser) => (await browser.get('/settings')).status === 200;
const signsIn = async (person: KnownPerson, password: string) =>
  (await send(app.browser(), '/login', { identifier: person.learnerNumber, password })).status === 303;

async function askedFor(email: string): Promise<string> {
  app.clock.advance(1000);
  await send(app.browser(), '/password', { email });
  return linkTo(app, email, 'password');
}

describe('a forgotten password', () => {
  it('is replaced through a link, once; every session ends', async () => {
    const person = await aPerson(app, { email: 'lost@example.jp' });
    const browser = await signIn(app, person);
    const link = await askedFor('lost@example.jp');
    const visitor = app.browser();
    expect((await visitor.get(link)).text).toContain('新しいパスワードを決めてください');
    expect((await send(visitor, link, { password: NEW })).headers.location).toBe('/password/done');
    expect((await visitor.get('/password/done')).status).toBe(200);
    expect(await isIn(browser)).toBe(false);
    expect(await signsIn(person, person.password)).toBe(false);
    expect(await signsIn(person, NEW)).toBe(true);
    expect((await visitor.get(link)).status).toBe(404);
    expect((await send(visitor, link, { password: `${NEW}二度目` })).status).toBe(404);
  });

  it('is asked for alike, whether the address is known, unknown, unconfirmed or disabled', async () => {
    await aPerson(app, { email: 'known@example.jp' });
    await aPerson(app, { email: 'shut@example.jp', disabled: true });
    const answers = [];
    for (const email of ['known@example.jp', 'unknown@example.jp', 'shut@example.jp']) {
      const { status, headers, text } = await send(app.browser(), '/password', { email });
      answers.push([status, headers.location, text, (await mailsTo(app, email)).length]);
    }
    expect(answers).toEqual([
      [303, '/password/sent', '', 1],
      [303, '/password/sent', '', 0],
      [303, '/password/sent', '', 0],
    ]);
    expect((await app.browser().get('/password/sent')).text).toContain('登録されていれば');
  });

  it.each([
    ['', 'メールアドレスを入力してください'],
    ['aoi', '「@」が入っているか'],
  ])('asked for with "%s": says what to do', async (email, words) => {
    const answer = await send(app.browser(), '/password', { email });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
  });

  it('has a link that lasts an hour', async () => {
    await aPerson(app, { email: 'slow@example.jp' });
    const link = await askedFor('slow@example.jp');
    app.clock.advance(59 * MINUTE);
    expect((await app.browser().get(link)).status).toBe(200);
    app.clock.advance(MINUTE);
    expect((await app.browser().get(link)).status).toBe(404);
    expect((await send(app.browser(), link, { password: NEW })).status).toBe(404);
  });

  it('answers a second press of the button like the first, not with a link that is over', async () => {
    const person = await aPerson(app, { email: 'double@example.jp' });
    const link = await askedFor('double@example.jp');
    const once = { _key: 'a-key-of-one-page-0001', password: NEW };
    for (let press = 0; press < 2; press++)
      expect((await send(app.browser(), link, once)).headers.location).toBe('/password/done');
    expect((await send(app.browser(), link, { ...once, password: `${NEW}x` })).status).toBe(404);
    expect(await signsIn(person, NEW)).toBe(true);
  });

  it('has one good link: the newest', async () => {
    await aPerson(app, { email: 'twice@example.jp' });
    const first = await askedFor('twice@example.jp');
    const second = await askedFor('twice@example.jp');
    expect((await app.browser().get(first)).status).toBe(404);
    expect((await app.browser().get(second)).status).toBe(200);
  });

  it('has a link that is stored nowhere but in the mail', async () => {
    const person = await aPerson(app, { email: 'hash@example.jp' });
    const token = (await askedFor('hash@example.jp')).split('/').at(-1)!;
    const rows = await app.db.sql<{
      hash: string;
    }>`select hash from one_time_token where person_id = ${person.id}`;
    expect(rows).toEqual([{ hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string }]);
    expect(rows[0]!.hash).not.toContain(token);
  });

  it('changes no one who was disabled after asking', async () => {
    const person = await aPerson(app, { email: 'then@example.jp' });
    const link = await askedFor('then@example.jp');
    await app.db.write((tx) => tx.update(Person, { id: person.id }, { disabledAt: app.clock.now() }));
    expect((await send(app.browser(), link, { password: NEW })).status).toBe(404);
  });

  it('asks staff for a longer one, everybody for one that is hard to guess', async () => {
    await aPerson(app, { email: 'staff@example.jp', roles: ['office'] });
    const link = await askedFor('staff@example.jp');
    const answer = await send(app.browser(), link, { password: NEW });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('パスワードは15文字以上にしてください');
    expect((await send(app.browser(), link, { password: 'password12345678' })).text).toContain(
      '当てられやすい',
    );
    expect((await send(app.browser(), link, { password: `${NEW}のこと` })).status).toBe(303);
  });

  it('ends the waiting after too many tries', async () => {
    const person = await aPerson(app, { email: 'many@example.jp' });
    for (let i = 0; i < 6; i++) await signsIn(person, 'not the password');
    await send(app.browser(), await askedFor('many@example.jp'), { password: NEW });
    app.clock.advance(2 * MINUTE);
    expect(await signsIn(person, NEW)).toBe(true);
  });

  it('sends five mails a day at most', async () => {
    await aPerson(app, { email: 'flood@example.jp' });
    for (let i = 0; i < 7; i++) await send(app.browser(), '/password', { email: 'flood@example.jp' });
    expect(await mailsTo(app, 'flood@example.jp')).toHaveLength(5);
  });

  it('tells in no subject what the mail is about', async () => {
    await aPerson(app, { email: 'quiet@example.jp' });
    await askedFor('quiet@example.jp');
    const [mail] = await mailsTo(app, 'quiet@example.jp');
    expect(mail!.subject).toBe(`【${app.config.council.site}】お知らせ`);
  });
});

describe('changing the password', () => {
  it('ends every other session at once and goes on under a new cookie', async () => {
    const person = await aPerson(app);
    const [here, there] = [await signIn(app, person), await signIn(app, person)];
    const before = here.jar.getCookie('session', { path: '/', domain: '127.0.0.1' } as never)!.value;
    const answer = await send(here, '/settings/password', { current: person.password, password: NEW });
    expect([answer.status, answer.headers.location]).toEqual([303, '/settings?saved=1']);
    expect(await isIn(here)).toBe(true);
    expect(await isIn(there)).toBe(false);
    expect(here.jar.getCookie('session', { path: '/', domain: '127.0.0.1' } as never)!.value).not.toBe(
      before,
    );
    expect(await signsIn(person, NEW)).toBe(true);
  });

  it('makes reset links useless', async () => {
    const person = await aPerson(app, { email: 'both@example.jp' });
    const link = await askedFor('both@example.jp');
    await send(await signIn(app, person), '/settings/password', { current: person.password, password: NEW });
    expect((await app.browser().get(link)).status).toBe(404);
  });

  it.each([
    [{ current: 'not the password', password: NEW }, 422, 'パスワードが、登録したものと違うようです'],
    [{ current: '', password: NEW }, 422, '今のパスワードを入力してください'],
    [{ current: 'x', password: 'みじかい' }, 422, 'パスワードは12文字以上'],
  ])('%j: changes nothing and says what to do', async (fields, status, words) => {
    const person = await aPerson(app);
    const browser = await signIn(app, person);
    const answer = await send(browser, '/settings/password', fields);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
    expect(await signsIn(person, person.password)).toBe(true);
  });

  it('counts tries like signing in', async () => {
    const browser = await signIn(app, await aPerson(app));
    const fields = { current: 'not the password', password: NEW };
    for (let i = 0; i < 5; i++) await send(browser, '/settings/password', fields);
    expect((await send(browser, '/settings/password', fields)).status).toBe(429);
  });
});

import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { linkTo, mailsTo } from './support/mails.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const GOOD = 'ことりが三羽とまっている木';
const STEPS = ['/register', '/register/name', '/register/consent', '/register/check'];

async function send(browser: Browser, path: string, fields: Record<string, string>) {
  return browser.post(path).type('form').send(fields);
}

/** Answers every page up to the last; `overrides` replaces single answers. */
async function fillIn(
  browser: Browser,
  overrides: { email?: string; displayName?: string } = {},
): Promise<void> {
  await send(browser, '/register', { email: overrides.email ?? '' });
  await send(browser, '/register/name', { displayName: overrides.displayName ?? '葵', password: GOOD });
  await send(browser, '/register/consent', { consent: '1' });
}

async function register(browser: Browser, overrides: { email?: string; displayName?: string } = {}) {
  await fillIn(browser, overrides);
  app.clock.advance(1000);
  return send(browser, '/register/check', {});
}

async function howMany(table: 'person' | 'consent' | 'session'): Promise<number> {
  const rows =
    table === 'person'
      ? await app.db.one<{ n: number }>`select count(*) as n from person`
      : table === 'consent'
        ? await app.db.one<{ n: number }>`select count(*) as n from consent`
        : await app.db.one<{ n: number }>`select count(*) as n from session`;
  return Number(rows!.n);
}

describe('registration', () => {
  it('leads from page to page and ends with a learner number, signed in', async () => {
    const browser = app.browser();
    for (const [index, fields] of [
      { email: '' },
      { displayName: '葵', password: GOOD },
      { consent: '1' },
      {},
    ].entries()) {
      const step = STEPS[index]!;
      expect((await browser.get(step)).status).toBe(200);
      const answer = await send(browser, step, fields as Record<string, string>);
      expect([answer.status, answer.headers.location]).toEqual([303, STEPS[index + 1] ?? '/register/done']);
    }
    const done = await browser.get('/register/done');
    const number = /\d{3}-\d{3}-\d{3}/.exec(done.text)![0];
    expect(done.text).toContain('登録が終わりました');
    expect((await browser.get('/settings')).text).toContain(number);
  });

  it('stores what was agreed to: version, hash of the words, moment', async () => {
    const agreedAt = app.clock.now().getTime();
    await register(app.browser(), { displayName: '同意した人' });
    const consent = await app.db.one<{ version: string; text_hash: string; given_at: number }>`
      select c.version, c.text_hash, c.given_at from consent c join person p on p.id = c.person_id
      where p.display_name = ${'同意した人'}`;
    expect(consent).toEqual({
      version: expect.stringMatching(/^\d{4}-\d{2}/) as string,
      text_hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      given_at: agreedAt,
    });
  });

  it('makes nobody without consent', async () => {
    const before = await howMany('person');
    const browser = app.browser();
    await send(browser, '/register', { email: '' });
    await send(browser, '/register/name', { displayName: '葵', password: GOOD });
    expect((await send(browser, '/register/consent', {})).status).toBe(422);
    const skipped = await send(browser, '/register/check', {});
    expect(skipped.headers.location).toBe('/register/consent');
    expect(await howMany('person')).toBe(before);
  });

  it.each([
    ['/register/name', '/register'],
    ['/register/consent', '/register'],
    ['/register/check', '/register'],
    ['/register/done', '/register'],
  ])('%s without the pages before it leads to %s', async (path, first) => {
    const browser = app.browser();
    expect((await browser.get(path)).headers.location).toBe(first);
    if (path !== '/register/done') expect((await send(browser, path, {})).headers.location).toBe(first);
  });

  it('makes one account however often the last button is pressed', async () => {
    const browser = app.browser();
    await fillIn(browser, { displayName: '二度押した人' });
    const answers = await Promise.all([1, 2, 3].map(() => send(browser, '/register/check', {})));
    expect(answers.map((answer) => answer.headers.location)).toEqual(Array(3).fill('/register/done'));
    const rows = await app.db.sql`select id from person where display_name = ${'二度押した人'}`;
    expect(rows).toHaveLength(1);
  });

  it('keeps the answers for Back, and a changed one leads back to the look over everything', async () => {
    const browser = app.browser();
    await fillIn(browser, { email: 'mae@example.jp', displayName: '前の名前' });
    expect((await browser.get('/register')).text).toContain('value="mae@example.jp"');
    const name = await browser.get('/register/name');
    expect(name.text).toContain('value="前の名前"');
    expect(name.text).not.toContain(GOOD);
    const changed = await send(browser, '/register/name', { displayName: '新しい名前', password: '' });
    expect(changed.headers.location).toBe('/register/check');
    const check = await browser.get('/register/check');
    expect(check.text).toContain('新しい名前');
    expect(check.text).toContain('mae@example.jp');
  });

  it('can be looked at again after it ended, and begins anew only as somebody else', async () => {
    const browser = app.browser();
    await register(browser, { displayName: 'また見る人' });
    expect((await browser.get('/register/done')).status).toBe(200);
    expect((await browser.get('/register')).headers.location).toBe('/home');
    expect((await browser.get('/register/check')).headers.location).toBe('/register/done');
  });

  it('forgets an unfinished one after two hours', async () => {
    const browser = app.browser();
    await fillIn(browser);
    app.clock.advance(2 * 60 * 60_000);
    expect((await browser.get('/register/check')).headers.location).toBe('/register');
  });

  it.each([
    ['/register', { email: 'aoi.example.jp' }, '「@」が入っているか'],
    ['/register/name', { displayName: '', password: GOOD }, '呼び名を入力してください'],
    ['/register/name', { displayName: 'あ'.repeat(41), password: GOOD }, '40文字まで'],
    ['/register/name', { displayName: 'あ\u202eい', password: GOOD }, '使えない文字'],
    ['/register/name', { displayName: '葵', password: '' }, 'パスワードを入力してください'],
    ['/register/name', { displayName: '葵', password: 'みじかいぶん' }, 'パスワードは12文字以上に'],
    ['/register/name', { displayName: '葵', password: 'password123456' }, '当てられやすい'],
    ['/register/name', { displayName: '青山さつき', password: '青山さつき2026年の春' }, '当てられやすい'],
    ['/register/consent', {}, '印をつけてください'],
  ])('%s refuses %j and says what to do', async (path, fields, words) => {
    const browser = app.browser();
    await send(browser, '/register', { email: '' });
    if (path === '/register/consent')
      await send(browser, '/register/name', { displayName: '葵', password: GOOD });
    const answer = await send(browser, path, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('id="error-summary"');
    expect(answer.text).toContain(words);
    expect(answer.text).toMatch(/<title>確認：/);
  });

  it('refuses fields that the form does not have', async () => {
    const answer = await send(app.browser(), '/register', { email: '', role: 'administrator' });
    expect(answer.status).toBe(400);
  });

  it('takes an address in full width and capitals as what it is', async () => {
    await register(app.browser(), { email: 'ＡＯＩ＠Example.JP' });
    expect(await mailsTo(app, 'aoi@example.jp')).toHaveLength(1);
  });
});

describe('an address that is known here', () => {
  it('is answered like an unknown one, and its holder is told by mail', async () => {
    const holder = await aPerson(app, { email: 'known@example.jp' });
    const pages = [];
    for (const email of ['known@example.jp', 'other@example.jp']) {
      const browser = app.browser();
      const end = await register(browser, { email });
      const done = await browser.get('/register/done');
      pages.push([
        end.status,
        end.headers.location,
        done.text
          .replaceAll(email, 'EMAIL')
          .replace(/\d{3}-\d{3}-\d{3}/, 'NUMBER')
          .replace(/value="[\w-]{36}"/g, 'KEY'),
      ]);
    }
    expect(pages[0]).toEqual(pages[1]);
    const [told] = await mailsTo(app, 'known@example.jp');
    expect(told!.body).toContain('すでに登録されています');
    expect(told!.body).not.toMatch(/\/email\//);
    expect(told!.body).not.toContain(holder.learnerNumber);
  });

  it('never belongs to two, even when both were asked at the same time', async () => {
    await register(app.browser(), { email: 'both@example.jp' });
    const first = await linkTo(app, 'both@example.jp', 'email');
    await register(app.browser(), { email: 'both@example.jp' });
    const second = await linkTo(app, 'both@example.jp', 'email');
    expect((await send(app.browser(), first, {})).headers.location).toBe('/email/done');
    expect((await send(app.browser(), second, {})).status).toBe(404);
    expect(await app.db.sql`select id from person where email = ${'both@example.jp'}`).toHaveLength(1);
  });

  it('gets no more than five mails a day from here', async () => {
    for (let i = 0; i < 7; i++) await register(app.browser(), { email: 'flooded@example.jp' });
    expect(await mailsTo(app, 'flooded@example.jp')).toHaveLength(5);
  });
});

describe('a mail address', () => {
  it('signs in once its link was opened and confirmed, on any device', async () => {
    const browser = app.browser();
    await register(browser, { email: 'new@example.jp' });
    const credentials = { identifier: 'new@example.jp', password: GOOD, next: '' };
    expect((await send(app.browser(), '/login', credentials)).status).toBe(422);
    expect((await browser.get('/settings')).text).toContain('new@example.jp に確認のメールを送りました');

    const link = await linkTo(app, 'new@example.jp', 'email');
    const elsewhere = app.browser();
    expect((await elsewhere.get(link)).status).toBe(200);
    expect((await send(app.browser(), '/login', credentials)).status).toBe(422);
    for (let press = 0; press < 2; press++)
      expect((await send(elsewhere, link, { _key: 'a-key-of-one-page-0001' })).headers.location).toBe(
        '/email/done',
      );
    expect((await send(app.browser(), '/login', credentials)).status).toBe(303);
    expect((await elsewhere.get(link)).status).toBe(404);
  });

  it('has a link for a day', async () => {
    await register(app.browser(), { email: 'late@example.jp' });
    const link = await linkTo(app, 'late@example.jp', 'email');
    app.clock.advance(24 * 60 * 60_000);
    expect((await app.browser().get(link)).status).toBe(404);
    expect((await send(app.browser(), link, {})).status).toBe(404);
  });

  it.each(['/email/unknown', `/email/${'a'.repeat(43)}`, '/email/%00'])(
    '%s says that the link is over',
    async (path) => {
      const answer = await app.browser().get(path);
      expect([400, 404]).toContain(answer.status);
    },
  );
});

it('shows a member no registration', async () => {
  const browser = await signIn(app, await aPerson(app));
  expect((await browser.get('/register')).headers.location).toBe('/home');
});

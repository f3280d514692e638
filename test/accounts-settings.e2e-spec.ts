import { Consent } from '../src/accounts/consent.entity.js';
import { ConsentService } from '../src/accounts/consent.service.js';
import { Person } from '../src/accounts/person.entity.js';
import { PersonErasure } from '../src/accounts/person-erasure.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { linkTo, mailsTo } from './support/mails.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

async function send(browser: Browser, path: string, fields: Record<string, string>) {
  return browser.post(path).type('form').send(fields);
}

const PAGES = [
  '/settings',
  '/settings/name',
  '/settings/email',
  '/settings/password',
  '/settings/email/sent',
];

describe('one’s own settings', () => {
  it.each(PAGES)('%s is shown to the person, in Japanese and in English', async (path) => {
    const person = await aPerson(app);
    const browser = await signIn(app, person);
    expect((await browser.get(path)).status).toBe(200);
    await app.db.write((tx) => tx.update(Person, { id: person.id }, { ui: 'lang=en' }));
    expect((await browser.get(path)).text).toContain('<html lang="en"');
  });

  it.each(PAGES)('%s leads a visitor to sign-in', async (path) => {
    const answer = await app.browser().get(path);
    expect(answer.headers.location).toBe(`/login?next=${encodeURIComponent(path)}`);
    if (!path.endsWith('sent') && path !== '/settings')
      expect((await send(app.browser(), path, {})).headers.location).toMatch(/^\/login\?next=/);
  });

  it('leads back to the page a form stood on, when the form was sent too late', async () => {
    const answer = await app
      .browser()
      .post('/settings/name')
      .set('referer', `${app.config.origin}/settings/name`)
      .type('form')
      .send({ displayName: 'x' });
    expect(answer.headers.location).toBe('/login?next=%2Fsettings%2Fname');
  });

  it('takes a new name, once for one press', async () => {
    const person = await aPerson(app, { displayName: '前の名前' });
    const browser = await signIn(app, person);
    expect((await browser.get('/settings/name')).text).toContain('value="前の名前"');
    const body = { _key: 'one-press-of-a-button', displayName: ' 新しい名前 ' };
    const answers = await Promise.all([1, 2].map(() => send(browser, '/settings/name', body)));
    expect(answers.map((answer) => answer.headers.location)).toEqual([
      '/settings?saved=1',
      '/settings?saved=1',
    ]);
    const page = await browser.get('/settings?saved=1');
    expect(page.text).toContain('<dd>新しい名前</dd>');
    expect(page.text).toContain('保存しました');
    const acts = await app.db
      .sql`select seq from audit_event where act = 'person.renamed' and actor_id = ${person.id}`;
    expect(acts).toHaveLength(1);
  });

  it('shows names as text, whatever they are', async () => {
    const displayName = '<script>x</script>"\'{{x}}';
    const browser = await signIn(app, await aPerson(app, { displayName }));
    const { text } = await browser.get('/settings');
    expect(text).not.toContain('<script>x');
    expect(text).toContain('&lt;script&gt;x&lt;/script&gt;');
  });

  it('refuses an empty name and fields that are not there', async () => {
    const browser = await signIn(app, await aPerson(app));
    expect((await send(browser, '/settings/name', { displayName: ' ' })).text).toContain(
      '呼び名を入力してください',
    );
    expect((await send(browser, '/settings/name', { displayName: 'x', role: 'administrator' })).status).toBe(
      400,
    );
  });

  it('shows the consent to who gave one, in the words that hold', async () => {
    const person = await aPerson(app);
    const browser = await signIn(app, person);
    expect((await browser.get('/settings/consent')).status).toBe(404);
    await app.db.write((tx) =>
      app
        .get(ConsentService)
        .record(tx, person.id, { version: 'v', textHash: 'h', givenAt: app.clock.now() }),
    );
    const page = await browser.get('/settings/consent');
    expect(page.text).toContain('2026年5月12日（火）に同意しました。');
    expect(page.text).toContain('だれが何を見るか');
  });
});

describe('another mail address', () => {
  it('counts when its link was opened; the former one is told and opens nothing any more', async () => {
    const person = await aPerson(app, { email: 'old@example.jp' });
    const browser = await signIn(app, person);
    await send(app.browser(), '/password', { email: 'old@example.jp' });
    const reset = await linkTo(app, 'old@example.jp', 'password');
    app.clock.advance(1000);
    const answer = await send(browser, '/settings/email', {
      email: 'fresh@example.jp',
      current: person.password,
    });
    expect(answer.headers.location).toBe('/settings/email/sent');
    const waiting = await browser.get('/settings');
    expect(waiting.text).toContain('<dd>old@example.jp<p');
    await send(app.browser(), await linkTo(app, 'fresh@example.jp', 'email'), {});
    expect((await browser.get('/settings')).text).toContain('<dd>fresh@example.jp</dd>');
    expect((await mailsTo(app, 'old@example.jp')).at(-1)!.body).toContain('メールアドレスが変わりました');
    expect((await app.browser().get(reset)).status).toBe(404);
  });

  it('may be none', async () => {
    const person = await aPerson(app, { email: 'gone@example.jp' });
    const browser = await signIn(app, person);
    const answer = await send(browser, '/settings/email', { email: '', current: person.password });
    expect(answer.headers.location).toBe('/settings?saved=1');
    expect((await browser.get('/settings')).text).toContain('登録していません');
  });

  it('that belongs to somebody else is answered alike', async () => {
    await aPerson(app, { email: 'taken@example.jp' });
    const person = await aPerson(app);
    const browser = await signIn(app, person);
    const answer = await send(browser, '/settings/email', {
      email: 'taken@example.jp',
      current: person.password,
    });
    expect(answer.headers.location).toBe('/settings/email/sent');
    expect((await mailsTo(app, 'taken@example.jp')).at(-1)!.body).toContain('すでに登録されています');
  });

  it.each([
    [{ email: 'x@example.jp', current: 'not the password' }, '登録したものと違うようです'],
    [{ email: 'x@example.jp', current: '' }, '今のパスワードを入力してください'],
    [{ email: 'x', current: 'x' }, '「@」が入っているか'],
  ])('%j: sends nothing and says what to do', async (fields, words) => {
    const browser = await signIn(app, await aPerson(app));
    const answer = await send(browser, '/settings/email', fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(await mailsTo(app, fields.email)).toEqual([]);
  });
});

describe('several roles', () => {
  it('begin with the one of least power; another is chosen, one at a time', async () => {
    const person = await aPerson(app, { roles: ['office', 'trainee'] });
    const browser = app.browser();
    const entry = { identifier: person.learnerNumber, password: person.password, next: '/settings/name' };
    const entered = await send(browser, '/login', entry);
    expect(entered.headers.location).toBe('/settings/role?next=%2Fsettings%2Fname');
    const choice = await browser.get(entered.headers.location!);
    expect(choice.text).toMatch(/value="trainee"[^>]* checked/);
    const chosen = await send(browser, '/settings/role', { role: 'office', next: '/settings/name' });
    expect(chosen.headers.location).toBe('/settings/name');
    expect((await browser.get('/settings')).headers.location).toBe('/second-factor?next=%2Fsettings');
    await send(browser, '/settings/role', { role: 'trainee', next: '' });
    expect((await browser.get('/settings')).status).toBe(200);
  });

  it('never more than were granted', async () => {
    const browser = await signIn(app, await aPerson(app));
    expect((await send(browser, '/settings/role', { role: 'administrator', next: '' })).status).toBe(404);
    expect((await send(browser, '/settings/role', { role: 'god', next: '' })).status).toBe(422);
    expect((await send(browser, '/settings/role', { role: '', next: '' })).text).toContain(
      '役割を1つ選んでください',
    );
  });
});

describe('staff without their second factor', () => {
  it('get the pages to give it, and the way out, only', async () => {
    const person = await aPerson(app, { roles: ['administrator'] });
    const browser = await signIn(app, person, { secondFactor: false });
    expect((await browser.get('/settings')).headers.location).toBe('/second-factor?next=%2Fsettings');
    expect((await browser.get('/support')).status).toBe(200);
    expect((await browser.get('/settings/role')).status).toBe(200);
    expect((await send(browser, '/settings/name', { displayName: 'x' })).headers.location).toMatch(
      /^\/second-factor/,
    );
    expect((await send(browser, '/logout', {})).headers.location).toBe('/logout');
  });

  it('give it again after twelve hours, although the device is their own', async () => {
    const person = await aPerson(app, { roles: ['trainee', 'facilitator'] });
    const browser = await signIn(app, person, { role: 'trainee', ownDevice: true, secondFactor: true });
    app.clock.advance(13 * 60 * 60_000);
    await send(browser, '/settings/role', { role: 'facilitator', next: '' });
    expect((await browser.get('/settings')).headers.location).toMatch(/^\/second-factor/);
  });
});

describe('proving it again', () => {
  it('asks for the password and leads on', async () => {
    const person = await aPerson(app);
    const browser = await signIn(app, person);
    app.clock.advance(11 * 60_000);
    expect((await browser.get('/login/again?next=/settings/name')).text).toContain(
      'もう一度、パスワードを入力',
    );
    const fields = { password: person.password, next: '/settings/name' };
    expect((await send(browser, '/login/again', fields)).headers.location).toBe('/settings/name');
    const row = await app.db.one<{ reauthenticated_at: number }>`
      select reauthenticated_at from session where person_id = ${person.id}`;
    expect(row!.reauthenticated_at).toBe(app.clock.now().getTime());
  });

  it.each([
    ['', 'パスワードを入力してください'],
    ['not the password', 'もう一度入力してください'],
  ])('with "%s" says what to do', async (password, words) => {
    const browser = await signIn(app, await aPerson(app));
    const answer = await send(browser, '/login/again', { password, next: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
  });
});

describe('erasing a person', () => {
  it('leaves a row that names nobody and opens nothing, and the proof of consent', async () => {
    const person = await aPerson(app, { email: 'erase@example.jp', displayName: '消える名前' });
    const browser = await signIn(app, person);
    const given = { version: 'v', textHash: 'h', givenAt: app.clock.now() };
    await app.db.write((tx) => app.get(ConsentService).record(tx, person.id, given));
    const erase = () => app.db.write((tx) => app.get(PersonErasure).erase(tx, person.id));
    await erase();
    const at = app.clock.now();
    app.clock.advance(1000);
    await erase();
    expect((await browser.get('/settings')).status).toBe(303);
    const [row, consents] = await app.db.write(async (tx) => [
      await tx.findOne(Person, { id: person.id }),
      await tx.find(Consent, { where: { personId: person.id } }),
    ]);
    expect(row).toMatchObject({
      learnerNumber: null,
      email: null,
      displayName: '',
      passwordHash: null,
      erasedAt: at,
    });
    expect(consents).toEqual([expect.objectContaining({ version: 'v', withdrawnAt: at })]);
    const entry = { identifier: person.learnerNumber, password: person.password };
    expect((await send(app.browser(), '/login', entry)).status).toBe(422);
  });
});

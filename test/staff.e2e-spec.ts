import { Secret, TOTP } from 'otpauth';
import { Config } from '../src/config/config.js';
import { SessionService } from '../src/accounts/session.service.js';
import { StaffEntryService } from '../src/accounts/staff-entry.service.js';
import { newSlipCode, readSlipCode } from '../src/accounts/slip-code.rules.js';
import { sha256 } from '../src/shared/ids.js';
import { LedElsewhere } from '../src/web/view.js';
import { aPerson, signIn, withCookie } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { mailsTo } from './support/mails.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const PASSWORD = '三羽のことりが朝の庭でゆっくりうたう道';
let keys = 0;
const send = (browser: Browser, path: string, fields: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: `staff-test-${String(++keys).padStart(12, '0')}`, ...fields });

const staff = (role: 'administrator' | 'office' | 'facilitator', name = '職員') =>
  aPerson(app, { roles: [role], displayName: name, password: PASSWORD });
const codeNow = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.clock.now().getTime() });
const tokenOf = (link: string) => link.split('/setup/')[1]!;

describe('the first administrator', () => {
  it('comes in by a link that works once, connects an app, and closes the door', async () => {
    const link = await app.get(StaffEntryService).firstAdministratorLink(app.get(Config));
    const path = `/setup/${tokenOf(link!)}`;
    const browser = app.browser();
    expect((await browser.get(path)).text).toContain('管理者');
    const short = await send(browser, path, { displayName: '佐藤', password: 'みじかい' });
    expect([short.status, short.text.includes('15文字以上')]).toEqual([422, true]);
    expect((await send(browser, path, { displayName: '佐藤', password: PASSWORD })).headers.location).toBe(
      '/second-factor',
    );
    expect((await browser.get('/admin/people')).headers.location).toMatch(/^\/second-factor/);

    const secret = /<code>([A-Z2-7-]+)<\/code>/
      .exec((await browser.get('/second-factor')).text)![1]!
      .replaceAll('-', '');
    expect((await send(browser, '/second-factor/setup', { code: '000000', next: '/home' })).status).toBe(422);
    const codes = await send(browser, '/second-factor/setup', {
      code: codeNow(secret),
      next: '/admin/people',
    });
    expect(codes.text.match(/<li><code>[A-Z2-9]{5}-[A-Z2-9]{5}<\/code>/g)).toHaveLength(10);
    expect((await browser.get('/admin/people')).status).toBe(200);

    expect((await app.browser().get(path)).status).toBe(404);
    expect(await app.get(StaffEntryService).firstAdministratorLink(app.get(Config))).toBeNull();
  });
});

describe('the second factor', () => {
  it('takes a code once, a recovery code once, and slows guessing down', async () => {
    const person = await staff('office');
    const first = await signIn(app, person, { secondFactor: false });
    const secret = /<code>([A-Z2-7-]+)<\/code>/
      .exec((await first.get('/second-factor')).text)![1]!
      .replaceAll('-', '');
    const shown = await send(first, '/second-factor/setup', { code: codeNow(secret), next: '' });
    const recovery = /<code>([A-Z2-9]{5}-[A-Z2-9]{5})<\/code>/.exec(shown.text)![1]!;

    const again = await signIn(app, person, { secondFactor: false });
    expect((await send(again, '/second-factor', { code: codeNow(secret), next: '/home' })).status).toBe(422);
    app.clock.advance(60_000);
    expect((await send(again, '/second-factor', { code: codeNow(secret), next: '/home' })).status).toBe(303);

    const lost = await signIn(app, person, { secondFactor: false });
    expect(
      (await send(lost, '/second-factor', { code: recovery.toLowerCase().replace('-', ' '), next: '/home' }))
        .status,
    ).toBe(303);
    const reused = await signIn(app, person, { secondFactor: false });
    expect((await send(reused, '/second-factor', { code: recovery, next: '/home' })).status).toBe(422);

    let status = 0;
    for (let guess = 0; guess < 30 && status !== 429; guess++)
      ({ status } = await send(reused, '/second-factor', { code: String(100_000 + guess), next: '' }));
    expect(status).toBe(429);
  });

  it.each(['office', 'facilitator', 'administrator'] as const)(
    'opens nothing else to %s before it was given',
    async (role) => {
      const browser = await signIn(app, await staff(role), { secondFactor: false });
      for (const path of [
        '/home',
        '/settings',
        '/settings/sessions',
        '/admin/people',
        '/office/desk',
        '/kept',
      ])
        expect((await browser.get(path)).headers.location).toMatch(/^\/second-factor/);
    },
  );
});

describe('people and roles', () => {
  let admin: KnownPerson;
  let browser: Browser;
  beforeAll(async () => {
    admin = await staff('administrator', '管理 花子（架空）');
    browser = await signIn(app, admin);
  });

  it('invites by mail; the link makes an account with that role, once', async () => {
    const sent = await send(browser, '/admin/people/invite', {
      email: 'Yumi@Example.JP',
      role: 'facilitator',
    });
    expect(sent.headers.location).toBe('/admin/people/invited');
    const mail = await app.db.one<{
      body: string;
      subject: string;
    }>`select subject, body from outbox_mail where recipient = ${'yumi@example.jp'}`;
    expect(mail!.subject).not.toMatch(/精神|障害|ピア/);
    const path = /\/setup\/[\w-]+/.exec(mail!.body)![0];
    const once = { displayName: '由美', password: PASSWORD, _key: 'a-key-of-one-page-0001' };
    for (let press = 0; press < 2; press++)
      expect((await send(app.browser(), path, once)).headers.location).toBe('/second-factor');
    expect((await send(app.browser(), path, { displayName: '由美', password: PASSWORD })).status).toBe(404);
    const known = await send(browser, '/admin/people/invite', { email: 'yumi@example.jp', role: 'office' });
    expect([known.status, known.text.includes('もう登録しています')]).toEqual([422, true]);
  });

  it.each([
    ['roles', { role: 'administrator', change: 'revoke' }],
    ['account', { change: 'disable' }],
  ])('lets nobody in whom somebody invited who is an administrator no longer (%s)', async (form, change) => {
    const leaving = await staff('administrator');
    const email = `through-the-back-door-${form}@example.jp`;
    await send(await signIn(app, leaving), '/admin/people/invite', { email, role: 'administrator' });
    const path = /\/setup\/[\w-]+/.exec((await mailsTo(app, email))[0]!.body)![0];
    expect((await app.browser().get(path)).status).toBe(200);
    await send(browser, `/admin/people/${leaving.id}/${form}`, change);
    const late = await send(app.browser(), path, { displayName: '裏口', password: PASSWORD });
    expect(late.status).toBe(404);
  });

  it('finds one person by the whole number, grants and takes away a role at once', async () => {
    const person = await aPerson(app, { displayName: '誠' });
    const found = await send(browser, '/admin/people/find', { identifier: person.learnerNumber });
    expect(found.headers.location).toBe(`/admin/people/${person.id}`);
    expect(
      (await send(browser, '/admin/people/find', { identifier: person.learnerNumber.slice(0, 6) })).status,
    ).toBe(422);
    await send(browser, `/admin/people/${person.id}/roles`, { role: 'office', change: 'grant' });
    const theirs = await signIn(app, person, { role: 'office', secondFactor: true });
    expect((await theirs.get('/office/desk')).status).toBe(200);
    await send(browser, `/admin/people/${person.id}/roles`, { role: 'office', change: 'revoke' });
    expect((await theirs.get('/office/desk')).headers.location).toMatch(/^\/login/);
  });

  it('lets a trainee who becomes staff choose a longer password before the role opens', async () => {
    const person = await aPerson(app, { displayName: '真', password: 'ことりが三羽とまる木' });
    const office = await signIn(app, await aPerson(app, { roles: ['office'] }));
    const slip = await send(office, '/office/desk', { identifier: person.learnerNumber });
    const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(slip.text)![0];
    app.clock.advance(1000);
    await send(browser, `/admin/people/${person.id}/roles`, { role: 'office', change: 'grant' });
    expect((await app.browser().get(`/password/${code}`)).status).toBe(404);
    const theirs = await signIn(app, person, { role: 'office', secondFactor: false });
    for (const answer of [
      await theirs.get('/second-factor'),
      await send(theirs, '/second-factor', { code: '123456', next: '' }),
      await send(theirs, '/second-factor/setup', { code: '123456', next: '' }),
    ])
      expect([answer.status, answer.headers.location]).toEqual([303, '/settings/password']);
    expect((await theirs.get('/settings/password')).text).toContain('15文字以上のパスワードを決めてください');
    const change = (password: string) =>
      send(theirs, '/settings/password', { current: person.password, password });
    expect((await change('朝の庭で鳥がうたう')).status).toBe(422);
    expect((await change('三羽のことりが朝の庭でうたっている')).headers.location).toBe('/second-factor');
    expect((await theirs.get('/second-factor')).status).toBe(200);
    expect((await theirs.get('/settings/password')).headers.location).toMatch(/^\/second-factor\?next=/);
  });

  it('disables: every session ends on the next request', async () => {
    const person = await aPerson(app);
    const theirs = await signIn(app, person);
    await send(browser, `/admin/people/${person.id}/account`, { change: 'disable' });
    expect((await theirs.get('/settings')).headers.location).toMatch(/^\/login/);
    expect(
      (
        await send(app.browser(), '/login', {
          identifier: person.learnerNumber,
          password: person.password,
          next: '/home',
        })
      ).status,
    ).toBe(422);
  });

  it('leaves one administrator, and nobody changes their own roles', async () => {
    const own = await send(browser, `/admin/people/${admin.id}/roles`, { role: 'office', change: 'grant' });
    expect([own.status, own.text.includes('ほかの管理者')]).toEqual([409, true]);
  });

  it('keeps one administrator when two take each other away at the same moment', async () => {
    const [a, b] = [await staff('administrator'), await staff('administrator')];
    await app.db.write(async (tx) => {
      await tx.sql`delete from role_grant where role = 'administrator' and person_id <> ${a.id} and person_id <> ${b.id}`;
    });
    const [atA, atB] = [await signIn(app, a), await signIn(app, b)];
    await Promise.all([
      send(atA, `/admin/people/${b.id}/roles`, { role: 'administrator', change: 'revoke' }),
      send(atB, `/admin/people/${a.id}/roles`, { role: 'administrator', change: 'revoke' }),
    ]);
    const left = await app.db.one<{
      n: number;
    }>`select count(*) as n from role_grant where role = 'administrator'`;
    expect(Number(left!.n)).toBe(1);
    admin = await staff('administrator');
    browser = await signIn(app, admin);
  });

  it('asks for the password again when it was long ago', async () => {
    const later = await signIn(app, admin);
    app.clock.advance(11 * 60_000);
    const answer = await send(later, '/admin/people/invite', { email: 'x@example.jp', role: 'office' });
    expect(answer.headers.location).toMatch(/^\/login\/again\?next=/);
    expect(
      await app.db.one`select 1 as found from outbox_mail where recipient = ${'x@example.jp'}`,
    ).toBeNull();
  });

  it.each(['trainee', 'facilitator', 'office'] as const)('does not exist for %s', async (role) => {
    const other = await signIn(app, role === 'trainee' ? await aPerson(app) : await staff(role));
    const [real, missing] = [
      await other.get(`/admin/people/${admin.id}`),
      await other.get('/admin/people/nobody'),
    ];
    expect([real.status, missing.status]).toEqual([404, 404]);
  });
});

describe('the desk', () => {
  it('prints a slip whose code chooses a new password, once; staff never see one', async () => {
    const office = await signIn(app, await staff('office'));
    const person = await aPerson(app);
    const slip = await send(office, '/office/desk', { identifier: person.learnerNumber });
    const code = /<code>([0-9A-Z-]{19})<\/code>/.exec(slip.text)![1]!;
    const visitor = app.browser();
    const read = await send(visitor, '/slip', { code: code.toLowerCase().replaceAll('-', '') });
    expect(read.headers.location).toBe(`/password/${code}`);
    const chosen = 'あたらしい朝の光とパンのにおい';
    expect((await send(visitor, `/password/${code}`, { password: chosen })).headers.location).toBe(
      '/password/done',
    );
    expect((await send(visitor, `/password/${code}`, { password: chosen })).status).toBe(404);
    expect(
      (
        await send(app.browser(), '/login', {
          identifier: person.learnerNumber,
          password: chosen,
          next: '/home',
        })
      ).status,
    ).toBe(303);
  });

  it('runs out after an hour, and helps no staff account', async () => {
    const office = await signIn(app, await staff('office'));
    const person = await aPerson(app);
    const slip = await send(office, '/office/desk', { identifier: person.learnerNumber });
    const code = /<code>([0-9A-Z-]{19})<\/code>/.exec(slip.text)![1]!;
    const refused = await send(office, '/office/desk', {
      identifier: (await staff('administrator')).learnerNumber,
    });
    expect([refused.status, refused.text.includes('管理者が対応')]).toEqual([422, true]);
    app.clock.advance(61 * 60_000);
    expect((await app.browser().get(`/password/${code}`)).status).toBe(404);
  });

  it('reads a code as it is meant, and nothing else', () => {
    const code = newSlipCode();
    expect(readSlipCode(code.replaceAll('-', ' ').toLowerCase())).toBe(code);
    expect(readSlipCode('OOOO-IIII-LLLL-0000')).toBe('0000-1111-1111-0000');
    for (const typed of ['', 'ABCD', `${code}A`, 'UUUU-UUUU-UUUU-UUUU'])
      expect(readSlipCode(typed)).toBeNull();
  });
});

describe('where I am signed in', () => {
  it('does not go on with a session that was ended while its request was on the way', async () => {
    const person = await aPerson(app);
    const sessions = app.get(SessionService);
    const known = { personId: person.id, role: 'trainee', ownDevice: false, userAgent: undefined } as const;
    const { token } = await app.db.write((tx) => sessions.start(tx, known));
    await app.db.write((tx) => sessions.endAll(tx, person.id));
    await expect(app.db.write((tx) => sessions.renew(tx, sha256(token), {}))).rejects.toThrow(LedElsewhere);
    const live = await app.db.sql`select id from session where person_id = ${person.id} and ended_at is null`;
    expect(live).toEqual([]);
  });

  it('shows my devices and ends another one, never somebody else’s', async () => {
    const person = await aPerson(app);
    const [here, there] = [await signIn(app, person), await signIn(app, person)];
    const stranger = await signIn(app, await aPerson(app));
    const list = await here.get('/settings/sessions');
    const action = /action="(\/settings\/sessions\/[0-9a-f]{16}\/end)"/.exec(list.text)![1]!;
    expect((await send(stranger, action)).status).toBe(404);
    expect((await there.get('/settings')).status).toBe(200);
    expect((await send(here, action)).status).toBe(303);
    expect((await there.get('/settings')).headers.location).toMatch(/^\/login/);
    expect((await here.get('/settings')).status).toBe(200);
  });
});

describe('what was written under an expired session', () => {
  it('is kept for its writer alone and offered back', async () => {
    const person = await aPerson(app);
    const old = await signIn(app, person);
    app.clock.advance(3 * 60 * 60_000);
    const words = '40分かけて書いた、なくしたくない長い文章です。';
    const late = await send(old, '/settings/name', { displayName: words });
    expect(decodeURIComponent(late.headers.location!)).toBe('/login?next=/kept');
    const [mine, other] = [await signIn(app, person), await signIn(app, await aPerson(app))];
    expect((await mine.get('/kept')).text).toContain(words);
    expect((await other.get('/kept')).text).not.toContain(words);
    const discard = /action="(\/kept\/[^"]+\/discard)"/.exec((await mine.get('/kept')).text)![1]!;
    await send(other, discard);
    expect((await mine.get('/kept')).text).toContain(words);
    await send(mine, discard);
    expect((await mine.get('/kept')).text).not.toContain(words);
  });

  it('is not kept when it holds a password, nor for a cookie that names nobody', async () => {
    const person = await aPerson(app);
    const old = await signIn(app, person);
    app.clock.advance(3 * 60 * 60_000);
    const late = await send(old, '/settings/password', { current: 'x'.repeat(30), password: 'y'.repeat(30) });
    expect(decodeURIComponent(late.headers.location!)).not.toContain('/kept');
    const unknown = await send(withCookie(app, `session=${'A'.repeat(43)}`), '/settings/name', {
      displayName: 'だれでもない人の文章です',
    });
    expect(decodeURIComponent(unknown.headers.location!)).not.toContain('/kept');
  });
});

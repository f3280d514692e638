import { formatLearnerNumber } from '../src/accounts/learner-number.rules.js';
import { PasswordService } from '../src/accounts/password.service.js';
import { Person } from '../src/accounts/person.entity.js';
import { RoleGrant } from '../src/accounts/role-grant.entity.js';
import { SessionService } from '../src/accounts/session.service.js';
import type { Role } from '../src/web/me.js';
import { aPerson, signIn, withCookie } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ config: { trustProxy: ['127.0.0.1'] } });
});
afterAll(() => app?.close());

const MINUTE = 60_000;
/** For tests that sign in by the dozen, on a machine that is busy. */
const LONG = 60_000;
const DAY = 24 * 60 * MINUTE;

interface Entry {
  readonly identifier: string;
  readonly password: string;
  readonly ownDevice?: string;
  readonly next?: string;
}

/** Each test signs in from an address of its own, so that none slows down another. */
let house = 0;
async function enter(browser: Browser, entry: Entry, address = `198.51.100.${++house}`) {
  return browser.post('/login').set('x-forwarded-for', address).type('form').send(entry);
}

function cookieOf(answer: { headers: Record<string, unknown> }): string {
  const header = ([answer.headers['set-cookie'] ?? []].flat() as string[]).find((line) =>
    line.startsWith('session='),
  );
  if (!header) throw new Error('no session cookie was set');
  return header;
}

const isIn = async (browser: Browser) => (await browser.get('/settings')).status === 200;

describe('signing in', () => {
  it('takes the learner number as it is shown, and leads where the person wanted to go', async () => {
    const person = await aPerson(app);
    const browser = app.browser();
    const asked = await browser.get('/settings/name?x=1');
    expect(asked.headers.location).toBe(`/login?next=${encodeURIComponent('/settings/name?x=1')}`);
    const page = await browser.get(asked.headers.location!);
    expect(page.text).toContain('name="next" value="/settings/name?x&#x3D;1"');
    const identifier = formatLearnerNumber(person.learnerNumber);
    const answer = await enter(browser, {
      identifier,
      password: person.password,
      next: '/settings/name?x=1',
    });
    expect([answer.status, answer.headers.location]).toEqual([303, '/settings/name?x=1']);
    expect(await isIn(browser)).toBe(true);
  });

  it('takes the mail address in any case and width', async () => {
    const person = await aPerson(app, { email: 'aoi@example.jp' });
    const answer = await enter(app.browser(), { identifier: 'ＡＯＩ@Example.jp', password: person.password });
    expect(answer.status).toBe(303);
  });

  it('takes a password typed in another width or composition, and no other', async () => {
    const person = await aPerson(app, { password: 'ガッコウ no 帰り道の空' });
    const typed = (password: string) => enter(app.browser(), { identifier: person.learnerNumber, password });
    expect((await typed('ｶﾞｯｺｳ ｎｏ 帰り道の空')).status).toBe(303);
    expect((await typed('ガッコウ no 帰り道の空 ')).status).toBe(422);
    expect((await typed('ガッコウ no 帰り道の')).status).toBe(422);
  });

  it('compares every character of a long one', async () => {
    const password = [...'いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやま'.repeat(5)]
      .slice(0, 128)
      .join('');
    const person = await aPerson(app, { password });
    const typed = (given: string) =>
      enter(app.browser(), { identifier: person.learnerNumber, password: given });
    expect((await typed(password)).status).toBe(303);
    expect((await typed(`${password.slice(0, -1)}x`)).status).toBe(422);
    expect((await typed('x'.repeat(50_000))).status).toBe(422);
  });

  it('answers alike to a wrong password, an unknown person, a disabled one and one without a role', async () => {
    const known = await aPerson(app, { email: 'a@example.jp' });
    await aPerson(app, { email: 'b@example.jp', disabled: true });
    await aPerson(app, { email: 'd@example.jp', roles: [] });
    const right = known.password;
    const entries = [
      { identifier: 'a@example.jp', password: 'not the password' },
      { identifier: 'c@example.jp', password: right },
      { identifier: 'b@example.jp', password: right },
      { identifier: 'd@example.jp', password: right },
    ];
    const answers = await Promise.all(entries.map((entry) => enter(app.browser(), entry)));
    const seen = answers.map(({ status, text, headers }, index) => [
      status,
      text.replaceAll(entries[index]!.identifier, 'WHO').replace(/value="[\w-]{36}"/g, 'KEY'),
      headers['set-cookie'],
    ]);
    expect(seen[0]![0]).toBe(422);
    expect(seen[0]![1]).toContain('登録したものと違うようです');
    for (const other of seen.slice(1)) expect(other).toEqual(seen[0]);
  });

  it.each([
    [{ identifier: '', password: 'x' }, 'メールアドレスか受講番号を入力してください'],
    [{ identifier: '123456780', password: 'x' }, '受講番号の数字が、どこか違うようです'],
    [{ identifier: 'a@example.jp', password: '' }, 'パスワードを入力してください'],
  ])('%j: says what to do', async (entry, words) => {
    const answer = await enter(app.browser(), entry);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(answer.text).toMatch(/<title>確認：ログイン/);
  });

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', '/login?next=/login'])(
    'does not lead away to %s',
    async (next) => {
      const person = await aPerson(app);
      const answer = await enter(app.browser(), {
        identifier: person.learnerNumber,
        password: person.password,
        next,
      });
      expect(answer.headers.location).toBe('/home');
    },
  );

  it('hashes anew when the costs have changed, and the password stays good', async () => {
    const person = await aPerson(app);
    const { config } = app;
    const older = new PasswordService({ ...config, argon: { ...config.argon, timeCost: 3 } });
    const passwordHash = await older.hash(person.password);
    await app.db.write((tx) => tx.update(Person, { id: person.id }, { passwordHash }));
    const entry = { identifier: person.learnerNumber, password: person.password };
    expect((await enter(app.browser(), entry)).status).toBe(303);
    const row = await app.db.one<{
      password_hash: string;
    }>`select password_hash from person where id = ${person.id}`;
    expect(row!.password_hash).toContain(`t=${config.argon.timeCost},`);
    expect((await enter(app.browser(), entry)).status).toBe(303);
  });
});

describe('the cookie', () => {
  it('is out of reach of scripts and other sites, and goes with the browser', async () => {
    const person = await aPerson(app);
    const answer = await enter(app.browser(), {
      identifier: person.learnerNumber,
      password: person.password,
    });
    const attributes = cookieOf(answer).split('; ').slice(1).sort();
    expect(attributes).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax']);
  });

  it('stays for thirty days on a device of one’s own', async () => {
    const person = await aPerson(app);
    const entry = { identifier: person.learnerNumber, password: person.password, ownDevice: '1' };
    expect(cookieOf(await enter(app.browser(), entry))).toContain(`Max-Age=${30 * 24 * 60 * 60}`);
  });

  it('is never one that was brought along, and the session before ends', async () => {
    const person = await aPerson(app);
    const planted = 'A'.repeat(43);
    const browser = withCookie(app, `session=${planted}`);
    const entry = { identifier: person.learnerNumber, password: person.password };
    const first = cookieOf(await enter(browser, entry));
    const second = cookieOf(await enter(browser, entry));
    expect(new Set([first, second, `session=${planted}`]).size).toBe(3);
    expect(await isIn(withCookie(app, `session=${planted}`))).toBe(false);
    expect(await isIn(withCookie(app, first.split(';')[0]!))).toBe(false);
    expect(await isIn(browser)).toBe(true);
  });

  it('is stored as a hash only', async () => {
    const person = await aPerson(app);
    const answer = await enter(app.browser(), {
      identifier: person.learnerNumber,
      password: person.password,
    });
    const token = cookieOf(answer).split(';')[0]!.slice('session='.length);
    const rows = await app.db.sql<{ id: string }>`select id from session where person_id = ${person.id}`;
    expect(rows.map((row) => row.id)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(rows[0]!.id).not.toContain(token);
  });

  it.each(['', 'x', `${'A'.repeat(43)}; session=B`, '%00', '"'.repeat(50), 'あ'])(
    '"%s" is simply nobody',
    async (value) => {
      const answer = await app
        .browser()
        .get('/settings')
        .set('cookie', `session=${encodeURI(value)}`);
      expect(answer.status).toBe(303);
    },
  );
});

describe('how long a session lives', () => {
  const cases: [string, number, number, Role, boolean][] = [
    ['a trainee', 119, 121, 'trainee', false],
    ['a facilitator', 29, 31, 'facilitator', false],
    ['the office, device of one’s own', 29, 31, 'office', true],
    ['a trainee on a device of one’s own', 30 * 24 * 60 - 1, 30 * 24 * 60 + 1, 'trainee', true],
  ];
  it.each(cases)(
    '%s: in after %s idle minutes, out after %s',
    async (_who, isInAfter, isOutAfter, role, ownDevice) => {
      const person = await aPerson(app, { roles: [role] });
      const [one, other] = [
        await signIn(app, person, { ownDevice }),
        await signIn(app, person, { ownDevice }),
      ];
      app.clock.advance(isInAfter * MINUTE);
      expect(await isIn(one)).toBe(true);
      app.clock.advance((isOutAfter - isInAfter) * MINUTE);
      expect(await isIn(other)).toBe(false);
    },
  );

  it('slides while it is used, and ends after twelve hours', async () => {
    const browser = await signIn(app, await aPerson(app));
    for (let minutes = 100; minutes < 720; minutes += 100) {
      app.clock.advance(100 * MINUTE);
      expect(await isIn(browser)).toBe(true);
      await settled();
    }
    app.clock.advance(20 * MINUTE);
    expect(await isIn(browser)).toBe(false);
  });

  it('slides without end on a device of one’s own, and the cookie with it', async () => {
    const browser = await signIn(app, await aPerson(app), { ownDevice: true });
    for (let month = 0; month < 3; month++) {
      app.clock.advance(29 * DAY);
      expect(cookieOf(await browser.get('/settings'))).toContain('Max-Age=2592000');
      await settled();
    }
  });

  it('moves the last sight at most every ten minutes', async () => {
    const person = await aPerson(app);
    const browser = await signIn(app, person);
    const start = app.clock.now().getTime();
    const seen = [];
    for (const minutes of [5, 4, 2, 5]) {
      app.clock.advance(minutes * MINUTE);
      await browser.get('/settings');
      await settled();
      const row = await app.db.one<{ last_seen_at: number }>`
        select last_seen_at from session where person_id = ${person.id}`;
      seen.push((row!.last_seen_at - start) / MINUTE);
    }
    expect(seen).toEqual([0, 0, 11, 11]);
  });

  it('tells who comes back late that the session ended, for a day', async () => {
    const person = await aPerson(app);
    const browser = await signIn(app, person);
    app.clock.advance(121 * MINUTE);
    expect((await browser.get('/login')).text).toContain('いったんログアウトしました');
    app.clock.advance(DAY);
    expect((await browser.get('/login')).text).not.toContain('いったんログアウトしました');
    await app.get(SessionService).forgetOld(app.clock.now());
    expect(await app.db.sql`select id from session where person_id = ${person.id}`).toEqual([]);
  });

  /** The guard prolongs without making the page wait; units run in order. */
  const settled = () => app.db.write(async () => {});
});

describe('ends at once', () => {
  it('by signing out: the cookie opens nothing any more', async () => {
    const person = await aPerson(app);
    const browser = app.browser();
    const cookie = cookieOf(
      await enter(browser, { identifier: person.learnerNumber, password: person.password }),
    );
    expect((await browser.get('/logout')).text).toContain('ログアウトしますか');
    const answer = await browser.post('/logout').type('form').send({});
    expect([answer.status, answer.headers.location]).toEqual([303, '/logout']);
    expect(answer.headers['clear-site-data']).toBe('"cache", "storage"');
    expect((await browser.get('/logout')).text).toContain('ログアウトしました');
    expect(await isIn(withCookie(app, cookie.split(';')[0]!))).toBe(false);
  });

  it('by being disabled', async () => {
    const person = await aPerson(app);
    const browser = await signIn(app, person);
    await app.db.write((tx) => tx.update(Person, { id: person.id }, { disabledAt: app.clock.now() }));
    expect(await isIn(browser)).toBe(false);
  });

  it('by losing the role that is acted in', async () => {
    const person = await aPerson(app, { roles: ['trainee', 'office'] });
    const [trainee, office] = [await signIn(app, person), await signIn(app, person, { role: 'office' })];
    await app.db.write((tx) => tx.delete(RoleGrant, { personId: person.id, role: 'office' }));
    expect(await isIn(office)).toBe(false);
    expect(await isIn(trainee)).toBe(true);
  });
});

describe('too many tries', () => {
  const wrong = (person: KnownPerson) => ({ identifier: person.learnerNumber, password: 'not the password' });
  const right = (person: KnownPerson) => ({ identifier: person.learnerNumber, password: person.password });

  it('make the account wait, and say for how long; the right password waits too', async () => {
    const person = await aPerson(app);
    for (let i = 0; i < 5; i++)
      expect((await enter(app.browser(), wrong(person), '203.0.113.1')).status).toBe(422);
    const blocked = await enter(app.browser(), right(person), '203.0.113.1');
    expect([blocked.status, blocked.headers['retry-after']]).toEqual([429, '60']);
    expect(blocked.text).toContain('1分のあいだログインを止めました');
    app.clock.advance(61_000);
    expect((await enter(app.browser(), right(person), '203.0.113.1')).status).toBe(303);
    expect((await enter(app.browser(), wrong(person), '203.0.113.1')).status).toBe(422);
  });

  it('are answered alike for nobody’s number', async () => {
    const nobody = { identifier: 'nobody@example.jp', password: 'x' };
    for (let i = 0; i < 5; i++) await enter(app.browser(), nobody, '203.0.113.2');
    expect((await enter(app.browser(), nobody, '203.0.113.2')).status).toBe(429);
  });

  it(
    'wait at most fifteen minutes, and do not add up while waiting',
    async () => {
      const person = await aPerson(app);
      for (let i = 0; i < 14; i++) {
        await enter(app.browser(), wrong(person), '203.0.113.3');
        app.clock.advance(15 * MINUTE);
      }
      await enter(app.browser(), wrong(person), '203.0.113.3');
      for (let i = 0; i < 5; i++) await enter(app.browser(), wrong(person), '203.0.113.3');
      app.clock.advance(15 * MINUTE);
      expect((await enter(app.browser(), right(person), '203.0.113.3')).status).toBe(303);
    },
    LONG,
  );

  it('by a stranger elsewhere do not shut the person out', async () => {
    const person = await aPerson(app);
    for (let i = 0; i < 8; i++) await enter(app.browser(), wrong(person), '203.0.113.4');
    expect((await enter(app.browser(), right(person), '192.0.2.1')).status).toBe(303);
  });

  it('at the same moment are not all free', async () => {
    const person = await aPerson(app);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => enter(app.browser(), wrong(person), '203.0.113.5')),
    );
    expect(answers.filter((answer) => answer.status === 422)).toHaveLength(5);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(15);
  });

  it(
    'from one address for many accounts are held to twenty a minute after a class has mistyped',
    async () => {
      const tries = async (count: number, from: number) => {
        const statuses = [];
        for (let i = 0; i < count; i++)
          statuses.push(
            (
              await enter(
                app.browser(),
                { identifier: `u${from + i}@example.jp`, password: 'x' },
                '203.0.113.6',
              )
            ).status,
          );
        return statuses.filter((status) => status === 422).length;
      };
      expect(await tries(80, 0)).toBe(51);
      app.clock.advance(MINUTE);
      expect(await tries(40, 100)).toBe(20);
    },
    LONG,
  );

  it(
    'do not stop sixty people who sign in from one address',
    async () => {
      const people = await Promise.all(Array.from({ length: 60 }, () => aPerson(app)));
      const answers = await Promise.all(
        people.map((person) => enter(app.browser(), right(person), '203.0.113.7')),
      );
      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303]));
    },
    LONG,
  );
});

describe('an address that nobody vouches for', () => {
  it('does not reset the count', async () => {
    const direct = await startApp();
    const person = await aPerson(direct);
    const statuses = [];
    for (let i = 0; i < 6; i++) {
      const answer = await direct
        .browser()
        .post('/login')
        .set('x-forwarded-for', `203.0.113.${i}`)
        .type('form')
        .send({ identifier: person.learnerNumber, password: 'not the password' });
      statuses.push(answer.status);
    }
    await direct.close();
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  });
});

import { PASSWORDS_OF_A_DRAFT, REGISTRATIONS_A_DAY } from '../src/accounts/registration-start.service.js';
import { ThrottleService } from '../src/accounts/throttle.service.js';
import { jest } from '@jest/globals';
import { PasswordResetService, RESETS_A_DAY } from '../src/accounts/password-reset.service.js';
import { PasswordService } from '../src/accounts/password.service.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

const HOUR = 60 * 60 * 1000;
let app: TestApp;
beforeAll(async () => {
  app = await startApp({ config: { trustProxy: ['127.0.0.1'] } });
});
afterAll(() => app.close());

const spend = (what: string, free: number) =>
  app.db.write((tx) => app.get(ThrottleService).spend(tx, what, free));

describe('what may be used so often a day', () => {
  it('is refused beyond that, and free again a day after the first use', async () => {
    expect([await spend('x', 2), await spend('x', 2), await spend('x', 2)]).toEqual([true, true, false]);
    app.clock.advance(24 * HOUR);
    expect(await spend('x', 2)).toBe(true);
  });

  it('does not add up over days in which it was used sparingly', async () => {
    for (let use = 0; use < 10; use++) {
      expect(await spend('y', 3)).toBe(true);
      app.clock.advance(20 * HOUR);
    }
  });
});

describe('registrations from one network', () => {
  const begin = (browser: Browser, address: string) =>
    browser.post('/register').set('x-forwarded-for', address).type('form').send({ email: '' });

  it('have room for several classes a day; then the page says what to do instead', async () => {
    for (let made = 0; made < REGISTRATIONS_A_DAY; made++)
      expect((await begin(app.browser(), '203.0.113.7')).status).toBe(303);
    const refused = await begin(app.browser(), '203.0.113.7');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.text).toContain(app.config.council.office.phone);
    expect(refused.headers['set-cookie']).toBeUndefined();
    expect((await begin(app.browser(), '203.0.113.8')).status).toBe(303);
    app.clock.advance(24 * HOUR);
    expect((await begin(app.browser(), '203.0.113.7')).status).toBe(303);
  });

  it('who has begun may go on and change their mind', async () => {
    const browser = app.browser();
    await begin(browser, '203.0.113.9');
    for (let more = 0; more < REGISTRATIONS_A_DAY; more++)
      await app.db.write((tx) =>
        app.get(ThrottleService).spend(tx, 'register:203.0.113.9', REGISTRATIONS_A_DAY),
      );
    expect((await begin(app.browser(), '203.0.113.9')).status).toBe(429);
    const again = await browser
      .post('/register')
      .set('x-forwarded-for', '203.0.113.9')
      .type('form')
      .send({ email: 'neu@example.jp' });
    expect([again.status, again.headers.location]).toEqual([303, '/register/name']);
  });
});

describe('asking for a new password', () => {
  it('has room for several classes a day from one network; then the page says what to do instead', async () => {
    const ask = (address: string) =>
      app
        .browser()
        .post('/password')
        .set('x-forwarded-for', address)
        .type('form')
        .send({ email: 'x@example.jp' });
    for (let asked = 0; asked < RESETS_A_DAY; asked++)
      await app.db.write((tx) =>
        app.get(PasswordResetService).ask(tx, `x${asked}@example.jp`, '203.0.113.20'),
      );
    const refused = await ask('203.0.113.20');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.text).toContain(app.config.council.office.phone);
    expect((await ask('203.0.113.21')).headers.location).toBe('/password/sent');
  });
});

describe('passwords, which cost everybody time', () => {
  it('are chosen anew within one registration so often, and then no more', async () => {
    const browser = app.browser();
    await browser.post('/register').type('form').send({ email: '' });
    const choose = (last: number) =>
      browser
        .post('/register/name')
        .type('form')
        .send({ displayName: '葵', password: `川べりの道をゆっくり歩く${last}` });
    for (let one = 0; one < PASSWORDS_OF_A_DRAFT; one++) expect((await choose(one)).status).toBe(303);
    const refused = await choose(PASSWORDS_OF_A_DRAFT);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    const kept = await browser.post('/register/name').type('form').send({ displayName: '蒼', password: '' });
    expect([kept.status, kept.headers.location]).toEqual([303, '/register/consent']);
  });

  it('are not even looked at when the present one was mistyped too often', async () => {
    const browser = await signIn(app, await aPerson(app));
    const hash = jest.spyOn(app.get(PasswordService), 'hash');
    const change = () =>
      browser
        .post('/settings/password')
        .type('form')
        .send({ current: 'nicht das richtige', password: '川べりの道をゆっくり歩く' });
    for (let one = 0; one < 8; one++) await change();
    expect((await change()).status).toBe(429);
    expect(hash).not.toHaveBeenCalled();
    hash.mockRestore();
  });
});

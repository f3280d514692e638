import { Person } from '../src/accounts/person.entity.js';
import { aPerson, signIn, withCookie } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

it('starts', async () => {
  const page = await app.browser().get('/login');
  expect(page.status).toBe(200);
  expect(page.text).toContain('<h1>ログイン</h1>');
});

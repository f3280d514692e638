import type { Browser } from 'playwright-core';

import { aPerson, aSession } from '../factories/person.js';
import { launchChromium } from '../support/chromium.js';
import { startListening } from './listening-app.js';
import type { ListeningApp } from './listening-app.js';
import { Visitor } from './visitor.js';

let browser: Browser;
let app: ListeningApp;
beforeAll(async () => {
  browser = await launchChromium();
  app = await startListening('sqlite');
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

it('saves a second file from the same page at once, with JavaScript, and one for a double press', async () => {
  const official = await aPerson(app, { roles: ['office'] });
  const desk = await Visitor.on({ browser, origin: app.origin, script: true });
  const value = await aSession(app, official);
  await desk.page.context().addCookies([{ name: 'session', value, url: app.origin }]);
  await desk.open('/office/reports/completions');
  await desk.follow('名前のある一覧を保存する');
  await desk.type('使う目的', '年度末の確認');
  const button = desk.button('目的を記録して保存する');
  const names: string[] = [];
  for (const form of ['CSV（UTF-8', 'Excel']) {
    await desk.page.getByRole('radio', { name: form }).check();
    names.push((await desk.save(button)).name);
    await desk.page.waitForTimeout(1200);
  }
  expect(names.map((name) => name.split('.').at(-1))).toEqual(['csv', 'xlsx']);

  const sent: string[] = [];
  desk.page.on('request', (request) => sent.push(request.method()));
  const saved = desk.page.waitForEvent('download');
  await button.dblclick();
  await saved;
  expect(sent.filter((method) => method === 'POST')).toHaveLength(1);
});

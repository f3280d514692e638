import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Browser, Response } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { aWorld } from './world.js';
import type { World } from './world.js';

const KB = 1024;

let browser: Browser;
let world: World;
beforeAll(async () => {
  browser = await launchChromium();
  world = await aWorld(browser);
});
afterAll(async () => {
  await browser.close();
  await world.app.close();
});

interface Fetched {
  readonly type: string;
  readonly gzip: number;
  readonly brotli: number;
}

/** As the reverse proxy sends it: pages and files are compressed there with everyday settings. */
async function weigh(response: Response): Promise<Fetched> {
  const body = await response.body();
  const brotli = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  return { type: response.request().resourceType(), gzip: gzipSync(body).length, brotli: brotli.length };
}

/** A first visit: a browser that has kept nothing. */
async function visit(path: string, as: 'stranger' | 'learner'): Promise<Fetched[]> {
  const cookies = await (await world.people.page(as)).context().cookies();
  const context = await browser.newContext();
  await context.addCookies(cookies);
  const page = await context.newPage();
  const responses: Response[] = [];
  page.on('response', (response) => responses.push(response));
  await page.goto(world.app.origin + path, { waitUntil: 'load' });
  const icon = await page.locator('link[rel~=icon]').getAttribute('href');
  expect(icon).toMatch(/^data:/);
  const fetched = await Promise.all(responses.map(weigh));
  await context.close();
  return fetched;
}

describe('a first visit', () => {
  it.each([
    ['/learn/introductory/pia-to-wa/nakama', 'learner'],
    ['/learn/introductory/ayumi/hirogari', 'learner'],
    ['/try/introductory/pia-to-wa/nakama', 'stranger'],
    ['/', 'stranger'],
    ['/activities', 'stranger'],
  ] as const)('of %s is three requests and 20 kB at most', async (path, as) => {
    const fetched = await visit(path, as);
    expect(fetched.length).toBeLessThanOrEqual(3);
    for (const way of ['gzip', 'brotli'] as const) {
      const total = fetched.reduce((sum, one) => sum + one[way], 0);
      expect(total).toBeLessThanOrEqual(20 * KB);
      expect(fetched.find(({ type }) => type === 'document')![way]).toBeLessThanOrEqual(12 * KB);
    }
  });
});

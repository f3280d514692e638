import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { axeFindings, colourFindings } from './axe.js';
import { tabFindings } from './keyboard.js';
import { reflowFindings, targetFindings, THEMES, wear } from './layout.js';
import { findInPage } from './page-checks.js';
import { keepShots } from './shots.js';
import { SAMPLES, nameOf } from './samples.js';
import type { Sample } from './samples.js';
import { aWorld } from './world.js';
import type { World } from './world.js';

let browser: Browser;
let world: World;
beforeAll(async () => {
  browser = await launchChromium();
  world = await aWorld(browser);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await world.app.close();
});

/** Loads the page of a sample; what the browser complains about goes to `complaints`. */
async function open({ as, at }: Sample, complaints: string[]): Promise<Page> {
  const page = await world.people.page(as);
  page.removeAllListeners('console').removeAllListeners('request');
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(world.app.origin) && !request.url().startsWith('data:'))
      complaints.push(`asked ${request.url()}`);
  });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(world.app.origin + at(world.places));
  return page;
}

/** At the present width: everything in one theme, and in the others what a theme can change. */
async function themeFindings(page: Page, where: string): Promise<string[]> {
  const found = (await axeFindings(page)).map((line) => `${where}: ${line}`);
  for (const theme of THEMES.slice(1)) {
    await wear(page, theme);
    found.push(...(await colourFindings(page)).map((line) => `${where}, ${theme}: ${line}`));
  }
  await wear(page, 'light');
  return found;
}

describe('every page on the screen', () => {
  it.each(SAMPLES.map((sample): [string, Sample] => [nameOf(sample), sample]))(
    '%s',
    async (name, sample) => {
      const found: string[] = [];
      const page = await open(sample, found);
      found.push(...(await page.evaluate(findInPage, 'ja')));
      found.push(...(await themeFindings(page, 'wide')));
      found.push(...(await reflowFindings(page)));
      found.push(...(await themeFindings(page, 'narrow')));
      found.push(...(await targetFindings(page)));
      found.push(...(await tabFindings(page)));
      await keepShots(page, name);
      expect(found).toEqual([]);
    },
    30_000,
  );
});

const TELLING: readonly Sample[] = SAMPLES.filter(({ route }) =>
  [
    '/',
    '/learn/:track/:module/:step',
    '/quiz/:track/:module/:step/:position',
    '/quiz/:track/:module/:step/:position/answer',
    '/path/:track',
    '/certificates/:certificate',
    '/office/reports/completions',
    '/settings/display',
  ].includes(route),
);

describe('what a person told the whole device', () => {
  it.each([
    ['a dark screen', { colorScheme: 'dark' }],
    ['more contrast', { contrast: 'more' }],
    ['more contrast on a dark screen', { contrast: 'more', colorScheme: 'dark' }],
    ['colours of their own', { forcedColors: 'active' }],
  ] as const)('holds here: %s', async (_, media) => {
    const found: string[] = [];
    for (const sample of TELLING) {
      const page = await open(sample, found);
      await page.emulateMedia(media);
      found.push(...(await colourFindings(page)), ...(await page.evaluate(borderless)));
      await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' });
    }
    expect(found).toEqual([]);
  });

  it('keeps a theme that was chosen, whatever the device says', async () => {
    const settings = { size: 'm', ruby: '0', words: 'normal', progress: 'show', lang: 'ja' };
    for (const theme of ['dark', 'calm', 'light']) {
      await world.people.send('stranger', '/settings/display', { ...settings, theme });
      const page = await open(SAMPLES[0]!, []);
      expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(theme);
    }
  });

  it('moves nothing for who asked for stillness', async () => {
    const page = await open(SAMPLES[0]!, []);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});

/** Buttons whose edge cannot be seen. */
function borderless(): string[] {
  return [...document.querySelectorAll<HTMLElement>('main .btn:not(.btn-text)')]
    .filter((button) => {
      const { borderTopWidth, borderTopStyle, backgroundColor } = getComputedStyle(button);
      const isBordered = parseFloat(borderTopWidth) >= 1 && borderTopStyle !== 'none';
      return !isBordered && backgroundColor === getComputedStyle(document.body).backgroundColor;
    })
    .map((button) => `no edge: ${button.outerHTML.slice(0, 80)}`);
}

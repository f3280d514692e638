import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { axeFindings, colourFindings, sizeFindings } from './axe.js';
import { tabFindings } from './keyboard.js';
import { reflowFindings, targetFindings } from './layout.js';
import { newLooks, rememberLooks } from './looks.js';
import { findInPage } from './page-checks.js';
import { keepShots } from './shots.js';
import { SAMPLES, nameOf } from './samples.js';
import type { Sample } from './samples.js';
import { Themes } from './themes.js';
import { aWorld } from './world.js';
import type { World } from './world.js';

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

/** Loads the page of a sample; what the browser complains about goes to `complaints`. */
async function open({ as, at, status, shows = '' }: Sample, complaints: string[]): Promise<Page> {
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
  const answer = await page.goto(world.app.origin + at(world.places));
  if (answer?.status() !== status) complaints.push(`answered ${answer?.status()}`);
  const texts = await Promise.all(page.frames().map((frame) => frame.content()));
  if (!texts[0]!.includes(shows)) complaints.push(`does not show ${shows}`);
  // A page in a frame is one of a preview.
  if (texts.slice(1).some((text) => !text.includes('class="preview-bar')))
    complaints.push('another page in its frame');
  return page;
}

const themes = new Themes();

/** At the present width: everything once, and in each theme what a theme can change. */
async function themeFindings(page: Page, where: string): Promise<string[]> {
  return [...(await axeFindings(page)), ...(await themes.findings(page))].map((line) => `${where}: ${line}`);
}

/** What appeared only on a narrow screen and had everything tried on it, on whatever page. */
const triedNarrow = new Set<string>();

/** On a narrow screen everything again only where something came up that was not looked at before. */
async function narrowFindings(page: Page): Promise<string[]> {
  const appeared = (await newLooks(page)).filter((look) => !triedNarrow.has(look));
  const found = appeared.length > 0 ? await themeFindings(page, 'narrow') : await sizeFindings(page);
  if (found.length === 0) for (const look of appeared) triedNarrow.add(look);
  return found;
}

const isFirstOf = (sample: Sample) => SAMPLES.find(({ route }) => route === sample.route) === sample;

describe('every page on the screen', () => {
  it.each(SAMPLES.map((sample): [string, Sample] => [nameOf(sample), sample]))('%s', async (name, sample) => {
    const found: string[] = [];
    const page = await open(sample, found);
    found.push(...(await page.evaluate(findInPage, 'ja')));
    found.push(...(await themeFindings(page, 'wide')));
    await rememberLooks(page);
    found.push(...(await reflowFindings(page)));
    found.push(...(await narrowFindings(page)));
    found.push(...(await targetFindings(page)));
    // Another state of a page has the same controls around it, and most of its own: walked through once.
    if (isFirstOf(sample)) found.push(...(await tabFindings(page)));
    await keepShots(page, name);
    expect(found).toEqual([]);
  });
});

const TELLING: readonly Sample[] = SAMPLES.filter(({ route }) =>
  [
    '/',
    '/learn/:track/:module/:step',
    '/quiz/:track/:module/:step/:position',
    '/quiz/:track/:module/:step/:position/answer',
    '/path/:track',
    '/certificates/:certificate',
    '/office/reports',
    '/settings/display',
  ].includes(route),
);

const SILENT = { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' } as const;
const TOLD = [
  ['a dark screen', { colorScheme: 'dark' }],
  ['more contrast', { contrast: 'more' }],
  ['more contrast on a dark screen', { contrast: 'more', colorScheme: 'dark' }],
  ['colours of their own', { forcedColors: 'active' }],
] as const;

describe('what a person told the whole device', () => {
  it.each(TELLING.map((sample): [string, Sample] => [nameOf(sample), sample]))(
    'holds on %s',
    async (_, sample) => {
      const found: string[] = [];
      const page = await open(sample, found);
      for (const [told, media] of TOLD) {
        await page.emulateMedia({ ...SILENT, ...media });
        const complaints = [...(await colourFindings(page)), ...(await page.evaluate(borderless))];
        found.push(...complaints.map((line) => `${told}: ${line}`));
      }
      await page.emulateMedia(SILENT);
      expect(found).toEqual([]);
    },
  );

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

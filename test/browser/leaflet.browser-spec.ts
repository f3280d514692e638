/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { ACCESS } from '../../src/activities/activity-content.rules.js';
import type { ActivityContent } from '../../src/activities/activity-content.rules.js';
import { anActivity, anOrganiser } from '../factories/activity.js';
import { launchChromium } from '../support/chromium.js';
import { startListening } from './listening-app.js';
import type { ListeningApp } from './listening-app.js';
import { Visitor } from './visitor.js';

const DISPLAY = { theme: 'auto', size: 'm', ruby: '0', words: 'normal', progress: 'show', lang: 'ja' };
const FOLDER = process.env.TOMONI_TEST_PAPER;

/** As much as the form lets a group write. */
function fullOf(sentence: string): Partial<ActivityContent> {
  const most = (length: number) => sentence.repeat(Math.ceil(length / sentence.length)).slice(0, length);
  const whole = (length: number) => sentence.repeat(Math.floor(length / sentence.length));
  return {
    title: sentence.includes('{') ? whole(120) : most(60),
    summary: whole(160),
    easy: whole(2000),
    times: {
      regular: Array.from({ length: 14 }, (_, at) => ({
        weekday: at % 7,
        weeks: [1, 2, 3, 5],
        from: 13 * 60 + 35,
        to: 15 * 60 + 45,
      })),
      dates: [],
      off: [],
      note: whole(300),
    },
    place: 'both',
    venue: whole(120),
    address: whole(160),
    way: whole(600),
    online: whole(600),
    yen: 100_000,
    costNote: whole(300),
    booking: 'needed',
    bookingNote: whole(400),
    firstTime: whole(1200),
    leaving: whole(600),
    access: Object.fromEntries(ACCESS.map((key) => [key, 'yes'])),
    accessNote: whole(600),
    contact: whole(300),
  };
}

const TEXTS: Readonly<Record<string, Partial<ActivityContent>>> = {
  usual: {},
  'a little': {
    firstTime: '',
    leaving: '',
    access: {},
    way: '',
    times: { regular: [], dates: [], off: [], note: '' },
  },
  'long in easy words alone': { easy: 'お茶をのみながら話します。きくだけでもだいじょうぶです。'.repeat(70) },
  long: fullOf('手をあげて「お先に」と言うだけで、いつでも帰れます。'),
  'long with readings': fullOf('{手|て}をあげて「お{先|さき}に」と{志|こころざし}を{言|い}う。'),
  'long in figures and Latin letters': fullOf('WWW MMM 0123 @ABC www. '),
  'many short lines': fullOf('あ\n\nい\n'),
  'one long word': fullOf('https'),
};

let browser: Browser;
let app: ListeningApp;
let visitor: Visitor;
const entries = new Map<string, string>();
beforeAll(async () => {
  browser = await launchChromium();
  app = await startListening('sqlite');
  for (const [name, content] of Object.entries(TEXTS)) {
    const organiser = await anOrganiser(app, { name: name === 'usual' ? '見本の会' : '見'.repeat(60) });
    const { title, ...rest } = content;
    entries.set(name, (await anActivity(app, { ...rest, ...(title ? { title } : {}), organiser })).id);
  }
  visitor = await Visitor.on({ browser, origin: app.origin, script: false });
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function show(settings: Partial<typeof DISPLAY>): Promise<void> {
  await visitor.open('/settings/display');
  for (const [name, value] of Object.entries({ ...DISPLAY, ...settings }))
    await visitor.page.locator(`[name=${name}][value="${value}"]`).check();
  await visitor.press('この見え方にする');
}

describe('the leaflet of an activity', () => {
  it.each([
    ['as it is', {}],
    ['with readings', { ruby: '1' }],
    ['in easy words', { words: 'easy', ruby: '1' }],
    ['for large eyes in the dark', { size: 'xl', theme: 'dark' }],
  ])('is one sheet of A4 with nothing lost at its end, %s', async (way, settings) => {
    await show(settings);
    const wrong: string[] = [];
    for (const [name, id] of entries) {
      await visitor.open(`/activities/${id}/leaflet`);
      const { page } = visitor;
      const pdf = await page.pdf({ preferCSSPageSize: true });
      if (FOLDER) writeFileSync(join(FOLDER, `leaflet ${name} ${way}.pdf`), pdf);
      const source = pdf.toString('latin1');
      const pages = source.match(/\/Type \/Page\b(?!s)/g)!.length;
      if (pages !== 1) wrong.push(`${name}: ${pages} pages`);
      if (!/\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/.test(source)) wrong.push(`${name}: not A4`);

      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 680, height: 1013 }); // A4 without its margins
      const found = await page.evaluate(() => {
        const list = document.querySelector('.leaflet dl')!;
        const sheet = document.querySelector('.leaflet')!;
        const inside = (one: Element) => one.getBoundingClientRect();
        const small = [...sheet.querySelectorAll('*')].filter(
          (one) =>
            [...one.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent!.trim()) &&
            !one.closest('rt, rp') &&
            parseFloat(getComputedStyle(one).fontSize) < 16, // 12 points
        );
        return {
          lost: Math.round(list.scrollHeight - list.clientHeight),
          over: Math.round(inside(sheet.querySelector('.leaflet-foot')!).bottom - inside(sheet).bottom),
          wide: [...sheet.querySelectorAll('*')].filter(
            (one) => inside(one).right > document.documentElement.clientWidth + 1,
          ).length,
          small: small.map((one) => one.outerHTML.slice(0, 60)),
          colours: [
            ...new Set(
              [...sheet.querySelectorAll('h1, dt, dd, p')].map((one) => getComputedStyle(one).color),
            ),
          ],
          words: document.body.innerText,
        };
      });
      await page.emulateMedia({ media: null });
      await page.setViewportSize({ width: 390, height: 844 });
      if (found.lost > 0) wrong.push(`${name}: ${found.lost} px of the list are lost`);
      if (found.over > 0) wrong.push(`${name}: the foot is ${found.over} px too low`);
      if (found.wide > 0) wrong.push(`${name}: ${found.wide} too wide`);
      wrong.push(...found.small.map((html) => `${name}: too small ${html}`));
      if (found.colours.join() !== 'rgb(0, 0, 0)') wrong.push(`${name}: ${found.colours.join()}`);
      for (const word of ['000-000-0000', '見学', '確かめた日', app.origin.replace('http://', '')])
        if (!found.words.includes(word)) wrong.push(`${name}: no ${word}`);
      for (const around of ['ログイン', '記録されません', '印刷」を選ぶ'])
        if (found.words.includes(around)) wrong.push(`${name}: ${around} is printed`);
    }
    expect(wrong).toEqual([]);
  });
});

import type { Browser } from 'playwright-core';
import { anActivity } from '../factories/activity.js';
import { aTrialSlot } from '../factories/trial.js';
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

const DAYTIME = {
  regular: [{ weekday: 2, weeks: [], from: 13 * 60 + 30, to: 15 * 60 }],
  dates: [],
  off: [],
  note: '',
};
const EVENING = { ...DAYTIME, regular: [{ weekday: 2, weeks: [], from: 19 * 60, to: 20 * 60 }] };

describe('a stranger without JavaScript on a phone', () => {
  it('finds a quiet daytime activity without steps, takes it along, asks to watch only, and calls it off', async () => {
    const quiet = { quiet: 'yes', 'step-free': 'yes' } as const;
    const activity = await anActivity(app, { title: 'ひだまりの会', times: DAYTIME, access: quiet });
    await anActivity(app, { title: 'にぎやかな会', times: DAYTIME, access: { 'step-free': 'yes' } });
    await anActivity(app, { title: '夜の会', times: EVENING, access: quiet });
    await aTrialSlot(app, { activity, seats: 1 });
    const visitor = await Visitor.on({ browser, origin: app.origin, script: false });

    await visitor.open('/');
    await visitor.choose('活動をさがす');
    expect(await visitor.words()).toContain('見つかった活動：3件');
    await visitor.page.getByText('曜日と時間', { exact: true }).click();
    await visitor.tick('午後（12時から17時）');
    await visitor.page.locator('summary').getByText('行きやすさ', { exact: true }).click();
    await visitor.tick('段差なしで入れる');
    await visitor.tick('静かな部屋');
    await visitor.press('この条件でさがす');
    const found = await visitor.words();
    expect(found).toContain('見つかった活動：1件');
    expect(found).not.toMatch(/にぎやかな会|夜の会/);
    expect(new URL(visitor.page.url()).hash).toBe('#found');
    await visitor.follow('静かな部屋を外す');
    expect(await visitor.words()).toContain('見つかった活動：2件');
    await visitor.follow('ひだまりの会');
    expect(await visitor.heading()).toBe('ひだまりの会');

    const entry = visitor.path;
    expect(await visitor.open(`${entry}/leaflet`)).toBe(200);
    expect(await visitor.words()).toContain('ひだまりの会');
    await visitor.open(entry);
    await visitor.follow('見学できる日を見る');
    await visitor.follow(/ひだまりの会/);
    await visitor.tick('見学だけ');
    await visitor.press('この内容で席をとる');
    const code = (await visitor.page.locator('.visit-code').innerText()).trim();

    const later = await Visitor.on({ browser, origin: app.origin, script: false });
    await later.open('/activities');
    await later.follow('見学のご案内');
    expect(await later.words()).toContain('席はうまっています');
    await later.follow('番号で、申込みを見る・とりやめる');
    await later.type('申込みの番号', code);
    await later.press('申込みを見る');
    expect(await later.words()).toContain('見学だけ');
    await later.press('この見学をとりやめる');
    expect(await later.words()).toContain('とりやめました。');
    await later.open(entry);
    await later.follow('見学できる日を見る');
    expect(await later.words()).not.toContain('席はうまっています');
  });
});

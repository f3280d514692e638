import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { readCurricula } from '../../src/curriculum/curricula.js';
import { stepsInOrder } from '../../src/curriculum/edition.js';
import { EditionService } from '../../src/curriculum/edition.service.js';
import type { WorksheetStep } from '../../src/curriculum/step.js';
import { qrPath } from '../../src/web/qr.rules.js';
import { enrolled } from '../factories/learning.js';
import { aPerson } from '../factories/person.js';
import { launchChromium } from '../support/chromium.js';
import { startListening } from './listening-app.js';
import type { ListeningApp } from './listening-app.js';
import { signIn } from './trainee.js';
import { Visitor } from './visitor.js';

const EDITIONS = readCurricula('curricula').tracks.flatMap(({ compiled }) => compiled?.edition ?? []);
const TRACKS = EDITIONS.map(({ track }) => track.id);
const SHEETS = EDITIONS.flatMap((edition) =>
  stepsInOrder(edition)
    .filter(({ step }) => step.kind === 'worksheet')
    .map(({ module, step }) => `/worksheet/${edition.track.id}/${module.id}/${step.id}`),
);
const DISPLAY = { theme: 'auto', size: 'm', ruby: '0', words: 'normal', progress: 'show', lang: 'ja' };
/** For looking at: `TOMONI_TEST_PAPER=folder` keeps everything that is printed here. */
const FOLDER = process.env.TOMONI_TEST_PAPER;

let browser: Browser;
let app: ListeningApp;
let visitor: Visitor;
beforeAll(async () => {
  browser = await launchChromium();
  app = await startListening('sqlite');
  const person = await aPerson(app);
  for (const track of TRACKS) await enrolled(app, person, track);
  visitor = await Visitor.on({ browser, origin: app.origin, script: false });
  await signIn(visitor, person.learnerNumber, person.password);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await app.close();
});

afterEach(() => show({}));

async function shippedSteps() {
  const editions = await Promise.all(TRACKS.map((track) => app.get(EditionService).getCurrent(track)));
  return editions.flatMap((edition) =>
    stepsInOrder(edition).map(({ module, step }) => ({ track: edition.track.id, module, step })),
  );
}

/** Everything that is set on the page of display settings. */
async function show(settings: Partial<typeof DISPLAY>): Promise<void> {
  await visitor.open('/settings/display');
  for (const [name, value] of Object.entries({ ...DISPLAY, ...settings }))
    await visitor.page.locator(`[name=${name}][value="${value}"]`).check();
  await visitor.press('この見え方にする');
}

interface Printed {
  readonly pages: number;
  /** Width and height of each page in points. */
  readonly sizes: ReadonlySet<string>;
}

async function print(page: Page, name: string): Promise<Printed> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  if (FOLDER) writeFileSync(join(FOLDER, `${name.replaceAll('/', '_')}.pdf`), pdf);
  const source = pdf.toString('latin1');
  const sizes = [...source.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, width, height]) => `${Math.round(Number(width))} × ${Math.round(Number(height))}`,
  );
  return { pages: source.match(/\/Type \/Page\b(?!s)/g)!.length, sizes: new Set(sizes) };
}

const A4 = new Set(['595 × 842']);

/** What would be printed, and what is wider than the paper. */
async function onPaper(page: Page): Promise<{ words: string; wide: readonly string[] }> {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 658, height: 986 }); // A4 without its margins
  const found = await page.evaluate(() => ({
    words: document.body.innerText,
    wide: [...document.querySelectorAll('.paper *')]
      .filter(
        (one) =>
          one.getBoundingClientRect().right > document.documentElement.clientWidth + 1 ||
          // Each reading in a row of boxes would stand apart from its sentence.
          (one.matches('ruby') && /flex|grid/.test(getComputedStyle(one.parentElement!).display)),
      )
      .map((one) => one.outerHTML.slice(0, 90)),
  }));
  await page.emulateMedia({ media: null });
  return found;
}

describe('every shipped worksheet', () => {
  it('is found', () => {
    expect(TRACKS).toHaveLength(5);
    expect(SHEETS.length).toBeGreaterThan(20);
  });

  it.each([
    ['as it is', {}],
    ['with readings', { ruby: '1' }],
    ['in easy words', { words: 'easy', ruby: '1' }],
    ['for large eyes', { size: 'xl' }],
    ['in the dark', { theme: 'dark' }],
  ])(
    'is so many pages of A4 as its file says, %s',
    async (way, settings) => {
      await show(settings);
      const wrong: string[] = [];
      for (const href of SHEETS) {
        const found = (await shippedSteps()).find(({ module, step }) =>
          href.endsWith(`${module.id}/${step.id}`),
        )!;
        await visitor.open(`${href}/print`);
        const printed = await print(visitor.page, `${href} ${way}`);
        wrong.push(
          ...(printed.pages === (found.step as WorksheetStep).pages ? [] : [`${href}: ${printed.pages}`]),
        );
        expect([href, printed.sizes]).toEqual([href, A4]);
      }
      expect(wrong).toEqual([]);
    },
    180_000,
  );

  it.each(SHEETS)('%s prints the sheet and nothing of the page around it', async (href) => {
    await visitor.open(`${href}/print`);
    const { words, wide } = await onPaper(visitor.page);
    expect(wide).toEqual([]);
    expect(words).toContain(await visitor.heading());
    expect(words).toContain('自分だけのものです');
    expect(words).toContain(`${app.origin.replace('http://', '')}${href}`);
    for (const around of [
      'ログアウト',
      '学びの道すじ',
      '相談できるところ',
      'お問い合わせ',
      '印刷」を選ぶ',
      '戻る',
    ])
      expect(words).not.toContain(around);
  });

  it.each(SHEETS)('%s has a code that leads back to it', async (href) => {
    await visitor.open(`${href}/print`);
    const drawn = await visitor.page.locator('.paper svg path').last().getAttribute('d');
    expect(drawn).toBe(qrPath(app.origin + href).path);
    expect(await visitor.page.locator('.paper svg').getAttribute('aria-label')).toContain('QRコード');
  });

  it.each(SHEETS)('%s has room for a hand', async (href) => {
    await visitor.open(`${href}/print`);
    const heights = await visitor.page
      .locator('.rules > div, .grid td')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    for (const height of heights) expect(height).toBeGreaterThanOrEqual((9 / 25.4) * 96 - 0.5);
  });
});

describe('the workbook of every shipped module', () => {
  it.each([
    ['as it is', {}],
    ['with readings in easy words', { words: 'easy', ruby: '1' }],
  ])(
    'fits on A4 and has a way back to each step, %s',
    async (way, settings) => {
      await show(settings);
      const steps = await shippedSteps();
      for (const at of new Set(steps.map(({ track, module }) => `${track}/${module.id}`))) {
        if ((await visitor.open(`/workbook/${at}`)) !== 200 || !visitor.path.startsWith('/workbook/'))
          continue;
        const printed = await print(visitor.page, `workbook ${at} ${way}`);
        expect([at, printed.sizes]).toEqual([at, A4]);
        expect(printed.pages).toBeGreaterThanOrEqual(3);
        const { words, wide } = await onPaper(visitor.page);
        expect([at, wide]).toEqual([at, []]);
        expect(words).not.toMatch(/ログアウト|お問い合わせ|学びの道すじ/);
        const links = visitor.page.locator('.contents a');
        expect(await visitor.page.locator('.paper .qr').count()).toBeGreaterThanOrEqual(1);
        for (const href of await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')!)))
          expect(await visitor.page.locator(`[id="${decodeURIComponent(href.slice(1))}"]`).count()).toBe(1);
      }
    },
    240_000,
  );

  it('tells no answer', async () => {
    const quizzes = (await shippedSteps()).filter(
      ({ track, step }) => track === 'introductory' && step.kind === 'quiz',
    );
    for (const { module, step } of quizzes) {
      if (step.kind !== 'quiz') continue;
      await visitor.open(`/workbook/introductory/${module.id}`);
      const words = (await onPaper(visitor.page)).words.replaceAll(/\s/g, '');
      for (const question of step.questions)
        if (question.kind === 'choose-one' || question.kind === 'choose-many')
          for (const { feedback, text } of question.choices) {
            expect(words).toContain(plain(text.base));
            expect(words).not.toContain(plain(feedback.base));
          }
    }
  });
});

function plain(html: string): string {
  return html.replaceAll(/<[^>]*>|\s/g, '');
}

describe('a sheet filled in without a script', () => {
  it('is written, saved, printed with its words, and done', async () => {
    const href = '/worksheet/introductory/ayumi/sempai-no-heya';
    await visitor.open(href);
    expect(await visitor.heading()).toBe('先輩の部屋を見に行くなら');
    await visitor.tick('手伝いの頼み方');
    await visitor.type('まねしてみたいこと', '朝に窓をあけること');
    await visitor.press('保存する');
    expect(visitor.path).toBe(href);
    expect(await visitor.words()).toContain('保存しました。この内容は、あなただけが見られます');
    await visitor.follow('保存したものを入れた紙を開く（A4）');
    expect(await visitor.words()).toContain('朝に窓をあけること');
    expect((await print(visitor.page, `${href} own`)).pages).toBe(1);
    await visitor.follow('シートのページに戻る');
    await visitor.follow('印刷用の紙を開く（A4・1枚）');
    expect(await visitor.words()).not.toContain('朝に窓をあけること');
    await visitor.follow('シートのページに戻る');
    await visitor.press('作りました');
    expect(visitor.path).toBe('/reflection/introductory/ayumi/furikaeri');
    await visitor.open(href);
    expect(await visitor.words()).toContain('この項目は、一度終わっています');
    expect(await visitor.page.getByLabel('まねしてみたいこと').inputValue()).toBe('朝に窓をあけること');
  });
});

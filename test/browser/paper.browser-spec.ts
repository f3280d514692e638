/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { readCurricula } from '../../src/curriculum/curricula.js';
import type { ModuleModel } from '../../src/curriculum/edition.js';
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
const MODULES = EDITIONS.flatMap(({ track, modules }) =>
  modules.map((module) => ({ at: `${track.id}/${module.id}`, module })),
);
const SHEETS = MODULES.flatMap(({ at, module }) =>
  module.steps.flatMap((step) =>
    step.kind === 'worksheet' ? { href: `/worksheet/${at}/${step.id}`, pages: step.pages } : [],
  ),
);
/** What stands around a sheet on the screen. */
const AROUND = ['ログアウト', '学びの道すじ', '相談できるところ', 'お問い合わせ', '印刷」を選ぶ', '戻る'];
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
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

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

const isA4 = ({ sizes }: Printed): boolean => sizes.size === 1 && sizes.has('595 × 842');

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
    ['for large eyes in the dark', { size: 'xl', theme: 'dark' }],
  ])('is so many pages of A4 as its file says, %s', async (way, settings) => {
    await show(settings);
    const wrong: string[] = [];
    for (const { href, pages } of SHEETS) {
      await visitor.open(`${href}/print`);
      const printed = await print(visitor.page, `${href} ${way}`);
      if (printed.pages !== pages) wrong.push(`${href}: ${printed.pages} pages`);
      if (!isA4(printed)) wrong.push(`${href}: ${[...printed.sizes].join()}`);
    }
    expect(wrong).toEqual([]);
  });

  describe('as it is', () => {
    beforeAll(() => show({}));

    it.each(SHEETS)(
      '$href holds the sheet alone, a code that leads back, and room for a hand',
      async (sheet) => {
        const { href } = sheet;
        await visitor.open(`${href}/print`);
        const { words, wide } = await onPaper(visitor.page);
        expect(wide).toEqual([]);
        expect(words).toContain(await visitor.heading());
        expect(words).toContain('自分だけのものです');
        expect(words).toContain(`${app.origin.replace('http://', '')}${href}`);
        for (const around of AROUND) expect(words).not.toContain(around);

        const { code, label, heights } = await visitor.page.evaluate(() => ({
          code: [...document.querySelectorAll('.paper svg path')].at(-1)?.getAttribute('d'),
          label: document.querySelector('.paper svg')?.getAttribute('aria-label'),
          heights: Array.from(
            document.querySelectorAll('.rules > div, .grid td'),
            (one) => one.getBoundingClientRect().height,
          ),
        }));
        expect(code).toBe(qrPath(app.origin + href).path);
        expect(label).toContain('QRコード');
        expect(heights.filter((height) => height < (9 / 25.4) * 96 - 0.5)).toEqual([]);
      },
    );
  });
});

describe('the workbook of every shipped module', () => {
  it.each([
    ['as it is', {}],
    ['with readings in easy words', { words: 'easy', ruby: '1' }],
  ])('fits on A4, has a way back to each step and tells no answer, %s', async (way, settings) => {
    await show(settings);
    let choices = 0;
    for (const { at, module } of MODULES) {
      if ((await visitor.open(`/workbook/${at}`)) !== 200 || !visitor.path.startsWith('/workbook/')) continue;
      const printed = await print(visitor.page, `workbook ${at} ${way}`);
      expect([at, isA4(printed)]).toEqual([at, true]);
      expect(printed.pages).toBeGreaterThanOrEqual(3);
      const { words, wide } = await onPaper(visitor.page);
      expect([at, wide]).toEqual([at, []]);
      expect(words).not.toMatch(/ログアウト|お問い合わせ|学びの道すじ/);
      expect(await visitor.page.evaluate(findLost)).toEqual([]);
      if (way === 'as it is') choices += expectNoAnswer(words, module);
    }
    if (way === 'as it is') expect(choices).toBeGreaterThan(100);
  });
});

/** Codes and lines of the contents that lead nowhere. */
function findLost(): string[] {
  const lost = [...document.querySelectorAll<HTMLAnchorElement>('.contents a')].filter(
    (link) => document.querySelectorAll(`[id="${decodeURIComponent(link.hash.slice(1))}"]`).length !== 1,
  );
  const hasCode = document.querySelector('.paper .qr') !== null;
  return [...lost.map((link) => link.outerHTML), ...(hasCode ? [] : ['no code'])];
}

/** Every choice stands there, and no reply to it. Of how many choices that was seen. */
function expectNoAnswer(printed: string, module: ModuleModel): number {
  const words = printed.replaceAll(/\s/g, '');
  const choices = module.steps
    .flatMap((step) => (step.kind === 'quiz' ? step.questions : []))
    .flatMap((question) =>
      question.kind === 'choose-one' || question.kind === 'choose-many' ? question.choices : [],
    );
  for (const { feedback, text } of choices) {
    expect(words).toContain(plain(text.base));
    expect(words).not.toContain(plain(feedback.base));
  }
  return choices.length;
}

function plain(html: string): string {
  return html.replaceAll(/<[^>]*>|\s/g, '');
}

describe('a sheet filled in without a script', () => {
  beforeAll(() => show({}));

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

import type { Browser } from 'playwright-core';
import { RouteTable } from '../../src/web/route-table.js';
import { launchChromium } from '../support/chromium.js';
import { findInMarkup } from './markup.js';
import { EVERYBODY } from './people.js';
import { FILES, PREVIEWED, SAMPLES, nameOf } from './samples.js';
import type { Sample } from './samples.js';
import { aWorld } from './world.js';
import type { World } from './world.js';

/** Pages that show what authors wrote. */
const AUTHORED =
  /^\/(tracks\/|try\/|home|path|learn\/|quiz\/|dialogue\/|reflection\/|worksheet\/|workbook\/|certificates\/ready)/;
const DISPLAY = { theme: 'auto', size: 'm', ruby: '0', words: 'normal', progress: 'show', lang: 'ja' };

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

const get = ({ as, at }: Sample) => world.people.get(as, at(world.places));
/** Pages that are made for whoever asks; the others are those of somebody fictional, in a preview. */
const SENT = SAMPLES.filter(({ shows }) => shows !== PREVIEWED.shows);
const SHOWN = SAMPLES.filter((sample) => !SENT.includes(sample));

const named = (samples: readonly Sample[]) =>
  samples.map((sample): [string, Sample] => [nameOf(sample), sample]);

/** Everybody sets how pages look. */
async function show(settings: Partial<typeof DISPLAY>): Promise<void> {
  for (const who of EVERYBODY) {
    const { status } = await world.people.send(who, '/settings/display', { ...DISPLAY, ...settings });
    expect(status).toBe(303);
  }
}

function titleOf(html: string): string {
  return /<title>(.*?)<\/title>/s.exec(html)![1]!;
}

function headingOf(html: string): string {
  const heading = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)![1]!;
  return heading.replace(/<[^>]*>/g, '').trim();
}

function supportBarOf(html: string): string {
  return /<div class="calmbar"[\s\S]*?<\/ul>/.exec(html)![0];
}

describe('the table of samples', () => {
  it('has a sample of every GET route, and no other', () => {
    const routes = world.app.get(RouteTable).list();
    const wanted = new Set(routes.filter(({ method }) => method === 'GET').map(({ path }) => path));
    const sampled = new Set([...SAMPLES, ...FILES].map(({ route }) => route));
    expect([...sampled].sort()).toEqual([...wanted].sort());
  });
});

describe('every page as it is sent', () => {
  it.each(named(SENT))('%s', async (_, sample) => {
    const { status, text } = await get(sample);
    expect(status).toBe(sample.status);
    expect(text).toContain(sample.shows ?? '');
    expect(text).toContain('<html lang="ja">');
    expect(text).not.toMatch(/<rt>|<ruby>|http-equiv|<style|\son\w+=/);
    expect(findInMarkup(text)).toEqual([]);
    expect(titleOf(text)).toContain(sample.title ?? headingOf(text));
    expect(titleOf(text)).toMatch(/ - 学びのページ$/);
    if (status === 422) expect(titleOf(text)).toMatch(/^確認：/);
  });

  it.each(named(SHOWN))('%s is that of somebody fictional', async (_, sample) => {
    const first = await get(sample);
    const { status, text } = first.status === 303 ? await world.people.get(sample.as, first.location) : first;
    expect(status).toBe(sample.status);
    expect(text).toContain(sample.shows);
    expect(text).toContain('見本の人');
    expect(text).not.toMatch(/http-equiv|<style|\son\w+=/);
    expect(findInMarkup(text)).toEqual([]);
  });

  it.each(named(FILES))('%s is a file', async (_, sample) => {
    const { status, type } = await get(sample);
    expect([status, type]).toEqual([200, (sample as (typeof FILES)[number]).type]);
  });
});

describe('all pages together', () => {
  it('have different titles where they have different headings', async () => {
    const headings = new Map<string, Set<string>>();
    for (const sample of SENT) {
      const { text } = await get(sample);
      headings.set(titleOf(text), (headings.get(titleOf(text)) ?? new Set()).add(headingOf(text)));
    }
    expect([...headings].filter(([, different]) => different.size > 1)).toEqual([]);
  });

  it('offer the same help in the same place', async () => {
    const bars = { trainee: new Set<string>(), other: new Set<string>() };
    for (const sample of SENT) {
      const { text } = await get(sample);
      expect(text).toMatch(/<\/header>\s*<div class="calmbar"/);
      const isTrainee = text.includes('href="/pause"');
      bars[isTrainee ? 'trainee' : 'other'].add(supportBarOf(text));
    }
    expect([bars.trainee.size, bars.other.size]).toEqual([1, 1]);
    const hrefs = [...bars.trainee].join().match(/href="[^"]*"/g);
    expect(hrefs).toEqual(['href="/pause"', 'href="/support"']);
  });

  it('give every reading a place to stand where ruby is not known', async () => {
    await show({ ruby: '1' });
    let readings = 0;
    for (const sample of SENT) {
      const { text } = await get(sample);
      expect(findInMarkup(text)).toEqual([]);
      for (const [ruby] of text.matchAll(/<ruby>.*?<\/ruby>/gs)) {
        expect(ruby).toMatch(/^<ruby>[^<]+(?:<rp>（<\/rp><rt>[^<]+<\/rt><rp>）<\/rp>)<\/ruby>$/);
        readings++;
      }
    }
    await show({});
    expect(readings).toBeGreaterThan(100);
  });

  it('say their language, in English too', async () => {
    await show({ lang: 'en' });
    for (const sample of SENT) {
      const { text, status } = await get(sample);
      expect([status, text.includes('<html lang="en">')]).toEqual([sample.status, true]);
    }
    await show({});
  });

  it('say in English which words an author wrote in Japanese', async () => {
    await show({ lang: 'en' });
    const found: string[] = [];
    for (const sample of SENT.filter(({ route }) => AUTHORED.test(route))) {
      const page = await world.people.page(sample.as);
      await page.goto(world.app.origin + sample.at(world.places));
      found.push(...(await page.evaluate(unmarkedJapanese)).map((text) => `${nameOf(sample)}: ${text}`));
    }
    await show({});
    expect(found).toEqual([]);
  });
});

/** Words that a voice would read in the wrong language. Hidden words that tell buttons apart have no markup; what people typed is theirs. */
function unmarkedJapanese(): string[] {
  const texts = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (texts.nextNode()) {
    const { textContent, parentElement } = texts.currentNode;
    const isMarked = parentElement!.closest('[lang]')!.getAttribute('lang') === 'ja';
    if (
      /[ぁ-ゖァ-ヺ]/.test(textContent!) &&
      !isMarked &&
      !parentElement!.closest('.vh, .typed, .own, textarea')
    )
      found.push(textContent!.trim());
  }
  return found;
}

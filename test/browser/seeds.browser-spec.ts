import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { findInMarkup } from './markup.js';
import { SEEDS, TOOLS } from './seeds.js';
import type { Ground, Seed } from './seeds.js';
import type { Who } from './people.js';
import { aWorld } from './world.js';
import type { World } from './world.js';

const LESSON = '/learn/introductory/pia-to-wa/nakama';
const REPORT = '/office/reports/completions';

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

const GROUNDS: Readonly<Record<Ground, readonly [Who, (world: World) => string]>> = {
  lesson: ['learner', () => LESSON],
  login: ['stranger', () => '/login'],
  question: ['learner', ({ places }) => places.unsure],
  refused: ['office', () => `${REPORT}?track=&year=2026&from=4&to=3&asOfYear=2026&asOfMonth=13&asOfDay=11`],
  report: ['office', () => '/office/reports'],
};

async function open(ground: Ground): Promise<Page> {
  const [who, at] = GROUNDS[ground];
  const page = await world.people.page(who);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(world.app.origin + at(world));
  return page;
}

const clean = new Map<string, string[]>();
async function foundBefore(ground: Ground, check: Seed['check']): Promise<string[]> {
  const key = `${ground} ${check.name}`;
  const found = clean.get(key) ?? (await check(await open(ground)));
  clean.set(key, found);
  return found;
}

const named = (seeds: readonly Seed[]) => seeds.map((seed): [string, Seed] => [seed.name, seed]);

// A check that finds nothing may be one that looks at nothing.
describe('a defect that is put into a page on purpose is told', () => {
  it.each(named(SEEDS))('%s', async (_, { ground, sow, check, said }) => {
    expect((await foundBefore(ground, check)).filter((line) => said.test(line))).toEqual([]);
    const page = await open(ground);
    await page.evaluate(TOOLS);
    await page.evaluate(sow);
    expect((await check(page)).some((line) => said.test(line))).toBe(true);
  });

  it.each([
    ['a part that is not closed', '<main><p>一</main>', '</main> closes <p>'],
    ['a box in a paragraph', '<p><div>一</div></p>', '<div> in <p>'],
    ['an item outside a list', '<div><li>一</li></div>', '<li> in <div>'],
    ['a button in a link', '<a href="/"><button>一</button></a>', '<button> in <a>'],
    ['a form in a form', '<form><form></form></form>', '<form> in <form>'],
    ['an attribute twice', '<p class="a" class="b">一</p>', 'class twice'],
    ['an id twice', '<p id="a">一</p><p id="a">二</p>', 'id a twice'],
    ['a sign that opens nothing', '<p>1 < 2</p>', 'a bare <'],
  ])('in the text of a page: %s', (_, html, said) => {
    expect(findInMarkup(html).join('\n')).toContain(said);
  });
});

/// <reference lib="dom" />
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { EditionService } from '../../src/curriculum/edition.service.js';
import { stepsInOrder } from '../../src/curriculum/edition.js';
import { enrolled } from '../factories/learning.js';
import { launchChromium } from '../support/chromium.js';
import { startListening } from './listening-app.js';
import type { ListeningApp } from './listening-app.js';
import { findInPage } from './page-checks.js';
import { People } from './people.js';

const TRACKS = ['introductory', 'practitioner', 'followup', 'supporter', 'public'];
const ROOMS = {
  lesson: 'learn',
  quiz: 'quiz',
  dialogue: 'dialogue',
  reflection: 'reflection',
  worksheet: 'worksheet',
  session: null,
  survey: null,
};
/** The easy version comes with readings always. */
const VERSIONS = [
  { name: 'standard', words: 'normal', ruby: '0' },
  { name: 'readings', words: 'normal', ruby: '1' },
  { name: 'easy', words: 'easy', ruby: '1' },
] as const;

let browser: Browser;
let app: ListeningApp;
let people: People;
beforeAll(async () => {
  browser = await launchChromium();
  app = await startListening('sqlite');
  people = new People(app, browser);
  for (const track of TRACKS) await enrolled(app, await people.person('learner'), track);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

describe.each(TRACKS)('the shipped track %s on a phone', (track) => {
  it.each(VERSIONS)('can be read in its $name version, page by page', async ({ name, words, ruby }) => {
    const display = { size: 'm', ruby, words, progress: 'show', lang: 'ja', theme: 'light' };
    const found: string[] = [];
    for (const who of ['learner', 'stranger'] as const) await people.send(who, '/settings/display', display);
    for (const path of await pathsOf(track)) {
      const page = await people.page(path.startsWith('/try/') ? 'stranger' : 'learner');
      await page.setViewportSize({ width: 390, height: 844 });
      const answer = await page.goto(app.origin + path);
      const complaints = [
        ...(answer?.status() === 200 ? [] : [`answers ${answer?.status()}`]),
        ...(await page.evaluate(findInPage, 'ja')),
        ...(await page.evaluate(findUnread, ruby === '1')),
      ];
      found.push(...complaints.map((one) => `${path}: ${one}`));
      await keepShot(page, `${path.slice(1).replaceAll('/', '_')}-${name}`);
    }
    expect(found).toEqual([]);
  });
});

async function pathsOf(track: string): Promise<string[]> {
  const edition = await app.get(EditionService).getCurrent(track);
  const modules = edition.modules.map(({ id }) => `/learn/${track}/${id}`);
  const steps = stepsInOrder(edition).flatMap(({ module, step }) => {
    const room = ROOMS[step.kind];
    return room === null ? [] : [`/${room}/${track}/${module.id}/${step.id}`];
  });
  const lessons = stepsInOrder(edition).filter(({ step }) => step.kind === 'lesson');
  const tried = edition.track.access === 'open' ? lessons : [];
  const tries = tried.map(({ module, step }) => `/try/${track}/${module.id}/${step.id}`);
  return [`/tracks/${track}`, ...modules, ...steps, ...tries];
}

/** Marks that should have become something else, what leaves the screen, readings where none were asked for. */
function findUnread(withReadings: boolean): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  const text = document.querySelector('main')!.innerText;
  const marks = text.match(/[{}]|\*\*|^#{1,4} |\]\(/m);
  const readings = [...document.querySelectorAll('main ruby')];
  const apart = readings.filter(({ parentElement: box }) => /flex|grid/.test(getComputedStyle(box!).display));
  return [
    ...(marks ? [`shows ${marks[0]}`] : []),
    ...(scrollWidth > clientWidth ? [`is ${scrollWidth} px wide`] : []),
    ...(!withReadings && readings.length > 0 ? ['shows readings'] : []),
    ...apart.map(({ parentElement: box }) => `tears a sentence apart: ${box!.innerText.slice(0, 30)}`),
  ];
}

/** For looking at: `TOMONI_TEST_SHOTS=folder` keeps a picture of every page. */
async function keepShot(
  page: { screenshot(options: object): Promise<unknown> },
  name: string,
): Promise<void> {
  const folder = process.env.TOMONI_TEST_SHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { stepsInOrder } from '../../src/curriculum/edition.js';
import { EditionService } from '../../src/curriculum/edition.service.js';
import { issued } from '../factories/certificate.js';
import { did, enrolled } from '../factories/learning.js';
import { aPerson } from '../factories/person.js';
import { AN_ORDINARY_DAY } from '../support/app.js';
import { launchChromium } from '../support/chromium.js';
import { certificateOf, downloadPdf, receiveCertificate, verify } from './certificate-steps.js';
import { startListening } from './listening-app.js';
import type { ListeningApp } from './listening-app.js';
import { Official, readNames, saveReport } from './office.js';
import { shorterCurricula } from './shorter-curricula.js';
import { PASSWORD, learnToTheEnd, nothingMet, register, signIn } from './trainee.js';
import type { Met } from './trainee.js';
import { Visitor } from './visitor.js';
import type { Device } from './visitor.js';

const LESSON = '/learn/introductory/pia-to-wa/nakama';
const LOCKED = '/learn/practitioner/kachi/yomu';
const NAME = '髙﨑 𠮷';
const A_DAY = 24 * 60 * 60_000;
/** Modules of the introductory track that are walked; two of them have every kind of step. */
const LONG = 4;
const SHORT = 2;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe.each([
  ['sqlite', 'with', true, LONG],
  ['postgres', 'without', false, SHORT],
] as const)('the main job on %s, %s JavaScript', (engine, _, script, modules) => {
  const curriculaDir = shorterCurricula(modules);
  let app: ListeningApp;
  let device: Device;
  beforeAll(async () => {
    app = await startListening(engine, { config: { curriculaDir } });
    device = { browser, origin: app.origin, script };
  });
  afterAll(async () => {
    await app.close();
    rmSync(curriculaDir, { recursive: true });
  });

  it('leads from the first page to a certificate, and from there to the next track', async () => {
    const first = await Visitor.on(device);
    const number = await register(first);
    await first.follow('講座を見る');
    await findLocked(first);
    await beginAndStop(first);
    await first.goAway();

    const second = await Visitor.on(device);
    await signIn(second, number, PASSWORD);
    await calm(second);
    await resume(second);
    const met = nothingMet();
    await learnToTheEnd(second, met);
    expect(met).toMatchObject(await everythingIn(app));
    expect(met.wrong).toBeGreaterThan(0);

    await second.follow('修了証を見る');
    await receiveCertificate(second, NAME);
    const { code } = await certificateOf(second, NAME);
    await downloadPdf(second, NAME);
    await verify(await Visitor.on(device), { code, name: NAME });
    await beginNext(second);
    await second.goAway();
  });

  it('ends in a list whose lines are right and stay as they are', async () => {
    app.clock.set(new Date(AN_ORDINARY_DAY.getTime() + 30 * A_DAY));
    for (let person = 0; person < 12; person++) await complete(app, `${NAME}${person}`);
    await complete(app, '=1+1', { isIssued: false });
    const expected = await countOf(app);
    app.clock.set(new Date(app.clock.now().getTime() + A_DAY));
    const official = await Official.of(app);
    const before = await reported(await Visitor.on(device), official, app);
    const rows = readNames(before).filter((row) => row['講座'] === '入門');
    expect(rows.map((row) => row['受講状況'])).toEqual(Array(expected).fill('修了'));
    expect(rows.filter((row) => row['修了証の氏名']?.startsWith(NAME)).length).toBeGreaterThanOrEqual(12);
    expect(rows.map((row) => row['呼び名'])).toContain("'=1+1");

    await complete(app, 'あとの人');
    app.clock.set(new Date(app.clock.now().getTime() + 60 * A_DAY));
    await complete(app, 'もっとあとの人');
    const after = await reported(await Visitor.on(device), official, app, {
      year: '2026',
      month: '6',
      day: '11',
    });
    expect(after.equals(before)).toBe(true);
  });
});

/** The next track says what opens it, on its page and to who types the address of a lesson. */
async function findLocked(visitor: Visitor): Promise<void> {
  await visitor.follow('実践');
  expect(await visitor.words()).toContain('この講座は、まだ始まりません');
  expect(await visitor.button('この講座を始める').count()).toBe(0);
  await visitor.open(LOCKED);
  expect([visitor.path, await visitor.heading()]).toEqual(['/tracks/practitioner', '実践']);
  await visitor.follow('入門');
}

async function beginAndStop(visitor: Visitor): Promise<void> {
  await visitor.press('この講座を始める');
  expect(visitor.path).toBe('/path/introductory');
  await visitor.follow('始める');
  expect(visitor.path).toBe(LESSON);
  await visitor.press(/^ここまでにする\s?（ピアは仲間のこと）/);
  expect(await visitor.heading()).toBe('今日はここまでにします');
  expect(await visitor.words()).toContain('「ピアは仲間のこと」まで読みました');
  await visitor.follow('もう少し続ける');
  await visitor.follow('今日はここまでにする');
  await visitor.press('ログアウトする');
  expect(await visitor.heading()).toBe('ログアウトしました');
  await visitor.open(LESSON);
  expect(visitor.path).toBe('/login');
}

/** From the menu of a narrow screen to how pages shall look, and home again. */
async function calm(visitor: Visitor): Promise<void> {
  await visitor.choose('設定');
  await visitor.follow('表示の設定');
  await visitor.tick('落ち着いた色（動きもなくなります）');
  await visitor.press('この見え方にする');
  expect(await visitor.words()).toContain('どのページも、選んだ見え方になります');
  await visitor.choose('ホーム');
  expect(await visitor.page.locator('html').getAttribute('data-theme')).toBe('calm');
}

async function resume(visitor: Visitor): Promise<void> {
  expect(await visitor.heading()).toBe('わたしのホーム');
  expect(await visitor.words()).toContain('前回は「ピアは仲間のこと」まで読みました');
  await visitor.follow('続きから始める');
  expect(visitor.path).toBe(LESSON);
  const place = visitor.page.getByRole('heading', { name: '場面：待合室のひとこと' });
  expect((await place.boundingBox())!.y).toBeLessThan(200);
}

async function beginNext(visitor: Visitor): Promise<void> {
  await visitor.open('/tracks/practitioner');
  await visitor.press('この講座を始める');
  expect(visitor.path).toBe('/path/practitioner');
  expect([await visitor.open(LOCKED), visitor.path]).toEqual([200, LOCKED]);
}

/** What a person meets who goes through the whole track and begins each question with "not sure yet". */
async function everythingIn(app: ListeningApp): Promise<Partial<Met>> {
  const edition = await app.get(EditionService).getCurrent('introductory');
  const steps = stepsInOrder(edition).map(({ step }) => step);
  const questions = steps.flatMap((step) => (step.kind === 'quiz' ? step.questions : [])).length;
  const count = (kind: string) => steps.filter((step) => step.kind === kind).length;
  return { lessons: count('lesson'), worksheets: count('worksheet'), questions, unsure: questions };
}

async function complete(app: ListeningApp, name: string, { isIssued = true } = {}): Promise<void> {
  const person = await aPerson(app, { displayName: name });
  const edition = await app.get(EditionService).getCurrent('introductory');
  const enrolment = await enrolled(app, person, 'introductory');
  for (const module of edition.modules)
    for (const step of module.steps) await did(app, enrolment, { module: module.id, step: step.id });
  if (isIssued) await issued(app, person, enrolment);
}

/** Who completed, counted by hand. */
async function countOf(app: ListeningApp): Promise<number> {
  const row = await app.db.one<{ n: number }>`
    select count(*) as n from enrolment where track_id = 'introductory' and completed_on is not null`;
  return Number(row!.n);
}

/** An official signs in, asks for a day (yesterday is what the page begins with), and saves the list with names. */
async function reported(
  visitor: Visitor,
  official: Official,
  app: ListeningApp,
  asOf?: { year: string; month: string; day: string },
): Promise<Buffer> {
  await official.signIn(visitor);
  await visitor.follow('報告');
  await visitor.follow(/^名前のある一覧$/);
  if (asOf) {
    await visitor.type('年（西暦）', asOf.year);
    await visitor.type('月', asOf.month);
    await visitor.type('日', asOf.day);
    await visitor.press('表示する');
  }
  expect(await visitor.words()).toContain('基準日：2026年6月11日（木）');
  const names = await saveReport(visitor, official, app);
  await visitor.goAway();
  return names;
}

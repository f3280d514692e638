import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { startListening } from './listening-app.js';
import type { ListeningApp } from './listening-app.js';
import { Official } from './office.js';
import {
  COURSE,
  addSecondModule,
  addStepToFirst,
  beginCourse,
  lookAsBeginner,
  mendThree,
  publish,
} from './studio-author.js';
import { PASSWORD, learnToTheEnd, register, signIn } from './trainee.js';
import { Visitor } from './visitor.js';
import type { Device } from './visitor.js';

let browser: Browser;
let app: ListeningApp;
let device: Device;
const curriculaDir = mkdtempSync(join(tmpdir(), 'no-curricula-'));
beforeAll(async () => {
  browser = await launchChromium();
  app = await startListening('sqlite', { config: { curriculaDir } });
  device = { browser, origin: app.origin, script: false };
}, 60_000);
afterAll(async () => {
  await browser.close();
  await app.close();
  rmSync(curriculaDir, { recursive: true });
});

/** Without JavaScript, by people who never programmed. */
it('a course is written, mended, looked at, published, learnt, changed, and its cohort goes over', async () => {
  const writer = await Official.of(app, {
    displayName: '進行 みどり',
    roles: ['facilitator'],
    email: 'shinko@example.jp',
  });
  const head = await Official.of(app, {
    displayName: '管理 けん',
    roles: ['administrator'],
    email: 'kanri@example.jp',
  });
  const author = await writer.at(device);
  await beginCourse(author);
  await addSecondModule(author);
  await mendThree(author);
  await lookAsBeginner(author);
  await publish(author, '最初の公開です。');

  const trainee = await Visitor.on(device);
  const number = await register(trainee);
  await trainee.follow('講座を見る');
  await trainee.follow(COURSE.title);
  await trainee.press('この講座を始める');
  await trainee.follow('始める');
  await trainee.press('読みました。次へ進む');
  await trainee.press('問いを始める');
  const halfway = trainee.path;
  expect(halfway).toMatch(/^\/quiz\//);
  await trainee.goAway();

  app.clock.set(new Date(app.clock.now().getTime() + 5 * 60_000));
  await addStepToFirst(author);
  await publish(author, '課に読みものを足しました。', { consequential: true });

  const again = await Visitor.on(device);
  await signIn(again, number, PASSWORD);
  await again.open(`/path/${COURSE.id}`);
  expect(await again.words()).not.toContain('もう一つの読みもの');
  expect(await again.words()).toContain('終わりました');
  await again.open(halfway);
  await again.tick('まだわからない');
  await again.press('答えを確かめる');
  expect(await again.words()).toContain('わからないままで大丈夫です');

  const administrator = await head.at(device);
  await administrator.choose('教材をつくる');
  await administrator.follow(new RegExp(`版の一覧.*${COURSE.title}`));
  await administrator.follow(/いつでも/);
  expect(await administrator.heading()).toBe('期を新しい版へ移す');
  expect(await administrator.words()).toContain('もう一つの読みもの');
  await administrator.press('この期を新しい版へ移す');
  expect(await administrator.words()).toContain('新しい版へ移しました');

  await again.open(`/path/${COURSE.id}`);
  const words = await again.words();
  expect(words).toContain('もう一つの読みもの');
  expect(await statusOf(again, '返せる時間を伝えます')).toContain('終わりました');
  expect(await statusOf(again, '確認の問い')).toContain('終わりました');
  expect(await statusOf(again, 'もう一つの読みもの')).toContain('これから');
  await again.follow(/^(?:続ける|続きから|始める|次へ進む)/);
  await learnToTheEnd(again);
  expect(await app.db.sql`select number, completed_on is not null as completed from enrolment`).toHaveLength(
    1,
  );
  await again.open(`/path/${COURSE.id}`);
  expect(await again.words()).toContain('修了');
  await again.goAway();
  await administrator.goAway();
  await author.goAway();
}, 300_000);

/** What stands beside a step on the path. */
function statusOf(visitor: Visitor, step: string): Promise<string> {
  return visitor.page.getByRole('main').getByRole('listitem').filter({ hasText: step }).last().innerText();
}

import type { Browser } from 'playwright-core';
import { enrolled, published } from '../factories/learning.js';
import { aPerson } from '../factories/person.js';
import { launchChromium } from '../support/chromium.js';
import { DIALOGUE, dialogueCourse } from './dialogue-course.js';
import { startListening } from './listening-app.js';
import type { ListeningApp } from './listening-app.js';
import { PASSWORD, signIn } from './trainee.js';
import { Visitor } from './visitor.js';

const HERE = `${DIALOGUE}/yoi`;
let browser: Browser;
let app: ListeningApp;
beforeAll(async () => {
  browser = await launchChromium();
  app = await startListening('sqlite');
  await published(app, dialogueCourse());
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function aTrainee(script: boolean): Promise<Visitor> {
  const person = await aPerson(app, { password: PASSWORD });
  await enrolled(app, person, 'hanasu');
  const visitor = await Visitor.on({ browser, origin: app.origin, script });
  await signIn(visitor, person.learnerNumber, PASSWORD);
  return visitor;
}

async function say(visitor: Visitor, words: string): Promise<void> {
  await visitor.tick(words);
  await visitor.press('この返事をする');
}

describe.each([
  ['without', false],
  ['with', true],
] as const)('a conversation %s JavaScript', (_, script) => {
  it('is walked to a hard end, mended, looked back at and walked again', async () => {
    const visitor = await aTrainee(script);
    await visitor.open(HERE);
    expect(await visitor.words()).toContain('何度でもやり直せます');
    await visitor.press('会話を始める');
    expect(await visitor.heading()).toBe('あなたなら、どう返しますか');
    await visitor.press('この返事をする');
    expect(await visitor.words()).toContain('返事を1つ選んでください');
    await say(visitor, 'すぐに長い返事を書く');
    expect(await visitor.heading()).toBe('この返事で起きたこと');
    expect(await visitor.words()).toContain('負担が、大きく増えました');
    await visitor.follow('次へ進む');
    await say(visitor, '明日もつきあう');
    await visitor.follow('次へ進む');
    expect(await visitor.words()).toContain('ここから立て直せます');
    expect(await visitor.page.getByText('三日後、あなたは会を休みました').isVisible()).toBe(false);
    await visitor.page.getByText('この場面を読む').click();
    expect(await visitor.page.getByText('三日後、あなたは会を休みました').isVisible()).toBe(true);
    await visitor.press('ここから立て直す');
    await say(visitor, '休んだことも話す');
    expect(await visitor.heading()).toBe('この会話が終わりました');
    await visitor.follow('通った道と、ほかの返事を見る');
    await visitor.page.getByText('ほかの返事を見る').first().click();
    expect(await visitor.words()).toContain('読んだことと、返せる時間が伝わりました');
    await visitor.press('もう一度はじめから');
    expect(visitor.path).toBe(`${HERE}/1`);
    await visitor.goAway();
  });

  it('shows by the Back button what came of a reply, and leads on from there', async () => {
    const visitor = await aTrainee(script);
    await visitor.open(HERE);
    await visitor.press('会話を始める');
    await say(visitor, '短く、返せる時間を伝える');
    await visitor.page.goBack();
    await visitor.page.reload();
    expect(visitor.path).toBe(`${HERE}/1/said`);
    await visitor.follow('次へ進む');
    expect(await visitor.heading()).toBe('この会話が終わりました');
    await visitor.follow('次へ進む');
    expect(visitor.path).toBe(`${DIALOGUE}/tsurai`);
    await visitor.goAway();
  });
});

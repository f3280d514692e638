import type { Browser } from 'playwright-core';
import { aCohort, aFacilitator, enrolledIn } from '../factories/cohort.js';
import { published } from '../factories/learning.js';
import { aPerson, aSession } from '../factories/person.js';
import type { KnownPerson } from '../factories/person.js';
import { launchChromium } from '../support/chromium.js';
import { gatedCourse } from './gated-course.js';
import { startListening } from './listening-app.js';
import type { ListeningApp } from './listening-app.js';
import { REFLECTION } from './reflection-states.js';
import { Visitor } from './visitor.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe.each(['sqlite', 'postgres'] as const)('a reflection without JavaScript on %s', (engine) => {
  let app: ListeningApp;
  beforeAll(async () => {
    app = await startListening(engine);
    await published(app, gatedCourse());
  });
  afterAll(() => app.close());

  async function sitDown(person: KnownPerson): Promise<Visitor> {
    const visitor = await Visitor.on({ browser, origin: app.origin, script: false });
    const value = await aSession(app, person);
    await visitor.page.context().addCookies([{ name: 'session', value, url: app.origin }]);
    return visitor;
  }

  it('is written, sent, read, answered, and the answer arrives', async () => {
    const cohort = await aCohort(app, { trackId: 'machi' });
    const facilitator = await aFacilitator(app, cohort, { displayName: '緑' });
    const trainee = await aPerson(app, { displayName: '葵' });
    await enrolledIn(app, trainee, cohort);

    const writer = await sitDown(trainee);
    await writer.open(REFLECTION);
    await writer.type('思ったこと （任意）', '川のほとりを歩きました。');
    await writer.press('保存する');
    expect(await writer.words()).toContain('この内容は、あなただけが見られます');
    await writer.press('保存して、送る前に確かめる');
    expect(await writer.words()).toContain('緑さん（この期の進行役）');
    await writer.press('この文を送る');
    expect(await writer.words()).toContain('まだ読まれていません');

    const reader = await sitDown(facilitator);
    await reader.open('/home');
    await reader.follow(/^送られたふりかえりを見る/);
    expect(await reader.words()).toContain('きょうから');
    expect(await reader.words()).not.toContain('川のほとり');
    await reader.press(/^読む/);
    expect(await reader.words()).toContain('川のほとりを歩きました。');
    await reader.type('返事', '川の音が聞こえるようです。');
    await reader.press('下書きを保存する');
    expect(await reader.words()).toContain('下書きを保存しました');
    await reader.press('返事を送る');
    expect(await reader.words()).toContain('返事を送りました');

    await writer.open('/home');
    await writer.follow('お返事があります');
    expect(await writer.words()).toContain('川の音が聞こえるようです。');
    await writer.press(/^読みました/);
    await writer.follow('ふりかえりのページへもどる');
    await writer.press('次へ進む');
    expect(await writer.heading()).toBe('町のこと');
    await Promise.all([writer.goAway(), reader.goAway()]);
  });
});

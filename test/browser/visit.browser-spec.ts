import type { Browser } from 'playwright-core';
import { SessionService } from '../../src/accounts/session.service.js';
import { Jobs } from '../../src/mail/jobs.js';
import { anActivity, anOrganiser } from '../factories/activity.js';
import { aPerson } from '../factories/person.js';
import { aTrialSlot } from '../factories/trial.js';
import { launchChromium } from '../support/chromium.js';
import { mailsTo } from '../support/mails.js';
import { startListening } from './listening-app.js';
import type { ListeningApp } from './listening-app.js';
import { Visitor } from './visitor.js';

const LOUD = {
  title: '夜の歌の会',
  times: { regular: [{ weekday: 5, weeks: [], from: 19 * 60, to: 21 * 60 }], dates: [], off: [], note: '' },
  access: { 'step-free': 'yes', quiet: 'no' },
} as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe.each(['sqlite', 'postgres'] as const)('the directory, on %s without JavaScript', (engine) => {
  let app: ListeningApp;
  beforeAll(async () => {
    app = await startListening(engine);
  });
  afterAll(() => app.close());

  const stranger = () => Visitor.on({ browser, origin: app.origin, script: false });

  async function atTheOffice(): Promise<Visitor> {
    const person = await aPerson(app, { roles: ['office'], displayName: '窓口 さくら' });
    const visitor = await stranger();
    const now = app.clock.now();
    const { token } = await app.db.write((tx) =>
      app.get(SessionService).start(tx, {
        personId: person.id,
        role: 'office',
        ownDevice: false,
        userAgent: undefined,
        secondFactorAt: now,
        reauthenticatedAt: now,
      }),
    );
    await visitor.page.context().addCookies([{ name: 'session', value: token, url: app.origin }]);
    return visitor;
  }

  it('lets a stranger find a quiet place, take it along on paper, ask to watch only, and cancel', async () => {
    const tea = await anActivity(app, { title: '火曜のお茶の会' });
    await anActivity(app, LOUD);
    await anActivity(app, { title: '庭の会', access: { quiet: 'yes', 'step-free': 'no' } });
    await aTrialSlot(app, { activity: tea });
    const person = await stranger();

    await person.open('/');
    await person.follow('活動をさがす');
    await person.page.getByText('曜日と時間', { exact: true }).click();
    await person.tick(/^午後/);
    await person.page.getByText('行きやすさ', { exact: true }).first().click();
    await person.tick('静かな部屋');
    await person.tick('段差なしで入れる');
    await person.press('この条件でさがす');
    const found = await person.words();
    expect(found).toContain('見つかった活動：1件');
    expect(['火曜のお茶の会', '夜の歌の会', '庭の会'].filter((title) => found.includes(title))).toEqual([
      '火曜のお茶の会',
    ]);
    await person.follow('火曜のお茶の会');
    expect(await person.words()).toContain('手をあげて「お先に」と言うだけで帰れます');

    await person.follow(/A4/);
    const sheet = await person.page.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(sheet.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
    await person.page.goBack();

    await person.follow('見学できる日を見る');
    await person.follow(/火曜のお茶の会/);
    await person.tick(/^見学だけ/);
    await person.tick(/途中で帰るかもしれません/);
    await person.type('あると助かること', '入口に近い席がいいです。');
    await person.press('この内容で席をとる');
    expect(await person.heading()).toBe('席がとれました');
    const code = (await person.page.locator('.visit-code').innerText()).trim();

    // Another day, another telephone: the code is all there is.
    const later = await stranger();
    await later.open('/activities/trials');
    await later.follow('番号で、申込みを見る・とりやめる');
    await later.type('申込みの番号', code.toLowerCase().replaceAll('-', ' '));
    await later.press('申込みを見る');
    expect(await later.words()).toContain('席をとってあります');
    await later.press('この見学をとりやめる');
    expect(await later.words()).toContain('とりやめました');
    expect(await later.words()).not.toContain('入口に近い席');
    const left = await app.db.sql<{ state: string; needs: string }>`select state, needs from trial_request`;
    expect(left.map(({ state, needs }) => [state, needs])).toEqual([['cancelled', '']]);
  });

  it('is kept fresh: a group confirms by its link, and the office sees who did not', async () => {
    const asked = await anOrganiser(app, { name: '若葉の会', email: 'wakaba@example.jp' });
    const silent = await anOrganiser(app, { name: '森の会', email: null, phone: '000-111-2222' });
    const before = app.clock.today().plusDays(-95).toString();
    await anActivity(app, { title: '若葉の散歩', organiser: asked, confirmedOn: before });
    await anActivity(app, { title: '森の読書', organiser: silent, confirmedOn: before });
    await app.get(Jobs).runAll();

    const [mail] = await mailsTo(app, 'wakaba@example.jp');
    const link = new RegExp(`${app.origin}(/organise/link/[\\w-]{43})`).exec(mail!.body)![1]!;
    const group = await stranger();
    await group.open(link);
    expect(await group.words()).toContain('若葉の散歩');
    await group.press('このままで合っています');
    expect(await group.words()).toContain('ありがとうございます');

    const office = await atTheOffice();
    await office.open('/home');
    await office.follow(/電話で確かめる活動が1件/);
    const calls = await office.words();
    expect(calls).toContain('000-111-2222');
    await office.follow('森の読書');
    await office.press('電話で確かめました');
    await office.open('/office/activities');
    expect(await office.words()).toContain('電話で確かめる活動は、いまありません');
  });

  it('takes what a group wants to change, and shows it after the office has seen before and after', async () => {
    const organiser = await anOrganiser(app, { name: '川の会', email: 'kawa@example.jp' });
    const { id } = await anActivity(app, { title: '川べの会', organiser });
    const group = await stranger();
    await group.open('/organise');
    await group.type('団体のメールアドレス', 'kawa@example.jp');
    await group.press(/リンクを送/);
    const [mail] = await mailsTo(app, 'kawa@example.jp');
    await group.open(new RegExp(`${app.origin}(/organise/link/[\\w-]{43})`).exec(mail!.body)![1]!);
    await group.press('開く');
    await group.follow(/^直したい/);
    await group.type('途中で帰るとき', 'いつでも、だまって帰れます。');
    await group.press(/事務局に送/);

    const reader = await stranger();
    await reader.open(`/activities/${id}`);
    expect(await reader.words()).not.toContain('だまって帰れます');
    const office = await atTheOffice();
    await office.open('/office/activities');
    await office.follow('川べの会');
    const difference = await office.words();
    expect(difference).toContain('お先に');
    expect(difference).toContain('だまって帰れます');
    await office.press('この内容で載せる');
    await reader.open(`/activities/${id}`);
    expect(await reader.words()).toContain('だまって帰れます');
  });
});

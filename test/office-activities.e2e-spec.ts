import type { ActivityContent } from '../src/activities/activity-content.rules.js';
import { AuditChain } from '../src/audit/audit-chain.js';
import { Activity } from '../src/activities/activity.entity.js';
import { ActivityKeeper } from '../src/activities/activity-keeper.service.js';
import { Organiser } from '../src/activities/organiser.entity.js';
import { Jobs } from '../src/mail/jobs.js';
import { ActivityChange } from '../src/organisers/activity-change.entity.js';
import { ActivityLife } from '../src/organisers/activity-life.service.js';
import { typedActivity } from '../src/organisers/activity-form.page.js';
import { OrganiserLink } from '../src/organisers/organiser-link.entity.js';
import { OrganiserKeeping } from '../src/organisers/organiser-keeping.service.js';
import { OrganiserPerson } from '../src/organisers/organiser-person.entity.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { anActivity, anActivityContent, anOrganiser } from './factories/activity.js';
import { aWaitingChange } from './factories/activity-change.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { mailsTo } from './support/mails.js';
import { polyglots } from './support/polyglots.js';

let app: TestApp;
let official: KnownPerson;
let desk: Browser;
const ROOT = '/office/activities';
const DAY = 24 * 60 * 60_000;
const NOON = new Date('2026-05-12T03:00:00Z'); // in Japan

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

// Each test has the lists for itself.
beforeEach(async () => {
  app.clock.set(NOON);
  await app.db.write(async (tx) => {
    await tx.sql`delete from activity_event`;
    await tx.sql`delete from activity_change`;
    await tx.sql`delete from organiser_link`;
    await tx.sql`delete from outbox_mail`;
    await tx.sql`delete from activity`;
    await tx.sql`delete from organiser`;
  });
  await sitDown();
});

/** Sessions of staff last half an hour; a day later somebody signs in again. */
async function sitDown(): Promise<void> {
  official = await aPerson(app, { roles: ['office'], displayName: '受付の藤' });
  desk = await signIn(app, official);
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

function encoded(fields: Fields): string {
  const body = new URLSearchParams({ _key: crypto.randomUUID() });
  for (const [name, values] of Object.entries(fields))
    for (const value of [values].flat()) body.append(name, value);
  return body.toString();
}
const post = (path: string, fields: Fields = {}, browser = desk) =>
  browser.post(path).type('form').send(encoded(fields));
const page = async (path: string, status = 200) =>
  (await desk.get(path).expect(status)).text.replaceAll('&#x3D;', '=');
const typed = (content: ActivityContent, version: number): Fields => ({
  ...(typedActivity(content, app.clock.today()) as Fields),
  version: String(version),
});
const changeAt = ({ id }: { id: string }) => `${ROOT}/changes/${id}`;
const entry = (id: string) => app.db.write((tx) => tx.findOne(Activity, { id }));
const change = (id: string) => app.db.write((tx) => tx.findOne(ActivityChange, { id }));
const daysLater = (days: number) => new Date(NOON.getTime() + days * DAY);
const acts = (object: string) =>
  app.db.sql<{ act: string; role: string | null; detail: string }>`
    select act, role, detail from audit_event where object = ${object} order by seq`;

describe('what groups send', () => {
  it('waits, oldest first, and is shown before and after in words', async () => {
    const activity = await anActivity(app);
    const first = await aWaitingChange(app, {
      activity,
      title: '水曜のお茶の会',
      forms: ['talking', 'walking'],
      times: {
        regular: [{ weekday: 3, weeks: [1, 3], from: 10 * 60, to: 11 * 60 + 30 }],
        dates: [{ day: '2026-06-06', from: 600, to: 660 }],
        off: [],
        note: '祝日はお休みです。',
      },
      yen: 100,
      access: { 'step-free': 'no', quiet: 'yes', companion: 'yes' },
      about: '話しても、聴くだけでもかまいません。お茶は自由に飲めます。',
    });
    app.clock.advance(60_000);
    const second = await aWaitingChange(app, { title: '新しい散歩の会' });
    const list = await page(ROOT);
    expect(list.indexOf(changeAt(first))).toBeGreaterThan(0);
    expect(list.indexOf(changeAt(second))).toBeGreaterThan(list.indexOf(changeAt(first)));

    const text = await page(changeAt(first));
    for (const words of [
      '<del><span lang="ja">火曜のお茶の会</span></del>',
      '<ins><span lang="ja">水曜のお茶の会</span></ins>',
      '<del>聴くだけでもよい</del>',
      '<ins>歩く</ins>',
      '<del>毎週 火曜日 13:30から15:00まで</del>',
      '<ins>第1・3 水曜日 10:00から11:30まで</ins>',
      '<ins>2026年6月6日（土） 10:00から11:00まで</ins>',
      '<del>無料</del>',
      '<ins>1回 100円</ins>',
      '<del>段差なしで入れる：はい</del>',
      '<ins>段差なしで入れる：いいえ</ins>',
      '<ins><span lang="ja">お茶は自由に飲めます。</span></ins>',
      'メールのリンクから',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('雰囲気'); // what did not change is not told

    const fresh = await page(changeAt(second));
    expect(fresh).toContain('載せる内容');
    expect(fresh).toContain('新しい散歩の会');
    expect(fresh).not.toContain('<ins>');
  });

  it('is approved by one press, told by mail, and kept with before and after', async () => {
    const organiser = await anOrganiser(app, { email: 'kai@example.jp' });
    const activity = await anActivity(app, { organiser, confirmedOn: '2026-01-10' });
    const sent = await aWaitingChange(app, { activity, title: '水曜のお茶の会' });
    const next = await aWaitingChange(app);
    await post(`${changeAt(sent)}/approve`, { seen: '1' })
      .expect(303)
      .expect('location', changeAt(sent));
    expect(await entry(activity.id)).toMatchObject({ version: 2, title: '水曜のお茶の会' });
    expect((await entry(activity.id))!.confirmedOn.toString()).toBe('2026-05-12');
    const text = await page(changeAt(sent));
    expect(text).toContain('承認しました');
    expect(text).toContain('受付の藤');
    expect(text).toContain(`href="${changeAt(next)}"`);
    expect(text).not.toContain('/approve"');
    const [mail] = await mailsTo(app, 'kai@example.jp');
    expect(mail!.body).toContain('水曜のお茶の会');
    expect(mail!.body).toContain(`/activities/${activity.id}`);
    const noted = (await acts(`activity-change:${sent.id}`)).at(-1)!;
    expect(noted).toMatchObject({ act: 'activity.change-approved', role: 'office' });
    expect(JSON.parse(noted.detail)).toMatchObject({
      fields: 'title',
      before: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      after: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it('becomes an entry when it is new', async () => {
    const sent = await aWaitingChange(app, { title: '新しい散歩の会' });
    await post(`${changeAt(sent)}/approve`, { seen: '0' }).expect(303);
    const { activityId } = (await change(sent.id))!;
    expect(await entry(activityId!)).toMatchObject({ title: '新しい散歩の会', version: 1 });
    expect(await page(`${ROOT}/${activityId}/history`)).toContain('新しい活動の内容');
  });

  it('cannot be approved against an entry that changed meanwhile, and says so', async () => {
    const activity = await anActivity(app);
    const sent = await aWaitingChange(app, { activity, title: '送った題' });
    await app.db.write((tx) =>
      app
        .get(ActivityKeeper)
        .change(tx, activity.id, { seen: 1, content: anActivityContent({ title: '事務局の題' }) }),
    );
    const refused = await post(`${changeAt(sent)}/approve`, { seen: '1' }).expect(409);
    expect(refused.text).toContain('まだ何も変えていません');
    expect(refused.text).toContain('事務局の題');
    expect(refused.text).toContain('この内容が送られたあとに、掲載が変わっています');
    expect(await entry(activity.id)).toMatchObject({ title: '事務局の題' });
    // Now it was seen: what stands there is what is told as before.
    await post(`${changeAt(sent)}/approve`, { seen: '2' }).expect(303);
    expect(await entry(activity.id)).toMatchObject({ title: '送った題', version: 3 });
  });

  it('does not open again what ended while the page was open, unless somebody knows it', async () => {
    const activity = await anActivity(app);
    const at = `${ROOT}/${activity.id}`;
    const sent = await aWaitingChange(app, { activity, title: '送った題' });
    const body = typed(anActivityContent({ mood: 'にぎやかな会です。' }), 1);
    expect(await page(changeAt(sent))).not.toContain('name="opens"');
    expect(await page(at)).not.toContain('name="opens"');
    await app.db.write((tx) => app.get(ActivityLife).close(tx, activity.id, { way: 'link', me: null }));
    const late = await post(`${changeAt(sent)}/approve`, { seen: '1' }).expect(409);
    expect(late.text).toContain('この活動の掲載が終わりました');
    const kept = await post(at, body).expect(409);
    expect(kept.text).toContain('この活動の掲載が終わりました');
    expect(kept.text).toContain('にぎやかな会です。');
    expect(await entry(activity.id)).toMatchObject({ version: 1, closedAt: NOON });
    for (const { text } of [late, kept]) expect(text).toContain('name="opens" value="1"');
    await post(`${changeAt(sent)}/approve`, { seen: '1', opens: '1' }).expect(303);
    expect(await entry(activity.id)).toMatchObject({ version: 2, title: '送った題', closedAt: null });
    await post(`${at}/close`).expect(303);
    await post(at, { ...body, version: '2', opens: '1' }).expect(303);
    expect(await entry(activity.id)).toMatchObject({ version: 3, closedAt: null });
  });

  it('is decided once by two who press at the same moment', async () => {
    const activity = await anActivity(app);
    const sent = await aWaitingChange(app, { activity, title: '送った題' });
    const other = await signIn(app, await aPerson(app, { roles: ['office'] }));
    const answers = await Promise.all([
      post(`${changeAt(sent)}/approve`, { seen: '1' }),
      post(`${changeAt(sent)}/decline`, { why: 'twice', words: '' }, other),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(answers.find(({ status }) => status === 409)!.text).toContain('まだ何も変えていません');
    const { state } = (await change(sent.id))!;
    expect((await entry(activity.id))!.title).toBe(state === 'approved' ? '送った題' : '火曜のお茶の会');
    expect(await mailsTo(app, (await organiserOf(activity)).email!)).toHaveLength(1);
  });

  it('is approved once, however often one sending arrives', async () => {
    const activity = await anActivity(app);
    const sent = await aWaitingChange(app, { activity, title: '送った題' });
    const body = encoded({ seen: '1' });
    const press = () =>
      desk
        .post(`${changeAt(sent)}/approve`)
        .type('form')
        .send(body);
    for (const answer of await Promise.all([press(), press(), press()])) expect(answer.status).toBe(303);
    expect((await entry(activity.id))!.version).toBe(2);
  });

  it('is declined with a reason that the group reads', async () => {
    const organiser = await anOrganiser(app, { email: 'kai@example.jp' });
    const sent = await aWaitingChange(app, { organiser, title: '{散歩|さんぽ}の会' });
    const wrong = await post(`${changeAt(sent)}/decline`, { why: 'own', words: ' ' }).expect(422);
    expect(wrong.text).toContain('送った人に伝えることを書いてください');
    expect((await change(sent.id))!.state).toBe('waiting');
    await post(`${changeAt(sent)}/decline`, { why: 'unclear', words: '公園の名前を書いてください。' }).expect(
      303,
    );
    const [mail, ...more] = await mailsTo(app, 'kai@example.jp');
    expect(more).toEqual([]);
    expect(mail!.body).toContain('「散歩の会」');
    expect(mail!.body).toMatch(/もう一度送っていただけますか。\n公園の名前を書いてください。/);
    expect(await page(changeAt(sent))).toContain('公園の名前を書いてください。');
    expect(await page(ROOT)).not.toContain(changeAt(sent));
  });

  it('shows nothing of what strangers wrote as markup, also in histories', async () => {
    for (const text of polyglots.slice(0, 12)) {
      const activity = await anActivity(app);
      const sent = await aWaitingChange(app, {
        activity,
        title: [...text].slice(0, 60).join(''),
        about: text,
        venue: text,
        contact: text,
      });
      expect(await page(changeAt(sent))).not.toMatch(/<(script>alert|img src=x|svg|iframe|math)/i);
      await post(`${changeAt(sent)}/approve`, { seen: '1' }).expect(303);
      for (const at of [ROOT, `${ROOT}/${activity.id}`, `${ROOT}/${activity.id}/history`])
        expect(await page(at)).not.toMatch(/<(script>alert|img src=x|svg|iframe|math)/i);
    }
  });

  it('is nobody else’s to see or to decide', async () => {
    const sent = await aWaitingChange(app);
    for (const role of ['trainee', 'facilitator', 'administrator'] as const) {
      const browser = await signIn(app, await aPerson(app, { roles: [role] }));
      await browser.get(changeAt(sent)).expect(404);
      await post(`${changeAt(sent)}/approve`, { seen: '0' }, browser).expect(404);
    }
    await page(`${ROOT}/changes/${crypto.randomUUID()}`, 404);
    await page(`${ROOT}/changes/x`, 404);
    await post(`${ROOT}/changes/${crypto.randomUUID()}/approve`, { seen: '0' }).expect(404);
    await post(`${changeAt(sent)}/approve`, { seen: 'viel' }).expect(422);
    expect((await change(sent.id))!.state).toBe('waiting');
  });
});

const organiserOf = async (activity: Activity) =>
  (await app.db.write((tx) => tx.findOne(Organiser, { id: activity.organiserId })))!;

describe('what the office types', () => {
  it('is an entry at once, of a new organiser or a known one', async () => {
    const fields = typed(anActivityContent({ title: '電話で聞いた会' }), 0);
    const missing = await post(`${ROOT}/new`, { ...fields, title: '', groupMail: 'kai' }).expect(422);
    expect(missing.text).toContain('href="#title"');
    expect(missing.text).toContain('href="#groupName"');
    expect(missing.text).toContain('href="#groupMail"');
    const group = {
      groupName: '散歩の会',
      groupMail: ' Kai@Example.jp ',
      groupPhone: '０９０−１２３４−５６７８',
    };
    const made = await post(`${ROOT}/new`, { ...fields, ...group }).expect(303);
    const [organiser] = await app.db.sql<{
      id: string;
      email: string;
      phone: string;
    }>`select * from organiser`;
    expect(organiser).toMatchObject({ email: 'kai@example.jp', phone: '090-1234-5678' });
    expect(await page(made.get('location')!)).toContain('散歩の会');
    const again = await post(`${ROOT}/new`, { ...fields, ...group }).expect(422);
    expect(again.text).toContain('別の名前で登録されています');
    expect(await page(`${ROOT}/new?organiser=${organiser!.id}`)).toMatch(
      new RegExp(`value="${organiser!.id}" lang="ja" selected`),
    );
    await post(`${ROOT}/new`, { ...fields, organiser: organiser!.id }).expect(303);
    expect(await app.db.sql`select id from activity`).toHaveLength(2);
    await post(`${ROOT}/new`, { ...fields, organiser: crypto.randomUUID() }).expect(404);
  });

  it('changes an entry at once, with a row of its own in the history', async () => {
    const activity = await anActivity(app, { confirmedOn: '2026-01-10' });
    const at = `${ROOT}/${activity.id}`;
    const content = anActivityContent({ venue: '北の家' });
    expect(await page(at)).toContain('見本市民館 2階 和室');
    const same = await post(at, typed(anActivityContent(), 1)).expect(409);
    expect(same.text).toContain('変わったところがありません');
    const wrong = await post(at, { ...typed(content, 1), title: '' }).expect(422);
    expect(wrong.text).toContain('value="北の家"');
    await post(at, typed(content, 1)).expect(303).expect('location', at);
    expect(await entry(activity.id)).toMatchObject({ version: 2 });
    const history = await page(`${at}/history`);
    expect(history).toContain('<ins><span lang="ja">北の家</span></ins>');
    expect(history).toContain('受付の藤');

    // Somebody whose page is older is told, keeps what they typed, and may send it again.
    const late = await post(at, typed(anActivityContent({ mood: 'にぎやかな会です。' }), 1)).expect(409);
    expect(late.text).toContain('にぎやかな会です。');
    expect(late.text).toContain('name="version" value="2"');
    expect(await entry(activity.id)).toMatchObject({ version: 2 });
  });

  it('confirms what was read out, ends and reopens, and tells it in the history', async () => {
    const activity = await anActivity(app, { confirmedOn: '2026-01-10' });
    const at = `${ROOT}/${activity.id}`;
    await post(`${at}/confirm`, { seen: '1' }).expect(303);
    expect((await entry(activity.id))!.confirmedOn.toString()).toBe('2026-05-12');
    const moved = await post(`${at}/confirm`, { seen: '7' }).expect(409);
    expect(moved.text).toContain('まだ何も変えていません');
    for (let n = 0; n < 2; n++) await post(`${at}/close`).expect(303);
    const closed = await post(`${at}/confirm`, { seen: '1' }).expect(409);
    expect(closed.text).toContain('この掲載はもう終わっています');
    expect(await page(at)).toContain('掲載を再開する');
    app.clock.advance(60_000);
    for (let n = 0; n < 2; n++) await post(`${at}/reopen`).expect(303);
    expect((await entry(activity.id))!.closedAt).toBeNull();
    await app.db.write((tx) =>
      app.get(ActivityLife).confirm(tx, activity.id, { seen: 1, doer: { way: 'link', me: null } }),
    );
    const history = await page(`${at}/history`);
    expect(history.match(/<section class="row">/g)).toHaveLength(4);
    for (const words of ['メールのリンクから', '掲載を再開しました', '掲載を終えました', '受付の藤'])
      expect(history).toContain(words);
    expect((await acts(`activity:${activity.id}`)).map(({ act }) => act)).toEqual([
      'activity.confirmed',
      'activity.closed',
      'activity.reopened',
      'activity.confirmed',
    ]);
    await post(`${ROOT}/${crypto.randomUUID()}/close`).expect(404);
  });

  it('turns the pages of long lists and histories, and finds by name', async () => {
    const organiser = await anOrganiser(app, { name: '100%の会' });
    const activity = await anActivity(app, { organiser, title: 'テニスの会', confirmedOn: '2026-05-11' });
    await app.db.write(async (tx) => {
      for (let n = 0; n < 25; n++)
        await app.get(ActivityLife).note(tx, activity.id, { kind: 'asked', doer: null });
    });
    expect(await page(`${ROOT}/${activity.id}/history`)).toContain('history?page=2');
    expect((await page(`${ROOT}/${activity.id}/history?page=2`)).match(/class="row"/g)).toHaveLength(5);
    for (let n = 0; n < 51; n++) await anActivity(app, { organiser: { id: organiser.id }, title: `会${n}` });
    expect(await page(ROOT)).toContain(`href="${ROOT}?page=2#entries"`);
    expect(await page(`${ROOT}?page=2`)).toContain('rel="prev"');
    expect(await page(`${ROOT}?page=900`)).toContain('当てはまる活動はありません');
    const found = await page(`${ROOT}?q=${encodeURIComponent('ﾃﾆｽ')}`);
    expect(found).toContain(`href="${ROOT}/${activity.id}"`);
    expect(found).not.toContain('会50');
    expect(await page(`${ROOT}?q=${encodeURIComponent('100%')}`)).toContain('会50');
    expect(await page(`${ROOT}?q=${encodeURIComponent('0_')}`)).toContain('当てはまる活動はありません');
    expect(await page(`${ROOT}?show=x&q=1&q=2`)).toContain('会50');

    // What stands beside a filter is what it shows, also among what was found.
    await anActivity(app, {
      organiser: await anOrganiser(app, { name: 'Tea & Talk ＮＰＯ' }),
      title: 'お茶',
      confirmedOn: '2026-01-12',
    });
    const tea = await page(`${ROOT}?q=tEA`);
    expect(tea).toMatch(/show=unconfirmed&amp;q=tEA#entries"[^<]*<\/a> 1件/);
    expect(tea).toMatch(/show=fresh&amp;q=tEA#entries"[^<]*<\/a> 0件/);
    expect(tea).toContain('<h3>載せている活動 1件</h3>');
    expect(await page(`${ROOT}?q=${encodeURIComponent('ＮＰＯ')}`)).toContain('<h3>載せている活動 1件</h3>');
  });

  it('asks the database as often for many entries as for few', async () => {
    const activity = await anActivity(app);
    const organiser = await organiserOf(activity);
    await aWaitingChange(app, { activity, title: '題' });
    const pages = ['', '?q=会', `/${activity.id}`, `/${activity.id}/history`].map((path) => `${ROOT}${path}`);
    const statements = async () => {
      const { sql, one } = app.db;
      let count = 0;
      const counted =
        <F extends (...args: never[]) => unknown>(ask: F) =>
        (...args: Parameters<F>) => {
          count += 1;
          return ask.apply(app.db, args);
        };
      Object.assign(app.db, { sql: counted(sql), one: counted(one) });
      for (const path of [...pages, `/office/organisers/${organiser.id}`]) await page(path);
      Object.assign(app.db, { sql, one });
      return count;
    };
    const few = await statements();
    for (let n = 0; n < 12; n++) {
      const more = await anActivity(app, { organiser, title: `会${n}`, confirmedOn: '2025-01-01' });
      await aWaitingChange(app, { activity: more, title: `題${n}` });
      await app.db.write((tx) => app.get(ActivityLife).note(tx, activity.id, { kind: 'asked', doer: null }));
    }
    expect(await statements()).toBe(few);
  });
});

describe('whom the office calls', () => {
  it('is kept with name, mail and phone, and a new address ends the old links', async () => {
    const organiser = await anOrganiser(app, { email: 'old@example.jp', phone: '0120-000-000' });
    const other = await anOrganiser(app, { email: 'other@example.jp' });
    const at = `/office/organisers/${organiser.id}`;
    await post(`${at}/link`).expect(303).expect('location', `${at}?sent=1`);
    expect((await mailsTo(app, 'old@example.jp'))[0]!.body).toMatch(/\/organise\/link\/[\w-]{43}/);
    expect(await page(`${at}?sent=1`)).toContain('リンクを送りました');
    const seen = /name="seen" value="(\w+)"/.exec(await page(at))![1]!;
    const data = { seen, name: '見本の会', email: 'new@example.jp', phone: '' };
    const known = await post(at, { ...data, email: 'OTHER@example.jp' }).expect(422);
    expect(known.text).toContain('別の名前で登録されています');
    await post(at, { ...data, name: '' }).expect(422);
    await post(at, data).expect(303);
    expect(
      await app.db.write((tx) => tx.find(OrganiserLink, { where: { organiserId: organiser.id } })),
    ).toEqual([]);
    const late = await post(at, { ...data, email: 'late@example.jp' }).expect(409);
    expect(late.text).toContain('late@example.jp');
    expect(await page(at)).toContain('new@example.jp');
    expect((await acts(`organiser:${organiser.id}`)).map(({ act, detail }) => [act, detail])).toEqual([
      ['organiser.link-sent', '{}'],
      ['organiser.changed', '{"fields":"email,phone"}'],
    ]);
    await app.db.write((tx) => tx.update(Organiser, { id: other.id }, { email: null }));
    const none = await post(`/office/organisers/${other.id}/link`).expect(409);
    expect(none.text).toContain('メールアドレスが登録されていません');
    await page(`/office/organisers/${crypto.randomUUID()}`, 404);
    await post(`/office/organisers/${crypto.randomUUID()}/link`).expect(404);
  });
});

it('keeps mail and phone of a group to the office, and its acts in an unbroken record', async () => {
  const organiser = await anOrganiser(app, { email: 'himitsu@example.jp', phone: '0120-987-654' });
  const activity = await anActivity(app, { organiser });
  await aWaitingChange(app, { activity, mood: '静かです。' });
  const host = await aPerson(app, { roles: ['trainee'] });
  const made = app.clock.now();
  await app.db.write((tx) =>
    tx.insert(OrganiserPerson, { organiserId: organiser.id, personId: host.id, madeAt: made }),
  );
  const secrets = /himitsu@example|0120-?987-?654/;
  const { id } = activity;
  const open = ['', `/${id}`, `/${id}/calendar.ics`, `/${id}/leaflet`, '/feed.xml', '/calendar.ics'];
  const files = ['/open-data/activities.csv', '/open-data/events.csv', '/calendar', '/trials'];
  const group = ['', `/activities/${id}`, `/activities/${id}/confirm`, `/activities/${id}/visits`];
  const read = async (browser: Browser, path: string) => {
    const answer = await browser.get(path).buffer(true).expect(200);
    expect(answer.text).not.toMatch(secrets);
  };
  for (const path of [...open, ...files]) await read(app.browser(), `/activities${path}`);
  const hosting = await signIn(app, host);
  for (const path of group) await read(hosting, `/organise${path}`);
  for (const path of ['/office/visits', `${ROOT}/${id}/visits`, '/office/activity-figures'])
    await read(desk, path);
  expect(await page(`${ROOT}/${id}`)).toMatch(secrets);
  expect(JSON.stringify(await app.get(OrganiserKeeping).export(host.id))).not.toMatch(secrets);
  expect(JSON.stringify(await app.db.sql`select * from audit_event`)).not.toMatch(secrets);
  expect((await app.get(AuditChain).verifyChain()).flaw).toBeNull();
});

describe('the life of an entry, day by day', () => {
  const work = () => app.get(Jobs).runAll();
  const counts = async () => {
    const text = await page(ROOT);
    const of = (shown: string) => new RegExp(`show=${shown}#entries"[^<]*</a> (\\d+)件`).exec(text)?.[1];
    return Object.fromEntries(['fresh', 'asked', 'unconfirmed', 'hidden'].map((shown) => [shown, of(shown)]));
  };
  const goTo = async (days: number) => {
    app.clock.set(daysLater(days));
    await work();
    await sitDown();
  };
  // Sent mails are emptied by the sender; here nobody fetches them.
  const mails = async (organiserId: string) =>
    app.db.sql`select hash from organiser_link where organiser_id = ${organiserId}`;

  it('is fresh, asked, unconfirmed, hidden, and fresh again by a call', async () => {
    const organiser = await anOrganiser(app, { email: 'kai@example.jp', phone: '0120-111-111' });
    const activity = await anActivity(app, { organiser });
    await goTo(89);
    expect(await mails(organiser.id)).toHaveLength(0);
    expect(await counts()).toEqual({ fresh: '1', asked: '0', unconfirmed: '0', hidden: '0' });
    await goTo(90);
    await work();
    expect(await mails(organiser.id)).toHaveLength(1);
    expect(await counts()).toEqual({ fresh: '0', asked: '1', unconfirmed: '0', hidden: '0' });
    expect(await page(ROOT)).toContain('にメールでたずねました');
    expect(await page(ROOT)).toContain('電話で確かめる活動は、いまありません。');
    await goTo(103);
    expect(await mails(organiser.id)).toHaveLength(1);
    await goTo(104);
    await work();
    expect(await mails(organiser.id)).toHaveLength(2);
    expect(await counts()).toMatchObject({ unconfirmed: '1' });
    await goTo(133);
    expect(await page(ROOT)).toContain('電話で確かめる活動は、いまありません。');
    await goTo(134);
    expect(await mails(organiser.id)).toHaveLength(2);
    expect(await counts()).toMatchObject({ hidden: '1' });
    const text = await page(ROOT);
    expect(text).toContain('href="tel:0120111111"');
    expect((await desk.get('/home').expect(200)).text).toContain('電話で確かめる活動が1件あります。');
    await post(`${ROOT}/${activity.id}/confirm`, { seen: '1' }).expect(303);
    expect(await counts()).toEqual({ fresh: '1', asked: '0', unconfirmed: '0', hidden: '0' });
    expect((await entry(activity.id))!.askedAt).toBeNull();
    await goTo(134 + 90);
    expect(await mails(organiser.id)).toHaveLength(3);
    const history = await page(`${ROOT}/${activity.id}/history`);
    expect(history.match(/メールでたずねました/g)).toHaveLength(3);
  });

  it('asks once when the server was off for weeks, and never at night', async () => {
    const organiser = await anOrganiser(app, { email: 'yoru@example.jp' });
    const activity = await anActivity(app, { organiser });
    app.clock.set(new Date(daysLater(120).getTime() + 11 * 60 * 60_000)); // eleven in the evening
    await work();
    await work();
    const [mail, ...more] = await app.db.sql<{ next_try_at: number; body: string }>`
      select next_try_at, body from outbox_mail where recipient = ${'yoru@example.jp'}`;
    expect(more).toEqual([]);
    const day = CalendarDay.at(daysLater(121));
    expect(Number(mail!.next_try_at)).toBe(day.startsAt().getTime() + 8 * 60 * 60_000);

    // In the morning somebody of the group opens the mail and says that it is right.
    app.clock.set(new Date(day.startsAt().getTime() + 9 * 60 * 60_000));
    const link = /\/organise\/link\/[\w-]{43}/.exec(mail!.body)![0];
    const group = app.browser();
    expect((await group.get(link).expect(200)).text).toContain('火曜のお茶の会');
    await post(link, { act: 'confirm', version: '1' }, group).expect(303);
    expect((await entry(activity.id))!.confirmedOn.toString()).toBe(day.toString());
    await work();
    await sitDown();
    expect(await mails(organiser.id)).toHaveLength(1);
    const history = await page(`${ROOT}/${activity.id}/history`);
    expect(history).toMatch(/いまも合っていると確かめました\sメールのリンクから/);
  });

  it('turns old at midnight in Japan, is asked about once by a clock that runs back, and anew at another address', async () => {
    const organiser = await anOrganiser(app, { email: 'kai@example.jp', name: '{見本|みほん}の会' });
    await anActivity(app, { organiser });
    const night = CalendarDay.at(daysLater(103)).startsAt().getTime();
    const at = async (instant: number) => {
      app.clock.set(new Date(instant));
      await work();
      await sitDown();
    };
    const bodies = async (to: string) => (await mailsTo(app, to)).map(({ body }) => body);
    await at(CalendarDay.at(daysLater(90)).startsAt().getTime() - 1);
    expect(await counts()).toMatchObject({ fresh: '1', asked: '0' });
    expect(await mails(organiser.id)).toHaveLength(0);
    // Off for two weeks, until the last hour before it is marked: one mail, although the next day is one of asking.
    await at(night + 23 * 3_600_000);
    expect(await counts()).toMatchObject({ asked: '1', unconfirmed: '0' });
    for (const later of [night + 24 * 3_600_000, night - DAY, night + 30 * 3_600_000]) await at(later);
    expect(await counts()).toMatchObject({ asked: '0', unconfirmed: '1' });
    const [first, ...more] = await bodies('kai@example.jp');
    expect(more).toEqual([]);
    expect(first).toContain('見本の会 さま'); // it arrives on the day on which it is marked
    expect(first).toContain('いま「未確認」と表示しています');
    await at(night + 20 * DAY);

    const seen = /name="seen" value="(\w+)"/.exec(await page(`/office/organisers/${organiser.id}`))![1]!;
    const data = { seen, name: '見本の会', email: 'new@example.jp', phone: '' };
    await post(`/office/organisers/${organiser.id}`, data).expect(303);
    await at(night + 200 * DAY);
    const [anew] = await bodies('new@example.jp');
    expect(anew).toContain('いま一覧に出していません');
    await at(night + 250 * DAY);
    expect(await app.db.sql`select id from activity_event where kind = 'asked'`).toHaveLength(2);
  });

  it('is told in English to who reads English', async () => {
    const look = { theme: 'calm', size: 'm', ruby: '1', words: 'easy', progress: 'show', lang: 'en' };
    await post('/settings/display', look).expect(303);
    const activity = await anActivity(app, { confirmedOn: '2026-02-01' });
    const sent = await aWaitingChange(app, { activity, title: '{水曜|すいよう}の会', yen: 100 });
    await desk.post(`${ROOT}/${activity.id}/close`).type('form').send(encoded({}));
    for (const at of [ROOT, `${ROOT}/new`, `${ROOT}/${activity.id}`, `${ROOT}/${activity.id}/history`])
      expect(await page(at)).toContain('<html lang="en"');
    expect(await page(changeAt(sent))).toContain('What changes');
    expect(await page(`/office/organisers/${activity.organiserId}`)).toContain('Send a link for editing');
  });

  it('asks nobody about closed entries, or while a change waits; who has no mail is called instead', async () => {
    const organiser = await anOrganiser(app, { email: 'kai@example.jp' });
    const byPhone = await anOrganiser(app, { email: null, phone: '090-1111-1111', name: '電話の会' });
    await anActivity(app, { organiser, title: '終わった会', isClosed: true });
    const changing = await anActivity(app, { organiser });
    const waits = await aWaitingChange(app, { activity: changing, mood: '静かです。' });
    const called = await anActivity(app, { organiser: byPhone });
    await goTo(89);
    expect(await page(ROOT)).not.toContain('href="tel:09011111111"');
    await goTo(90);
    expect(await mails(organiser.id)).toHaveLength(0);
    const text = await page(ROOT);
    expect(text).toContain('href="tel:09011111111"');
    expect(text).toContain('メールはありません');
    expect(await app.db.sql`select id from activity where asked_at is not null`).toEqual([]);
    await post(`${changeAt(waits)}/decline`, { why: 'twice', words: '' }).expect(303);
    await work();
    expect(await mails(organiser.id)).toHaveLength(1);
    await post(`${ROOT}/${called.id}/close`).expect(303);
    expect(await page(ROOT)).not.toContain('href="tel:09011111111"');
  });
});

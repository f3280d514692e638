import { ErasureService } from '../src/privacy/erasure.service.js';
import { OwnDataService } from '../src/privacy/own-data.service.js';
import { Jobs } from '../src/mail/jobs.js';
import type { Me } from '../src/web/me.js';
import { anActivity } from './factories/activity.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { aProposal } from './factories/proposal.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { polyglots } from './support/polyglots.js';

let app: TestApp;
let writer: KnownPerson;
let browser: Browser;
let desk: Browser;
const LIST = '/activities/proposals';
const MINE = `${LIST}/mine`;
const DESK = '/office/proposals';
const DAY = 24 * 60 * 60_000;
const NOON = new Date('2026-05-12T03:00:00Z');

beforeEach(async () => {
  app ??= await startApp();
  app.clock.set(NOON);
  await app.db.write((tx) => tx.sql`delete from activity_proposal`);
  writer = await aPerson(app, { displayName: '朝顔の人' });
  browser = await signIn(app, writer, { ownDevice: true });
  desk = await anOffice();
});
afterAll(() => app.close());

const send = (from: Browser, path: string, fields: object = {}) =>
  from
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...fields });
const proposal = {
  ...{ title: '朝のさんぽの会', about: '川のそばを、話さずに歩きたいです。', form: 'walking' },
  ...{ area: 'chuo', place: '川の近く', hours: '平日の朝', part: 'together' },
};
const rows = () => app.db.sql<Record<string, unknown>>`select * from activity_proposal order by id`;
const anOffice = async () =>
  signIn(app, await aPerson(app, { roles: ['office'], displayName: '事務局の人' }));
const after = (days: number) => app.clock.set(new Date(NOON.getTime() + days * DAY));
const answer = (id: string, fields: object = {}, from = desk) =>
  send(from, `${DESK}/${id}`, {
    ...{ replies: '0', state: 'looking', text: '場所をさがしています。', entry: '', shown: 'yes' },
    ...fields,
  });
const proposed = async (fields: object = {}) => {
  const before = (await rows()).map(({ id }) => id);
  await send(browser, `${LIST}/new`, { ...proposal, ...fields }).expect(303);
  return String((await rows()).find(({ id }) => !before.includes(id))!.id);
};

describe('proposing an activity', () => {
  it('is answered where its writer looks, and is read by others once the office says so', async () => {
    const sent = await send(browser, `${LIST}/new`, proposal).expect(303);
    const received = (await browser.get(sent.headers.location!).expect(200)).text;
    for (const words of ['受け取りました', proposal.title, '返事を待っています', '90日のうちに'])
      expect(received).toContain(words);
    const [{ id }] = (await rows()) as [{ id: string }];
    const peer = await signIn(app, await aPerson(app));
    expect((await peer.get(LIST).expect(200)).text).not.toContain(proposal.title);
    expect((await browser.get('/home')).text).not.toContain('返事が届いています');

    expect((await desk.get('/home')).text).toContain('返事を待っている活動の提案（1件）');
    const opened = (await desk.get(`${DESK}/${id}`).expect(200)).text;
    for (const words of [proposal.about, '川の近く', 'いっしょにつくりたい']) expect(opened).toContain(words);
    expect(opened).not.toContain('朝顔の人');
    await answer(id).expect(303);

    expect((await browser.get('/home')).text).toContain('返事が届いています');
    const mine = (await browser.get(MINE)).text;
    for (const words of ['検討しています', '場所をさがしています。', 'ほかの受講者も読めます'])
      expect(mine).toContain(words);
    await send(browser, `${LIST}/${id}/seen`, { replies: '1' }).expect(303);
    expect((await browser.get('/home')).text).not.toContain('返事が届いています');
    const read = (await peer.get(LIST)).text;
    for (const words of [proposal.title, proposal.about, '場所をさがしています。', '10人未満'])
      expect(read).toContain(words);
    expect(read).not.toContain('朝顔の人');
    expect(
      await app.db.sql`
        select act, role from audit_event where object = ${`activity-proposal:${id}`} order by seq`,
    ).toEqual([
      { act: 'proposal.sent', role: null },
      { act: 'proposal.replied', role: 'office' },
    ]);
  });

  it('is one proposal, however often it is sent, and its address does not tell when', async () => {
    const fields = { _key: 'a-key-of-one-page-0009', ...proposal };
    for (let press = 0; press < 3; press++) await send(browser, `${LIST}/new`, fields).expect(303);
    const sent = await rows();
    expect(sent).toHaveLength(1);
    // An id of ours of this moment begins with these digits; peers read ids in the page.
    const moment = NOON.getTime().toString(16).padStart(12, '0').slice(0, 8);
    expect(String(sent[0]!.id).replaceAll('-', '').slice(0, 8)).not.toBe(moment);
  });

  it.each<[object, string]>([
    [{ title: '' }, '#title'],
    [{ title: 'あ'.repeat(61) }, '#title'],
    [{ about: '' }, '#about'],
    [{ about: 'あ'.repeat(1001) }, '#about'],
    [{ form: '' }, '#form'],
    [{ form: 'dancing' }, '#form'],
    [{ area: 'umi' }, '#area'],
    [{ place: 'あ'.repeat(101) }, '#place'],
    [{ hours: 'あ'.repeat(101) }, '#hours'],
    [{ part: '' }, '#part'],
  ])('refuses %j and keeps what was typed', async (fields, href) => {
    const refused = await send(browser, `${LIST}/new`, { ...proposal, ...fields }).expect(422);
    expect(refused.text).toContain(`href="${href}"`);
    if (!('about' in fields)) expect(refused.text).toContain(proposal.about);
    expect(await rows()).toEqual([]);
  });

  it('asks about words that may lead to somebody, and takes them when they are meant', async () => {
    const fields = { ...proposal, place: '見本クリニックの2階' };
    const asked = await send(browser, `${LIST}/new`, fields).expect(422);
    expect(asked.text).toContain('病院やクリニックの名前のようなもの');
    expect(await rows()).toEqual([]);
    await send(browser, `${LIST}/new`, { ...fields, sure: 'clinic' }).expect(303);
  });

  it('waits when five of one person wait, and keeps the words', async () => {
    for (let n = 0; n < 5; n++) await proposed({ title: `提案${n}` });
    const refused = await send(browser, `${LIST}/new`, proposal).expect(422);
    expect(refused.text).toContain('返事を待っている提案が5件あります');
    expect(refused.text).toContain(proposal.about);
  });

  it('can be taken back, with everything that hangs on it, but not once it came true', async () => {
    const id = await proposed();
    await answer(id).expect(303);
    const peer = await aPerson(app);
    await send(await signIn(app, peer), `${LIST}/${id}/support`, { want: 'yes' }).expect(303);
    const { headers } = await send(browser, `${LIST}/${id}/withdraw`).expect(303);
    expect((await browser.get(headers.location!)).text).toContain('取り下げました');
    for (const table of ['activity_proposal', 'proposal_reply', 'proposal_support'])
      expect(await app.db.write((tx) => tx.query(`select 1 as found from ${table}`))).toEqual([]);
    const gone = await answer(id).expect(303);
    expect((await desk.get(gone.headers.location!)).text).toContain('書いた人が、返事の前に取り下げました');
    await desk.get(`${DESK}/${id}`).expect(404);

    const activity = await anActivity(app, { title: '朝のさんぽ' });
    const other = await proposed();
    await answer(other, { state: 'realised', entry: activity.id }).expect(303);
    const refused = await send(browser, `${LIST}/${other}/withdraw`).expect(409);
    expect(refused.text).toContain('取り下げられません');
    expect(await rows()).toHaveLength(1);
  });

  it('is nobody else’s to take back or to put away', async () => {
    const id = await proposed();
    const stranger = await signIn(app, await aPerson(app));
    for (const path of [`${LIST}/${id}/withdraw`, `${LIST}/${id}/support`, `${LIST}/nothing/withdraw`])
      await send(stranger, path, path.endsWith('support') ? { want: 'yes' } : {}).expect(404);
    await send(stranger, `${LIST}/${id}/seen`, { replies: '0' }).expect(404);
    expect((await stranger.get(MINE)).text).not.toContain(proposal.title);
    expect(await rows()).toHaveLength(1);
  });
});

describe('wishing for it too', () => {
  const support = (from: Browser, id: string, want = 'yes') => send(from, `${LIST}/${id}/support`, { want });

  it('is once for each person, can be taken back, and is a number from ten on', async () => {
    const id = await aProposal(app, { isShown: true, state: 'looking', replies: 0 });
    const peers = await Promise.all(Array.from({ length: 10 }, () => aPerson(app)));
    const [first] = peers;
    const one = await signIn(app, first!, { ownDevice: true });
    for (const { status } of await Promise.all([1, 2, 3].map(() => support(one, id))))
      expect(status).toBe(303);
    expect((await one.get(LIST)).text).toContain('「ほしい」と伝えています');
    for (const peer of peers.slice(1, 9)) await support(await signIn(app, peer), id).expect(303);
    expect((await one.get(LIST)).text).toContain('10人未満');
    expect((await desk.get(DESK)).text).toContain('10人未満');
    await support(await signIn(app, peers[9]!), id).expect(303);
    expect((await one.get(LIST)).text).toContain('10人以上が「ほしい」と言っています');
    // One more is not seen: who has just pressed, or has just gone, is nobody's business.
    await support(await signIn(app, await aPerson(app)), id).expect(303);
    expect((await one.get(LIST)).text).toContain('10人以上が「ほしい」と言っています');
    for (const peer of [one, await signIn(app, peers[9]!)])
      for (let press = 0; press < 2; press++) await support(peer, id, 'no').expect(303);
    expect((await one.get(LIST)).text).toContain('10人未満');
    await support(one, id, 'perhaps').expect(400);
  });

  it('is not for one’s own, nor for what nobody may read yet', async () => {
    const own = await aProposal(app, { personId: writer.id, isShown: true });
    const hidden = await aProposal(app);
    for (const id of [own, hidden]) await support(browser, id).expect(404);
    expect((await browser.get(LIST)).text).toContain('あなたの提案です');
  });
});

describe('the office', () => {
  it('reads the oldest first, and marks what waits longer than 90 days', async () => {
    const old = await aProposal(app, { title: '古い提案', sentAt: new Date(NOON.getTime() - 91 * DAY) });
    await aProposal(app, { title: '新しい提案' });
    const { text } = await desk.get(DESK).expect(200);
    expect(text.indexOf('古い提案')).toBeLessThan(text.indexOf('新しい提案'));
    expect(text.match(/90日をこえています/g)).toHaveLength(1);
    expect(text).toContain('1件のうち0件');
    expect((await desk.get('/home')).text).toContain('90日をこえて返事を待っている活動の提案（1件）');
    await answer(old, { state: 'not-now', text: '場所が見つかりませんでした。' }).expect(303);
    expect((await desk.get(DESK)).text).not.toContain('古い提案');
    expect((await desk.get(`${DESK}?of=closed`)).text).toContain('古い提案');
    expect((await desk.get(`${DESK}?of=open`)).text).not.toContain('古い提案');
  });

  it('begins with kind sentences that say a reason', async () => {
    const id = await aProposal(app);
    for (const [state, words] of [
      ['not-now', '提案した人や内容がよくなかった、ということではありません'],
      ['on-hold', 'そろったら、また検討します'],
    ] as const) {
      const { text } = await desk.get(`${DESK}/${id}?ready=${state}`).expect(200);
      expect(text).toContain(words);
      expect(text).toMatch(new RegExp(`value="${state}"[^>]* checked`));
    }
  });

  it.each<[object, string]>([
    [{ state: 'waiting' }, '#state'],
    [{ text: '' }, '#text'],
    [{ text: 'あ'.repeat(1001) }, '#text'],
    [{ shown: '' }, '#shown'],
    [{ state: 'realised', entry: '' }, '#entry'],
    [{ state: 'realised', entry: '/activities/00000000-0000-0000-0000-000000000000' }, '#entry'],
  ])('is told what %j lacks, and nothing changes', async (fields, href) => {
    const id = await aProposal(app);
    const refused = await answer(id, fields).expect(422);
    expect(refused.text).toContain(`href="${href}"`);
    expect(await rows()).toMatchObject([{ state: 'waiting', replies: 0 }]);
  });

  it('names the entry that came of it, by address or name, and its writer finds it', async () => {
    const activity = await anActivity(app, { title: '朝のサンポ会' });
    const ids = [await proposed(), await proposed()];
    const entries = [`https://example.jp/activities/${activity.id}`, '朝のさんぽ会'];
    for (const [index, id] of ids.entries())
      await answer(id, { state: 'realised', entry: entries[index] }).expect(303);
    const mine = (await browser.get(MINE)).text;
    expect(mine.match(new RegExp(`href="/activities/${activity.id}"`, 'g'))).toHaveLength(2);
    // A second of the same name: the address is needed.
    await anActivity(app, { title: '朝のさんぽ会' });
    const refused = await answer(await proposed(), { state: 'realised', entry: '朝のさんぽ会' }).expect(422);
    expect(refused.text).toContain('同じ名前の活動がいくつかあります');
    // A word of the answer is put right after the group has ended: it came of it all the same.
    await app.db.write(
      (tx) => tx.sql`update activity set closed_at = ${NOON.getTime()} where id = ${activity.id}`,
    );
    const entry = `/activities/${activity.id}`;
    await answer(ids[0]!, { replies: '1', state: 'realised', entry }).expect(303);
    await answer(await proposed(), { state: 'realised', entry }).expect(422);
    // Nobody is led to what is not there any more.
    app.clock.set(new Date(NOON.getTime() + 300 * DAY));
    browser = await signIn(app, writer);
    expect((await browser.get(MINE)).text).not.toContain(`href="/activities/${activity.id}"`);
  });

  it('does not answer over somebody else, and shows both texts', async () => {
    const id = await proposed();
    await answer(id, { text: '先に書いた返事です。' }, await anOffice()).expect(303);
    const refused = await answer(id, { text: 'あとから書いた返事です。' }).expect(422);
    for (const words of ['先に書いた返事です。', 'あとから書いた返事です。', '先に、ほかの職員が'])
      expect(refused.text).toContain(words);
    expect(refused.text).toContain('name="replies" value="1"');
    await answer(id, { replies: '1', state: 'on-hold', text: 'あとから書いた返事です。' }).expect(303);
    const mine = (await browser.get(MINE)).text;
    expect(mine.indexOf('あとから書いた返事です。')).toBeLessThan(mine.indexOf('先に書いた返事です。'));
    // The first answer counts for how soon it came.
    expect(await rows()).toMatchObject([{ answered_at: NOON.getTime(), replies: 2, state: 'on-hold' }]);
  });

  it('does not put away news that its reader has not seen', async () => {
    const id = await proposed();
    await answer(id).expect(303);
    await answer(id, { replies: '1', state: 'on-hold' }).expect(303);
    await send(browser, `${LIST}/${id}/seen`, { replies: '1' }).expect(303);
    expect((await browser.get('/home')).text).toContain('返事が届いています');
  });

  it('prints a quarter without anybody in it', async () => {
    await proposed();
    await aProposal(app, { title: '前の3か月の提案', state: 'not-now', replies: 1, ...answeredAt(-60) });
    await aProposal(app, { title: '前から止めている提案', state: 'on-hold', replies: 1, ...answeredAt(-60) });
    const { text } = await desk.get(`${DESK}/quarter`).expect(200);
    for (const words of [
      proposal.title,
      '前から止めている提案',
      '2026年4月1日（水）から2026年6月30日（火）まで',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('前の3か月の提案');
    expect(text).not.toContain('朝顔の人');
    const before = (await desk.get(`${DESK}/quarter?of=2026-01`).expect(200)).text;
    expect(before).toContain('前の3か月の提案');
    expect(before).not.toContain(proposal.title);
    await desk.get(`${DESK}/quarter?of=1999-01`).expect(200);
  });
  const answeredAt = (days: number) => {
    const at = new Date(NOON.getTime() + days * DAY);
    return { sentAt: at, answeredAt: at, repliedAt: at };
  };
});

it('shows hostile words as words, to everybody', async () => {
  const peer = await signIn(app, await aPerson(app));
  for (const text of polyglots)
    await aProposal(app, {
      ...{ personId: writer.id, title: text.slice(0, 60), about: text, place: text.slice(0, 100) },
      ...{ hours: text.slice(0, 100), isShown: true, state: 'looking' },
    });
  const [{ id }] = (await rows()) as [{ id: string }];
  const pages = [
    ...[await peer.get(LIST), await peer.get(`${LIST}?page=2`), await browser.get(MINE)],
    ...[await desk.get(DESK), await desk.get(`${DESK}/${id}`), await desk.get(`${DESK}/quarter`)],
  ];
  for (const { status, text } of pages) {
    expect(status).toBe(200);
    expect(text).not.toMatch(/<script>alert|<img src=x|<svg onload|<iframe|<details open ontoggle/);
  }
});

describe('what is kept of a person', () => {
  it('stands in their own data: what they proposed, wished for and answered', async () => {
    const id = await proposed();
    const official = await aPerson(app, { roles: ['office'] });
    await answer(id, {}, await signIn(app, official)).expect(303);
    const peer = await aPerson(app);
    await send(await signIn(app, peer), `${LIST}/${id}/support`, { want: 'yes' }).expect(303);
    const own = app.get(OwnDataService);
    expect((await own.collect(writer.id)).proposals).toMatchObject({
      proposed: [{ title: proposal.title, area: '中央', replies: [{ text: '場所をさがしています。' }] }],
    });
    expect((await own.collect(peer.id)).proposals.supported).toEqual([proposal.title]);
    expect((await own.collect(official.id)).proposals.answered).toMatchObject([{ title: proposal.title }]);
    const { text } = await browser.get('/settings/data/read').expect(200);
    for (const words of [proposal.title, proposal.about, '場所をさがしています。'])
      expect(text).toContain(words);
  });

  it('goes with the person; what came true and was read stays, without them', async () => {
    const activity = await anActivity(app);
    const kept = await aProposal(app, {
      ...{
        personId: writer.id,
        title: '残る提案',
        state: 'realised',
        isShown: true,
        activityId: activity.id,
      },
    });
    await aProposal(app, { personId: writer.id, title: '消える提案' });
    await aProposal(app, { personId: writer.id, title: '出ていない提案', state: 'realised' });
    const others = await aProposal(app, { title: 'ほかの人の提案', isShown: true, supporters: [writer.id] });
    const me = { personId: writer.id, roles: ['trainee'], role: 'trainee' } as unknown as Me;
    await app.db.write((tx) => app.get(ErasureService).erase(tx, me, { staysVerifiable: false }));
    expect(await app.db.sql`select id, person_id from activity_proposal where person_id is null`).toEqual([
      { id: kept, person_id: null },
    ]);
    expect((await rows()).map(({ title }) => title).sort()).toEqual(['残る提案', 'ほかの人の提案'].sort());
    expect(await app.db.sql`select 1 from proposal_support where proposal_id = ${others}`).toEqual([]);
    const peer = await signIn(app, await aPerson(app));
    expect((await peer.get(LIST).expect(200)).text).toContain('残る提案');
  });

  it('is forgotten two years after the last answer, and never before there was one', async () => {
    const state = { replies: 1, answeredAt: NOON, repliedAt: NOON };
    await aProposal(app, { title: '見送り', state: 'not-now', ...state });
    await aProposal(app, { title: '実現', state: 'realised', isShown: true, ...state });
    await aProposal(app, { title: '返事待ち' });
    after(729);
    await app.get(Jobs).runAll();
    expect(await rows()).toHaveLength(3);
    after(732);
    await app.get(Jobs).runAll();
    expect((await rows()).map(({ title, person_id: personId }) => [title, personId === null]).sort()).toEqual(
      [
        ['実現', true],
        ['返事待ち', false],
      ].sort(),
    );
  });
});

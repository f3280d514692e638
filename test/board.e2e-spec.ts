import { Activity } from '../src/activities/activity.entity.js';
import { ActivityKeeper } from '../src/activities/activity-keeper.service.js';
import { PeopleService } from '../src/accounts/people.service.js';
import { BoardNote } from '../src/exchange/board-note.entity.js';
import { ErasureService } from '../src/privacy/erasure.service.js';
import { OwnDataService } from '../src/privacy/own-data.service.js';
import { Jobs } from '../src/mail/jobs.js';
import type { Me } from '../src/web/me.js';
import { anActivity } from './factories/activity.js';
import { aNote } from './factories/board.js';
import { aPerson, signIn } from './factories/person.js';
import type { PersonState } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

let app: TestApp;
const DAY = 24 * 60 * 60_000;
const BOARD = '/activities/board';
const OFFICE = '/office/board';
const NOON = new Date('2026-05-12T03:00:00Z'); // a Tuesday, in Japan

beforeAll(async () => {
  app = await startApp();
});
beforeEach(async () => {
  app.clock.set(NOON);
  await app.db.write((tx) => tx.sql`delete from board_note`);
});
afterAll(() => app.close());

const send = (browser: Browser, path: string, fields: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...fields });
const rowOf = async (id: string) => (await app.db.write((tx) => tx.findOne(BoardNote, { id })))!;
const read = async (browser: Browser, path: string) => (await browser.get(path).expect(200)).text;

async function somebody(state: PersonState = {}) {
  const person = await aPerson(app, state);
  return { person, browser: await signIn(app, person, { ownDevice: true }) };
}
const anOfficial = () => somebody({ roles: ['office'], displayName: '事務の人' });
const aFacilitator = () => somebody({ roles: ['facilitator'], displayName: '進行の人' });
/** Sessions of staff are short; the same person comes in again. */
const back = (who: { person: Parameters<typeof signIn>[1] }) => signIn(app, who.person);

const written = { topic: 'living', text: '朝に10分だけ、外の光に当たっています。', activity: '' };
const write = (browser: Browser, fields: object = {}) =>
  send(browser, `${BOARD}/new`, { ...written, ...fields });
const idIn = (location: string | undefined) => location!.split('/').pop()!;
async function aWaiting(browser: Browser, fields: object = {}) {
  return idIn((await write(browser, fields).expect(303)).headers.location);
}
/** Presses one of the buttons of the staff, at the note as it is now. */
async function decide(browser: Browser, id: string, act: string, reason?: string) {
  const { version } = await rowOf(id);
  return send(browser, `${OFFICE}/${id}/${act}`, { version, ...(reason === undefined ? {} : { reason }) });
}
const report = (browser: Browser, id: string, fields: object = {}) =>
  send(browser, `${BOARD}/${id}/report`, { why: 'lecture', words: '', ...fields });

describe('a note', () => {
  it('waits unseen, is put up by one of the staff, and speaks by the display name alone', async () => {
    const [writer, reader, official] = [
      await somebody({ displayName: '書く人' }),
      await somebody(),
      await anOfficial(),
    ];
    const id = await aWaiting(writer.browser);
    expect(await read(writer.browser, `${BOARD}/${id}`)).toContain('職員の確認を待っています');
    expect(await read(reader.browser, BOARD)).not.toContain(written.text);
    expect(await read(official.browser, '/home')).toContain('href="/office/board"');
    expect(await read(official.browser, OFFICE)).toContain(`${OFFICE}/${id}`);
    expect((await decide(official.browser, id, 'show')).headers.location).toBe(`${OFFICE}/${id}`);
    const board = await read(reader.browser, BOARD);
    expect(board).toContain(written.text);
    expect(board).toContain('書く人');
    for (const hidden of [writer.person.id, writer.person.learnerNumber]) expect(board).not.toContain(hidden);
    expect(await read(writer.browser, '/home')).toContain('掲示板の書きこみについて、お知らせがあります');
    await send(writer.browser, `${BOARD}/${id}/seen`).expect(303);
    expect(await read(writer.browser, '/home')).not.toContain('掲示板の書きこみについて');
    expect(await read(official.browser, OFFICE)).not.toContain(`${OFFICE}/${id}`);
  });

  it('is one note, however often it is sent', async () => {
    const { browser, person } = await somebody();
    const key = { _key: 'a-key-of-one-page-0007' };
    const [first, second] = [await write(browser, key), await write(browser, key)];
    expect(second.headers.location).toBe(first.headers.location);
    expect(await app.db.sql`select 1 from board_note where person_id = ${person.id}`).toHaveLength(1);
  });

  it.each<[object, string]>([
    [{ text: '' }, '#text'],
    [{ text: '   ' }, '#text'],
    [{ text: 'あ'.repeat(301) }, '#text'],
    [{ topic: '' }, '#topic'],
    [{ topic: 'activity' }, '#topic'],
  ])('is refused with %j, with what was typed', async (fields, href) => {
    const { browser, person } = await somebody();
    const answer = await write(browser, { text: 'ことば', ...fields }).expect(422);
    expect(answer.text).toContain(`href="${href}"`);
    expect(answer.text).toContain('text' in fields ? (fields.text as string).trim() : 'ことば');
    expect(await app.db.sql`select 1 from board_note where person_id = ${person.id}`).toEqual([]);
  });

  it('with contact details asks first, and is sent all the same by who wants to', async () => {
    const { browser, person } = await somebody();
    const text = '電話は ０９０ー１２３４ー５６７８ です';
    const asked = await write(browser, { text }).expect(422);
    for (const words of ['電話番号のようなもの', text, 'このまま出す', 'name="sure" value="phone"'])
      expect(asked.text).toContain(words);
    expect(await app.db.sql`select 1 from board_note where person_id = ${person.id}`).toEqual([]);
    // What was not asked about is asked about again.
    await write(browser, { text: `${text} ao@example.jp`, sure: 'phone' }).expect(422);
    const id = await aWaiting(browser, { text, sure: 'phone' });
    expect(await read((await anOfficial()).browser, `${OFFICE}/${id}`)).toContain('電話番号のようなもの');
  });

  it('can be sent three times a day, and the words of the fourth are kept', async () => {
    const { browser } = await somebody();
    for (let n = 0; n < 3; n++) await write(browser).expect(303);
    const fourth = await write(browser, { text: '四つめのことば' }).expect(422);
    expect(fourth.text).toContain('四つめのことば');
    expect(fourth.text).toContain('1日に送れるのは3件まで');
    app.clock.advance(DAY);
    await write(browser).expect(303);
  });

  it('is returned with a reason, mended and sent again', async () => {
    const [writer, official, other] = [await somebody(), await anOfficial(), await somebody()];
    const id = await aWaiting(writer.browser);
    const empty = await decide(official.browser, id, 'decline', '');
    expect([empty.status, empty.text.includes('href="#reason"')]).toEqual([422, true]);
    await decide(official.browser, id, 'decline', '時間を書くと伝わりやすいです');
    const own = await read(writer.browser, `${BOARD}/${id}`);
    for (const words of ['のせていません', '時間を書くと伝わりやすいです', `${BOARD}/${id}/again`])
      expect(own).toContain(words);
    const again = await read(writer.browser, `${BOARD}/${id}/again`);
    for (const words of [written.text, '時間を書くと伝わりやすいです']) expect(again).toContain(words);
    for (const path of [`${BOARD}/${id}`, `${BOARD}/${id}/again`]) await other.browser.get(path).expect(404);
    for (const act of ['again', 'withdraw', 'seen', 'objection'])
      await send(
        other.browser,
        `${BOARD}/${id}/${act}`,
        {
          again: { text: 'x' },
          objection: { words: 'x' },
        }[act],
      ).expect(404);
    await send(writer.browser, `${BOARD}/${id}/again`, { text: '' }).expect(422);
    await send(writer.browser, `${BOARD}/${id}/again`, { text: '朝8時に10分' }).expect(303);
    expect(await rowOf(id)).toMatchObject({ state: 'waiting', text: '朝8時に10分' });
    expect(await read(official.browser, `${OFFICE}/${id}`)).toContain('時間を書くと伝わりやすいです');
    // It cannot be mended twice: it waits again.
    expect((await writer.browser.get(`${BOARD}/${id}/again`)).headers.location).toBe(`${BOARD}/${id}`);
    const twice = await send(writer.browser, `${BOARD}/${id}/again`, { text: '別のことば' }).expect(422);
    expect(twice.text).toContain('別のことば');
  });

  it('is taken back at once, in whichever state', async () => {
    const { browser, person } = await somebody();
    const reader = await somebody();
    for (const state of ['waiting', 'shown', 'hidden', 'declined', 'removed'] as const) {
      const { id } = await aNote(app, { person, state, text: `消えることば${state}` });
      await send(browser, `${BOARD}/${id}/withdraw`).expect(303);
      await send(browser, `${BOARD}/${id}/withdraw`).expect(303);
      expect(await rowOf(id)).toMatchObject({ state: 'withdrawn', text: '' });
      await browser.get(`${BOARD}/${id}`).expect(404);
    }
    expect(await read(reader.browser, BOARD)).not.toContain('消えることば');
  });

  it('about an activity stands on the board under its title, while the directory shows it', async () => {
    const { browser } = await somebody();
    const activity = await anActivity(app, { title: '川べりを歩く会' });
    const about = `${BOARD}?activity=${activity.id}`;
    const link = `href="${about}"`;
    const entry = await read(browser, `/activities/${activity.id}`);
    expect(entry.replaceAll('&#x3D;', '=')).toContain(link);
    expect(await read(app.browser(), `/activities/${activity.id}`)).not.toContain(BOARD);
    expect(await read(browser, about)).toContain('川べりを歩く会');
    expect(await read(browser, `${BOARD}/new?activity=${activity.id}`)).toContain('川べりを歩く会');
    const id = await aWaiting(browser, { activity: activity.id, topic: '', text: 'ベンチが3つあります' });
    await decide((await anOfficial()).browser, id, 'show');
    const living = await aNote(app, { text: '生活のことば' });
    for (const path of [about, `${BOARD}?topic=activity`]) {
      const text = await read(browser, path);
      expect(text).toContain('ベンチが3つあります');
      expect(text).not.toContain(living.text);
    }
    expect(await read(browser, `${BOARD}?topic=living`)).not.toContain('ベンチが3つあります');
    await app.db.write((tx) => app.get(ActivityKeeper).close(tx, activity.id));
    expect(await read(browser, BOARD)).not.toContain('ベンチが3つあります');
    const own = await read(browser, `${BOARD}/${id}`);
    expect(own).toContain('この活動が活動の一覧に出ていないので');
    expect(own).not.toContain(`href="/activities/${activity.id}"`);
    for (const path of [about, `${BOARD}/new?activity=${activity.id}`, `${BOARD}?activity=x`])
      await browser.get(path).expect(404);
    for (const about of [activity.id, 'x']) {
      const late = await write(browser, { activity: about, topic: '', text: '長く考えたことば' }).expect(422);
      for (const words of ['長く考えたことば', 'href="#topic"', '話題を1つ選ぶと'])
        expect(late.text).toContain(words);
      expect(late.text).not.toContain('name="activity"');
    }
    await app.db.write((tx) => tx.update(Activity, { id: activity.id }, { closedAt: null }));
  });

  it('vanishes for thirty days no more: it leaves the board by itself, and is deleted ninety days later', async () => {
    const [{ person, browser }, reader] = [await somebody(), await somebody()];
    const { id } = await aNote(app, { person, text: '三十日のことば' });
    app.clock.set(new Date(NOON.getTime() + 30 * DAY));
    expect(await read(await back(reader), BOARD)).toContain('三十日のことば');
    app.clock.set(new Date(NOON.getTime() + 31 * DAY));
    expect(await read(await back(reader), BOARD)).not.toContain('三十日のことば');
    const again = await back({ person });
    expect(await read(again, `${BOARD}/${id}`)).toContain('のせる期間が終わりました');
    await report(await back(reader), id).expect(404);
    expect((await decide((await anOfficial()).browser, id, 'hide', '遅い説明')).status).toBe(409);
    expect((await rowOf(id)).state).toBe('shown');
    app.clock.set(new Date(NOON.getTime() + 120 * DAY));
    await app.get(Jobs).runAll();
    expect(await rowOf(id)).not.toBeNull();
    app.clock.set(new Date(NOON.getTime() + 121 * DAY));
    await app.get(Jobs).runAll();
    expect(await rowOf(id)).toBeNull();
    expect(browser).toBeDefined();
  });

  it('that is over in another way is deleted after ninety days, and what waits never is', async () => {
    const kept = [await aNote(app, { state: 'waiting' }), await aNote(app, { state: 'hidden' })];
    const gone = await Promise.all(
      (['declined', 'removed', 'withdrawn'] as const).map((state) => aNote(app, { state })),
    );
    app.clock.set(new Date(NOON.getTime() + 91 * DAY));
    await app.get(Jobs).runAll();
    for (const { id } of gone) expect(await rowOf(id)).toBeNull();
    for (const { id } of kept) expect(await rowOf(id)).not.toBeNull();
  });

  it('of somebody who is shut out or gone is on no page', async () => {
    const reader = await somebody();
    const admin = {
      personId: (await aPerson(app, { roles: ['administrator'] })).id,
      role: 'administrator',
    } as Me;
    const [shutOut, gone] = [await aPerson(app), await aPerson(app)];
    const [one, two] = [
      await aNote(app, { person: shutOut, text: '止められた人のことば' }),
      await aNote(app, { person: gone, text: '去った人のことば' }),
    ];
    await aNote(app, { person: shutOut, text: '待つことば', state: 'waiting' });
    await app.db.write((tx) => app.get(PeopleService).disable(tx, admin, shutOut.id));
    const me = { personId: gone.id, role: 'trainee', roles: ['trainee'] } as unknown as Me;
    const mine = await app.get(OwnDataService).collect(gone.id);
    expect(mine.board.notes).toMatchObject([{ text: '去った人のことば', topic: 'living', state: 'shown' }]);
    await app.db.write((tx) => app.get(ErasureService).erase(tx, me, { staysVerifiable: false }));
    const board = await read(reader.browser, BOARD);
    for (const note of [one, two]) expect(board).not.toContain(note.text);
    expect(await rowOf(two.id)).toBeNull();
    await report(reader.browser, one.id).expect(404);
    expect(await read((await anOfficial()).browser, OFFICE)).not.toContain('待つことば');
  });

  it('comes page by page, the newest first', async () => {
    const { browser } = await somebody();
    for (let n = 0; n < 25; n++) {
      await aNote(app, { topic: 'places', text: `場所${n}番` });
      app.clock.advance(1000);
    }
    const first = await read(browser, `${BOARD}?topic=places`);
    expect(first).toContain('場所24番');
    expect(first).not.toContain('場所4番');
    expect(first.replaceAll('&#x3D;', '=')).toContain('topic=places&amp;page=2');
    expect(await read(browser, `${BOARD}?topic=places&page=2`)).toContain('場所4番');
    expect(await read(browser, `${BOARD}?topic=places&page=9`)).toContain('いまは、書きこみがありません');
  });
});

describe('a report', () => {
  it('hides at once; two different people decide; the writer is told, and never by whom', async () => {
    const [writer, reporter, first, second] = [
      await somebody({ displayName: '書いた人' }),
      await somebody({ displayName: '知らせた人' }),
      await anOfficial(),
      await aFacilitator(),
    ];
    const { id } = await aNote(app, { person: writer.person, text: '知らせるほどのことば' });
    expect(await read(reporter.browser, `${BOARD}/${id}/report`)).toContain('知らせるほどのことば');
    await report(reporter.browser, id, { why: '' }).expect(422);
    const words = '前にも見ました';
    await report(reporter.browser, id, { words }).expect(303);
    await report(reporter.browser, id, { words: '二度め' }).expect(303);
    expect(await read(reporter.browser, `${BOARD}/${id}/report`)).toContain('知らせを受け取りました');
    expect(await read(reporter.browser, BOARD)).not.toContain('知らせるほどのことば');
    expect(await read(reporter.browser, `${BOARD}/mine`)).toContain('2人の職員が考えています');
    const own = await read(writer.browser, `${BOARD}/${id}`);
    expect(own).toContain('いまは見えなくしています');

    const seen = await read(first.browser, `${OFFICE}/${id}`);
    expect(seen).toContain(words);
    expect(seen).toContain('説教や、おしつけになっている');
    for (const told of [seen, own])
      for (const secret of ['知らせた人<', reporter.person.id, reporter.person.learnerNumber])
        expect(told).not.toContain(secret);
    await decide(first.browser, id, 'hide', 'おしつけに読めました');
    expect((await rowOf(id)).state).toBe('hidden');
    // Once more by the same person is still one.
    await decide(first.browser, id, 'hide', 'やはりそう思います');
    expect((await rowOf(id)).state).toBe('hidden');
    expect(await read(first.browser, `${OFFICE}/${id}`)).toContain('もう1人の職員を待っています');
    expect(await read(second.browser, '/home')).toContain('href="/office/board"');
    expect(await read(second.browser, `${OFFICE}/${id}`)).toContain('やはりそう思います');
    await decide(second.browser, id, 'hide', '「こうしています」と書くと、おしつけになりません');
    expect((await rowOf(id)).state).toBe('removed');
    const told = await read(writer.browser, `${BOARD}/${id}`);
    expect(told).toContain('「こうしています」と書くと、おしつけになりません');
    expect(told).not.toContain('事務の人');
    expect(await read(reporter.browser, `${BOARD}/mine`)).toContain('いまは掲示板にありません');
    const acts = await app.db.sql<{ act: string; actor_id: string | null }>`
      select act, actor_id from audit_event where object = ${`note:${id}`} order by seq`;
    expect(acts).toEqual([
      { act: 'note.reported', actor_id: null },
      { act: 'note.weighed', actor_id: first.person.id },
      { act: 'note.weighed', actor_id: first.person.id },
      { act: 'note.removed', actor_id: second.person.id },
    ]);
  });

  it('is answered by the writer once, and the last word is told', async () => {
    const [writer, first, second] = [await somebody(), await anOfficial(), await aFacilitator()];
    const { id } = await aNote(app, { person: writer.person });
    await decide(first.browser, id, 'hide', '一人めの説明');
    await decide(second.browser, id, 'hide', '二人めの説明');
    await send(writer.browser, `${BOARD}/${id}/objection`, { words: '' }).expect(422);
    await send(writer.browser, `${BOARD}/${id}/objection`, { words: '自分のことを書きました' }).expect(303);
    await send(writer.browser, `${BOARD}/${id}/objection`, { words: '自分のことを書きました' }).expect(303);
    expect(await read(writer.browser, `${BOARD}/${id}`)).toContain('もう一度、考えています');
    expect(await read(first.browser, OFFICE)).toContain('意見が出た書きこみ');
    expect(await read(first.browser, `${OFFICE}/${id}`)).toContain('自分のことを書きました');
    await decide(first.browser, id, 'hide', '最後の説明');
    await decide(second.browser, id, 'hide', '最後の説明');
    const last = await read(writer.browser, `${BOARD}/${id}`);
    for (const words of ['これは最後の決定です', '最後の説明']) expect(last).toContain(words);
    expect(last).not.toContain('/objection');
    const more = await send(writer.browser, `${BOARD}/${id}/objection`, { words: 'もう一度' }).expect(409);
    expect(more.text).toContain('意見は、いまは送れません');
  });

  it('that was wrong gives back every day out of sight, also those before and after the removal', async () => {
    const [writer, reporter, first, second] = [
      await somebody(),
      await somebody(),
      await anOfficial(),
      await aFacilitator(),
    ];
    const { id } = await aNote(app, { person: writer.person });
    const later = async (days: number) => {
      app.clock.advance(days * DAY);
      return Promise.all([back(writer), back(reporter), back(first), back(second)]);
    };
    await report((await later(20))[1], id).expect(303);
    const [, , one, two] = await later(2);
    for (const staff of [one, two]) await decide(staff, id, 'hide', 'x');
    const [wrote] = await later(30);
    await send(wrote, `${BOARD}/${id}/objection`, { words: 'もう一度見てください' }).expect(303);
    const [, , three, four] = await later(1);
    for (const staff of [three, four]) await decide(staff, id, 'keep');
    // Ten days were left when it was hidden.
    const { state, shownUntil } = await rowOf(id);
    expect([state, shownUntil!.toString()]).toEqual(['shown', app.clock.today().plusDays(10).toString()]);
  });

  it('that two people do not share puts the note back, for as long as it was away', async () => {
    const [writer, reporter, first, second] = [
      await somebody(),
      await somebody(),
      await anOfficial(),
      await aFacilitator(),
    ];
    const { id } = await aNote(app, { person: writer.person, text: 'もどることば' });
    await report(reporter.browser, id).expect(303);
    app.clock.advance(3 * DAY);
    const [one, two] = [await back(first), await back(second)];
    await decide(one, id, 'keep');
    await decide(two, id, 'hide', 'ちがう考え');
    expect((await rowOf(id)).state).toBe('hidden');
    await decide(one, id, 'hide', '考えなおしました');
    expect((await rowOf(id)).state).toBe('removed');
    const other = await aNote(app, { text: 'もどることば2' });
    await report(await back(reporter), other.id).expect(303);
    app.clock.advance(2 * DAY);
    const [three, four] = [await back(first), await back(second)];
    await decide(three, other.id, 'keep');
    await decide(four, other.id, 'keep');
    const now = await rowOf(other.id);
    expect([now.state, now.shownUntil!.toString()]).toEqual(['shown', '2026-06-16']);
    expect(await read(await back(reporter), `${BOARD}/mine`)).toContain('職員が考えて決めました');
  });

  it('of what two have put back hides nothing: one of the staff looks once more', async () => {
    const [writer, first, second] = [await somebody(), await anOfficial(), await aFacilitator()];
    const [one, two, three] = [await somebody(), await somebody(), await somebody()];
    const { id } = await aNote(app, { person: writer.person, text: '二人がもどしたことば' });
    await report(one.browser, id).expect(303);
    for (const { browser } of [first, second]) await decide(browser, id, 'keep');
    await send(writer.browser, `${BOARD}/${id}/seen`).expect(303);

    expect(await read(two.browser, `${BOARD}/${id}/report`)).toContain('それまでは、のせたままです');
    await report(two.browser, id, { words: 'やはり気になります' }).expect(303);
    expect(await rowOf(id)).toMatchObject({ state: 'shown', hasNews: false });
    expect(await read(three.browser, BOARD)).toContain('二人がもどしたことば');
    expect(await read(two.browser, `${BOARD}/mine`)).toContain('職員がもう一度見ています');
    expect(await read(first.browser, '/home')).toContain('href="/office/board"');
    expect(await read(first.browser, OFFICE)).toContain('また知らせがあった書きこみ');
    const seen = await read(first.browser, `${OFFICE}/${id}`);
    for (const words of ['やはり気になります', 'このままのせておく']) expect(seen).toContain(words);
    await decide(first.browser, id, 'keep');
    expect(await rowOf(id)).toMatchObject({ state: 'shown', hasNews: false });
    expect((await decide(first.browser, id, 'keep')).status).toBe(409);
    expect(await read(first.browser, OFFICE)).not.toContain(id);
    expect(await read(two.browser, `${BOARD}/mine`)).toContain('職員が考えて決めました');

    // The staff may think otherwise; two decide then as ever, and the writer may answer to that.
    await report(three.browser, id).expect(303);
    await decide(second.browser, id, 'hide', '見直しました');
    expect(await read(three.browser, BOARD)).not.toContain('二人がもどしたことば');
    await decide(first.browser, id, 'hide', '同じ考えです');
    await send(writer.browser, `${BOARD}/${id}/objection`, { words: 'もう一度見てください' }).expect(303);
    for (const { browser } of [first, second]) await decide(browser, id, 'keep');
    expect(await rowOf(id)).toMatchObject({ state: 'shown', objection: null });
  });

  it('is never decided by who reported, whichever way they come', async () => {
    const both = await aPerson(app, { roles: ['trainee', 'facilitator'] });
    const [trainee, staff] = [
      await signIn(app, both, { role: 'trainee' }),
      await signIn(app, both, { role: 'facilitator' }),
    ];
    const reported = await aNote(app, { keptAt: NOON });
    await report(trainee, reported.id).expect(303);
    const page = await read(staff, `${OFFICE}/${reported.id}`);
    expect(page).toContain('決める2人に入りません');
    expect(page).not.toMatch(/action="[^"]*\/(hide|keep)"/);
    for (const [act, reason] of [['hide', 'x'], ['keep']] as const)
      expect((await decide(staff, reported.id, act, reason)).status).toBe(409);
    expect(await read(staff, '/home')).not.toContain('href="/office/board"');
    // Nor does the first of two become a reporter.
    const hidden = await aNote(app);
    await decide(staff, hidden.id, 'hide', 'x');
    await report(trainee, hidden.id).expect(404);
    expect(await app.db.sql`select 1 from board_report where note_id = ${hidden.id}`).toEqual([]);
  });

  it('is decided once by two who press at the same moment, on what each has read', async () => {
    const [first, second] = [await anOfficial(), await aFacilitator()];
    const { id } = await aNote(app, { state: 'hidden' });
    const press = ({ browser }: { browser: Browser }) =>
      send(browser, `${OFFICE}/${id}/hide`, { version: 1, reason: 'おなじ考え' });
    const answers = await Promise.all([press(first), press(second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect((await rowOf(id)).state).toBe('hidden');
    expect(answers.find(({ status }) => status === 409)!.text).toContain('あなたも同じなら、決まります');
  });

  it('is not decided by who reported, nor by who wrote; nor on what has changed meanwhile', async () => {
    const both = await aPerson(app, { roles: ['trainee', 'office'], displayName: '両方の人' });
    const [trainee, office] = [
      await signIn(app, both, { role: 'trainee' }),
      await signIn(app, both, { role: 'office' }),
    ];
    const { id } = await aNote(app);
    await report(trainee, id).expect(303);
    const refused = await decide(office, id, 'hide', '残ることば');
    expect([refused.status, refused.text.includes('決める2人に入りません')]).toEqual([409, true]);
    const own = await aNote(app, { person: both, state: 'waiting' });
    await office.get(`${OFFICE}/${own.id}`).expect(404);
    expect((await decide(office, own.id, 'show')).status).toBe(404);
    expect(await read(office, OFFICE)).not.toContain(own.id);

    const official = await anOfficial();
    const waiting = await aNote(app, { state: 'waiting' });
    for (const act of ['keep', 'hide'])
      expect((await decide(official.browser, waiting.id, act, act === 'hide' ? 'x' : undefined)).status).toBe(
        409,
      );
    const { version } = waiting;
    await send(official.browser, `${OFFICE}/${waiting.id}/show`, { version }).expect(303);
    const stale = await send(official.browser, `${OFFICE}/${waiting.id}/decline`, {
      version,
      reason: '遅い説明',
    });
    expect([stale.status, stale.text.includes('様子が変わっていました')]).toEqual([409, true]);
    expect(stale.text).toContain('遅い説明');
    await send(official.browser, `${OFFICE}/${waiting.id}/show`, { version: 'x' }).expect(409);
  });

  it('of what is not there, or one’s own, looks like nothing; and many a day are too many', async () => {
    const { person, browser } = await somebody();
    const own = await aNote(app, { person });
    const waiting = await aNote(app, { state: 'waiting' });
    for (const id of [own.id, waiting.id, 'x', '00000000-0000-7000-8000-000000000000']) {
      await browser.get(`${BOARD}/${id}/report`).expect(404);
      await report(browser, id).expect(404);
    }
    for (let n = 0; n < 10; n++) await report(browser, (await aNote(app)).id).expect(303);
    const last = await aNote(app);
    const refused = await report(browser, last.id, { words: '残ることば' }).expect(422);
    expect(refused.text).toContain('残ることば');
    expect((await rowOf(last.id)).state).toBe('shown');
  });

  it('of two people at the same moment is heard twice', async () => {
    const [one, two] = [await somebody(), await somebody()];
    const { id } = await aNote(app);
    await Promise.all([one, two].map(({ browser }) => report(browser, id).expect(303)));
    expect(await app.db.sql`select 1 from board_report where note_id = ${id}`).toHaveLength(2);
  });
});

describe('the list of the staff', () => {
  it('begins with what waits longest, in hours of weekdays', async () => {
    app.clock.set(new Date('2026-05-15T09:00:00Z')); // Friday, six in the evening in Japan
    const friday = await aNote(app, { state: 'waiting' });
    app.clock.set(new Date('2026-05-18T00:00:00Z')); // Monday, nine
    const monday = await aNote(app, { state: 'waiting' });
    const official = await anOfficial();
    const early = await read(official.browser, OFFICE);
    expect(early.indexOf(friday.id)).toBeLessThan(early.indexOf(monday.id));
    expect(early).toContain('平日で15時間<');
    app.clock.set(new Date('2026-05-18T09:00:00Z'));
    expect(await read(await back(official), OFFICE)).toContain('平日で24時間。先に見てください');
  });

  it('keeps out who is not of the staff', async () => {
    const { browser } = await somebody();
    const { id } = await aNote(app, { state: 'waiting' });
    await aNote(app);
    for (const path of [OFFICE, `${OFFICE}/${id}`]) await browser.get(path).expect(404);
    for (const act of ['show', 'decline', 'hide', 'keep'])
      await send(browser, `${OFFICE}/${id}/${act}`, { version: 1 }).expect(404);
    const official = await anOfficial();
    for (const path of [`${BOARD}/new`, `${BOARD}/mine`]) await official.browser.get(path).expect(404);
    const board = await read(official.browser, BOARD);
    expect(board).toContain('職員として見る');
    expect(board).not.toContain('気になるので職員に知らせる');
  });
});

it('says that nobody watches, and where to turn to, on every page of the board', async () => {
  const { person, browser } = await somebody();
  const [own, other] = [await aNote(app, { person }), await aNote(app)];
  for (const path of ['', '/new', '/rules', `/${own.id}`, `/${other.id}/report`]) {
    const text = await read(browser, BOARD + path);
    expect(text).toContain('だれかが見守っている掲示板ではありません');
    expect(text).toContain('href="/support"');
  }
});

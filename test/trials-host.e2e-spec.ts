import type { Activity } from '../src/activities/activity.entity.js';
import type { Organiser } from '../src/activities/organiser.entity.js';
import { Activity as ActivityRow } from '../src/activities/activity.entity.js';
import { ActivityKeeper } from '../src/activities/activity-keeper.service.js';
import { OrganiserPerson } from '../src/organisers/organiser-person.entity.js';
import { OrganiserSession } from '../src/organisers/organiser-session.entity.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { newToken, sha256 } from '../src/shared/ids.js';
import { DirectoryDays } from '../src/trials/directory-days.service.js';
import { TrialCount } from '../src/trials/trial-count.entity.js';
import { TrialKeeping } from '../src/trials/trial-keeping.service.js';
import { TrialPage } from '../src/trials/trial-page.entity.js';
import { TrialRequests } from '../src/trials/trial-requests.service.js';
import { TrialRequest } from '../src/trials/trial-request.entity.js';
import { TrialSlot } from '../src/trials/trial-slot.entity.js';
import { anActivity, anOrganiser } from './factories/activity.js';
import { aPerson, signIn } from './factories/person.js';
import { aTrialRequest, aTrialSlot } from './factories/trial.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { mailsTo } from './support/mails.js';

const HOUR = 60 * 60_000;
const START = new Date('2026-11-26T01:00:00Z'); // 10:00 in Japan

let app: TestApp;
let organiser: Organiser;
let activity: Activity;
let host: Browser;
let office: Browser;
beforeAll(async () => {
  app = await startApp({ now: START });
  organiser = await anOrganiser(app);
  activity = await anActivity(app, { organiser });
  host = await hostOf(organiser);
  office = await signIn(app, await aPerson(app, { roles: ['office'] }));
});
beforeEach(() => app.clock.set(START));
afterAll(() => app.close());

/** Somebody who opened a link from the group's mail. */
async function hostOf({ id, email }: Organiser, hours = 2): Promise<Browser> {
  const token = newToken();
  const expiresAt = new Date(app.clock.now().getTime() + hours * HOUR);
  await app.db.write((tx) =>
    tx.insert(OrganiserSession, { hash: sha256(token), organiserId: id, email: email!, expiresAt }),
  );
  const browser = app.browser();
  browser.jar.setCookie(`organiser=${token}; path=/`);
  return browser;
}

const at = (slot: { id: string }, more = '') => `/organise/visits/${slot.id}${more}`;
const list = (of: { id: string } = activity) => `/organise/activities/${of.id}/visits`;
const send = (browser: Browser, path: string, body: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...body });
const fields = {
  dayYear: '2026',
  dayMonth: '12',
  dayDay: '1',
  hour: '13',
  minute: '30',
  endHour: '15',
  endMinute: '',
  seats: '3',
  ways: ['watch', 'listen', 'join'],
  meetingPoint: '1階の入口',
  note: 'お茶があります。',
};
const changeOf = (slot: TrialSlot, more: object = {}) => ({
  ...fields,
  dayYear: String(slot.day.year),
  dayMonth: String(slot.day.month),
  dayDay: String(slot.day.day),
  seats: String(slot.seats),
  meetingPoint: slot.meetingPoint,
  note: slot.note,
  version: String(slot.version),
  ...more,
});
const slotsOf = (of: { id: string }) =>
  app.db.sql<{
    id: string;
    day: string;
    seats: number;
    ways: number;
    version: number;
    cancelled_at: number | null;
    meeting_point: string;
  }>`
    select id, day, seats, ways, version, cancelled_at, meeting_point from trial_slot where activity_id = ${of.id} order by id`;
const slotNow = async (slot: { id: string }) =>
  (await app.db.one<{ day: string; seats: number; version: number; cancelled_at: number | null }>`
    select day, seats, version, cancelled_at from trial_slot where id = ${slot.id}`)!;
const acts = async (slot: { id: string }) =>
  (
    await app.db.sql<{ act: string }>`
      select act from audit_event where object = ${`trial-slot:${slot.id}`} order by seq`
  ).map(({ act }) => act);

describe('a group', () => {
  it('makes a time of one of its next dates, once', async () => {
    const own = await anActivity(app, { organiser });
    const { text } = await host.get(list(own)).expect(200);
    expect(text).toContain('2026年12月1日（火） 13時30分から15時まで');
    const href = /href="([^"]*visits\/new\?day(?:=|&#x3D;)2026-12-01[^"]*)"/
      .exec(text)![1]!
      .replaceAll('&amp;', '&')
      .replaceAll('&#x3D;', '=');
    const form = await host.get(href).expect(200);
    for (const [name, value] of [
      ['dayDay', '1'],
      ['hour', '13'],
      ['minute', '30'],
      ['endHour', '15'],
      ['seats', '3'],
    ])
      expect(form.text).toMatch(new RegExp(`name="${name}" (?:[^>]* )?value="${value}"`));
    expect(form.text).toContain('見本市民館 2階 和室');
    expect(form.text.match(/name="ways"[^>]* checked/g)).toHaveLength(3);
    const body = { ...fields, _key: 'a-key-that-is-long-enough' };
    for (let press = 0; press < 2; press++)
      expect((await send(host, `${list(own)}/new`, body)).headers.location).toBe(`${list(own)}?done=made`);
    const [made, ...more] = await slotsOf(own);
    expect(more).toEqual([]);
    expect(made).toMatchObject({ day: '2026-12-01', seats: 3, ways: 7, version: 1 });
    expect(await acts(made!)).toEqual(['trial.slot-made']);
    const after = await host.get(`${list(own)}?done=made`);
    expect(after.text).toContain('見学の日を作りました');
    expect(after.text).toContain('作ってあります');
    expect(after.text).toContain('/activities/trials/guide');
  });

  it('is asked again for what cannot be, its words are kept, and nothing has changed', async () => {
    const before = await slotsOf(activity);
    const wrong = {
      ...fields,
      dayYear: '2026',
      dayMonth: '11',
      dayDay: '25',
      seats: '21',
      ways: [],
      meetingPoint: '',
    };
    const { status, text } = await send(host, `${list()}/new`, wrong);
    expect(status).toBe(422);
    for (const id of ['dayYear', 'seats', 'ways', 'meetingPoint']) expect(text).toContain(`href="#${id}"`);
    expect(text).toContain('お茶があります。');
    const long = { ...fields, meetingPoint: '長'.repeat(201), note: '長'.repeat(501) };
    expect((await send(host, `${list()}/new`, long)).status).toBe(422);
    await send(host, `${list()}/new`, { ...fields, ways: ['watch', 'shout'] }).expect(422);
    await send(host, `${list()}/new`, { ...fields, more: 'x' }).expect(400);
    expect(await slotsOf(activity)).toEqual(before);
  });

  it('does not make the same time twice when two of its people do so at once', async () => {
    const own = await anActivity(app, { organiser });
    const other = await hostOf(organiser);
    const answers = await Promise.all(
      [host, other].map((browser) => send(browser, `${list(own)}/new`, fields)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect(answers.find(({ status }) => status === 422)!.text).toContain(
      'おなじ日時の見学の日が、もうあります',
    );
    expect(await slotsOf(own)).toHaveLength(1);
  });

  it('makes none for an entry that is not shown', async () => {
    for (const state of [{ isClosed: true }, { confirmedOn: '2026-01-01' }]) {
      const own = await anActivity(app, { organiser, ...state });
      const { text } = await host.get(list(own)).expect(200);
      expect(text).toContain('いま一覧に出ていません');
      expect((await host.get(`${list(own)}/new`)).headers.location).toBe(list(own));
      expect((await send(host, `${list(own)}/new`, fields)).status).toBe(422);
      expect(await slotsOf(own)).toEqual([]);
    }
  });

  it('sees what is needed to welcome, and nothing more', async () => {
    const slot = await aTrialSlot(app, { activity });
    const email = 'hitori@example.jp';
    const { code } = await aTrialRequest(app, slot, {
      ...{ way: 'listen', name: 'みどり', leavesEarly: true, brings: true, email },
      needs: '出口に近い席がいいです。',
    });
    const elsewhere = await aTrialSlot(app, { activity, day: app.clock.today().plusDays(8) });
    await aTrialRequest(app, elsewhere, { name: 'ほかの日のひと', email, needs: 'ほかの日のこと' });
    await aTrialRequest(app, slot, { name: '' });
    const { text } = await host.get(at(slot)).expect(200);
    for (const words of [
      'みどり',
      '話さず聴くだけ',
      '途中で帰るかもしれません',
      '付き添いの人',
      '出口に近い席',
    ])
      expect(text).toContain(words);
    expect(text).toContain('5人のうち、2人');
    expect(text).toContain('名前は書いていません');
    expect(text).toContain('細かくして捨ててください');
    for (const hidden of [email, code, 'ほかの日', 'requests/']) expect(text).not.toContain(hidden);
  });

  it('changes day and hours: who gave an address is told, once for each change', async () => {
    const slot = await aTrialSlot(app, { activity, day: app.clock.today().plusDays(9) });
    const email = `${crypto.randomUUID()}@example.jp`;
    const { id } = await aTrialRequest(app, slot, { email });
    await aTrialRequest(app, slot, {});
    const page = await host.get(at(slot, '/change')).expect(200);
    expect(page.text).toContain('2人が申し込んでいます');
    const change = changeOf(slot, { hour: '14', _key: 'another-key-long-enough' });
    for (let press = 0; press < 2; press++)
      expect((await send(host, at(slot, '/change'), change)).headers.location).toBe(at(slot, '?done=told'));
    expect(await slotNow(slot)).toMatchObject({ version: 2 });
    const mails = await mailsTo(app, email);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.body).toContain('14時30分');
    expect(mails[0]!.body).not.toContain(activity.title);
    const events = await app.db.sql<{ state: string }>`
      select state from trial_event where request_id = ${id} order by id`;
    expect(events.map(({ state }) => state).sort()).toEqual(['requested', 'slot-changed']);
    const note = changeOf({ ...slot, version: 2 }, { hour: '14', note: '手ぶらで来てください。' });
    expect((await send(host, at(slot, '/change'), note)).headers.location).toBe(at(slot, '?done=changed'));
    expect(await mailsTo(app, email)).toHaveLength(1);
  });

  it('cannot have fewer seats than are taken, nor take away how somebody comes', async () => {
    const slot = await aTrialSlot(app, { activity, day: app.clock.today().plusDays(10) });
    for (let n = 0; n < 3; n++) await aTrialRequest(app, slot, { way: 'listen' });
    const fewer = await send(host, at(slot, '/change'), changeOf(slot, { seats: '2' }));
    expect(fewer.status).toBe(422);
    expect(fewer.text).toContain('3人が申し込んでいるので');
    const gone = await send(host, at(slot, '/change'), changeOf(slot, { ways: ['watch', 'join'] }));
    expect(gone.status).toBe(422);
    expect(gone.text).toContain('外した来かた');
    expect(await slotNow(slot)).toMatchObject({ seats: 5, version: 1 });
    await send(host, at(slot, '/change'), changeOf(slot, { seats: '3', ways: ['listen'] })).expect(303);
    expect(await slotNow(slot)).toMatchObject({ seats: 3, version: 2 });
  });

  it('is shown what another of its people saved meanwhile', async () => {
    const slot = await aTrialSlot(app, { activity, day: app.clock.today().plusDays(11) });
    await send(host, at(slot, '/change'), changeOf(slot, { meetingPoint: '2階の受付' })).expect(303);
    const stale = await send(host, at(slot, '/change'), changeOf(slot, { meetingPoint: '裏口' }));
    expect(stale.status).toBe(422);
    for (const words of ['いま保存されている内容', '2階の受付', '裏口', 'name="version" value="2"'])
      expect(stale.text).toContain(words);
    expect((await slotsOf(activity)).find(({ id }) => id === slot.id)).toMatchObject({
      meeting_point: '2階の受付',
    });
  });

  it('calls a time off with a word for who would have come, once', async () => {
    const slot = await aTrialSlot(app, { activity, day: app.clock.today().plusDays(12) });
    const email = `${crypto.randomUUID()}@example.jp`;
    await aTrialRequest(app, slot, { email, name: 'みどり' });
    expect((await host.get(at(slot, '/cancel'))).text).toContain('1人が申し込んでいます');
    const empty = await send(host, at(slot, '/cancel'), { why: '' });
    expect([empty.status, empty.text.includes('言葉を書いてください')]).toEqual([422, true]);
    for (let press = 0; press < 2; press++)
      expect(
        (await send(host, at(slot, '/cancel'), { why: '会場が使えなくなりました。' })).headers.location,
      ).toBe(at(slot, '?done=gone'));
    expect(await mailsTo(app, email)).toHaveLength(1);
    expect(await acts(slot)).toEqual(['trial.slot-cancelled']);
    const { text } = await host.get(at(slot)).expect(200);
    expect(text).toContain('会場が使えなくなりました。');
    expect(text).not.toContain('みどり');
    for (const page of ['/change', '/cancel'])
      expect((await host.get(at(slot, page))).headers.location).toBe(at(slot));
    expect((await send(host, at(slot, '/change'), changeOf(slot, { seats: '9' }))).status).toBe(422);
  });

  it('notes who came, or not at all, and never names again whom it did not meet', async () => {
    const slot = await aTrialSlot(app, { activity, day: app.clock.today().plusDays(13) });
    const came = await aTrialRequest(app, slot, { name: 'みどり' });
    const notMet = await aTrialRequest(app, slot, { name: 'あかね', needs: '静かな席' });
    const mark = (request: { id: string }, outcome: string) =>
      send(host, at(slot, `/requests/${request.id}`), { outcome });
    await mark(came, 'came').expect(303);
    expect((await host.get(at(slot))).text).not.toContain('その日のあとで');
    app.clock.set(new Date(slot.day.startsAt().getTime() + 16 * HOUR));
    const later = await hostOf(organiser);
    const press = (request: { id: string }, outcome: string) =>
      send(later, at(slot, `/requests/${request.id}`), { outcome });
    for (let n = 0; n < 2; n++) await press(came, 'came').expect(303);
    await press(notMet, 'not-met').expect(303);
    await press(came, 'shouted').expect(400);
    const { text } = await later.get(at(slot)).expect(200);
    expect(text).toContain('みどり');
    expect(text).toContain('会えなかった人：1人');
    for (const hidden of ['あかね', '静かな席', notMet.id]) expect(text).not.toContain(hidden);
    const record = await app.db.sql<{ act: string }>`select act from audit_event where act like '%met%'`;
    expect(record).toEqual([]);
    await send(later, at(slot, '/not-met')).expect(303);
    expect((await later.get(at(slot))).text).toContain('あかね');
    await press(came, 'open').expect(303);
    const gone = await aTrialRequest(app, await aTrialSlot(app, { activity, day: slot.day.plusDays(1) }), {});
    expect((await press(gone, 'came')).status).toBe(404);
    const rows = await app.db.sql<{
      state: string;
    }>`select state from trial_request where slot_id = ${slot.id}`;
    expect(rows.map(({ state }) => state)).toEqual(['requested', 'requested']);
  });

  it('reads what visitors wrote to it, and nothing else of their pages', async () => {
    const slot = await aTrialSlot(app, { activity, day: app.clock.today().plusDays(14) });
    app.clock.set(new Date(slot.day.startsAt().getTime() + 16 * HOUR));
    await app.db.write((tx) =>
      tx.insert(TrialPage, {
        ...{
          id: '0198f000-0000-7000-8000-000000000001',
          slotId: slot.id,
          image: 'clear',
          feeling: 'calm',
          next: 'again',
        },
        ...{ safe: '窓があいていたこと', hard: '声が大きかったこと', toHost: '静かでよかったです。' },
        answeredOn: slot.day,
      }),
    );
    const later = await hostOf(organiser);
    const { text } = await later.get(at(slot)).expect(200);
    expect(text).toContain('静かでよかったです。');
    for (const hidden of ['窓があいて', '声が大きかった']) expect(text).not.toContain(hidden);
  });

  it('finds nothing of another group', async () => {
    const other = await aTrialSlot(app);
    const { id: request } = await aTrialRequest(app, other);
    const entry = { id: other.activityId };
    for (const id of [other, { id: 'x' }, { id: '00000000-0000-7000-8000-000000000000' }]) {
      for (const page of ['', '/change', '/cancel']) await host.get(at(id, page)).expect(404);
      expect((await send(host, at(id, '/change'), changeOf(other, { seats: '9' }))).status).toBe(404);
      expect((await send(host, at(id, '/cancel'), { why: 'x' })).status).toBe(404);
      expect((await send(host, at(id, `/requests/${request}`), { outcome: 'came' })).status).toBe(404);
      expect((await send(host, at(id, '/not-met'))).status).toBe(404);
    }
    const own = await aTrialSlot(app, { activity, day: app.clock.today().plusDays(15) });
    app.clock.set(new Date(own.day.startsAt().getTime() + 16 * HOUR));
    const later = await hostOf(organiser);
    expect((await send(later, at(own, `/requests/${request}`), { outcome: 'came' })).status).toBe(404);
    for (const page of ['', '/new']) await later.get(`${list(entry)}${page}`).expect(404);
    expect((await send(later, `${list(entry)}/new`, fields)).status).toBe(404);
    expect(await slotNow(other)).toMatchObject({ version: 1, cancelled_at: null });
  });

  it('whose two hours ended in the middle keeps its words, and nothing was saved', async () => {
    const slot = await aTrialSlot(app, { activity, day: app.clock.today().plusDays(16) });
    const short = await hostOf(organiser, 1);
    await short.get(at(slot, '/change')).expect(200);
    app.clock.set(new Date(START.getTime() + 2 * HOUR));
    const change = await send(short, at(slot, '/change'), changeOf(slot, { note: '長く考えた一言' }));
    expect([change.status, change.text.includes('長く考えた一言')]).toEqual([422, true]);
    expect(change.text).toContain('リンクの時間が終わりました');
    for (const [path, body] of [
      [`${list()}/new`, fields],
      [at(slot, '/cancel'), { why: '長く考えた一言' }],
    ] as const)
      expect((await send(short, path, body)).status).toBe(422);
    for (const path of [list(), `${list()}/new`, at(slot), at(slot, '/change'), at(slot, '/cancel')])
      expect((await short.get(path)).headers.location).toBe('/organise');
    expect(await slotNow(slot)).toMatchObject({ version: 1, cancelled_at: null });
  });

  it('keeps its times with an account as well, and the record knows who', async () => {
    const person = await aPerson(app);
    const now = app.clock.now();
    await app.db.write((tx) =>
      tx.insert(OrganiserPerson, { organiserId: organiser.id, personId: person.id, madeAt: now }),
    );
    const browser = await signIn(app, person);
    const own = await anActivity(app, { organiser });
    await send(browser, `${list(own)}/new`, fields).expect(303);
    const [made] = await slotsOf(own);
    const actor = await app.db.one<{ actor_id: string }>`
      select actor_id from audit_event where object = ${`trial-slot:${made!.id}`}`;
    expect(actor!.actor_id).toBe(person.id);
  });
});

it('a word about this morning does not wait until it is too late', async () => {
  const day = app.clock.today().plusDays(1);
  const early = await aTrialSlot(app, { activity, day, fromMinute: 7 * 60 + 30, toMinute: 9 * 60 });
  const email = `${crypto.randomUUID()}@example.jp`;
  await aTrialRequest(app, early, { email });
  const now = new Date(day.startsAt().getTime() + 6 * HOUR);
  app.clock.set(now);
  await send(await hostOf(organiser), at(early, '/cancel'), { why: '雪のため休みます。' }).expect(303);
  const mail = await app.db.one<{ next_try_at: number }>`
    select next_try_at from outbox_mail where recipient = ${email}`;
  expect(Number(mail!.next_try_at)).toBe(now.getTime());
});

describe('an entry that is closed', () => {
  it('takes its coming times with it, and visitors are told', async () => {
    const own = await anActivity(app, { organiser });
    const coming = await aTrialSlot(app, { activity: own });
    const under = await aTrialSlot(app, { activity: own, day: app.clock.today().plusDays(8) });
    const email = `${crypto.randomUUID()}@example.jp`;
    const { code } = await aTrialRequest(app, coming, { email });
    // Who is on the way already is welcomed by whoever is there.
    const now = { day: app.clock.today(), fromMinute: 9 * 60, toMinute: 11 * 60 };
    await app.db.write((tx) => tx.update(TrialSlot, { id: under.id }, now));
    await app.db.write((tx) => app.get(ActivityKeeper).close(tx, own.id));
    expect(
      (await slotsOf(own)).map(({ id, cancelled_at }) => [id === coming.id, cancelled_at !== null]).sort(),
    ).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(await mailsTo(app, email)).toHaveLength(1);
    expect(await acts(coming)).toEqual(['trial.slot-cancelled']);
    const visitor = app.browser();
    await send(visitor, '/activities/trials/mine', { code }).expect(303);
    await visitor.get('/activities/trials/mine').expect(200);
    expect((await host.get(at(coming))).text).toContain('取りやめになりました');
  });
});

it('a group finds the times of its entries from its own page, and the office from the entry', async () => {
  expect((await host.get('/organise')).text).toContain(`${list()}"`);
  expect((await office.get(`/office/activities/${activity.id}`)).text).toContain(
    `/office/activities/${activity.id}/visits"`,
  );
});

describe('the office', () => {
  it('sees all times, and makes, changes and calls off for a group that is not online', async () => {
    const offline = await anOrganiser(app, {
      name: 'ネットを使わない会',
      email: null,
      phone: '095-000-0000',
    });
    const entry = await anActivity(app, { organiser: offline, title: '手紙の会' });
    const found = await office
      .get(`/office/visits/new?q=${encodeURIComponent('ネットを使わない')}`)
      .expect(200);
    expect(found.text).toContain(`/office/activities/${entry.id}/visits`);
    expect((await office.get('/office/visits/new?q=%25')).text).toContain('見つかりませんでした');
    const path = `/office/activities/${entry.id}/visits`;
    await office.get(path).expect(200);
    await office.get(`${path}/new`).expect(200);
    await send(office, `${path}/new`, fields).expect(303);
    const [made] = await slotsOf(entry);
    expect((await office.get('/office/visits')).text).toContain('手紙の会');
    await aTrialRequest(app, made!, { name: 'みどり', needs: '出口のそば' });
    const seen = await office.get(`/office/visits/${made!.id}`).expect(200);
    for (const words of ['みどり', '出口のそば']) expect(seen.text).toContain(words);
    await office.get(`/office/visits/${made!.id}/change`).expect(200);
    const change = { ...fields, seats: '4', version: '1' };
    await send(office, `/office/visits/${made!.id}/change`, change).expect(303);
    await office.get(`/office/visits/${made!.id}/cancel`).expect(200);
    const off = await send(office, `/office/visits/${made!.id}/cancel`, { why: '会場の都合です。' }).expect(
      303,
    );
    expect(off.headers.location).toBe(`${path}?done=gone`);
    expect((await office.get(off.headers.location!)).text).toContain('見学の日を取りやめました');
    expect(await acts(made!)).toEqual(['trial.slot-made', 'trial.slot-changed', 'trial.slot-cancelled']);
    expect((await office.get('/office/visits')).text).toContain('取りやめ');
  });

  it('finds nothing that is not there', async () => {
    for (const id of ['x', '00000000-0000-7000-8000-000000000000']) {
      for (const page of ['', '/change', '/cancel'])
        await office.get(`/office/visits/${id}${page}`).expect(404);
      await office.get(`/office/activities/${id}/visits`).expect(404);
    }
  });
});

describe('fifty people who ask at the same moment', () => {
  const ask = (slot: { id: string }) =>
    send(app.browser(), `/activities/trials/${slot.id}`, { way: 'watch', name: '', needs: '', email: '' });
  const seatsOf = async ({ id }: { id: string }) => {
    const row = await app.db.one<{ seats: number; taken: number; codes: number }>`
      select s.seats, count(r.id) as taken, count(distinct r.code_hash) as codes from trial_slot s
      left join trial_request r on r.slot_id = s.id and r.state <> 'cancelled' where s.id = ${id} group by s.id, s.seats`;
    return { seats: Number(row!.seats), taken: Number(row!.taken), codes: Number(row!.codes) };
  };
  /** From fifty networks: what is tried here is seats, not how often one house may ask. */
  const forget = () => app.db.write((tx) => tx.sql`delete from sign_in_throttle`);

  it('get the last five seats, and nobody a sixth', async () => {
    await forget();
    const slot = await aTrialSlot(app, { seats: 7 });
    for (let n = 0; n < 2; n++) await aTrialRequest(app, slot);
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(slot)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(5);
    const refused = answers.filter(({ status }) => status !== 303);
    expect(refused.every(({ status, text }) => status === 422 && text.includes('席がうまりました'))).toBe(
      true,
    );
    expect(await seatsOf(slot)).toEqual({ seats: 7, taken: 7, codes: 7 });
  });

  it('are never more than the seats, also while the host takes seats away and others cancel', async () => {
    await forget();
    const slot = await aTrialSlot(app, { activity, day: app.clock.today().plusDays(30), seats: 9 });
    const early = [await aTrialRequest(app, slot), await aTrialRequest(app, slot)];
    const requests = app.get(TrialRequests);
    const fewer = (seats: number) =>
      send(host, at(slot, '/change'), changeOf(slot, { seats: String(seats) }));
    const [, changes] = await Promise.all([
      Promise.all(Array.from({ length: 50 }, () => ask(slot))),
      Promise.all([fewer(4), fewer(6)]),
      ...early.map(({ id }) => app.db.write((tx) => requests.cancel(tx, id))),
    ]);
    const { seats, taken, codes } = await seatsOf(slot);
    expect([taken <= seats, codes]).toEqual([true, taken]);
    expect(changes.map(({ status }) => status).filter((status) => ![303, 422].includes(status))).toEqual([]);
  });
});

describe('the figures', () => {
  const figuresOf = async (year: number) =>
    (await office.get(`/office/activity-figures?year=${year}`).expect(200)).text.replace(/\s+/g, ' ');
  const line = (words: string, n: string, percent = '') =>
    `<tr><th scope="row">${words}</th><td class="n">${n}</td><td class="n">${percent}</td></tr>`;

  it('count requests, visits and next steps of a year, before and after they are forgotten, and hide what is small', async () => {
    const entry = await anActivity(app);
    const slot = await aTrialSlot(app, { activity: entry, seats: 20 });
    const past = CalendarDay.of(2025, 10, 7);
    const ids: string[] = [];
    for (let n = 0; n < 18; n++) ids.push((await aTrialRequest(app, slot)).id);
    const off = await aTrialSlot(app, { activity: entry, seats: 20 });
    for (let n = 0; n < 10; n++) await aTrialRequest(app, off);
    await app.db.write(async (tx) => {
      await tx.update(TrialSlot, { id: slot.id }, { day: past });
      await tx.update(TrialSlot, { id: off.id }, { day: past, cancelledAt: past.startsAt() });
      for (const id of ids.slice(0, 12)) await tx.update(TrialRequest, { id }, { state: 'came' });
      await tx.update(TrialRequest, { id: ids[12]! }, { state: 'not-met' });
      for (const [key, n] of [
        ['request', 12],
        ['came', 10],
        ['cancelled', 2],
        ['page', 11],
        ['image.clear', 11],
        ['next.again', 10],
        ['next.none', 1],
      ] as const)
        await tx.insert(TrialCount, { activityId: entry.id, month: '2025-09', key, n });
    });
    const text = await figuresOf(2025);
    expect(text).toContain(line('来た', '22', '55'));
    for (const words of ['取り消した', '書いていない、または会えなかった'])
      expect(text).toContain(line(words, '＊'));
    expect(text).toContain(line('枠が取りやめになった', '10', '25'));
    expect(text).toContain(line('合計', '40'));
    expect(text).toContain(line('はっきりした', '11', '100'));
    expect(text).toContain(line('ほかの見学にも行ってみる', '＊'));
    expect(text).toContain('2026年3月31日');
    const file = await office.get('/office/activity-figures.csv?year=2025').expect(200);
    expect(file.headers['content-disposition']).toContain('activity-figures-2025-as-of-2026-03-31.csv');
    expect(file.text).toContain('見学の申し込みと、そのあと,来た,22,55,2026-03-31\r\n');
    expect(file.text).toContain('取り消した,＊,,');
    await app.get(TrialKeeping).forgetOld(app.clock.now());
    expect(await app.db.sql`select 1 from trial_request where slot_id in (${slot.id}, ${off.id})`).toEqual(
      [],
    );
    expect((await office.get('/office/activity-figures.csv?year=2025')).text).toBe(file.text);
    expect(await figuresOf(2026)).toContain(line('合計', '0'));
  });

  it('tell nobody who looks every day what one person answered', async () => {
    const { id: activityId } = await anActivity(app);
    const month = '2026-09';
    await app.db.write(async (tx) => {
      for (const [key, n] of [
        ['request', 43],
        ['came', 28],
        ['cancelled', 15],
        ['page', 24],
        ['image.clear', 24],
        ['next.learn', 24],
      ] as const)
        await tx.insert(TrialCount, { activityId, month, key, n });
    });
    const text = await figuresOf(2026);
    for (const [words, n] of [
      ['来た', '20以上'],
      ['取り消した', '10以上'],
      ['はっきりした', '20以上'],
      ['合計', '40以上'],
    ] as const)
      expect(text).toContain(line(words, n));
    expect(text).toContain('10ごとに切り捨てて');
    const file = await office.get('/office/activity-figures.csv?year=2026').expect(200);
    expect(file.text).toContain('来た,20以上,,2026-11-25\r\n');
    expect(file.text).not.toMatch(/,(?:43|28|15|24),/);
  });

  it('keep how fresh the directory was, day by day', async () => {
    await anActivity(app, { confirmedOn: '2026-01-01' });
    await app.get(DirectoryDays).keep(new Date('2026-10-30T01:00:00Z'));
    await app.get(DirectoryDays).keep(new Date('2026-10-31T01:00:00Z'));
    await app.get(DirectoryDays).keep(new Date('2026-10-31T09:00:00Z'));
    const text = await figuresOf(2026);
    expect(text).toContain('2026年10月31日（土）');
    expect(text).not.toContain('2026年10月30日（金）');
    const state = await app.get(DirectoryDays).count(app.clock.today());
    const [row] = await app.db.sql<{ n: number }>`select count(*) as n from activity where closed_at is null`;
    expect(state.fresh + state.asked + state.unconfirmed + state.hidden).toBe(Number(row!.n));
    expect(state.hidden).toBeGreaterThan(0);
  });

  it('of a year nobody knows are not there', async () => {
    for (const year of ['1999', '2030', 'x', '2026&year=2025', ''])
      await office.get(`/office/activity-figures?year=${year}`).expect(404);
  });
});

it('what was told of visits is gone from the host’s page when its time is over', async () => {
  const slot = await aTrialSlot(app, { activity, day: CalendarDay.of(2026, 12, 20) });
  await aTrialRequest(app, slot, { name: '消えるひと' });
  app.clock.set(new Date('2027-02-20T01:00:00Z'));
  await app.db.write((tx) => tx.update(ActivityRow, { id: activity.id }, { confirmedOn: app.clock.today() }));
  const later = await hostOf(organiser);
  await later.get(at(slot)).expect(404);
  expect((await later.get(list())).text).not.toContain(slot.id);
});

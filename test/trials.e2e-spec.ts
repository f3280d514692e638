import { jest } from '@jest/globals';
import { ActivityKeeper } from '../src/activities/activity-keeper.service.js';
import { Jobs } from '../src/mail/jobs.js';
import type { OutboxMail } from '../src/mail/outbox-mail.entity.js';
import { Postman } from '../src/mail/postman.js';
import type { CalendarDay } from '../src/shared/calendar-day.js';
import { TrialKeeping } from '../src/trials/trial-keeping.service.js';
import { TrialRequest } from '../src/trials/trial-request.entity.js';
import { TrialRequests, VISITS_WITH_ONE_MAIL } from '../src/trials/trial-requests.service.js';
import { TrialSlots } from '../src/trials/trial-slots.service.js';
import { TrialLetters } from '../src/trials/trial-letters.service.js';
import { VisitFiguresService } from '../src/trials/figures.service.js';
import { endsAt } from '../src/trials/trial.rules.js';
import { anActivity } from './factories/activity.js';
import { aTrialRequest, aTrialSlot } from './factories/trial.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { everyText } from './support/every-text.js';
import { mailsTo } from './support/mails.js';
import { plain } from './support/plain.js';

let app: TestApp;
const delivered: OutboxMail[] = [];

beforeAll(async () => {
  app = await startApp();
  app.get(Postman).deliver = async (mail) => void delivered.push(mail);
});
afterAll(() => app?.close());

const requestOf = (id: string) => app.db.write((tx) => tx.findOne(TrialRequest, { id }));
const cancel = (id: string) => app.db.write((tx) => app.get(TrialRequests).cancel(tx, id));
const refusal = (code: string) => expect.objectContaining({ code }) as unknown;

describe('seats of a trial visit', () => {
  it('are given at once, and never more than there are', async () => {
    const slot = await aTrialSlot(app, { seats: 2 });
    const asked = await Promise.allSettled([1, 2, 3, 4].map(() => aTrialRequest(app, slot)));
    expect(asked.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    await expect(aTrialRequest(app, slot)).rejects.toEqual(refusal('trials.request.full'));
  });

  it('are free again as soon as somebody cancels, and what they wrote is gone', async () => {
    const slot = await aTrialSlot(app, { seats: 1 });
    const { id } = await aTrialRequest(app, slot, { name: 'あき', needs: '端の席', email: 'aki@example.jp' });
    app.clock.advance(60_000);
    await cancel(id);
    await cancel(id);
    expect(await requestOf(id)).toMatchObject({ state: 'cancelled', name: '', needs: '', email: null });
    await aTrialRequest(app, slot);
    const states = await app.db.sql`select state from trial_event where request_id = ${id} order by at, id`;
    expect(states.map(({ state }) => state)).toEqual(['requested', 'cancelled']);
  });

  it('are refused where nothing is shown, after the beginning, and where it was called off', async () => {
    const hidden = await anActivity(app);
    const slot = await aTrialSlot(app, { activity: hidden });
    await app.db.write(
      (tx) => tx.sql`update activity set confirmed_on = '2020-01-01' where id = ${hidden.id}`,
    );
    await expect(aTrialRequest(app, slot)).rejects.toThrow('trial slot');
    const off = await aTrialSlot(app, { offBecause: '' });
    await expect(aTrialRequest(app, off)).rejects.toEqual(refusal('trials.request.off'));
    const only = await aTrialSlot(app, { ways: 1 });
    await expect(aTrialRequest(app, only, { way: 'join' })).rejects.toEqual(refusal('trials.way.not-here'));
  });
});

describe('what the host changes', () => {
  const fieldsOf = (slot: Awaited<ReturnType<typeof aTrialSlot>>) => ({ seen: slot.version, fields: slot });

  it('is told to who gave an address, and only the newest mail waits', async () => {
    const slot = await aTrialSlot(app);
    await aTrialRequest(app, slot, { email: 'told@example.jp' });
    const later = { ...slot, toMinute: 16 * 60, day: slot.day.plusDays(1) };
    await app.db.write((tx) =>
      app.get(TrialSlots).change(tx, slot.id, { seen: slot.version, fields: later }),
    );
    await app.db.write((tx) => app.get(TrialSlots).cancel(tx, slot.id, '会場が使えません'));
    const mails = await mailsTo(app, 'told@example.jp');
    expect(mails).toHaveLength(1);
    expect(mails[0]!.body).toContain('なくなりました');
    expect(mails[0]!.subject).toMatch(/^【.+】お知らせ$/);
  });

  it('is no mail where only the note is another', async () => {
    const slot = await aTrialSlot(app);
    await aTrialRequest(app, slot, { email: 'quiet@example.jp' });
    await app.db.write((tx) =>
      app
        .get(TrialSlots)
        .change(tx, slot.id, { seen: slot.version, fields: { ...slot, note: '飲みものがあります' } }),
    );
    expect(await mailsTo(app, 'quiet@example.jp')).toEqual([]);
  });

  it('leaves nobody without a seat, and is not written over somebody else', async () => {
    const slot = await aTrialSlot(app, { seats: 2 });
    await aTrialRequest(app, slot);
    await aTrialRequest(app, slot);
    const change = (changed: object) =>
      app.db.write((tx) => app.get(TrialSlots).change(tx, slot.id, { ...fieldsOf(slot), ...changed }));
    await expect(change({ fields: { ...slot, seats: 1 } })).rejects.toMatchObject({
      code: 'trials.slot.taken',
      params: { n: 2 },
    });
    await expect(change({ seen: 7 })).rejects.toEqual(refusal('trials.slot.changed-meanwhile'));
  });
});

const AT = '/activities/trials';
const send = (browser: Browser, path: string, fields: object = {}) =>
  browser.post(path).type('form').send(fields);
const MINUTE = 60_000;

/** Asks for a seat as a stranger; the browser and the code it shows. */
async function asks(slot: { id: string }, told: object = {}): Promise<{ browser: Browser; code: string }> {
  const browser = app.browser();
  const answer = await send(browser, `${AT}/${slot.id}`, { way: 'watch', ...told }).expect(303);
  expect(answer.headers.location).toBe(`${AT}/done`);
  const { text } = await browser.get(`${AT}/done`).expect(200);
  return { browser, code: /class="number visit-code">([^<]+)</.exec(text)![1]! };
}

describe('the days for a visit', () => {
  it('are listed with the seats that are left, in words', async () => {
    const activity = await anActivity(app, { title: '{編|あ}みものの会' });
    const [free, full] = [
      await aTrialSlot(app, { activity, seats: 2 }),
      await aTrialSlot(app, { activity, seats: 1 }),
    ];
    await aTrialSlot(app, { activity, offBecause: 'おやすみ' });
    await aTrialRequest(app, full);
    const { text } = await app.browser().get(`${AT}?activity=${activity.id}`).expect(200);
    expect(text).toContain(`href="${AT}/${free.id}"`);
    for (const words of ['編みものの会', 'あと2人、来られます。', '席はうまっています'])
      expect(plain(text)).toContain(words);
    expect(text.match(/class="tasks"[\s\S]*?<\/ul>/)![0].match(/<li>/g)).toHaveLength(2);
    expect(text).not.toContain('おやすみ');
  });

  it('are empty in words, with whom to ask', async () => {
    const { text } = await app
      .browser()
      .get(`${AT}?activity=${(await anActivity(app)).id}`)
      .expect(200);
    expect(plain(text)).toContain('いま、見学できる日はありません。');
    expect(plain(text)).toContain(app.config.council.office.phone);
  });

  it('are the next ones that have not begun, and later ones are told of', async () => {
    const activity = await anActivity(app);
    const today = app.clock.today();
    const now = app.clock.now();
    for (let from = 0; from < 61; from++)
      await aTrialSlot(app, { activity, day: today.plusDays(1), fromMinute: 600 + from, toMinute: 900 });
    app.clock.set(new Date(today.plusDays(1).startsAt().getTime() + 600 * 60_000));
    const { text } = await app.browser().get(`/activities/trials?activity=${activity.id}`).expect(200);
    expect(text.match(/href="\/activities\/trials\/[0-9a-f-]{36}"/g)).toHaveLength(60);
    expect(text).not.toContain('このあとの日もあります。');
    await aTrialSlot(app, { activity, day: today.plusDays(2) });
    const more = await app.browser().get(`/activities/trials?activity=${activity.id}`).expect(200);
    expect(more.text).toContain('このあとの日もあります。');
    app.clock.set(now);
    await app.db.write((tx) => tx.sql`delete from trial_slot where activity_id = ${activity.id}`);
  });

  it('are not those of an entry that is hidden', async () => {
    const slot = await aTrialSlot(app);
    await app.db.write(
      (tx) => tx.sql`update activity set confirmed_on = '2020-01-01' where id = ${slot.activityId}`,
    );
    await app.browser().get(`${AT}/${slot.id}`).expect(404);
    await send(app.browser(), `${AT}/${slot.id}`, { way: 'watch' }).expect(404);
    expect((await app.browser().get(AT).expect(200)).text).not.toContain(slot.id);
  });

  it('speak English around what groups wrote', async () => {
    const slot = await aTrialSlot(app);
    const { browser } = await asks(slot, { email: 'english@example.jp' });
    const read = async (as: Browser, path: string) => {
      const { text } = await as
        .get(AT + path)
        .set('cookie', 'ui=lang=en')
        .expect(200);
      expect(text).toContain('<html lang="en"');
      const spoken = text.replace(/<(\w+)[^>]* lang="ja"[^>]*>.*?<\/\1>/gs, '');
      expect(plain(spoken).replaceAll(/見本市\S*|学びのページ|（?平日[^）]*/g, '')).not.toMatch(/[ぁ-ん]{3}/);
    };
    for (const path of ['', '/guide', '/mine', '/next?to=matching', `/${slot.id}`])
      await read(app.browser(), path);
    for (const path of ['/done', '/mine']) await read(browser, path);
    await at(slot.day.startsAt(), () => read(browser, '/mine'));
    await at(endsAt(slot), () => read(browser, '/after'));
  });

  it('have a guide with a text for each of three', async () => {
    const { text } = await app.browser().get(`${AT}/guide`).expect(200);
    for (const words of [
      '見学に行く人へ',
      '見学の迎え方',
      '30秒の紹介文',
      'やさしいことばで',
      '指名しません。',
    ])
      expect(plain(text)).toContain(words);
  });
});

describe('asking for a seat', () => {
  it('chooses nothing beforehand, and needs nothing but the way to be there', async () => {
    const slot = await aTrialSlot(app);
    const browser = app.browser();
    const { text } = await browser.get(`${AT}/${slot.id}`).expect(200);
    expect(text).not.toContain('checked');
    for (const words of ['見学だけ', '話さず聴くだけ', '参加してみる']) expect(plain(text)).toContain(words);
    const refused = await send(browser, `${AT}/${slot.id}`, {
      name: 'あき',
      needs: '{端|はし}の席',
      leavesEarly: '1',
      email: 'aki',
    }).expect(422);
    for (const words of ['過ごし方を1つ選んでください', 'value="あき"', '{端|はし}の席', 'value="aki"'])
      expect(refused.text).toContain(words);
    expect(refused.text).toMatch(/id="leavesEarly" checked/);
    expect(await requestsOf(slot)).toEqual([]);
    await asks(slot);
    expect(await requestsOf(slot)).toMatchObject([{ way: 'watch', name: '', email: null, needs: '' }]);
  });

  it('keeps the code nowhere, and shows it to the browser that asked alone', async () => {
    const slot = await aTrialSlot(app);
    const { code } = await asks(slot);
    expect(code).toMatch(/^([0-9A-Z]{4}-){2}[0-9A-Z]{4}$/);
    expect(await everyText(app, [code, code.replaceAll('-', '')])).toEqual([]);
    const other = await app.browser().get(`${AT}/done`).expect(303);
    expect(other.headers.location).toBe(`${AT}/mine`);
  });

  it('pressed twice is one request with one code', async () => {
    const slot = await aTrialSlot(app);
    const browser = app.browser();
    const fields = { _key: crypto.randomUUID(), way: 'listen' };
    const codes = new Set<string>();
    for (let press = 0; press < 2; press++) {
      await send(browser, `${AT}/${slot.id}`, fields).expect(303);
      codes.add(/class="number visit-code">([^<]+)</.exec((await browser.get(`${AT}/done`)).text)![1]!);
    }
    expect(codes.size).toBe(1);
    expect(await requestsOf(slot)).toHaveLength(1);
    // So it is for who signs in in between, and for whom the form was remembered longer than its taking.
    const person = await signIn(app, await aPerson(app, { roles: ['trainee'] }));
    await send(person, `${AT}/${slot.id}`, fields).expect(303);
    await app.db.write((tx) => tx.sql`delete from submission_record`);
    await send(browser, `${AT}/${slot.id}`, fields).expect(303);
    expect(await requestsOf(slot)).toHaveLength(1);
    // The same key with other words is another request, with another code.
    await send(browser, `${AT}/${slot.id}`, { ...fields, name: 'そら' }).expect(303);
    expect(await requestsOf(slot)).toHaveLength(2);
  });

  it('of a full slot keeps what was typed and shows others and the office', async () => {
    const activity = await anActivity(app);
    const [slot, other] = [
      await aTrialSlot(app, { activity, seats: 1 }),
      await aTrialSlot(app, { activity, day: app.clock.today().plusDays(9) }),
    ];
    await aTrialRequest(app, slot);
    const refused = await send(app.browser(), `${AT}/${slot.id}`, { way: 'join', name: 'なぎ' }).expect(422);
    for (const words of ['席がうまりました', 'value="なぎ"', `href="${AT}/${other.id}"`])
      expect(refused.text).toContain(words);
    expect(refused.text).toContain(app.config.council.office.phone);
    const { text } = await app.browser().get(`${AT}/${slot.id}`).expect(200);
    expect(plain(text)).toContain('席はうまっています');
  });

  it('of a slot that was changed under the form shows it as it is now, and takes no seat before that was seen', async () => {
    const slot = await aTrialSlot(app);
    const browser = app.browser();
    const seen = /name="seen" value="(\d+)"/.exec((await browser.get(`${AT}/${slot.id}`)).text)![1]!;
    const moved = { ...slot, fromMinute: 10 * 60, toMinute: 11 * 60 };
    await app.db.write((tx) =>
      app.get(TrialSlots).change(tx, slot.id, { seen: slot.version, fields: moved }),
    );
    const told = { way: 'watch', needs: '壁ぎわの席', seen };
    // Something else to mend does not pass the change over.
    const mended = await send(browser, `${AT}/${slot.id}`, { ...told, email: 'x' }).expect(422);
    expect(mended.text).toContain(`name="seen" value="${seen}"`);
    const { text } = await send(browser, `${AT}/${slot.id}`, told).expect(422);
    for (const words of ['この回の案内が変わりました', '10時から11時まで', '壁ぎわの席'])
      expect(plain(text)).toContain(words);
    expect(await requestsOf(slot)).toEqual([]);
    const again = /name="seen" value="(\d+)"/.exec(text)![1]!;
    await send(browser, `${AT}/${slot.id}`, { ...told, seen: again }).expect(303);
  });

  it('of a slot that has begun or was called off says so, and what else there is', async () => {
    const off = await aTrialSlot(app, { offBecause: '会場が使えません' });
    const { text } = await app.browser().get(`${AT}/${off.id}`).expect(200);
    for (const words of ['なくなりました', '会場が使えません', 'ほかの日'])
      expect(plain(text)).toContain(words);
    await send(app.browser(), `${AT}/${off.id}`, { way: 'watch' }).expect(422);
    await app.browser().get(`${AT}/nowhere`).expect(404);
  });

  it('is the same for somebody with an account, whom nothing ties to it', async () => {
    const slot = await aTrialSlot(app);
    const person = await aPerson(app, { roles: ['trainee'] });
    const browser = await signIn(app, person);
    await send(browser, `${AT}/${slot.id}`, { way: 'watch', _key: crypto.randomUUID() }).expect(303);
    const rows = JSON.stringify(await requestsOf(slot));
    expect(rows).not.toContain(person.id);
    const seen = await app.db.sql`select 1 from audit_event where object like 'trial%'`;
    expect(seen).toEqual([]);
  });

  it('with one mail address is enough a few times a day', async () => {
    const slot = await aTrialSlot(app, { seats: 20 });
    for (let n = 0; n < VISITS_WITH_ONE_MAIL; n++) await asks(slot, { email: 'often@example.jp' });
    const refused = await send(app.browser(), `${AT}/${slot.id}`, {
      way: 'watch',
      email: 'Often@example.jp',
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('メールアドレスを消すと、このまま送れます');
  });
});

describe('the code', () => {
  it('opens the request however it is typed, and the browser forgets it when told', async () => {
    const slot = await aTrialSlot(app);
    const { code } = await asks(slot, { name: 'はる', needs: '静かな席' });
    const browser = app.browser();
    const typed = code.toLowerCase().replaceAll('-', '　');
    await send(browser, `${AT}/mine`, { code: typed }).expect(303);
    const { text } = await browser.get(`${AT}/mine`).expect(200);
    for (const words of ['席をとってあります。', '見学だけ', 'はる', '静かな席'])
      expect(text).toContain(words);
    const file = await browser.get(`${AT}/mine/calendar.ics`).expect(200);
    expect(file.text).toContain('SUMMARY:予定');
    expect(file.text).not.toContain('会');
    await send(browser, `${AT}/leave`).expect(303);
    expect((await browser.get(`${AT}/mine`).expect(200)).text).toContain('name="code"');
    await browser.get(`${AT}/mine/calendar.ics`).expect(303);
  });

  it('is shown again by the browser that has it, until it is left or somebody signs out there', async () => {
    const slot = await aTrialSlot(app);
    const browser = await signIn(app, await aPerson(app, { roles: ['trainee'] }));
    await send(browser, `${AT}/${slot.id}`, { way: 'watch', _key: crypto.randomUUID() }).expect(303);
    expect((await browser.get(`${AT}/mine`).expect(200)).text).toContain(`href="${AT}/done"`);
    const shown = await browser.get(`${AT}/done`).expect(200);
    expect(shown.headers['cache-control']).toBe('no-store');
    await send(browser, '/logout').expect(303);
    expect((await browser.get(`${AT}/mine`).expect(200)).text).toContain('name="code"');
  });

  it('that nobody has and one that can be none are answered alike, and slowed down', async () => {
    const answers = [];
    for (const code of ['0000-0000-0000', 'なにか']) {
      const { status, text } = await send(app.browser(), `${AT}/mine`, { code });
      answers.push([status, plain(text).replace(code, '')]);
    }
    expect(answers[0]![0]).toBe(422);
    expect(answers[0]).toEqual(answers[1]);
    for (let n = 0; n < 4; n++) await send(app.browser(), `${AT}/mine`, { code: '0000-0000-0000' });
    const { status, text } = await send(app.browser(), `${AT}/mine`, { code: '0000-0000-0000' });
    expect([status, text.includes('分のあいだ止めています')]).toEqual([429, true]);
  });
});

describe('one’s request', () => {
  it('is taken back without a reason, twice is once, and the seat is free', async () => {
    const slot = await aTrialSlot(app, { seats: 1 });
    const { browser } = await asks(slot, { name: 'ゆう', needs: '窓ぎわ', email: 'yu@example.jp' });
    await at(new Date(`${slot.day.plusDays(-1).toString()}T09:00:00+09:00`), () =>
      app.get(TrialKeeping).remind(app.clock.now()),
    );
    expect(await everyText(app, ['yu@example.jp'])).toHaveLength(2);
    for (let press = 0; press < 2; press++) {
      const answer = await send(browser, `${AT}/mine/cancel`).expect(303);
      expect(answer.headers.location).toBe(`${AT}/mine`);
    }
    expect(await everyText(app, ['ゆう', '窓ぎわ', 'yu@example.jp'])).toEqual([]);
    const { text } = await browser.get(`${AT}/mine`).expect(200);
    expect(plain(text)).toContain('とりやめました。');
    for (const gone of ['ゆう', '窓ぎわ', '/mine/cancel', '/mine/needs']) expect(text).not.toContain(gone);
    // Whoever took it back by mistake may ask once more.
    expect(text).toContain(`href="${AT}/${slot.id}"`);
    await asks(slot);
    expect((await browser.get(`${AT}/done`).expect(303)).headers.location).toBe(`${AT}/mine`);
  });

  it('can be changed until the day; afterwards what was typed stays to be read out', async () => {
    const slot = await aTrialSlot(app, { ways: 0b011 });
    const { browser } = await asks(slot);
    const told = { way: 'listen', name: 'そら', brings: '1', needs: '大きな音が苦手' };
    expect((await send(browser, `${AT}/mine/needs`, told).expect(303)).headers.location).toContain('saved=1');
    expect(await requestsOf(slot)).toMatchObject([{ way: 'listen', name: 'そら', needs: '大きな音が苦手' }]);
    await send(browser, `${AT}/mine/needs`, { ...told, way: 'join' }).expect(422);
    await send(browser, `${AT}/mine/needs`, { ...told, needs: '長'.repeat(501) }).expect(422);
    await at(slot.day.startsAt(), async () => {
      const late = await send(browser, `${AT}/mine/needs`, { ...told, needs: 'おそい知らせ' }).expect(422);
      expect(late.text).toContain('おそい知らせ');
      expect(late.text).toContain('事務局に電話してください');
      const { text } = await browser.get(`${AT}/mine`).expect(200);
      expect(text).not.toContain('/mine/needs');
      expect(plain(text)).toContain('きょうは、この画面では変えられません。');
    });
    // The browser forgets the code while somebody writes: what was written is there to be copied.
    const lapsed = await send(app.browser(), `${AT}/mine/needs`, told).expect(422);
    for (const words of ['大きな音が苦手', 'まだ届いていません', 'name="code"'])
      expect(lapsed.text).toContain(words);
    expect(await requestsOf(slot)).toMatchObject([{ needs: '大きな音が苦手' }]);
  });

  it('can be taken back until the end, not after', async () => {
    const slot = await aTrialSlot(app, { seats: 2 });
    const [first, second] = [await asks(slot), await asks(slot)];
    await at(new Date(endsAt(slot).getTime() - MINUTE), () =>
      send(first.browser, `${AT}/mine/cancel`).expect(303),
    );
    await at(endsAt(slot), async () => {
      const late = await send(second.browser, `${AT}/mine/cancel`).expect(422);
      expect(late.text).toContain('href="#standing"');
    });
    expect((await requestsOf(slot)).map(({ state }) => state).sort()).toEqual(['cancelled', 'requested']);
  });

  it('says when the host called it off, and why', async () => {
    const slot = await aTrialSlot(app);
    const { browser } = await asks(slot, { name: 'りく' });
    await app.db.write((tx) => app.get(TrialSlots).cancel(tx, slot.id, '会場の工事'));
    const { text } = await browser.get(`${AT}/mine`).expect(200);
    for (const words of ['この回は、なくなりました。', '会場の工事', 'ほかの日'])
      expect(plain(text)).toContain(words);
    expect(text).not.toContain('/mine/cancel');
    // Who asked a moment ago and reloads is not told that the seat is there; and what they wrote can still go.
    expect((await browser.get(`${AT}/done`).expect(303)).headers.location).toBe(`${AT}/mine`);
    await send(browser, `${AT}/mine/cancel`).expect(303);
    expect(await requestsOf(slot)).toMatchObject([{ state: 'cancelled', name: '' }]);
  });

  it('tells at the code, too, that the host moved it, and leads to no entry that is hidden', async () => {
    const slot = await aTrialSlot(app);
    const { browser } = await asks(slot);
    const entry = `href="/activities/${slot.activityId}"`;
    const before = (await browser.get(`${AT}/mine`).expect(200)).text;
    expect([before.includes('予定が変わりました'), before.includes(entry)]).toEqual([false, true]);
    await app.db.write(async (tx) => {
      const fields = { ...slot, meetingPoint: '裏の入口' };
      await app.get(TrialSlots).change(tx, slot.id, { seen: slot.version, fields });
      await tx.sql`update activity set confirmed_on = '2020-01-01' where id = ${slot.activityId}`;
    });
    const { text } = await browser.get(`${AT}/mine`).expect(200);
    for (const words of ['申し込んだあとに、予定が変わりました', '裏の入口', '席をとってあります。'])
      expect(text).toContain(words);
    expect(text).not.toContain(entry);
    expect((await browser.get(`${AT}/next?to=join`).expect(200)).text).not.toContain(slot.activityId);
  });

  it('is told when the entry is closed, and no note of the day before follows', async () => {
    const slot = await aTrialSlot(app);
    const { browser } = await asks(slot, { email: 'closed@example.jp' });
    await app.db.write((tx) => app.get(ActivityKeeper).close(tx, slot.activityId));
    const eve = new Date(`${slot.day.plusDays(-1).toString()}T09:00:00+09:00`);
    await at(eve, async () => {
      await app.get(Jobs).runAll();
      await app.get(Jobs).runAll();
      expect(plain((await browser.get(`${AT}/mine`)).text)).toContain('この回は、なくなりました。');
    });
    const mails = delivered.filter(({ recipient }) => recipient === 'closed@example.jp');
    expect(mails.map(({ body }) => body.includes('なくなりました'))).toEqual([true]);
  });

  it('is nobody’s without the code', async () => {
    for (const act of ['cancel', 'needs'])
      expect((await send(app.browser(), `${AT}/mine/${act}`).expect(303)).headers.location).toBe(
        `${AT}/mine`,
      );
  });

  it('never tells what the host wrote down', async () => {
    const slot = await aTrialSlot(app);
    const { browser } = await asks(slot);
    await at(new Date(endsAt(slot).getTime() - MINUTE), async () => {
      const before = plain((await browser.get(`${AT}/mine`)).text);
      const [{ id }] = (await requestsOf(slot)) as [{ id: string }];
      await app.db.write((tx) =>
        app.get(TrialRequests).mark(tx, { slotId: slot.id, requestId: id }, 'not-met'),
      );
      expect(plain((await browser.get(`${AT}/mine`)).text)).toBe(before);
    });
  });
});

describe('after the visit', () => {
  it('comes one page that may be empty, once, and is tied to nobody', async () => {
    const slot = await aTrialSlot(app, { seats: 3 });
    const [{ browser, code }, { browser: second }] = [await asks(slot), await asks(slot)];
    const asked = await requestsOf(slot);
    expect((await browser.get(`${AT}/after`).expect(303)).headers.location).toBe(`${AT}/mine`);
    expect((await send(browser, `${AT}/after`).expect(303)).headers.location).toBe(`${AT}/mine`);
    await at(endsAt(slot), async () => {
      expect((await browser.get(`${AT}/mine`)).text).toContain(`href="${AT}/after"`);
      expect((await browser.get(`${AT}/after`).expect(200)).text).not.toContain('checked');
      await send(browser, `${AT}/after`, { image: 'loud', safe: '窓があった' }).expect(422);
      const fields = { image: 'some', safe: '窓があった', next: 'again', _key: crypto.randomUUID() };
      const lapsed = await send(app.browser(), `${AT}/after`, fields).expect(422);
      for (const words of ['窓があった', 'まだ届いていません']) expect(lapsed.text).toContain(words);
      for (let press = 0; press < 2; press++)
        expect((await send(browser, `${AT}/after`, fields).expect(303)).headers.location).toBe(
          `${AT}/next?to=again`,
        );
      expect((await browser.get(`${AT}/after`).expect(303)).headers.location).toBe(`${AT}/next`);
      expect((await send(second, `${AT}/after`).expect(303)).headers.location).toBe(`${AT}/next`);
    });
    const pages = await app.db.sql`select * from trial_page where slot_id = ${slot.id} order by safe`;
    expect(pages).toHaveLength(2);
    expect(pages[1]).toMatchObject({ image: 'some', feeling: null, safe: '窓があった', next: 'again' });
    // At the requests nothing tells that a page was sent, and nothing at a page is at a request.
    expect(await requestsOf(slot)).toEqual(asked);
    for (const { id, code_hash } of asked)
      for (const known of [id, code_hash]) expect(JSON.stringify(pages)).not.toContain(known);
    // Who types the code on another day is not asked again.
    await at(endsAt(slot), async () => {
      const later = app.browser();
      await send(later, `${AT}/mine`, { code }).expect(303);
      expect((await later.get(`${AT}/mine`).expect(200)).text).not.toContain(`href="${AT}/after"`);
    });
  });

  it('is read by the office, without whose it is', async () => {
    const slot = await aTrialSlot(app);
    const { browser } = await asks(slot, { name: 'みさき' });
    await at(endsAt(slot), () =>
      send(browser, `${AT}/after`, { safe: '<b>窓</b>ぎわの席', hard: 'まぶしかった' }).expect(303),
    );
    const office = await signIn(app, await aPerson(app, { roles: ['office'] }));
    const { text } = await office.get('/office/visits/told').expect(200);
    for (const words of ['&lt;b&gt;窓&lt;/b&gt;ぎわの席', 'まぶしかった']) expect(text).toContain(words);
    expect(text).not.toContain('みさき');
  });

  it.each([
    ['again', `href="${AT}"`],
    ['learn', 'href="/tracks/introductory"'],
    ['join', 'href="/activities"'],
    ['matching', '相談できます'],
    ['not-now', '何もしないことも、よい選び方です。'],
    ['', 'あとで選べること'],
    ['elsewhere', 'あとで選べること'],
  ])('leads on to %s', async (to, expected) => {
    expect((await app.browser().get(`${AT}/next?to=${to}`).expect(200)).text).toContain(expected);
  });
});

describe('the note of the day before', () => {
  const remindedAt = (time: string, slot: { day: CalendarDay }) =>
    at(new Date(`${slot.day.plusDays(-1).toString()}T${time}+09:00`), () => app.get(Jobs).runAll());

  it('goes once to who gave an address and still comes, by day, in words that tell nothing', async () => {
    const slot = await aTrialSlot(app, { seats: 10 });
    const coming = await asks(slot, { email: 'coming@example.jp', way: 'join' });
    const { browser: gone } = await asks(slot, { email: 'gone@example.jp' });
    await asks(slot);
    await send(gone, `${AT}/mine/cancel`).expect(303);
    await remindedAt('06:00:00', slot);
    expect(await mailsTo(app, 'coming@example.jp')).toEqual([]);
    for (const time of ['09:00:00', '10:00:00', '11:00:00']) await remindedAt(time, slot);
    const to = (recipient: string) => delivered.filter((mail) => mail.recipient === recipient);
    expect([to('coming@example.jp').length, to('gone@example.jp').length]).toEqual([1, 0]);
    const mail = to('coming@example.jp').map(({ subject, body }) => subject + body.split('--')[0]!)[0]!;
    expect(mail).toContain('予定のお知らせです。');
    // It may be read on the day itself.
    expect(mail).not.toContain('あした');
    expect(mail).toContain('13時30分から15時まで');
    for (const telling of ['見学', 'ピア', 'お茶', coming.code]) expect(mail).not.toContain(telling);
  });

  it('comes on the day where nothing ran before, not after news of the same day, and not to who asks on the day', async () => {
    const slot = await aTrialSlot(app, { day: app.clock.today().plusDays(9) });
    const { browser } = await asks(slot, { email: 'late@example.jp' });
    expect((await browser.get(`${AT}/done`)).text).toContain('見学の前に、メールを1通送ります。');
    const other = await aTrialSlot(app);
    await asks(other, { email: 'moved@example.jp' });
    const night = new Date(`${other.day.plusDays(-2).toString()}T22:00:00+09:00`);
    const fields = { ...other, meetingPoint: '裏の入口' };
    await at(night, () =>
      app.db.write((tx) => app.get(TrialSlots).change(tx, other.id, { seen: other.version, fields })),
    );
    await remindedAt('09:00:00', other);
    const morning = new Date(`${slot.day.toString()}T09:00:00+09:00`);
    await at(morning, async () => {
      const { browser: sameDay } = await asks(slot, { email: 'same-day@example.jp' });
      expect((await sameDay.get(`${AT}/done`)).text).toContain('予定が変わったときは、メールで知らせます。');
      for (let hour = 0; hour < 2; hour++) await app.get(Jobs).runAll();
    });
    const to = (recipient: string) => delivered.filter((mail) => mail.recipient === recipient).length;
    expect(['late', 'moved', 'same-day'].map((name) => to(`${name}@example.jp`))).toEqual([1, 1, 0]);
  });

  it('that waits is taken back with the request', async () => {
    const slot = await aTrialSlot(app);
    const { browser } = await asks(slot, { email: 'waits@example.jp' });
    const eve = new Date(`${slot.day.plusDays(-1).toString()}T09:00:00+09:00`);
    await at(eve, async () => {
      await app.get(TrialKeeping).remind(eve);
      expect(await mailsTo(app, 'waits@example.jp')).toHaveLength(1);
      await send(browser, `${AT}/mine/cancel`).expect(303);
    });
    expect(await mailsTo(app, 'waits@example.jp')).toEqual([]);
  });
});

describe('when its time is over', () => {
  it('no row and no word of a visit is left, in no table; the counts are', async () => {
    const slot = await aTrialSlot(app, { seats: 5 });
    const words = { name: 'わすれな', needs: '窓のそばの椅子', email: 'wasure@example.jp', way: 'listen' };
    const { browser } = await asks(slot, words);
    const { browser: other } = await asks(slot, { name: 'きえる' });
    await send(other, `${AT}/mine/cancel`).expect(303);
    await at(endsAt(slot), async () => {
      await send(browser, `${AT}/after`, { hard: '音がひびいた', toHost: '静かでした', next: 'learn' });
    });
    const keep = app.config.council.activities.keepVisitsDays;
    const ids = (await requestsOf(slot)).flatMap(({ id, code_hash }) => [id as string, code_hash as string]);
    await at(slot.day.plusDays(1).startsAt(), async () => {
      await app.get(Jobs).runAll();
      expect(await requestsOf(slot)).toMatchObject([{ email: null }, { email: null }]);
      expect(await everyText(app, ['wasure@example.jp'])).toEqual([]);
    });
    await at(slot.day.plusDays(keep).startsAt(), async () => {
      await app.get(Jobs).runAll();
      expect(await requestsOf(slot)).toHaveLength(2);
    });
    await at(slot.day.plusDays(keep + 1).startsAt(), async () => {
      const figures = () => app.get(VisitFiguresService).of(null);
      const [before, now] = [await figures(), app.clock.now()];
      // What ends in the middle is as it was before.
      const keeping = app.get(TrialKeeping);
      const killed = jest
        .spyOn(TrialLetters.prototype, 'takeBack')
        .mockRejectedValueOnce(new Error('killed'));
      await expect(keeping.forgetOld(now)).rejects.toThrow('killed');
      killed.mockRestore();
      expect(await figures()).toEqual(before);
      // Two processes at the same moment count once.
      await Promise.all([keeping.forgetOld(now), keeping.forgetOld(now)]);
      await app.get(Jobs).runAll();
      expect((await figures()).counts).toEqual(before.counts);
    });
    expect(await requestsOf(slot)).toEqual([]);
    expect(await everyText(app, ids)).toEqual([]);
    const written = ['わすれな', '窓のそばの椅子', 'wasure', 'きえる', '音がひびいた', '静かでした'];
    expect(await everyText(app, written)).toEqual([]);
    const counts = await app.db.sql`select key, n from trial_count where activity_id = ${slot.activityId}`;
    expect(Object.fromEntries(counts.map(({ key, n }) => [key, n]))).toEqual({
      ...{ request: 2, unsaid: 1, cancelled: 1, 'way.listen': 1, page: 1, 'next.learn': 1 },
    });
    expect((await browser.get(`${AT}/mine`).expect(200)).text).toContain('name="code"');
  });
});

/** Does something at another time, and comes back. */
async function at<T>(time: Date, act: () => Promise<T>): Promise<T> {
  const now = app.clock.now();
  app.clock.set(time);
  try {
    return await act();
  } finally {
    app.clock.set(now);
  }
}

async function requestsOf(slot: { id: string }) {
  return app.db.sql`select * from trial_request where slot_id = ${slot.id} order by requested_at, id`;
}

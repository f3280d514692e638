import { ActivityChanges } from '../src/organisers/activity-changes.service.js';
import { OfficeOrganisers, seenOf } from '../src/organisers/office-organisers.service.js';
import { OrganiserLinks } from '../src/organisers/organiser-links.service.js';
import type { ActivityContent } from '../src/activities/activity-content.rules.js';
import { Activity } from '../src/activities/activity.entity.js';
import { Organiser } from '../src/activities/organiser.entity.js';
import { Jobs } from '../src/mail/jobs.js';
import { ErasureService } from '../src/privacy/erasure.service.js';
import type { Me } from '../src/web/me.js';
import { anActivity, anOrganiser } from './factories/activity.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { mailsTo } from './support/mails.js';

let app: TestApp;
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

beforeEach(async () => {
  app ??= await startApp();
  app.clock.set(new Date('2026-05-12T03:00:00Z')); // noon in Japan
});
afterAll(() => app.close());

/** Two sendings never come in the same millisecond. */
function send(browser: Browser, path: string, fields: object = {}) {
  app.clock.advance(1);
  return browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...fields });
}

/** What the browser would send of the form on this page. */
function formOf(html: string): Record<string, string | string[]> {
  const fields: Record<string, string[]> = {};
  const add = (name: string, value: string) => (fields[name] ??= []).push(unescaped(value));
  const form = html.slice(html.indexOf('name="version"') - 300);
  const controls =
    /<input([^>]*)>|<textarea[^>]* name="([^"]+)"[^>]*>\n?([^<]*)<|<select[^>]* name="([^"]+)"[^>]*>(.*?)<\/select>/gs;
  for (const [, input, area, text, select, options] of form.matchAll(controls)) {
    if (area) add(area, text!);
    else if (select)
      add(select, /value="([^"]*)" selected/.exec(options!)?.[1] ?? /value="([^"]*)"/.exec(options!)![1]!);
    else {
      const name = / name="([^"]+)"/.exec(input!)?.[1];
      const value = / value="([^"]*)"/.exec(input!)?.[1] ?? '';
      const isBox = /type="(radio|checkbox)"/.test(input!);
      if (name && name !== '_key' && (!isBox || / checked/.test(input!))) add(name, value);
    }
  }
  const { act: _act, ...rest } = fields;
  return Object.fromEntries(
    Object.entries(rest).map(([name, values]) => [name, values.length > 1 ? values : values[0]!]),
  );
}
const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x3D;', '=')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The address in the newest mail. */
async function linkTo(email: string): Promise<string> {
  const mails = await mailsTo(app, email);
  return /\/organise\/link\/[\w-]+/.exec(mails.at(-1)!.body)![0];
}
async function enter(organiser: { email: string | null }): Promise<Browser> {
  const browser = app.browser();
  await send(browser, '/organise', { email: organiser.email }).expect(303);
  await send(browser, await linkTo(organiser.email!), { act: 'enter', version: '0' }).expect(303);
  return browser;
}
const versionOf = async (id: string) =>
  (await app.db.one<{ version: number; confirmed_on: string; closed_at: number | null; title: string }>`
    select version, confirmed_on, closed_at, title from activity where id = ${id}`)!;
const changesOf = (id: string) =>
  app.db.sql<{ id: string; state: string; content: string; sent_by: string }>`
    select id, state, content, sent_by from activity_change where activity_id = ${id} order by sent_at, id`;
async function office(): Promise<Me> {
  const person = await aPerson(app, { roles: ['office'] });
  return { personId: person.id, role: 'office' } as Me;
}
async function asked(activity: Activity, hours = 24 * 14): Promise<string> {
  const organiser = (await app.db
    .one<Organiser>`select * from organiser where id = ${activity.organiserId}`)!;
  const token = await app.db.write((tx) =>
    app.get(OrganiserLinks).issue(tx, {
      organiserId: organiser.id,
      email: organiser.email!,
      purpose: 'confirm',
      activityId: activity.id,
      hours,
    }),
  );
  return `/organise/link/${token}`;
}

describe('the link', () => {
  it('is sent to known and unknown addresses with the same answer, and opens what is theirs', async () => {
    const organiser = await anOrganiser(app, { name: '知られた会' });
    await anActivity(app, { organiser, title: '知られた会の集まり' });
    const answers = [];
    for (const email of [organiser.email!, 'new@example.jp']) {
      const answer = await send(app.browser(), '/organise', { email }).expect(303);
      answers.push([answer.headers.location, answer.text]);
    }
    expect(answers[0]).toEqual(answers[1]);
    const browser = app.browser();
    const link = await linkTo(organiser.email!);
    expect((await browser.get(link).expect(200)).text).toContain('開く');
    const entered = await send(browser, link, { act: 'enter', version: '0' }).expect(303);
    expect(String(entered.headers['set-cookie'])).toMatch(
      /organiser=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/,
    );
    const cookie = String(entered.headers['set-cookie']);
    for (const kept of [await linkTo(organiser.email!), cookie]) {
      const secret = /[\w-]{43}/.exec(kept)![0];
      const rows = await app.db.sql`
        select hash from organiser_link where hash = ${secret} union all
        select hash from organiser_session where hash = ${secret}`;
      expect(rows).toEqual([]);
    }
    const home = (await browser.get('/organise').expect(200)).text;
    for (const words of ['知られた会', '知られた会の集まり', '終える']) expect(home).toContain(words);
    const stranger = app.browser();
    await send(stranger, await linkTo('new@example.jp'), { act: 'enter', version: '0' }).expect(303);
    expect((await stranger.get('/organise')).text).toContain('まだ活動が載っていません');
    expect(await app.db.sql`select 1 from organiser where email = 'new@example.jp'`).toEqual([]);
  });

  it('changes nothing by being opened, and is used once; a second press of the same button gets in as well', async () => {
    const organiser = await anOrganiser(app);
    await send(app.browser(), '/organise', { email: organiser.email });
    const link = await linkTo(organiser.email!);
    for (let opened = 0; opened < 3; opened++) await app.browser().get(link).expect(200);
    await app.browser().head(link).expect(200);
    await app.browser().get(link).set('sec-purpose', 'prefetch').set('sec-fetch-site', 'none').expect(200);
    await app.browser().post(link).set('sec-fetch-site', 'cross-site').type('form').send({}).expect(403);
    expect(await app.db.sql`select 1 from organiser_session where email = ${organiser.email}`).toEqual([]);
    const press = { _key: 'a-key-of-one-page-0001', act: 'enter', version: '0' };
    const [first, second] = [app.browser(), app.browser()];
    await send(first, link, press).expect(303);
    await send(second, link, press).expect(303);
    for (const browser of [first, second])
      expect((await browser.get('/organise')).text).toContain(organiser.name);
    expect(await app.db.sql`select 1 from organiser_session where email = ${organiser.email}`).toHaveLength(
      1,
    );
    const other = app.browser();
    const over = await send(other, link, { act: 'enter', version: '0' }).expect(404);
    expect(over.text).toContain('新しいリンクを送る');
    expect((await other.get(link).expect(404)).text).toContain('何もなくなってはいません');
    expect((await first.get(link).expect(404)).text).toContain('活動の一覧を開く');
    await send(other, `${link}/again`).expect(303).expect('location', '/organise/sent');
    expect(await linkTo(organiser.email!)).not.toBe(link);
    expect((await app.browser().get('/organise/link/unknown').expect(404)).text).toContain(
      'href="/organise"',
    );
    await send(app.browser(), '/organise/link/unknown/again').expect(303);
  });

  it('is over after a day, and its session after two hours or by a button', async () => {
    const organiser = await anOrganiser(app);
    await send(app.browser(), '/organise', { email: organiser.email });
    const link = await linkTo(organiser.email!);
    app.clock.advance(24 * HOUR);
    await app.browser().get(link).expect(404);
    const browser = await enter(organiser);
    app.clock.advance(2 * HOUR - 1000);
    expect((await browser.get('/organise')).text).toContain(organiser.name);
    app.clock.advance(1000);
    expect((await browser.get('/organise')).text).not.toContain(organiser.name);
    const again = await enter(organiser);
    const kept = await app.db.sql`select 1 from organiser_session where email = ${organiser.email}`;
    expect(kept).toHaveLength(2);
    await send(again, '/organise/leave').expect(303);
    expect((await again.get('/organise?done=left')).text).toContain('終えました');
    expect(await app.db.sql`select 1 from organiser_session where email = ${organiser.email}`).toHaveLength(
      1,
    );
  });

  it('goes nowhere any more once the office has changed the address', async () => {
    const organiser = await anOrganiser(app);
    const browser = await enter(organiser);
    await send(app.browser(), '/organise', { email: organiser.email });
    const link = await linkTo(organiser.email!);
    await app.db.write((tx) => tx.update(Organiser, { id: organiser.id }, { email: 'other@example.jp' }));
    await app.browser().get(link).expect(404);
    await send(app.browser(), link, { act: 'enter', version: '0' }).expect(404);
    expect((await browser.get('/organise')).text).not.toContain(organiser.name);
    await send(app.browser(), `${link}/again`).expect('location', '/organise?done=over');
  });

  it('is sent a few times a day to one address, and not endlessly from one network', async () => {
    const email = 'often@example.jp';
    for (let time = 0; time < 7; time++)
      await send(app.browser(), '/organise', { email }).expect('location', '/organise/sent');
    expect(await mailsTo(app, email)).toHaveLength(5);
    app.clock.advance(DAY);
    let status = 303;
    for (let time = 0; time < 70 && status === 303; time++)
      status = (await send(app.browser(), '/organise', { email: `kai${time}@example.jp` })).status;
    expect(status).toBe(429);
    app.clock.advance(DAY);
    await send(app.browser(), '/organise', { email }).expect(303);
    for (const typed of ['', 'ao', `${'a'.repeat(250)}@example.jp`])
      expect((await send(app.browser(), '/organise', { email: typed }).expect(422)).text).toContain(
        'href="#email"',
      );
  });
});

describe('a link of another group', () => {
  it('that is over is sent again to who keeps one with an account, and asked for from there', async () => {
    const [own, other] = [await anOrganiser(app), await anOrganiser(app, { name: 'もう一つの会' })];
    const browser = await signIn(app, await aPerson(app), { ownDevice: true });
    await send(browser, '/organise', { email: own.email });
    await send(browser, await linkTo(own.email!), { act: 'enter', version: '0' }).expect(303);
    await send(browser, '/organise/account').expect('location', '/organise?done=attached');
    await send(browser, '/organise/leave').expect(303);
    await send(browser, '/organise', { email: other.email });
    const link = await linkTo(other.email!);
    app.clock.advance(24 * HOUR);
    expect((await browser.get(link).expect(404)).text).toContain('新しいリンクを送る');
    const home = (await browser.get('/organise').expect(200)).text;
    const href = /href="(\/organise\?[^"]+)"/.exec(unescaped(home))![1]!;
    expect((await browser.get(href).expect(200)).text).toContain('name="email"');
    await send(browser, `${link}/again`).expect('location', '/organise/sent');
    await send(browser, await linkTo(other.email!), { act: 'enter', version: '0' }).expect(303);
    const both = (await browser.get('/organise')).text;
    for (const words of [own.name, other.name]) expect(both).toContain(words);
    const joined = await app.db.sql`select 1 from organiser_person where organiser_id = ${other.id}`;
    expect(joined).toEqual([]);
  });

  it('keeps what was typed for the first when the session is over or is the other’s by now', async () => {
    const [own, other] = [await anOrganiser(app), await anOrganiser(app)];
    const activity = await anActivity(app, { organiser: other, title: 'よその会の集まり' });
    const at = `/organise/activities/${activity.id}`;
    const browser = await signIn(app, await aPerson(app), { ownDevice: true });
    const come = async (email: string) => {
      await send(browser, '/organise', { email });
      await send(browser, await linkTo(email), { act: 'enter', version: '0' }).expect(303);
    };
    await come(own.email!);
    await send(browser, '/organise/account').expect('location', '/organise?done=attached');
    await come(other.email!);
    const form = { ...formOf((await browser.get(at)).text), about: '長く書いたこと' };
    const anew = `/organise/activities/new?organiser=${other.id}`;
    await come('hajimari@example.jp');
    const first = { ...form, version: '0', groupName: 'はじまりの会', groupPhone: '' };
    app.clock.advance(2 * HOUR);
    for (const [path, fields, status] of [
      [at, form, 404],
      [anew, { ...form, version: '0' }, 404],
      ['/organise/activities/new', first, 422],
    ] as const) {
      const { text } = await send(browser, path, fields).expect(status);
      expect(text).toContain('書いたものは残っています');
      const { groupName = '', ...rest } = fields as Record<string, string>;
      expect(formOf(text)).toEqual(rest);
      expect(text).toContain(groupName);
    }
    expect(await app.db.sql`select 1 from activity_change where organiser_id = ${own.id}`).toEqual([]);
    const outside = await enter(own);
    expect((await send(outside, at, { title: '別の名まえ' }).expect(404)).text).not.toContain(activity.title);
    await come(other.email!);
    await send(browser, at, form).expect('location', '/organise?done=sent');
  });

  it('that was opened here is closed by signing out, and addresses cannot be made of anything', async () => {
    const organiser = await anOrganiser(app);
    const browser = await signIn(app, await aPerson(app), { ownDevice: true });
    await send(browser, '/organise', { email: organiser.email!.toUpperCase().replace('@', '＠') });
    await send(browser, await linkTo(organiser.email!), { act: 'enter', version: '0' }).expect(303);
    expect((await browser.get('/organise')).text).toContain(organiser.name);
    await send(browser, '/organise/account/%00/leave').expect((answer) => {
      expect([303, 404]).toContain(answer.status);
    });
    for (const path of ['new?change=%00', 'new?organiser=%00', '%00', `new?change=a&change=b`])
      await browser.get(`/organise/activities/${path}`).expect(404);
    await send(browser, '/logout').expect(303);
    expect((await browser.get('/organise')).text).not.toContain(organiser.name);
    for (const email of ['a@example.jp\r\nBcc: b@example.jp', 'a@example.jp,b@example.jp'])
      await send(app.browser(), '/organise', { email }).expect(422);
  });
});

describe('a mail that asks whether an entry is right', () => {
  it('shows the entry as it stands, and one press confirms it', async () => {
    const organiser = await anOrganiser(app, { name: '{和|なご}みの会 {link}' });
    const activity = await anActivity(app, { organiser, title: '確かめる会', confirmedOn: '2026-01-10' });
    await app.get(Jobs).runAll();
    const [mail, ...more] = await mailsTo(app, organiser.email!);
    expect(more).toEqual([]);
    expect(mail!.subject).not.toMatch(/会|ピア/);
    expect(mail!.body).toContain('和みの会 {link} さま');
    const link = await linkTo(organiser.email!);
    const browser = app.browser();
    const html = (await browser.get(link).expect(200)).text;
    for (const words of [
      '確かめる会',
      '見本市民館',
      '毎週 火曜日 13:30から15:00まで',
      '静か',
      'このままで合っています',
    ])
      expect(html).toContain(words);
    expect(await versionOf(activity.id)).toMatchObject({ confirmed_on: '2026-01-10' });
    const pressed = await send(browser, link, { act: 'confirm', version: '1' }).expect(303);
    expect((await browser.get(pressed.headers.location!)).text).toContain(
      '確かめました。ありがとうございます',
    );
    expect(await versionOf(activity.id)).toMatchObject({ confirmed_on: '2026-05-12', version: 1 });
  });

  it('leads to the form, or takes the entry off the list', async () => {
    const [changed, ended] = [await anActivity(app), await anActivity(app)];
    const browser = app.browser();
    const next = await send(browser, await asked(changed), { act: 'change', version: '1' }).expect(303);
    expect(next.headers.location).toBe(`/organise/activities/${changed.id}`);
    await browser.get(next.headers.location!).expect(200);
    await send(app.browser(), await asked(ended), { act: 'close', version: '1' }).expect(
      'location',
      '/organise?done=closed',
    );
    expect((await versionOf(ended.id)).closed_at).not.toBeNull();
    const late = await app
      .browser()
      .get(await asked(ended))
      .expect(200);
    expect(late.text).not.toContain('このままで合っています');
  });

  it('confirms nothing that was not read', async () => {
    const activity = await anActivity(app, { confirmedOn: '2026-01-10' });
    const link = await asked(activity);
    await app.db.write((tx) => tx.update(Activity, { id: activity.id }, { version: 2 }));
    const browser = app.browser();
    const answer = await send(browser, link, { act: 'confirm', version: '1' }).expect(422);
    expect(answer.text).toContain('value="2"');
    expect(await versionOf(activity.id)).toMatchObject({ confirmed_on: '2026-01-10' });
    await send(browser, link, { act: 'confirm', version: '2' }).expect(303);
    await send(app.browser(), await asked(activity), { act: 'fly', version: '2' }).expect(422);
  });
});

describe('a change', () => {
  it('waits for the office, is replaced by a newer one, and can be taken back', async () => {
    const organiser = await anOrganiser(app);
    const activity = await anActivity(app, { organiser, title: '前の名まえ' });
    const browser = await enter(organiser);
    const at = `/organise/activities/${activity.id}`;
    const form = formOf((await browser.get(at).expect(200)).text);
    const press = { ...form, title: '新しい名まえ', _key: 'a-key-of-one-page-0002' };
    for (let time = 0; time < 2; time++)
      await send(browser, at, press).expect('location', '/organise?done=sent');
    expect((await versionOf(activity.id)).title).toBe('前の名まえ');
    const home = (await browser.get('/organise?done=sent')).text;
    for (const words of ['事務局に送りました', '事務局が確認しています', '新しい名まえ'])
      expect(home).toContain(words);
    const again = formOf((await browser.get(at)).text);
    expect(again.title).toBe('新しい名まえ');
    await send(browser, at, { ...again, title: 'もっと新しい名まえ' }).expect(303);
    expect((await changesOf(activity.id)).map(({ state, sent_by: by }) => [state, by])).toEqual([
      ['replaced', 'link'],
      ['waiting', 'link'],
    ]);
    const [, waiting] = await changesOf(activity.id);
    await send(browser, `/organise/changes/${waiting!.id}/withdraw`).expect(
      'location',
      '/organise?done=withdrawn',
    );
    await send(browser, `/organise/changes/${waiting!.id}/withdraw`).expect(
      'location',
      '/organise?done=withdrawn',
    );
    expect((await changesOf(activity.id)).map(({ state }) => state)).toEqual(['replaced', 'withdrawn']);
  });

  it('is shown once it was approved; who sends nothing new has confirmed', async () => {
    const organiser = await anOrganiser(app);
    const activity = await anActivity(app, { organiser, confirmedOn: '2026-02-01' });
    const browser = await enter(organiser);
    const at = `/organise/activities/${activity.id}`;
    const form = formOf((await browser.get(at)).text);
    await send(browser, at, form).expect('location', '/organise?done=confirmed');
    expect(await versionOf(activity.id)).toMatchObject({ confirmed_on: '2026-05-12', version: 1 });
    expect(await changesOf(activity.id)).toEqual([]);
    await send(browser, at, { ...form, title: '変えた名まえ' });
    const [change] = await changesOf(activity.id);
    const me = await office();
    await app.db.write((tx) =>
      app.get(ActivityChanges).approve(tx, change!.id, { me, seen: 1, opens: false }),
    );
    expect(await versionOf(activity.id)).toMatchObject({ title: '変えた名まえ', version: 2 });
    await browser.get(`${at}?change=${change!.id}`).expect('location', '/organise?done=settled');
    await send(browser, `/organise/changes/${change!.id}/withdraw`).expect(
      'location',
      '/organise?done=settled',
    );
    await expect(
      app.db.write((tx) => app.get(ActivityChanges).decline(tx, change!.id, { me, reason: 'x' })),
    ).rejects.toThrow('organisers.change-settled');
  });

  it('overwrites nothing that came meanwhile, and shows both', async () => {
    const organiser = await anOrganiser(app);
    const activity = await anActivity(app, { organiser, title: 'はじめ' });
    const browser = await enter(organiser);
    const at = `/organise/activities/${activity.id}`;
    const form = formOf((await browser.get(at)).text);
    const me = await office();
    const content = { ...(JSON.parse(activity.content) as ActivityContent), title: '事務局の名まえ' };
    await app.db.write((tx) =>
      app.get(ActivityChanges).enter(tx, {
        organiserId: organiser.id,
        activityId: activity.id,
        seen: 1,
        content,
        doer: { way: 'office', me },
      }),
    );
    const both = await send(browser, at, { ...form, title: '会の名まえ' }).expect(422);
    for (const words of ['事務局の名まえ', '会の名まえ', '先に内容が変わりました'])
      expect(both.text).toContain(words);
    await send(browser, at, formOf(both.text)).expect('location', '/organise?done=sent');
    expect((await changesOf(activity.id)).map(({ state }) => state)).toEqual(['approved', 'waiting']);
  });

  it('that was declined shows why, and is taken up again with its text', async () => {
    const organiser = await anOrganiser(app);
    const activity = await anActivity(app, { organiser });
    const browser = await enter(organiser);
    const at = `/organise/activities/${activity.id}`;
    await send(browser, at, { ...formOf((await browser.get(at)).text), about: '直した説明' });
    const [change] = await changesOf(activity.id);
    const me = await office();
    await app.db.write((tx) =>
      app.get(ActivityChanges).decline(tx, change!.id, { me, reason: '会場の名まえが要ります。' }),
    );
    const home = (await browser.get('/organise')).text;
    expect(home).toContain('会場の名まえが要ります。');
    const page = (await browser.get(`${at}?change=${change!.id}`).expect(200)).text;
    for (const words of ['会場の名まえが要ります。', '直した説明']) expect(page).toContain(words);
    await send(browser, at, { ...formOf(page), venue: '新館' }).expect(303);
    expect((await browser.get('/organise')).text).not.toContain('会場の名まえが要ります。');
  });

  it('brings back what was closed, once it was approved', async () => {
    const organiser = await anOrganiser(app);
    const activity = await anActivity(app, { organiser });
    const browser = await enter(organiser);
    const at = `/organise/activities/${activity.id}`;
    expect((await browser.get(`${at}/confirm`)).text).toContain('<h1>この内容で合っていますか</h1>');
    await send(browser, `${at}/close`).expect('location', '/organise?done=closed');
    await send(browser, `${at}/confirm`, { version: '1' }).expect(422);
    await send(browser, at, formOf((await browser.get(at)).text)).expect('location', '/organise?done=sent');
    const [change] = await changesOf(activity.id);
    const me = await office();
    await app.db.write((tx) =>
      app.get(ActivityChanges).approve(tx, change!.id, { me, seen: 1, opens: true }),
    );
    expect((await versionOf(activity.id)).closed_at).toBeNull();
  });

  it('that waits is taken back by who says that it has ended', async () => {
    const organiser = await anOrganiser(app);
    const [byList, byMail] = [await anActivity(app, { organiser }), await anActivity(app, { organiser })];
    const browser = await enter(organiser);
    for (const { id } of [byList, byMail]) {
      const at = `/organise/activities/${id}`;
      await send(browser, at, { ...formOf((await browser.get(at)).text), about: '直した説明' }).expect(303);
    }
    await send(browser, `/organise/activities/${byList.id}/close`).expect(
      'location',
      '/organise?done=closed',
    );
    await send(app.browser(), await asked(byMail), { act: 'close', version: '1' }).expect(303);
    for (const { id } of [byList, byMail])
      expect((await changesOf(id)).map(({ state }) => state)).toEqual(['withdrawn']);
  });

  it('is sent often, and not endlessly', async () => {
    const organiser = await anOrganiser(app);
    const activity = await anActivity(app, { organiser });
    const browser = await enter(organiser);
    const at = `/organise/activities/${activity.id}`;
    const form = formOf((await browser.get(at)).text);
    let answer = await send(browser, at, { ...form, about: '0' });
    for (let time = 1; time < 60 && answer.status === 303; time++)
      answer = await send(browser, at, { ...form, about: `${time}` });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('あすになると');
    expect(formOf(answer.text)).toMatchObject({ title: form.title });
  });

  it('keeps everything that was typed when it is refused, and when the session is over', async () => {
    const organiser = await anOrganiser(app);
    const activity = await anActivity(app, { organiser });
    const browser = await enter(organiser);
    const at = `/organise/activities/${activity.id}`;
    const form = { ...formOf((await browser.get(at)).text), about: '長く書いたこと', title: '' };
    const refused = (await send(browser, at, form).expect(422)).text;
    expect(refused).toContain('href="#title"');
    expect(formOf(refused)).toEqual(form);
    app.clock.advance(2 * HOUR);
    const over = (await send(browser, at, { ...form, title: '名まえ' }).expect(422)).text;
    expect(over).toContain('書いたものは残っています');
    expect(formOf(over)).toEqual({ ...form, title: '名まえ' });
    await browser.get(at).expect('location', '/organise?done=over');
    const again = await enter(organiser);
    await send(again, at, formOf(over)).expect('location', '/organise?done=sent');
  });

  it('points out contact details once, and lets them stand', async () => {
    const organiser = await anOrganiser(app);
    const activity = await anActivity(app, { organiser });
    const browser = await enter(organiser);
    const at = `/organise/activities/${activity.id}`;
    const form = { ...formOf((await browser.get(at)).text), contact: '090-1234-5678' };
    const told = (await send(browser, at, form).expect(422)).text;
    expect(told).toContain('連絡先のようなものが入っています');
    expect(told).toContain('href="#contact"');
    await send(browser, at, formOf(told)).expect('location', '/organise?done=sent');
  });

  it('of somebody else does not exist', async () => {
    const [mine, others] = [await anOrganiser(app), await anOrganiser(app)];
    const activity = await anActivity(app, { organiser: others });
    const theirs = await enter(others);
    const form = formOf((await theirs.get(`/organise/activities/${activity.id}`)).text);
    await send(theirs, `/organise/activities/${activity.id}`, { ...form, title: '待つ名まえ' });
    const [change] = await changesOf(activity.id);
    const browser = await enter(mine);
    for (const path of ['', '/confirm', `?change=${change!.id}`])
      await browser.get(`/organise/activities/${activity.id}${path}`).expect(404);
    await send(browser, `/organise/activities/${activity.id}`, form).expect(404);
    await send(browser, `/organise/activities/${activity.id}/confirm`, { version: '1' }).expect(404);
    await send(browser, `/organise/activities/${activity.id}/close`).expect(404);
    await send(browser, `/organise/changes/${change!.id}/withdraw`).expect(404);
    for (const query of [`organiser=${others.id}`, `change=${change!.id}`])
      await browser.get(`/organise/activities/new?${query}`).expect(404);
    await send(browser, `/organise/activities/new?organiser=${others.id}`, form).expect(404);
    await send(browser, '/organise/activities/new', { ...form, version: '0', change: change!.id }).expect(
      404,
    );
  });
});

describe('a new entry', () => {
  it('of a group that nobody knew makes the group by being sent', async () => {
    const email = 'hajimete@example.jp';
    const browser = await enter({ email });
    const page = (await browser.get('/organise/activities/new').expect(200)).text;
    const form = {
      ...formOf(page),
      groupName: 'はじめての会',
      groupPhone: '０９５－８２２－００００',
      title: 'はじめての集まり',
      summary: '集まって話します。',
      about: '話します。',
      forms: ['talking'],
      audiences: ['anyone'],
      area: 'chuo',
      venue: '市民館',
      timesNote: '月に1回',
    };
    const refused = await send(browser, '/organise/activities/new', { ...form, groupName: '' }).expect(422);
    expect(refused.text).toContain('href="#groupName"');
    expect(await app.db.sql`select 1 from organiser where email = ${email}`).toEqual([]);
    const press = { ...form, _key: 'a-key-of-one-page-0003' };
    for (let time = 0; time < 2; time++)
      await send(browser, '/organise/activities/new', press).expect('location', '/organise?done=sent');
    const organisers = await app.db.sql`select name, phone from organiser where email = ${email}`;
    expect(organisers).toEqual([{ name: 'はじめての会', phone: '095-822-0000' }]);
    const home = (await browser.get('/organise')).text;
    for (const words of ['はじめての会', 'はじめての集まり', '事務局が確認しています'])
      expect(home).toContain(words);
    const href = /\/organise\/activities\/new\?change=[\w-]+/.exec(unescaped(home))![0];
    const taken = (await browser.get(href).expect(200)).text;
    expect(taken).not.toContain('name="groupName"');
    await send(browser, /action="(\/organise\/activities\/new[^"]*)"/.exec(unescaped(taken))![1]!, {
      ...formOf(taken),
      title: '直した集まり',
    }).expect(303);
    const states = await app.db.sql<{ state: string }>`
      select c.state from activity_change c join organiser o on o.id = c.organiser_id where o.email = ${email}
      order by c.sent_at, c.id`;
    expect(states.map(({ state }) => state)).toEqual(['replaced', 'waiting']);
    const [waiting] = await app.db.sql<{ id: string }>`
      select c.id from activity_change c join organiser o on o.id = c.organiser_id
      where o.email = ${email} and c.state = 'waiting'`;
    const me = await office();
    const id = await app.db.write((tx) =>
      app.get(ActivityChanges).approve(tx, waiting!.id, { me, seen: 0, opens: false }),
    );
    expect((await versionOf(id)).title).toBe('直した集まり');
    await send(browser, '/organise/activities/new', { ...formOf(taken), title: '二重の集まり' }).expect(422);
  });
});

describe('an account', () => {
  let person: KnownPerson;
  let browser: Browser;
  let organiser: Organiser;

  beforeEach(async () => {
    organiser = await anOrganiser(app, { name: 'つなぐ会' });
    person = await aPerson(app);
    browser = await signIn(app, person, { ownDevice: true });
    await send(browser, '/organise', { email: organiser.email });
    await send(browser, await linkTo(organiser.email!), { act: 'enter', version: '0' }).expect(303);
  });

  it('keeps the entries of a group without a link, until it leaves', async () => {
    await anActivity(app, { organiser, title: 'つなぐ集まり' });
    expect((await browser.get('/organise')).text).toContain('アカウントにつなぐ');
    for (let time = 0; time < 2; time++)
      await send(browser, '/organise/account').expect('location', '/organise?done=attached');
    await send(browser, '/organise/leave');
    app.clock.advance(3 * HOUR);
    expect((await browser.get('/organise')).text).toContain('つなぐ集まり');
    expect((await browser.get('/settings')).text).toContain('href="/organise"');
    const other = await signIn(app, await aPerson(app), { ownDevice: true });
    expect((await other.get('/organise')).text).not.toContain('つなぐ');
    await send(other, `/organise/account/${organiser.id}/leave`).expect(303);
    expect((await browser.get('/organise')).text).toContain('つなぐ集まり');
    await send(browser, `/organise/account/${organiser.id}/leave`).expect(
      'location',
      '/organise?done=detached',
    );
    expect((await browser.get('/organise')).text).not.toContain('つなぐ集まり');
    await send(browser, '/organise/account').expect('location', '/organise?done=over');
  });

  it('is in one’s own data, and goes with the person; what was sent stays without them', async () => {
    const activity = await anActivity(app, { organiser });
    await send(browser, '/organise/account');
    const at = `/organise/activities/${activity.id}`;
    await send(browser, at, { ...formOf((await browser.get(at)).text), title: '送った名まえ' });
    expect((await changesOf(activity.id))[0]).toMatchObject({ sent_by: 'account' });
    const read = (await browser.get('/settings/data/read')).text;
    for (const words of ['つなぐ会', '送った名まえ']) expect(read).toContain(words);
    const me = { personId: person.id, role: 'trainee', roles: ['trainee'] } as unknown as Me;
    await app.db.write((tx) => app.get(ErasureService).erase(tx, me, { staysVerifiable: false }));
    const left = await app.db.sql`
      select person_id from organiser_person where person_id = ${person.id}
      union all select sent_by_id from activity_change where sent_by_id = ${person.id}`;
    expect(left).toEqual([]);
    expect(await changesOf(activity.id)).toMatchObject([{ state: 'waiting', sent_by: 'account' }]);
  });

  it('ends with the address: who reads the new one joins anew', async () => {
    const activity = await anActivity(app, { organiser });
    await send(browser, '/organise/account').expect('location', '/organise?done=attached');
    const me = await office();
    const change = (data: Partial<Organiser>) =>
      app.db.write(async (tx) => {
        const before = (await tx.findOne(Organiser, { id: organiser.id }))!;
        const { name, email, phone } = { ...before, ...data };
        await app.get(OfficeOrganisers).change(tx, organiser.id, {
          me,
          seen: seenOf(before),
          data: { name, email, phone },
        });
      });
    await change({ phone: '000-1111-2222' });
    await browser.get(`/organise/activities/${activity.id}`).expect(200);
    await change({ email: 'atarashii@example.jp' });
    await browser.get(`/organise/activities/${activity.id}`).expect('location', '/organise?done=over');
    expect((await browser.get('/settings')).text).not.toContain('href="/organise"');
  });
});

describe('what is kept', () => {
  it('goes by schedule: links, sessions, declined changes, organisers with nothing', async () => {
    const email = 'kieru@example.jp';
    const browser = await enter({ email });
    await browser.get('/organise');
    const count = async (table: 'link' | 'session') =>
      (table === 'link'
        ? await app.db.sql`select 1 from organiser_link where email = ${email}`
        : await app.db.sql`select 1 from organiser_session where email = ${email}`
      ).length;
    app.clock.advance(2 * HOUR);
    await app.get(Jobs).runAll();
    expect([await count('link'), await count('session')]).toEqual([1, 0]);
    app.clock.advance(8 * DAY);
    await app.get(Jobs).runAll();
    expect(await count('link')).toBe(0);

    const organiser = await anOrganiser(app);
    const activity = await anActivity(app, { organiser });
    const inside = await enter(organiser);
    const at = `/organise/activities/${activity.id}`;
    const form = formOf((await inside.get(at)).text);
    await send(inside, at, { ...form, title: '一' });
    await send(inside, at, { ...form, title: '二' });
    const me = await office();
    const waiting = (await changesOf(activity.id)).at(-1)!;
    await app.db.write((tx) =>
      app.get(ActivityChanges).approve(tx, waiting.id, { me, seen: 1, opens: false }),
    );
    const alone = await anOrganiser(app);
    app.clock.advance(31 * DAY);
    await app.get(Jobs).runAll();
    expect(await app.db.sql`select 1 from organiser where id = ${alone.id}`).toEqual([]);
    expect(await app.db.sql`select 1 from organiser where id = ${organiser.id}`).toHaveLength(1);
    expect(await changesOf(activity.id)).toHaveLength(2);
    app.clock.advance(150 * DAY);
    await app.get(Jobs).runAll();
    expect((await changesOf(activity.id)).map(({ state }) => state)).toEqual(['approved']);
    expect(
      await app.db.sql`select 1 from organiser_link where email = ${organiser.email} and purpose = 'enter'`,
    ).toEqual([]);
  });
});

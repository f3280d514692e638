import { WishLimit } from '../src/exchange/wish-limit.js';
import { MOST_A_DAY } from '../src/exchange/wish.rules.js';
import { Jobs } from '../src/mail/jobs.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { aPerson, signIn } from './factories/person.js';
import { aWish } from './factories/proposal.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { polyglots } from './support/polyglots.js';

let app: TestApp;
const PAGE = '/activities/wishes';
const DESK = '/office/wishes';
const DAY = 24 * 60 * 60_000;

beforeEach(async () => {
  app ??= await startApp();
  app.clock.set(new Date('2026-05-12T03:00:00Z')); // noon in Japan
  await app.db.write((tx) => tx.sql`delete from activity_wish`);
});
afterAll(() => app.close());

const send = (browser: Browser, fields: object = {}, path = PAGE) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...fields });
const wish = {
  kind: 'form',
  form: 'walking',
  area: 'chuo',
  hours: 'weekday-daytime',
  text: '静かな道がいいです',
};
const rows = () => app.db.sql<Record<string, unknown>>`select * from activity_wish order by id`;
const anOffice = async () => signIn(app, await aPerson(app, { roles: ['office'] }));

describe('saying what is missing', () => {
  it('needs no account, and tells what happens with it', async () => {
    const browser = app.browser();
    const before = (await browser.get(PAGE).expect(200)).text;
    for (const words of ['だれが書いたかは、残しません', 'まだ、数えたものがありません'])
      expect(before).toContain(words);
    const { headers } = await send(browser, wish).expect(303);
    const thanks = (await browser.get(headers.location!).expect(200)).text;
    for (const words of ['受け取りました', '10人未満の数は出しません', '日付をつけずに'])
      expect(thanks).toContain(words);
    expect(await rows()).toMatchObject([
      { ...wish, state: 'waiting', sent_on: '2026-05-12', decided_on: null },
    ]);
    // Nobody reads the words before the office did.
    expect((await browser.get(PAGE)).text).not.toContain(wish.text);
  });

  it('keeps nothing that could lead to a person, also not to one who is signed in', async () => {
    const person = await aPerson(app);
    const browser = await signIn(app, person);
    const tables = async () => {
      const counted: Record<string, unknown> = {};
      for (const table of [
        'submission_record',
        'sign_in_throttle',
        'audit_event',
        'kept_text',
        'outbox_mail',
      ])
        counted[table] = await app.db.write((tx) => tx.query(`select count(*) as n from ${table}`));
      return counted;
    };
    const before = await tables();
    for (const who of [browser, app.browser()]) await send(who, wish).expect(303);
    expect(await tables()).toEqual(before);
    const kept = await rows();
    expect(kept).toHaveLength(2);
    for (const row of kept) {
      expect(Object.keys(row).sort()).toEqual(
        [
          'area',
          'decided_on',
          'form',
          'hours',
          'id',
          'kind',
          'sent_on',
          'shows_text',
          'state',
          'text',
        ].sort(),
      );
      // The id begins with no time: an id of ours of this moment would begin with these digits.
      expect(String(row.id).replaceAll('-', '').slice(0, 8)).not.toBe(
        app.clock.now().getTime().toString(16).padStart(12, '0').slice(0, 8),
      );
      expect(JSON.stringify(row)).not.toContain(person.id);
      expect(JSON.stringify(row)).not.toContain('127.0.0.1');
    }
  });

  it('is one wish, however often it is sent, and another with other words', async () => {
    const fields = { _key: 'a-key-of-one-page-0007', ...wish };
    for (let press = 0; press < 3; press++) await send(app.browser(), fields).expect(303);
    expect(await rows()).toHaveLength(1);
    await send(app.browser(), { ...fields, text: '別のことば' }).expect(303);
    expect(await rows()).toHaveLength(2);
  });

  it.each<[object, string]>([
    [{ kind: '' }, '#kind'],
    [{ kind: 'pigeon' }, '#kind'],
    [{ form: 'dancing' }, '#form'],
    [{ area: 'umi' }, '#area'],
    [{ hours: 'never' }, '#hours'],
    [{ text: 'あ'.repeat(201) }, '#text'],
    [{ form: '', area: '', hours: '', text: '  ' }, '#text'],
  ])('refuses %j and keeps what was typed', async (fields, href) => {
    const answer = await send(app.browser(), { ...wish, ...fields }).expect(422);
    expect(answer.text).toContain(`href="${href}"`);
    if (!('text' in fields)) expect(answer.text).toContain(wish.text);
    expect(await rows()).toEqual([]);
  });

  it('asks about words that may lead to somebody, and takes them when they are meant', async () => {
    const text = '090-1234-5678に電話をください';
    const asked = await send(app.browser(), { ...wish, text }).expect(422);
    for (const words of ['電話番号のようなもの', 'まだ送っていません', text, 'name="sure" value="phone"'])
      expect(asked.text).toContain(words);
    expect(await rows()).toEqual([]);
    // What was not asked about is asked about.
    await send(app.browser(), { ...wish, text: `${text} ao@example.jp`, sure: 'phone' }).expect(422);
    await send(app.browser(), { ...wish, text, sure: 'phone' }).expect(303);
    expect((await (await anOffice()).get(DESK)).text).toContain('確かめてください：電話番号のようなもの');
  });

  it('rests when one network sends very many, and one network cannot use up the day of all', async () => {
    app.clock.set(new Date('2026-05-12T05:00:00Z')); // what tests before it sent is forgotten
    const browser = app.browser();
    for (let n = 0; n < 30; n++) await send(browser, wish).expect(303);
    const rest = await send(browser, wish).expect(422);
    expect(rest.text).toContain('5分ほど待ってから');
    expect(rest.text).toContain(wish.text);
    app.clock.set(new Date(app.clock.now().getTime() + 5 * 60_000));
    await send(browser, wish).expect(303);
    expect(await rows()).toHaveLength(31);
    const limit = new WishLimit(app.clock);
    let taken = 0;
    for (let minute = 0; minute < 24 * 60; minute++) {
      app.clock.set(new Date(app.clock.now().getTime() + 60_000));
      while (limit.take('192.0.2.1')) taken += 1;
    }
    expect(taken).toBeLessThan(MOST_A_DAY * 0.7);
  });
});

describe('what anybody sees of it', () => {
  const counted = (n: number, state: object) =>
    Promise.all(
      Array.from({ length: n }, () =>
        aWish(app, { text: '', state: 'counted', decidedOn: CalendarDay.of(2026, 4, 30), ...state }),
      ),
    );
  const shown = async () => (await app.browser().get(PAGE).expect(200)).text;

  it('are numbers from ten on, as they stood at the end of last month', async () => {
    await counted(12, { form: 'walking', area: 'chuo' });
    await counted(11, { form: 'talking', area: 'kita' });
    await counted(9, { form: 'making', area: 'kita' });
    await counted(40, { form: 'music', area: 'chuo', decidedOn: CalendarDay.of(2026, 5, 1) });
    await counted(40, { form: 'sport', area: 'chuo', state: 'set-aside' });
    const text = await shown();
    const line = (name: string) => new RegExp(`<th scope="row">${name}</th>(.*?)</tr>`).exec(text)?.[1] ?? '';
    expect(line('歩く')).toContain('10以上');
    expect(line('歩く')).not.toContain('12');
    expect(line('ものをつくる')).toContain('＊');
    expect(line('ものをつくる')).not.toMatch(/>9</);
    expect([line('音楽・歌'), line('体を動かす')]).toEqual(['', '']);
    expect(text).toContain('＊は、10人未満の数');
    expect(text).toContain('2026年4月30日');
    app.clock.set(new Date('2026-05-31T15:00:00Z')); // June in Japan
    expect(await shown()).toContain('音楽・歌');
  });

  it('are words that the office let through, without a day, and never as markup', async () => {
    const [hostile, waiting, aside] = ['<script>alert(1)</script>まちの声', 'まだ読んでいない声', '外した声'];
    await aWish(app, { text: hostile, state: 'counted', showsText: true, decidedOn: app.clock.today() });
    await aWish(app, { text: waiting });
    await aWish(app, { text: aside, state: 'set-aside', decidedOn: app.clock.today() });
    const text = await shown();
    expect(text).toContain('まちの声');
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain(waiting);
    expect(text).not.toContain(aside);
    expect(text).not.toContain('5月12日');
  });
});

describe('the office', () => {
  const decide = (desk: Browser, fields: object, of = 'waiting') => send(desk, fields, `${DESK}?of=${of}`);

  it('decides on many at once, and every decision is on record', async () => {
    const desk = await anOffice();
    const ids = [];
    for (let n = 0; n < 3; n++) ids.push(await aWish(app, { text: `声${n}` }));
    const waiting = (await desk.get(`${DESK}?all=1`).expect(200)).text;
    expect(waiting.match(/type="checkbox"[^>]* checked/g)).toHaveLength(3);
    expect((await desk.get('/home')).text).toContain('「こんな形がほしい」を読む（3件）');
    const { headers } = await decide(desk, { wish: [ids[0], ids[1]], act: 'show' }).expect(303);
    expect((await desk.get(headers.location!)).text).toContain('2件です');
    await decide(desk, { wish: ids[2], act: 'set-aside' }).expect(303);
    const page = (await app.browser().get(PAGE)).text;
    for (const words of ['声0', '声1']) expect(page).toContain(words);
    expect(page).not.toContain('声2');
    const acts = await app.db.sql<{ act: string; object: string }>`
      select act, object from audit_event where act like 'wish.%' order by seq`;
    expect(acts).toHaveLength(3);
    expect(acts.map(({ act }) => act).sort()).toEqual(['wish.set-aside', 'wish.shown', 'wish.shown']);
    // Taken off the page again.
    await decide(desk, { wish: ids[0], act: 'count' }, 'shown').expect(303);
    expect((await app.browser().get(PAGE)).text).not.toContain('声0');
  });

  it('is told when nothing was ticked, and passes over what is gone', async () => {
    const desk = await anOffice();
    const id = await aWish(app);
    const nothing = await decide(desk, { act: 'count' }).expect(422);
    expect(nothing.text).toContain('決めるものに、印を付けてください');
    await decide(desk, { wish: id, act: 'burn' }).expect(422);
    await decide(desk, { wish: [crypto.randomUUID(), 'x', id], act: 'count' }).expect(303);
    expect(await rows()).toMatchObject([{ state: 'counted' }]);
  });

  it('counts a wish in the month in which it was first counted', async () => {
    const desk = await anOffice();
    const id = await aWish(app, { state: 'counted', decidedOn: CalendarDay.of(2026, 4, 2) });
    await decide(desk, { wish: id, act: 'show' }, 'counted').expect(303);
    expect(await rows()).toMatchObject([{ decided_on: '2026-04-02' }]);
  });

  it('sees hostile words as words', async () => {
    const desk = await anOffice();
    for (const text of polyglots) await aWish(app, { text: text.slice(0, 200) });
    const { text } = await desk.get(DESK).expect(200);
    expect(text).not.toMatch(/<script>alert|<img src=x|<svg/);
    expect(text.match(/type="checkbox"/g)).toHaveLength(polyglots.length);
  });
});

describe('forgetting', () => {
  it('deletes what was set aside, then words nobody was shown, then the wish itself', async () => {
    const today = app.clock.today();
    await aWish(app, { text: '外した', state: 'set-aside', decidedOn: today });
    const counted = await aWish(app, { text: 'のせない', state: 'counted', decidedOn: today });
    await aWish(app, { text: 'のせた', state: 'counted', showsText: true, decidedOn: today });
    const after = async (days: number) => {
      app.clock.set(new Date(new Date('2026-05-12T03:00:00Z').getTime() + days * DAY));
      await app.get(Jobs).runAll();
      return (await rows()).map(({ text }) => text).sort();
    };
    expect(await after(30)).toEqual(['のせた', 'のせない', '外した'].sort());
    expect(await after(31)).toEqual(['のせた', 'のせない'].sort());
    expect(await after(91)).toEqual(['', 'のせた']);
    expect((await rows()).find(({ id }) => id === counted)).toMatchObject({ state: 'counted' });
    app.clock.set(new Date('2028-03-31T14:59:00Z'));
    await app.get(Jobs).runAll();
    expect(await rows()).toHaveLength(2);
    app.clock.set(new Date('2028-03-31T15:00:00Z'));
    await app.get(Jobs).runAll();
    expect(await rows()).toEqual([]);
  });
});

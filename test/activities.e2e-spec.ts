import { jest } from '@jest/globals';
import { ActivityDirectory, ENTRIES_PER_PAGE } from '../src/activities/activity-directory.service.js';
import { ActivityKeeper } from '../src/activities/activity-keeper.service.js';
import { readQuestion } from '../src/activities/activity-question.rules.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { NotFound } from '../src/shared/domain-error.js';
import { newId } from '../src/shared/ids.js';
import { anActivity, anOrganiser } from './factories/activity.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';

const NOW = new Date('2026-11-26T03:00:00Z');
let app: TestApp;
beforeAll(async () => {
  app = await startApp({ now: NOW });
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(NOW));

const AREAS = ['chuo', 'kita', 'minami', 'higashi', 'nishi'];
const ask = (query: Record<string, unknown>) => readQuestion(query, AREAS);
const directory = () => app.get(ActivityDirectory);
let mark = 0;
/** A word that stands in the entries of one test only. */
const aMark = () => `印${String(++mark).padStart(3, '0')}`;
const titles = async (query: Record<string, unknown>): Promise<string[]> =>
  (await directory().search(ask(query))).entries.map(({ content }) => content.title);

describe('the directory', () => {
  it('finds by area, form, day with its part, place, access, cost, booking and people', async () => {
    const about = aMark();
    const times = {
      regular: [
        { weekday: 2, weeks: [], from: 600, to: 660 },
        { weekday: 5, weeks: [], from: 1080, to: 1140 },
      ],
      dates: [],
      off: [],
      note: '',
    };
    await anActivity(app, { about, title: 'A', area: 'kita', forms: ['walking'], times, booking: 'needed' });
    await anActivity(app, {
      about,
      title: 'B',
      place: 'both',
      yen: 300,
      access: { lift: 'yes', quiet: 'no' },
    });
    await anActivity(app, {
      about,
      title: 'C',
      audiences: ['family'],
      access: { lift: 'yes', quiet: 'yes' },
    });
    const found = async (query: Record<string, unknown>) =>
      (await titles({ ...query, q: about })).sort().join('');

    expect(await found({})).toBe('ABC');
    expect(await found({ area: 'kita' })).toBe('A');
    expect(await found({ form: 'walking' })).toBe('A');
    expect(await found({ form: ['walking', 'listening'] })).toBe('ABC');
    expect(await found({ day: ['5'] })).toBe('A');
    expect(await found({ day: '2', daypart: 'morning' })).toBe('A');
    expect(await found({ day: '2', daypart: 'evening' })).toBe('');
    expect(await found({ daypart: 'afternoon' })).toBe('BC');
    expect(await found({ online: '1' })).toBe('B');
    expect(await found({ access: 'lift' })).toBe('BC');
    expect(await found({ access: ['lift', 'quiet'] })).toBe('C');
    expect(await found({ free: '1' })).toBe('AC');
    expect(await found({ booking: 'none' })).toBe('BC');
    expect(await found({ audience: 'family' })).toBe('ABC');
    expect(await found({ audience: 'young' })).toBe('AB');
  });

  it('finds words in any width and kana, all of them, in the text or the name of the group', async () => {
    const word = aMark();
    const organiser = await anOrganiser(app, { name: `カフェ${word}の会ABC` });
    await anActivity(app, { organiser, title: 'テニスの{朝|あさ}', about: '100%_!です' });
    expect(await titles({ q: `${word} てにす` })).toHaveLength(1);
    expect(await titles({ q: `${word}\u3000ﾃﾆｽの朝 abc` })).toHaveLength(1);
    expect(await titles({ q: `${word} 水泳` })).toEqual([]);
    expect(await titles({ q: `${word} 100%_!` })).toHaveLength(1);
    expect(await titles({ q: `${word} 1_0` })).toEqual([]);
    expect(await titles({ q: `${word}%会` })).toEqual([]);
    expect(await titles({ q: `${word} ｶﾌｪ` })).toHaveLength(1);
    expect(await titles({ q: `${word} 中央` })).toHaveLength(1);
    expect(await titles({ q: `${word} 北部` })).toEqual([]);
  });

  it.each([["'; drop table activity; --"], ['\u0000'], ['\\'], ['%'], ['\ud800']])(
    'is asked for %j without harm',
    async (q) => {
      await expect(titles({ q })).resolves.toBeInstanceOf(Array);
    },
  );

  it('shows what was confirmed last first, and neither closed nor long unconfirmed entries', async () => {
    const about = aMark();
    await anActivity(app, { about, title: 'of 133 days', confirmedOn: '2026-07-16' });
    await anActivity(app, { about, title: 'of 134 days', confirmedOn: '2026-07-15' });
    await anActivity(app, { about, title: 'closed', isClosed: true });
    await anActivity(app, { about, title: 'of today' });
    const { entries } = await directory().search(ask({ q: about }));
    expect(entries.map(({ content, isUnconfirmed }) => [content.title, isUnconfirmed])).toEqual([
      ['of today', false],
      ['of 133 days', true],
    ]);
  });

  it('counts everything on each page, and reads a page with one statement', async () => {
    const about = aMark();
    const organiser = await anOrganiser(app);
    for (let i = 0; i < ENTRIES_PER_PAGE + 2; i++) await anActivity(app, { about, organiser });
    const read = jest.spyOn(app.db, 'sql');
    const first = await directory().search(ask({ q: about }));
    expect(read).toHaveBeenCalledTimes(1);
    read.mockRestore();
    const second = await directory().search(ask({ q: about }), { from: ENTRIES_PER_PAGE });
    expect([first.total, second.total]).toEqual([ENTRIES_PER_PAGE + 2, ENTRIES_PER_PAGE + 2]);
    expect(new Set([...first.entries, ...second.entries].map(({ id }) => id)).size).toBe(
      ENTRIES_PER_PAGE + 2,
    );
    expect(await directory().search(ask({ q: about }), { from: 100 })).toEqual({ entries: [], total: 0 });
  });

  it('reads everything once, whatever is confirmed and closed meanwhile', async () => {
    const about = aMark();
    const organiser = await anOrganiser(app);
    const ids: string[] = [];
    for (let i = 0; i < 102; i++)
      ids.push((await anActivity(app, { about, organiser, confirmedOn: '2026-11-20' })).id);
    const parts = directory().every(ask({ q: about }));
    const first = (await parts.next()).value as readonly { id: string }[];
    const [open, gone] = ids.filter((id) => !first.some((entry) => entry.id === id)) as [string, string];
    await app.db.write(async (tx) => {
      await app.get(ActivityKeeper).confirm(tx, open);
      await app.get(ActivityKeeper).close(tx, gone);
    });
    const rest: string[] = [];
    for await (const entries of parts) rest.push(...entries.map(({ id }) => id));
    expect([first.length, rest]).toEqual([100, [open]]);
  });

  it('knows an entry that is shown, and no other', async () => {
    const shown = await anActivity(app, { title: 'Shown' });
    const closed = await anActivity(app, { isClosed: true });
    const old = await anActivity(app, { confirmedOn: '2026-01-01' });
    expect(await directory().get(shown.id)).toMatchObject({
      organiser: '見本の会',
      content: { title: 'Shown' },
    });
    for (const id of [closed.id, old.id, newId(NOW), "'"])
      await expect(directory().get(id)).rejects.toBeInstanceOf(NotFound);
  });

  it('tells the next times that are not over', async () => {
    const { id } = await anActivity(app);
    app.clock.set(new Date('2026-12-01T15:00:00+09:00'));
    const [next] = await directory().upcoming(id);
    expect(next).toMatchObject({ day: CalendarDay.of(2026, 12, 8), from: 810, to: 900 });
  });

  it('has a calendar of what has times, by day and hour', async () => {
    const about = aMark();
    const regular = [{ weekday: 2, weeks: [1], from: 600, to: 660 }];
    const none = { regular: [], dates: [], off: [], note: '' };
    await anActivity(app, {
      about,
      title: 'Single',
      times: { ...none, dates: [{ day: '2026-12-01', from: 540, to: 600 }] },
    });
    await anActivity(app, { about, title: 'Regular', times: { ...none, regular } });
    await anActivity(app, { about, title: 'Sometimes', times: { ...none, note: '不定期です' } });
    const found = await directory().between(
      ask({ q: about }),
      CalendarDay.of(2026, 12, 1),
      CalendarDay.of(2026, 12, 31),
    );
    expect(found).toMatchObject({
      total: 2,
      read: 2,
      times: [
        { title: 'Single', day: CalendarDay.of(2026, 12, 1), from: 540 },
        { title: 'Regular', day: CalendarDay.of(2026, 12, 1), from: 600 },
      ],
    });
  });
});

describe('the pages of the directory', () => {
  const get = async (address: string) =>
    (await app.browser().get(address).expect(200)).text.replaceAll('&#x3D;', '=');

  it('list what was found, tell the next time, and say what was chosen with a way to take it off', async () => {
    const word = aMark();
    const { id } = await anActivity(app, { title: `{会|かい}${word}`, forms: ['walking'], area: 'kita' });
    const text = await get(`/activities?q=${encodeURIComponent(word)}&form=walking&form=music&area=kita`);
    for (const words of [
      `href="/activities/${id}"`,
      `会${word}`,
      '次は12月1日（火）13時30分から15時です。',
      '北部、見本市民館 2階 和室',
      '見つかった活動：1件',
      `ことば：${word}を外す`,
      '歩くを外す',
      `href="/activities?q=${encodeURIComponent(word)}&amp;area=kita&amp;form=walking#found"`,
      '条件をすべて外す',
    ])
      expect(text).toContain(words);
    expect(text).toMatch(/<details class="more" open>\s*<summary>形</);
    expect(text).toMatch(/<details class="more">\s*<summary>行きやすさ</);
  });

  it('say what to do when nothing is found, and when a page is behind the last one', async () => {
    const nothing = await get('/activities?q=zzzz&day=0');
    for (const words of [
      'いまのっていません',
      'ことば：zzzzを外す',
      '日曜日を外す',
      'href="tel:',
      'href="/activities/wishes"',
    ])
      expect(nothing).toContain(words);
    const beyond = await get('/activities?page=999999');
    expect(beyond).toContain('このページにのっている活動はありません');
    await get('/activities?page=0&form=nothing&day=9&q[x]=1&area=__proto__&month=x');
  });

  it('lead through a long list without losing what was chosen', async () => {
    const about = aMark();
    const organiser = await anOrganiser(app);
    for (let i = 0; i < 2 * ENTRIES_PER_PAGE + 1; i++) await anActivity(app, { about, organiser });
    const q = encodeURIComponent(about);
    const second = await get(`/activities?q=${q}&free=1&page=2`);
    expect(second).toContain('21件目から40件目');
    expect(second).toContain(`href="/activities?q=${q}&amp;free=1#found"`);
    expect(second).toContain(`href="/activities?q=${q}&amp;free=1&amp;page=3#found"`);
    expect(await get(`/activities?q=${q}&page=3`)).not.toContain('次の20件');
  });

  it('tell everything of an entry, and what nobody knows as not known', async () => {
    const { id } = await anActivity(app, {
      yen: null,
      mood: '',
      access: { quiet: 'yes', lift: 'no' },
      confirmedOn: '2026-08-01',
      times: {
        regular: [{ weekday: 2, weeks: [1, 3], from: 600, to: 690 }],
        dates: [{ day: '2026-11-28', from: 1365, to: 1440 }],
        off: ['2026-12-01', '2026-11-01'],
        note: '',
      },
    });
    const text = await get(`/activities/${id}`);
    for (const words of [
      '11月28日（土）22時45分から24時',
      '12月15日（火）10時から11時30分',
      '毎月第1・第3火曜日の10時から11時30分',
      '12月1日（火）はお休みです。',
      '未確認',
      '2026年8月1日（土）',
      'わかりません。行く前にきいてください。',
      'まだ書かれていません。行く前にきけます。',
      '手をあげて',
      'やさしいことばで読む',
      `href="/activities/trials?activity=${id}"`,
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('11月1日（');
    expect(text).not.toMatch(/<li>12月1日（火）10時/);
    expect(text.indexOf('ある・できる')).toBeLessThan(text.indexOf('静かな部屋'));
    expect(text.indexOf('静かな部屋')).toBeLessThan(text.indexOf('ない・できない'));
    expect(text.indexOf('エレベーター')).toBeLessThan(text.indexOf('わからない</h3>'));
  });

  it('show the easy text to whom the display settings give easy words', async () => {
    const { id } = await anActivity(app);
    const { text } = await app.browser().get(`/activities/${id}`).set('cookie', 'ui=words=easy').expect(200);
    expect(text).toContain('<ruby>茶<rp>');
    expect(text).not.toContain('聴くだけでもかまいません');
  });

  it('have no page for what is closed, too old, or nowhere', async () => {
    const closed = await anActivity(app, { isClosed: true });
    const old = await anActivity(app, { confirmedOn: '2026-07-15' });
    for (const id of [closed.id, old.id, newId(NOW), 'x', '%00'])
      await app.browser().get(`/activities/${id}`).expect(404);
  });

  it('have a calendar by days from today on, with more of a full day on a page of its own', async () => {
    const about = aMark();
    const organiser = await anOrganiser(app);
    for (let i = 0; i < 10; i++) await anActivity(app, { about, organiser, title: `会${String(i)}${about}` });
    const q = encodeURIComponent(about);
    app.clock.set(new Date('2026-12-10T09:00:00+09:00'));
    const month = await get(`/activities/calendar?q=${q}`);
    expect(month).toContain('きょうから月末までの活動です。');
    expect(month).not.toContain('12月8日（火）');
    expect(month.match(/<h3 id="d2026-12-(15|22|29)">/g)).toHaveLength(3);
    expect(month.match(new RegExp(`>会\\d${about}<`, 'g'))).toHaveLength(3 * 8);
    expect(month).toContain('この日のほかの2件も見る');
    expect(month).toContain(`href="/activities/calendar?q=${q}&amp;month=2027-01#found"`);
    const day = await get(`/activities/calendar?q=${q}&month=2026-12&on=2026-12-15`);
    expect(day.match(new RegExp(`>会\\d${about}<`, 'g'))).toHaveLength(10);
    const next = await get(`/activities/calendar?q=${q}&month=2027-01`);
    expect(next).toContain('2027年1月の活動です。');
    expect(next).toContain(`href="/activities/calendar?q=${q}&amp;month=2026-12#found"`);
    expect(await get(`/activities/calendar?q=zzzz&month=1999-01`)).toContain(
      'この月に、条件に合う日程はありません。',
    );
  });

  it('ask the database once each, whatever is chosen', async () => {
    const { id } = await anActivity(app);
    const reads = (['sql', 'one'] as const).map((name) => jest.spyOn(app.db, name));
    for (const at of ['', '?q=a&form=music&page=2', '/calendar', `/${id}`, `/${id}/leaflet`, '/trials']) {
      for (const read of reads) read.mockClear();
      await get(`/activities${at}`);
      expect([at, reads.reduce((sum, { mock }) => sum + mock.calls.length, 0)]).toEqual([at, 1]);
    }
    for (const read of reads) read.mockRestore();
  });

  it('may be found by search engines, but neither every choice in it nor the rest of the house', async () => {
    const { id } = await anActivity(app);
    const robots = async (address: string) =>
      String((await app.browser().get(address)).headers['x-robots-tag']);
    expect(await robots('/activities')).toBe('all');
    expect(await robots(`/activities/${id}`)).toBe('all');
    for (const at of ['/activities?form=music', '/activities/calendar', `/activities/${newId(NOW)}`, '/'])
      expect(await robots(at)).toBe('noindex');
  });

  it('are led to from the front page, the menu and the foot', async () => {
    const text = await get('/');
    expect(text.match(/href="\/activities"/g)).toHaveLength(3);
  });

  it('speak English around what groups wrote', async () => {
    const { id } = await anActivity(app);
    for (const at of ['/activities', '/activities/calendar', `/activities/${id}`]) {
      const { text } = await app.browser().get(at).set('cookie', 'ui=lang=en').expect(200);
      expect(text).toContain('<html lang="en"');
    }
  });
});

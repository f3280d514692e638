import { jest } from '@jest/globals';
import { ActivityDirectory, ENTRIES_PER_PAGE } from '../src/activities/activity-directory.service.js';
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
    const organiser = await anOrganiser(app, { name: `ｶﾌｪ${word}の会ABC` });
    await anActivity(app, { organiser, title: 'テニスの{朝|あさ}', about: '100%_!です' });
    expect(await titles({ q: `${word} てにす` })).toHaveLength(1);
    expect(await titles({ q: `${word}\u3000ﾃﾆｽの朝 abc` })).toHaveLength(1);
    expect(await titles({ q: `${word} 水泳` })).toEqual([]);
    expect(await titles({ q: `${word} 100%_!` })).toHaveLength(1);
    expect(await titles({ q: `${word} 1_0` })).toEqual([]);
    expect(await titles({ q: `${word}%会` })).toEqual([]);
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

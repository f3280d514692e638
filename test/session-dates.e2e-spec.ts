import type { Cohort } from '../src/cohorts/cohort.entity.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { aCohort, aFacilitator } from './factories/cohort.js';
import { aCourse, aLesson, aModule, aSession } from './factories/course.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { aDate } from './factories/training-session.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

const day = (text: string) => CalendarDay.parse(text)!;
let app: TestApp;
let cohort: Cohort;
let other: Cohort;
let administrator: Browser;
let facilitator: Browser;
beforeAll(async () => {
  app = await startApp();
  const meets = aSession('kai-1', 2);
  const module = aModule('a', [aLesson('yomu'), meets, { ...aSession('hanasu', 3), title: '話す練習' }]);
  await published(app, aCourse({ id: 'introductory', modules: [module] }));
  await published(app, aCourse({ id: 'hitori', code: 'HIT', modules: [aModule('a', [aLesson('yomu')])] }));
  const days = { startsOn: day('2026-08-02'), endsOn: day('2026-12-31') };
  cohort = await aCohort(app, { trackId: 'introductory', ...days });
  other = await aCohort(app, { trackId: 'introductory', ...days });
  administrator = await signIn(app, await aPerson(app, { roles: ['administrator'] }));
  facilitator = await signIn(app, await aFacilitator(app, cohort));
});
afterAll(() => app.close());

const fields = {
  session: 'a/kai-1',
  dateYear: '2026',
  dateMonth: '10',
  dateDay: '4',
  hour: '13',
  minute: '30',
  endHour: '16',
  endMinute: '',
  place: '市民会館 2階',
};
const rooms = [
  ['an administrator', () => administrator, '/admin/cohorts'],
  ['a facilitator of it', () => facilitator, '/facilitate'],
] as const;
const send = (browser: Browser, path: string, body: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...body });
const dates = (id = cohort.id) =>
  app.db.sql<{ id: string; starts_at: number; cancelled_at: number | null; version: number; place: string }>`
    select id, starts_at, cancelled_at, version, place from training_session where cohort_id = ${id} order by id`;
const acts = async () =>
  (
    await app.db.sql<{ act: string }>`
      select act from audit_event where object = ${`cohort:${cohort.id}`} order by seq`
  ).map(({ act }) => act);

describe.each(rooms)('%s', (_, browserOf, room) => {
  const at = () => `${room}/${cohort.id}/dates`;

  it('sets a date once, in Japan’s time, and sees it with its weekday', async () => {
    const before = await dates();
    const body = { ...fields, _key: `a-key-of-${room.replaceAll('/', '-')}` };
    for (let press = 0; press < 2; press++)
      expect((await send(browserOf(), `${at()}/new`, body)).headers.location).toBe(at());
    const added = (await dates()).filter(({ id }) => !before.some((one) => one.id === id));
    expect(added).toHaveLength(1);
    expect(new Date(Number(added[0]!.starts_at)).toISOString()).toBe('2026-10-04T04:30:00.000Z');
    const { text } = await browserOf().get(at()).expect(200);
    expect(text).toContain('2026年10月4日（日） 13時30分から16時まで');
    expect(text).toContain('市民会館 2階');
    expect((await acts()).at(-1)).toBe('cohort.date.added');
  });

  it('is asked again for what cannot be, and nothing has changed', async () => {
    const before = await dates();
    const wrong = { ...fields, session: 'a/yomu', dateDay: '32', hour: '25', place: '' };
    const { status, text } = await send(browserOf(), `${at()}/new`, wrong);
    expect(status).toBe(422);
    for (const id of ['session', 'dateYear', 'hour', 'place']) expect(text).toContain(`href="#${id}"`);
    for (const outside of [
      { dateMonth: '8', dateDay: '1' },
      { dateYear: '2027', dateMonth: '1', dateDay: '1' },
    ]) {
      const answer = await send(browserOf(), `${at()}/new`, { ...fields, ...outside });
      expect([answer.status, answer.text.includes('期のはじめの日からおわりの日まで')]).toEqual([422, true]);
    }
    expect(await dates()).toEqual(before);
  });

  it('changes a date over the state that was read', async () => {
    const id = await aDate(app, { cohort });
    const page = await browserOf().get(`${at()}/${id}`).expect(200);
    expect(page.text).toContain('name="version" value="1"');
    const change = { ...fields, session: 'a/hanasu', version: '1' };
    for (let press = 0; press < 2; press++)
      expect((await send(browserOf(), `${at()}/${id}`, change)).headers.location).toBe(at());
    const find = async () => (await dates()).find((one) => one.id === id);
    expect(await find()).toMatchObject({ version: 2 });
    const stale = await send(browserOf(), `${at()}/${id}`, { ...change, place: '公民館', version: '1' });
    expect(stale.status).toBe(422);
    expect(stale.text).toContain('いま保存されている内容');
    expect(stale.text).toContain('value="公民館"');
    expect(stale.text).toContain('name="version" value="2"');
    expect((await find())!.place).toBe('市民会館 2階');
    await send(browserOf(), `${at()}/${id}`, { ...change, place: '公民館', version: '2' }).expect(303);
    expect(await find()).toMatchObject({ place: '公民館', version: 3 });
  });

  it('cancels a date: the row stays, and it can be changed no more', async () => {
    const id = await aDate(app, { cohort });
    for (let press = 0; press < 2; press++)
      expect((await send(browserOf(), `${at()}/${id}/cancellation`)).headers.location).toBe(at());
    const found = (await dates()).find((one) => one.id === id)!;
    expect([found.version, found.cancelled_at === null]).toEqual([2, false]);
    expect((await acts()).filter((act) => act === 'cohort.date.cancelled').length).toBeGreaterThan(0);
    expect((await browserOf().get(at())).text).toContain('取りやめ');
    expect((await browserOf().get(`${at()}/${id}`)).headers.location).toBe(at());
    const { status, text } = await send(browserOf(), `${at()}/${id}`, { ...fields, version: '2' });
    expect([status, text.includes('この予定は、取りやめになっています')]).toEqual([422, true]);
  });

  it('finds no date of another cohort, nor one that is not there', async () => {
    const others = await aDate(app, { cohort: other });
    for (const id of [others, 'x', '00000000-0000-7000-8000-000000000000']) {
      await browserOf().get(`${at()}/${id}`).expect(404);
      expect((await send(browserOf(), `${at()}/${id}`, { ...fields, version: '1' })).status).toBe(404);
      expect((await send(browserOf(), `${at()}/${id}/cancellation`)).status).toBe(404);
    }
    expect(await dates(other.id)).toMatchObject([{ version: 1 }, ...(await dates(other.id)).slice(1)]);
  });
});

describe('dates', () => {
  it('of a cohort in other hands are nobody’s', async () => {
    const id = await aDate(app, { cohort: other });
    for (const path of ['dates', 'dates/new', `dates/${id}`])
      await facilitator.get(`/facilitate/${other.id}/${path}`).expect(404);
    for (const path of ['dates/new', `dates/${id}`, `dates/${id}/cancellation`])
      expect((await send(facilitator, `/facilitate/${other.id}/${path}`, fields)).status).toBe(404);
    expect((await dates(other.id)).find((one) => one.id === id)).toMatchObject({ version: 1 });
  });

  it('cannot be set where the track has no session, and the page says so', async () => {
    const alone = await aCohort(app, {
      trackId: 'hitori',
      startsOn: day('2026-08-02'),
      endsOn: day('2026-12-31'),
    });
    const at = `/admin/cohorts/${alone.id}/dates`;
    for (const path of [at, `${at}/new`]) {
      const { text } = await administrator.get(path).expect(200);
      expect(text).toContain('この講座には、いま集合演習がありません。');
      expect(text).not.toContain('予定を加える</a>');
    }
    expect((await send(administrator, `${at}/new`, fields)).status).toBe(422);
    expect(await dates(alone.id)).toEqual([]);
  });

  it('of the standing cohort are near today', async () => {
    const standing = await aCohort(app, { trackId: 'introductory', kind: 'standing' });
    const at = `/admin/cohorts/${standing.id}/dates/new`;
    await send(administrator, at, fields).expect(303);
    expect((await send(administrator, at, { ...fields, dateYear: '2029' })).text).toContain('2年先まで');
  });

  it('keep the cohort from days that would leave them outside', async () => {
    const group = await aCohort(app, {
      trackId: 'introductory',
      startsOn: day('2026-08-02'),
      endsOn: day('2026-12-31'),
    });
    const inHours = (Date.UTC(2026, 11, 31, 1) - app.clock.now().getTime()) / (60 * 60_000);
    const id = await aDate(app, { cohort: group, inHours });
    const settings = {
      name: '第1期',
      startYear: '2026',
      startMonth: '8',
      startDay: '2',
      endYear: '2026',
      endMonth: '12',
      endDay: '30',
      seats: '',
      admission: 'open',
      closeYear: '',
      closeMonth: '',
      closeDay: '',
      version: '1',
    };
    const change = () => send(administrator, `/admin/cohorts/${group.id}/settings`, settings);
    expect((await change()).text).toContain('この期間に入らない集まりの予定があります');
    await send(administrator, `/admin/cohorts/${group.id}/dates/${id}/cancellation`);
    expect((await change()).status).toBe(303);
  });

  it('of a session that the track has no longer keep standing', async () => {
    const id = await aDate(app, { cohort, step: 'mukashi' });
    const { text } = await administrator.get(`/admin/cohorts/${cohort.id}/dates/${id}`).expect(200);
    expect(text).toContain('value="a/mukashi"');
    const body = { ...fields, session: 'a/mukashi', version: '1' };
    expect((await send(administrator, `/admin/cohorts/${cohort.id}/dates/${id}`, body)).status).toBe(303);
  });
});

import type { Cohort } from '../src/cohorts/cohort.entity.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { aLink, anApplication, anApplicationCohort } from './factories/application.js';
import { aCohort, enrolledIn } from './factories/cohort.js';
import { aShortCourse } from './factories/certificate.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  app = await startApp();
  await published(app, aShortCourse('introductory', { title: '{入門|にゅうもん}' }));
  browser = await signIn(app, await aPerson(app, { roles: ['administrator'] }));
});
afterAll(() => app.close());

const NEW = '/admin/cohorts/new/introductory';
const fields = {
  name: '第3期',
  startYear: '2026',
  startMonth: '8',
  startDay: '2',
  endYear: '2026',
  endMonth: '12',
  endDay: '20',
  seats: '20',
  admission: 'open',
  closeYear: '2026',
  closeMonth: '7',
  closeDay: '20',
};
const send = (path: string, body: object) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...body });
const rows = () => app.db.sql`select id from cohort where kind = 'dated'`;
const acts = (id: string) =>
  app.db.sql<{ act: string; detail: string }>`
    select act, detail from audit_event where object = ${`cohort:${id}`} order by seq`;
const stored = async (id: string) =>
  (await app.db.one`
    select name, starts_on, ends_on, seats, admission, closes_on, version from cohort where id = ${id}`)!;

async function open(patch: object = {}): Promise<string> {
  const { headers, status } = await send(NEW, { ...fields, ...patch });
  expect(status).toBe(303);
  return (headers.location as string).split('/').at(-1)!;
}

describe('opening a cohort', () => {
  it('keeps what was said, once, with its line of the record', async () => {
    const before = (await rows()).length;
    const body = { ...fields, _key: 'a-key-of-one-page-0001' };
    const [first, second] = [await send(NEW, body), await send(NEW, body)];
    expect(first.headers.location).toBe(second.headers.location);
    expect(await rows()).toHaveLength(before + 1);
    const id = (first.headers.location as string).split('/').at(-1)!;
    expect(await stored(id)).toEqual({
      name: '第3期',
      starts_on: '2026-08-02',
      ends_on: '2026-12-20',
      seats: 20,
      admission: 'open',
      closes_on: '2026-07-20',
      version: 1,
    });
    expect(await acts(id)).toEqual([{ act: 'cohort.opened', detail: '{}' }]);
    const { text } = await browser.get(`/admin/cohorts/${id}`).expect(200);
    for (const words of [
      '2026年8月2日（日）から2026年12月20日（日）まで',
      'これから',
      '20人',
      '2026年7月20日（月）まで',
    ])
      expect(text).toContain(words);
  });

  it('asks again for everything that cannot be, and keeps what was typed', async () => {
    const before = await rows();
    const body = { ...fields, name: '', startDay: '32', seats: '多め', admission: 'x', closeYear: '2027' };
    const { status, text } = await send(NEW, body);
    expect(status).toBe(422);
    for (const id of ['name', 'startYear', 'seats', 'admission', 'closeYear'])
      expect(text).toContain(`href="#${id}"`);
    expect(text).toContain('value="多め"');
    expect(text).toContain('value="32"');
    expect(await rows()).toEqual(before);
  });

  it('knows no track that is not there', async () => {
    await browser.get('/admin/cohorts/new/nowhere').expect(404);
    expect((await send('/admin/cohorts/new/nowhere', fields)).status).toBe(404);
  });
});

describe('the list of cohorts', () => {
  it('says where each stands and how many seats are taken', async () => {
    const id = await open({ name: '席の期', startMonth: '5', startDay: '12' });
    const cohort = { id, trackId: 'introductory', revisionId: null } as Cohort;
    await enrolledIn(app, await aPerson(app), cohort);
    const { text } = await browser.get('/admin/cohorts').expect(200);
    expect(text).toContain('席の期');
    expect(text).toMatch(
      /開催中 2026年5月12日（火）から2026年12月20日（日）まで<br>定員20人のうち、1人が受けています/,
    );
  });
});

describe('changing a cohort', () => {
  it('saves over the state that was read, and nothing when nothing is new', async () => {
    const id = await open();
    const at = `/admin/cohorts/${id}/settings`;
    expect((await browser.get(at).expect(200)).text).toContain('name="version" value="1"');
    const change = { ...fields, name: '第3期（日曜）', seats: '', admission: 'invitation', version: '1' };
    expect((await send(at, change)).headers.location).toBe(`/admin/cohorts/${id}`);
    expect(await stored(id)).toMatchObject({
      name: '第3期（日曜）',
      seats: null,
      admission: 'invitation',
      version: 2,
    });
    expect((await send(at, change)).status).toBe(303);
    expect((await stored(id)).version).toBe(2);
    expect((await acts(id)).at(-1)).toEqual({
      act: 'cohort.changed',
      detail: '{"changed":"name,seats,admission"}',
    });
  });

  it('shows both when somebody else was first, and saves after a second look', async () => {
    const id = await open();
    const at = `/admin/cohorts/${id}/settings`;
    await send(at, { ...fields, seats: '15', version: '1' }).expect(303);
    const mine = { ...fields, name: 'わたしの期', version: '1' };
    const { status, text } = await send(at, mine);
    expect(status).toBe(422);
    expect(text).toContain('いま保存されている内容');
    expect(text).toContain('15人');
    expect(text).toContain('value="わたしの期"');
    expect(text).toContain('name="version" value="2"');
    expect((await stored(id)).name).toBe('第3期');
    await send(at, { ...mine, version: '2' }).expect(303);
    expect(await stored(id)).toMatchObject({ name: 'わたしの期', seats: 20, version: 3 });
  });

  it('takes no seat from who sits on it', async () => {
    const id = await open();
    const cohort = { id, trackId: 'introductory', revisionId: null } as Cohort;
    for (let n = 0; n < 2; n++) await enrolledIn(app, await aPerson(app), cohort);
    const { status, text } = await send(`/admin/cohorts/${id}/settings`, {
      ...fields,
      seats: '1',
      version: '1',
    });
    expect([status, text.includes('いま2人が受けています')]).toEqual([422, true]);
    expect((await stored(id)).seats).toBe(20);
  });

  it('leaves open the way on which somebody applied, so that their links still lead somewhere', async () => {
    const cohort = await anApplicationCohort(app, { trackId: 'introductory', name: '申し込みの期' });
    const at = `/admin/cohorts/${cohort.id}/settings`;
    const link = `/application/${await aLink(app, (await anApplication(app, cohort)).applicants[0]!)}`;
    const change = { ...fields, name: '改めた名前', endYear: '2026', endMonth: '9', version: '1' };
    for (const admission of ['open', 'invitation']) {
      const { status, text } = await send(at, { ...change, admission });
      expect([status, text.includes('href="#admission"')]).toEqual([422, true]);
      expect(text).toContain('この期には申し込みがあるので');
      expect(text).toContain('value="改めた名前"');
    }
    await app.browser().get(link).expect(200);
    await send(at, { ...change, admission: 'application' }).expect(303);
    expect(await stored(cohort.id)).toMatchObject({ name: '改めた名前', admission: 'application' });
    const unasked = await anApplicationCohort(app, { trackId: 'introductory' });
    await send(`/admin/cohorts/${unasked.id}/settings`, { ...change, admission: 'open' }).expect(303);
  });

  it('knows no settings of a standing cohort, nor of one that is not there', async () => {
    const standing = await aCohort(app, { trackId: 'introductory', kind: 'standing' });
    for (const id of [standing.id, 'x', '00000000-0000-7000-8000-000000000000']) {
      await browser.get(`/admin/cohorts/${id}/settings`).expect(404);
      expect((await send(`/admin/cohorts/${id}/settings`, { ...fields, version: '1' })).status).toBe(404);
    }
  });

  it('asks again where the days are wrong, on the state that was read', async () => {
    const id = await open();
    const { status, text } = await send(`/admin/cohorts/${id}/settings`, {
      ...fields,
      endDay: '31',
      endMonth: '2',
      version: '1',
    });
    expect([status, text.includes('name="version" value="1"')]).toEqual([422, true]);
    expect(text).toContain('おわりの日の年・月・日を、暦にある日にしてください');
  });

  it('with a state that nobody can have read is not taken', async () => {
    const id = await open();
    for (const version of ['', 'x', '0', '1.5'])
      expect((await send(`/admin/cohorts/${id}/settings`, { ...fields, version })).status).toBe(422);
    expect(CalendarDay.parse(String((await stored(id)).starts_on))).not.toBeNull();
  });
});

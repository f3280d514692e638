import { sha256 } from '../src/shared/ids.js';
import { Runs } from '../src/reports/schedules/runs.service.js';
import { aShortCourse, certified, completed } from './factories/certificate.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { bytes } from './support/bytes.js';

const SCHEDULES = '/office/reports/schedules';
const DAY = 24 * 60 * 60 * 1000;

let app: TestApp;
let browser: Browser;
let office: Awaited<ReturnType<typeof aPerson>>;

beforeAll(async () => {
  app = await startApp({ now: new Date('2026-06-01T01:00:00Z') });
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set(new Date('2026-06-01T01:00:00Z'));
  office = await aPerson(app, { roles: ['office'], displayName: '事務' });
  browser = await signIn(app, office);
});

const on = (day: string) => app.clock.set(new Date(`${day}T01:00:00Z`));
const post = (path: string, body: object = {}) => browser.post(path).type('form').send(body);
const makeDue = () => app.get(Runs).makeDue();
/** Sessions end while days pass. */
const again = async () => (browser = await signIn(app, office));

async function aTemplate(more: object = {}) {
  const label = crypto.randomUUID();
  const layout = { number: '1', name: '2', called: '3', completed: '4', dates: 'western', order: 'track' };
  await post('/office/reports/templates/new', { label, ...layout, format: 'xlsx', ...more }).expect(303);
  return (await app.db.one<{ id: string }>`select id from export_template where name = ${label}`)!.id;
}

const TIMES = {
  ...{ cadence: 'monthly', firstYear: '2026', firstMonth: '6', firstDay: '30' },
  ...{ endYear: '2026', endMonth: '9', endDay: '30' },
};

/** A course with a schedule of its own; three people, one of whom has a certificate. */
async function aScheduled(code: string, more: object = {}) {
  const course = aShortCourse(code.toLowerCase(), { code, title: `講座${code}` });
  await published(app, course);
  const [one, two] = [await aPerson(app, { displayName: '一' }), await aPerson(app, { displayName: '二' })];
  await certified(app, one, course);
  await enrolled(app, two, course.track.id);
  const template = await aTemplate(more);
  await post(`${SCHEDULES}/new`, { ...TIMES, template, track: code, purpose: `県へ${code}` }).expect(303);
  const schedule = await app.db.one<{
    id: string;
  }>`select id from export_schedule where track_code = ${code}`;
  return { course, template, one, two, schedule: schedule!.id };
}

const runsOf = (schedule: string) =>
  app.db.sql<{ id: string; planned_on: string; made_at: number; people: number; sha256: string }>`
    select id, planned_on, made_at, people, sha256 from export_run where schedule_id = ${schedule} order by planned_on`;

async function take(run: string) {
  const taken = await post(`/office/reports/runs/${run}/file`).expect(303);
  const { text } = await browser.get(taken.headers.location!).expect(200);
  const href = /href="(\/office\/reports\/exports\/[^"]+)"/.exec(text)![1]!;
  const file = await browser.get(href).buffer().parse(bytes).expect(200);
  return { text, file: file.body as Buffer };
}

describe('a schedule', () => {
  it('makes its list on each of its days and not before; keeps question, length and hash, and no file', async () => {
    const { schedule } = await aScheduled('SCA');
    on('2026-06-29');
    await makeDue();
    expect(await runsOf(schedule)).toEqual([]);
    on('2026-06-30');
    await makeDue();
    await makeDue();
    const [run] = await runsOf(schedule);
    expect(run).toMatchObject({ planned_on: '2026-06-30', people: 2 });
    expect(run!.sha256).toMatch(/^[0-9a-f]{64}$/);
    const next = await app.db.one`select next_on from export_schedule where id = ${schedule}`;
    expect(next).toEqual({ next_on: '2026-07-30' });
    await again();
    const { text, file } = await take(run!.id);
    expect(text).toContain('1文字も変わりません');
    expect(sha256(file)).toBe(run!.sha256);
    expect((await browser.get(SCHEDULES).expect(200)).text).toContain(run!.sha256);
  });

  it('makes what was missed afterwards, once, as of the planned day, and says both days', async () => {
    const { schedule, course } = await aScheduled('SCB');
    on('2026-08-10');
    await enrolled(app, await aPerson(app, { displayName: 'あと' }), course.track.id);
    await makeDue();
    const runs = await runsOf(schedule);
    expect(runs.map((run) => [run.planned_on, run.people])).toEqual([
      ['2026-06-30', 2],
      ['2026-07-30', 2],
    ]);
    await again();
    const { text } = await browser.get(`/office/reports/runs/${runs[0]!.id}`).expect(200);
    expect(text).toContain('予定の日にサーバーが止まっていたので');
    expect(text).toContain('基準日：2026年6月29日');
  });

  it('is made once by two that try at the same moment, and taken over from one that died', async () => {
    const { schedule } = await aScheduled('SCC');
    on('2026-06-30');
    await Promise.all([makeDue(), makeDue(), makeDue()]);
    const acts = () => app.db.sql`
      select 1 from audit_event e join export_run r on e.object = 'run:' || r.id
      where r.schedule_id = ${schedule} and e.act = 'report.run-made'`;
    expect([await runsOf(schedule), await acts()].map((rows) => rows.length)).toEqual([1, 1]);
    // As a kill in the middle leaves it.
    await app.db.write(async (tx) => {
      await tx.sql`update export_run set made_at = null, sha256 = null where schedule_id = ${schedule}`;
      await tx.sql`update export_schedule set next_on = '2026-06-30' where id = ${schedule}`;
    });
    await makeDue();
    expect((await runsOf(schedule))[0]!.sha256).toBeNull();
    app.clock.advance(20 * 60 * 1000);
    await makeDue();
    expect((await runsOf(schedule)).map((run) => run.sha256?.length)).toEqual([64]);
  });

  it('ends on its last day, and when it is stopped', async () => {
    const { schedule } = await aScheduled('SCD');
    on('2026-12-01');
    await makeDue();
    expect((await runsOf(schedule)).map((run) => run.planned_on)).toEqual([
      ...['2026-06-30', '2026-07-30', '2026-08-30', '2026-09-30'],
    ]);
    app.clock.set(new Date('2026-06-01T01:00:00Z'));
    await again();
    const other = await aScheduled('SCE');
    await post(`${SCHEDULES}/${other.schedule}/stop`).expect(303);
    on('2026-12-01');
    await makeDue();
    expect(await runsOf(other.schedule)).toEqual([]);
  });

  it('leaves nothing behind that is being made for ever', async () => {
    const { schedule } = await aScheduled('SCZ');
    on('2026-06-30');
    await makeDue();
    // As a kill in the middle leaves it.
    await app.db.write(async (tx) => {
      await tx.sql`update export_run set made_at = null, sha256 = null where schedule_id = ${schedule}`;
      await tx.sql`update export_schedule set next_on = '2026-06-30' where id = ${schedule}`;
    });
    await again();
    expect((await browser.get(SCHEDULES).expect(200)).text).toContain('作っています');
    await post(`${SCHEDULES}/${schedule}/stop`).expect(303);
    expect(await runsOf(schedule)).toEqual([]);
    expect((await browser.get(SCHEDULES).expect(200)).text).not.toContain('作っています');
  });

  it('keeps its template from being deleted while it goes on', async () => {
    const { template, schedule } = await aScheduled('SCF');
    const refused = await post(`/office/reports/templates/${template}/delete`);
    expect([refused.status, refused.text]).toEqual([
      409,
      expect.stringContaining('先に予定を止めてください'),
    ]);
    await post(`${SCHEDULES}/${schedule}/stop`).expect(303);
    await post(`/office/reports/templates/${template}/delete`).expect(303);
  });

  it('tells what cannot be, keeps what was typed, and sets nothing', async () => {
    const template = await aTemplate();
    const sent = { ...TIMES, template, track: '', purpose: 'この目的', firstYear: '2026', firstMonth: '5' };
    const told = await post(`${SCHEDULES}/new`, { ...sent, endYear: '' }).expect(422);
    for (const words of ['明日からあとの日に', '年・月・日を、数字で', 'value="この目的"'])
      expect(told.text).toContain(words);
    const gone = {
      ...TIMES,
      template: '00000000-0000-7000-8000-000000000000',
      track: '',
      purpose: 'この目的',
    };
    expect((await post(`${SCHEDULES}/new`, gone).expect(422)).text).toContain('消されています');
    expect(await app.db.sql`select 1 from export_schedule where purpose = 'この目的'`).toEqual([]);
  });
});

describe('a list made again', () => {
  it('says whose rows changed when somebody was erased since, and stands in the own access log', async () => {
    const { schedule, one, two } = await aScheduled('SCG', { format: 'csv' });
    on('2026-06-30');
    await makeDue();
    const [run] = await runsOf(schedule);
    const erasing = await signIn(app, one);
    await erasing.post('/settings/erase').type('form').send({ paper: 'keep' }).expect(303);
    await again();
    const { text, file } = await take(run!.id);
    expect(text).toContain('ちがうところがあります');
    expect(text).toContain('本人が消去を求めました');
    const number = await app.db.one<{ enrolment_number: number }>`
      select enrolment_number from reported_fact where person_id = ${one.id} limit 1`;
    expect(text).toContain(`<th scope="row">${number!.enrolment_number}</th>`);
    expect(file.toString()).toContain('消去');
    expect(sha256(file)).not.toBe(run!.sha256);
    const seen = await (await signIn(app, two)).get('/settings/data/seen').expect(200);
    expect(seen.text).toContain('県へSCG');
  });

  it('holds what it held although more was written down since', async () => {
    const { schedule, course, two } = await aScheduled('SCH');
    on('2026-06-30');
    await makeDue();
    const [run] = await runsOf(schedule);
    app.clock.advance(5 * DAY);
    await completed(app, two, course);
    await again();
    expect((await take(run!.id)).text).toContain('1文字も変わりません');
  });

  it('needs a proof of who one is, and is taken by who asked alone', async () => {
    const { schedule } = await aScheduled('SCI');
    on('2026-06-30');
    await makeDue();
    const [run] = await runsOf(schedule);
    await again();
    const taken = await post(`/office/reports/runs/${run!.id}/file`).expect(303);
    const other = await signIn(app, await aPerson(app, { roles: ['office'] }));
    await other.get(taken.headers.location!).expect(404);
    await browser
      .get(taken.headers.location!.replace(run!.id, '00000000-0000-7000-8000-000000000000'))
      .expect(404);
    app.clock.advance(15 * 60 * 1000);
    await post(`/office/reports/runs/${run!.id}/file`)
      .expect(303)
      .expect('location', /^\/login\/again/);
  });
});

describe('two lists of one template', () => {
  it('are compared row by row with the reason, which is written down', async () => {
    const { schedule, course, two } = await aScheduled('SCJ');
    on('2026-06-30');
    await makeDue();
    on('2026-07-15');
    await completed(app, two, course);
    await enrolled(app, await aPerson(app, { displayName: '三' }), course.track.id);
    on('2026-07-30');
    await makeDue();
    const [earlier, later] = await runsOf(schedule);
    await again();
    const page = await browser.get(`/office/reports/runs/${later!.id}`).expect(200);
    const href = `/office/reports/runs/${later!.id}/since/${earlier!.id}`;
    expect(page.text).toContain(`href="${href}"`);
    const { text } = await browser.get(href).expect(200);
    expect(text).toContain('加わった行：1、なくなった行：0、変わった行：1');
    expect(text).toContain('<td>修了年月日</td><td>あとから記録されました</td>');
    expect(text).not.toContain('>三<');
    const acts = await app.db.sql<{ act: string }>`
      select act from audit_event where object = ${`run:${later!.id}`} and actor_id is not null`;
    expect(acts).toEqual([{ act: 'report.runs-compared' }]);
    const { id: template } = (await app.db.one<{
      id: string;
    }>`select template_id as id from export_schedule where id = ${schedule}`)!;
    await browser.get(`/office/reports/runs/${later!.id}/since/${template}`).expect(404);
    await browser.get(`/office/reports/runs/${later!.id}/since/${later!.id}`).expect(404);
  });
});

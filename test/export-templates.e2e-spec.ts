import { parse } from 'csv-parse/sync';
import { aShortCourse, completed, issued } from './factories/certificate.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { bytes } from './support/bytes.js';

const TEMPLATES = '/office/reports/templates';
const NOWHERE = '00000000-0000-7000-8000-000000000000';
const LAYOUT = {
  number: '2',
  name: '3',
  completed: '1',
  dates: 'era',
  order: 'completed',
  format: 'csv-plain',
};
const QUESTION = { year: '2026', from: '4', to: '3', asOfYear: '2026', asOfMonth: '6', asOfDay: '30' };

let app: TestApp;
let browser: Browser;
let named = 0;

beforeAll(async () => {
  app = await startApp({ now: new Date('2026-07-01T01:00:00Z') });
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set(new Date('2026-07-01T01:00:00Z'));
  browser = await signIn(app, await aPerson(app, { roles: ['office'] }));
});

const aName = () => `ひな形${(named += 1)}`;
const post = (path: string, body: object) => browser.post(path).type('form').send(body);

async function aTemplate(more: object = {}): Promise<{ id: string; label: string }> {
  const label = aName();
  const sent = { ...LAYOUT, ...more, label };
  const answer = await post(`${TEMPLATES}/new`, sent).expect(303);
  expect(answer.headers.location).toBe(TEMPLATES);
  const row = await app.db.one<{ id: string }>`select id from export_template where name = ${label}`;
  return { id: row!.id, label };
}

const saved = (id: string) =>
  app.db.one<{ name: string; columns: string; version: number }>`
    select name, columns, version from export_template where id = ${id}`;

/** Three people of a course: two completed, the later one first; one is still learning. */
async function aCourse(code: string) {
  const course = aShortCourse(code.toLowerCase(), { code, title: `講座${code}` });
  app.clock.set(new Date('2026-06-01T01:00:00Z'));
  await published(app, course);
  const [late, early, active] = [
    await aPerson(app, { displayName: '後' }),
    await aPerson(app, { displayName: '先' }),
    await aPerson(app, { displayName: '途中' }),
  ];
  await enrolled(app, active, course.track.id);
  app.clock.set(new Date('2026-06-10T01:00:00Z'));
  await issued(app, early, await completed(app, early, course));
  app.clock.set(new Date('2026-06-20T01:00:00Z'));
  await completed(app, late, course);
  app.clock.set(new Date('2026-07-01T01:00:00Z'));
}

async function list(code: string, more: object): Promise<string[][]> {
  const asked = await post('/office/reports/completions/names', {
    ...QUESTION,
    track: code,
    purpose: '名簿',
    ...more,
  }).expect(303);
  const file = await browser.get(asked.headers.location!).buffer().parse(bytes).expect(200);
  return parse(file.body as Buffer, { bom: true });
}

describe('a template', () => {
  it('lays out the list: its columns in its order, days by its calendar, rows, kind of file', async () => {
    await aCourse('TPA');
    const { id } = await aTemplate({ called: '4', standing: '9' });
    const rows = await list('TPA', { template: id, format: 'usual' });
    expect(rows[0]).toEqual(['修了年月日（和暦）', '期の中の番号', '修了証の氏名', '呼び名', '受講状況']);
    expect(rows.slice(1).map((row) => [row[0], row[3], row[4]])).toEqual([
      ['令和8年6月10日（水）', '先', '修了'],
      ['令和8年6月20日（土）', '後', '修了'],
      ['', '途中', '受講中'],
    ]);
    const kept = await app.db.sql<{ columns: string; row_order: string }>`
      select columns, row_order from report_export order by id desc limit 1`;
    expect(kept).toEqual([{ columns: 'completed-era,number,name,called,standing', row_order: 'completed' }]);
  });

  it('gives way to the kind of file that is chosen, and without one the usual list comes', async () => {
    await aCourse('TPB');
    const { id } = await aTemplate();
    const asked = (more: object) =>
      post('/office/reports/completions/names', { ...QUESTION, track: 'TPB', purpose: '名簿', ...more });
    const ends = async (more: object) => (await asked(more).expect(303)).headers.location!.split('/').at(-1);
    expect(await ends({ template: id, format: 'xlsx' })).toBe('completions.xlsx');
    expect(await ends({ template: id })).toBe('completions-plain.csv');
    expect(await ends({ template: '', format: 'usual' })).toBe('completions.csv');
    expect((await list('TPB', {}))[0]).toHaveLength(11);
  });

  it('sorts by the day of enrolment', async () => {
    await aCourse('TPC');
    const { id } = await aTemplate({ order: 'enrolled', called: '4' });
    const rows = await list('TPC', { template: id });
    expect(rows.slice(1).map((row) => row[3])).toEqual(['途中', '先', '後']);
  });

  it('can be changed, and leaves lists that were asked for as they are', async () => {
    await aCourse('TPD');
    const { id, label } = await aTemplate();
    const asked = await post('/office/reports/completions/names', {
      ...QUESTION,
      track: 'TPD',
      purpose: '名簿',
      template: id,
    }).expect(303);
    const { text } = await browser.get(`${TEMPLATES}/${id}`).expect(200);
    expect(text).toMatch(/id="completed"[^>]*value="1"/);
    await post(`${TEMPLATES}/${id}`, { ...LAYOUT, completed: '', label: `${label}改`, version: '1' }).expect(
      303,
    );
    expect(await saved(id)).toEqual({ name: `${label}改`, columns: 'number,name', version: 2 });
    const file = await browser.get(asked.headers.location!).buffer().parse(bytes).expect(200);
    expect((file.body as Buffer).toString().split('\r\n')[0]).toBe(
      '修了年月日（和暦）,期の中の番号,修了証の氏名',
    );
    await post(`${TEMPLATES}/${id}/delete`, {}).expect(303);
    expect(await saved(id)).toBeNull();
    await browser.get(asked.headers.location!).expect(200);
    const gone = await post('/office/reports/completions/names', {
      ...QUESTION,
      track: 'TPD',
      purpose: 'ほかの目的',
      template: id,
    }).expect(422);
    expect(gone.text).toContain('選んだひな形は、消されています');
    expect(gone.text).toContain('ほかの目的');
  });

  it('changed by two: the later sees both, loses nothing, and may save over it', async () => {
    const { id, label } = await aTemplate();
    await post(`${TEMPLATES}/${id}`, { ...LAYOUT, issued: '7', label, version: '1' }).expect(303);
    const mine = { ...LAYOUT, number: '5', label: `${label}の私の案`, version: '1' };
    const told = await post(`${TEMPLATES}/${id}`, mine).expect(422);
    expect(told.text).toContain('別の人が変えました');
    expect(told.text).toContain('いま保存されている内容');
    expect(told.text).toContain(`value="${label}の私の案"`);
    expect(told.text).toMatch(/id="number"[^>]*value="5"/);
    expect(told.text).toContain('name="version" value="2"');
    expect((await saved(id))!.version).toBe(2);
    await post(`${TEMPLATES}/${id}`, { ...mine, version: '2' }).expect(303);
    expect(await saved(id)).toEqual({
      name: `${label}の私の案`,
      columns: 'completed,name,number',
      version: 3,
    });
  });

  it('saved again as it is changes nothing, whoever was first', async () => {
    const { id, label } = await aTemplate();
    await post(`${TEMPLATES}/${id}`, { ...LAYOUT, label, version: '1' }).expect(303);
    expect((await saved(id))!.version).toBe(1);
  });

  it('is copied into a new one under another name', async () => {
    const { id, label } = await aTemplate();
    const { text } = await browser.get(`${TEMPLATES}/new?from=${id}`).expect(200);
    expect(text).toMatch(/id="name"[^>]*value="3"/);
    const taken = await post(`${TEMPLATES}/new`, { ...LAYOUT, label: `\u3000${label} ` }).expect(422);
    expect(taken.text).toContain('同じ名前のひな形があります');
    await browser.get(`${TEMPLATES}/new?from=${NOWHERE}`).expect(404);
    await browser.get(`${TEMPLATES}/new?from=x`).expect(404);
  });

  it('tells everything that cannot be at once, keeps it, and saves nothing', async () => {
    const told = await post(`${TEMPLATES}/new`, { ...LAYOUT, label: '', number: '0', name: '1' }).expect(422);
    for (const words of ['ひな形の名前を入力してください', '1から99までの数字', '同じ順番の列が2つあります'])
      expect(told.text).toContain(words);
    const none = await post(`${TEMPLATES}/new`, {
      label: 'なし',
      dates: 'era',
      order: 'track',
      format: 'csv',
    });
    expect([none.status, none.text]).toEqual([422, expect.stringContaining('列を1つ以上選んで')]);
    expect(await app.db.sql`select 1 from export_template where name in ('', 'なし')`).toEqual([]);
  });

  it('is in the record of acts, by id', async () => {
    const { id } = await aTemplate();
    const acts = await app.db.sql<{ act: string; detail: string }>`
      select act, detail from audit_event where object = ${`template:${id}`}`;
    expect(acts.map(({ act }) => act)).toEqual(['report.template-made']);
    expect(acts[0]!.detail).toContain('completed-era,number,name');
  });
});

describe('templates', () => {
  it('are fifty at most', async () => {
    const made = await app.db.one<{ n: number }>`select count(*) as n from export_template`;
    for (let n = Number(made!.n); n < 50; n += 1) await aTemplate();
    const told = await post(`${TEMPLATES}/new`, { ...LAYOUT, label: aName() }).expect(422);
    expect(told.text).toContain('ひな形は50個までです');
    expect((await browser.get(TEMPLATES).expect(200)).text).not.toContain(`href="${TEMPLATES}/new`);
  });
});

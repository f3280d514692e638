import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { CertificateKeeping } from '../src/certificates/certificate-keeping.service.js';
import { EnrolmentService } from '../src/enrolment/enrolment.service.js';
import { aShortCourse, completed, issued } from './factories/certificate.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { bytes } from './support/bytes.js';
import { plain } from './support/plain.js';

interface Taken {
  person_id: string;
  sha256: string | null;
  people: number | null;
  hidden: number;
  finished_at: number | null;
}

let app: TestApp;
let office: KnownPerson;
// The as-of day of most tests; what they look at happened on it or before.
const AS_OF = { asOfYear: '2026', asOfMonth: '6', asOfDay: '30' };
const QUESTION = { track: '', year: '2026', from: '4', to: '3', ...AS_OF };
const path = (question: object) =>
  `/office/reports/completions?${new URLSearchParams({ ...question }).toString()}`;

beforeAll(async () => {
  app = await startApp({
    now: new Date('2026-06-10T01:00:00Z'),
    config: { curriculaDir: 'test/no-curricula' },
  });
});
// One official each: what one asks for within an hour is limited.
beforeEach(async () => {
  office = await aPerson(app, { roles: ['office'], displayName: '事務' });
});
afterAll(() => app.close());
afterEach(() => app.clock.set(new Date('2026-07-01T01:00:00Z')));

const asOffice = () => signIn(app, office);

/** So many people in a track: some completed (of these some with certificate), some paused, some left. */
async function aTrack(
  code: string,
  people: { completed?: number; active?: number; paused?: number; left?: number },
) {
  app.clock.set(new Date('2026-06-10T01:00:00Z'));
  const course = aShortCourse(code.toLowerCase(), { code, title: `講座${code}` });
  await published(app, course);
  const of = { personId: '', trackId: course.track.id };
  const act = (what: 'pause' | 'leave', personId: string) =>
    app.db.write((tx) => app.get(EnrolmentService)[what](tx, { ...of, personId }));
  const times = (n = 0) => Array.from({ length: n });
  for (const _ of times(people.completed)) await completed(app, await aPerson(app), course);
  for (const _ of times(people.active)) await enrolled(app, await aPerson(app), course.track.id);
  for (const what of ['paused', 'left'] as const)
    for (const _ of times(people[what])) {
      const person = await aPerson(app);
      await enrolled(app, person, course.track.id);
      await act(what === 'paused' ? 'pause' : 'leave', person.id);
    }
  app.clock.set(new Date('2026-07-01T01:00:00Z'));
  return course;
}

async function download(browser: Browser, question: object, purpose = '名簿の作成'): Promise<Buffer> {
  const asked = await browser
    .post('/office/reports/completions/names')
    .type('form')
    .send({ ...question, purpose })
    .expect(303);
  const file = await browser.get(asked.headers.location!).buffer().parse(bytes).expect(200);
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
  return file.body as Buffer;
}

const read = (file: Buffer): Record<string, string>[] =>
  parse(file, { bom: true, columns: true, record_delimiter: '\r\n' });

describe('the question of the list with names', () => {
  it('is chosen without a single number before a purpose is given', async () => {
    await aTrack('AAA', { completed: 12, active: 14, paused: 11, left: 10 });
    const { text } = await (await asOffice()).get(path({ ...QUESTION, track: 'AAA' })).expect(200);
    expect(text).toContain('基準日：2026年6月30日（火）');
    expect(text).toContain('講座の記号：AAA');
    expect(text).toContain('/office/reports/completions/names?track&#x3D;AAA');
    expect(text).not.toContain('速報');
    expect(text).not.toContain('<table');
    expect(plain(text)).not.toContain('47');
  });

  it('is for the office alone', async () => {
    for (const role of ['trainee', 'facilitator', 'administrator'] as const) {
      const other = await signIn(app, await aPerson(app, { roles: [role] }));
      for (const page of ['completions', 'definitions', 'completions/names'])
        await other.get(`/office/reports/${page}`).expect(404);
      await other.post('/office/reports/completions/names').type('form').send(QUESTION).expect(404);
    }
    await app.browser().get('/office/reports/completions').expect(303);
  });

  it('opens with the usual one, and says what in a question cannot be', async () => {
    const browser = await asOffice();
    const usual = await browser.get('/office/reports/completions').expect(200);
    expect(usual.text).toContain('令和8年度の受講と修了');
    expect(usual.text).toContain('基準日：2026年6月30日（火）');
    const wrong = await browser.get(path({ ...QUESTION, asOfMonth: '12' })).expect(422);
    expect(wrong.text).toContain('基準日は、今日までの日にしてください');
    expect(wrong.text).toContain('value="12"');
    await browser.get(path({ ...QUESTION, from: '1', to: '4' })).expect(422);
    await browser.get(path({ ...QUESTION, other: 'x' })).expect(400);
    const today = await browser.get(path({ ...QUESTION, asOfMonth: '7', asOfDay: '1' })).expect(200);
    expect(today.text).toContain('速報');
    await browser.get('/office/reports/definitions').expect(200);
  });
});

describe('the list with names', () => {
  it('asks what for, writes it down, and gives every row to an independent reader', async () => {
    const course = await aTrack('CCC', { completed: 2, active: 1, paused: 1, left: 1 });
    app.clock.set(new Date('2026-06-20T01:00:00Z'));
    const person = await aPerson(app, { displayName: '髙﨑 "𠮷", 乃' });
    await issued(app, person, await completed(app, person, course));
    app.clock.set(new Date('2026-07-01T01:00:00Z'));
    const browser = await asOffice();
    const question = { ...QUESTION, track: 'CCC' };
    await browser.get(path(question).replace('?', '/names?')).expect(200);
    const refused = await browser
      .post('/office/reports/completions/names')
      .type('form')
      .send({ ...question, purpose: '' });
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('使う目的を入力してください'),
    ]);
    const file = await download(browser, question, '審議会への報告');
    const rows = read(file);
    expect(rows).toHaveLength(6);
    expect(rows.filter((row) => row['受講状況'] === '受講中')).toHaveLength(2);
    expect(file.toString()).not.toContain('休止');
    expect(rows.find((row) => row['修了証番号'] !== '')).toEqual({
      年度: '令和8年度',
      講座: '講座CCC',
      期: 'いつでも',
      期の中の番号: expect.stringMatching(/^\d+$/) as string,
      修了証番号: 'R8-CCC-0001',
      修了証の氏名: '髙﨑 "𠮷", 乃',
      呼び名: '髙﨑 "𠮷", 乃',
      受講を始めた日: '2026-06-20',
      受講状況: '修了',
      修了年月日: '2026-06-20',
      交付日: '2026-06-20',
    });
    expect(rows.map((row) => Number(row['期の中の番号']))).toEqual(
      rows.map((row) => Number(row['期の中の番号'])).sort((a, b) => a - b),
    );
    const written = await app.db.sql<{ purpose: string; id: string }>`
      select purpose, id from report_export where purpose = '審議会への報告'`;
    expect(written).toHaveLength(1);
    const acts = await app.db.sql<{ act: string; actor_id: string; detail: string }>`
      select act, actor_id, detail from audit_event where object = ${`export:${written[0]!.id}`} order by seq`;
    expect(acts).toMatchObject([
      { act: 'report.exported', actor_id: office.id },
      { act: 'report.downloaded', actor_id: office.id },
    ]);
    expect(acts[0]!.detail).not.toContain('審議会');
  });

  it('is the same bytes after later writes and with a moved clock', async () => {
    const course = await aTrack('DDD', { completed: 3, active: 3 });
    const question = { ...QUESTION, track: 'DDD' };
    const first = await download(await asOffice(), question);
    app.clock.set(new Date('2026-09-15T08:00:00Z'));
    for (const name of ['あと', 'から'])
      await completed(app, await aPerson(app, { displayName: name }), course);
    const enrolments = await app.db.sql<{ person_id: string; id: string }>`
      select e.person_id, e.id from enrolment e join reported_fact f on f.enrolment_id = e.id
      where f.track_code = ${'DDD'} and f.kind = ${'enrolled'} and e.completed_on is null`;
    for (const { person_id: personId } of enrolments)
      await app.db.write((tx) => app.get(EnrolmentService).leave(tx, { personId, trackId: course.track.id }));
    await app.db.write((tx) => tx.sql`update person set display_name = 'かわった' where erased_at is null`);
    expect((await download(await asOffice(), question)).equals(first)).toBe(true);
    app.clock.set(new Date('2031-01-01T00:00:00Z'));
    expect((await download(await asOffice(), question)).equals(first)).toBe(true);
    const later = { ...question, asOfMonth: '9' };
    expect(read(await download(await asOffice(), later))).toHaveLength(8);
  });

  it('counts by the day it happened and the moment it was written, to the millisecond of a year and of a day', async () => {
    const course = await aTrack('EEE', {});
    const completedAt = async (instant: string) => {
      app.clock.set(new Date(instant));
      await completed(app, await aPerson(app), course);
    };
    await completedAt('2027-03-31T14:59:59.999Z');
    await completedAt('2027-03-31T15:00:00.000Z');
    const rows = async (question: object) => {
      app.clock.set(new Date('2027-05-01T00:00:00Z'));
      const all = read(await download(await asOffice(), { ...QUESTION, track: 'EEE', ...question }));
      return all.map((row) => row['修了年月日']);
    };
    const end = { asOfYear: '2027', asOfMonth: '4', asOfDay: '30' };
    expect(await rows({ year: '2026', ...end })).toEqual(['2027-03-31']);
    expect(await rows({ year: '2027', ...end })).toEqual(['2027-04-01']);
    expect(await rows({ year: '2026', asOfYear: '2027', asOfMonth: '3', asOfDay: '31' })).toEqual([
      '2027-03-31',
    ]);
    expect(await rows({ year: '2026', asOfYear: '2027', asOfMonth: '3', asOfDay: '30' })).toEqual([]);
  });

  it('guards names that a spreadsheet would calculate', async () => {
    const course = await aTrack('FFF', {});
    const names = ['=1+1', '＝1+1', '+81', '@SUM(A1)', ' =x', '-2', '　＋1', "'=1"];
    app.clock.set(new Date('2026-06-10T01:00:00Z'));
    for (const displayName of names)
      await enrolled(app, await aPerson(app, { displayName }), course.track.id);
    app.clock.set(new Date('2026-07-01T01:00:00Z'));
    const rows = read(await download(await asOffice(), { ...QUESTION, track: 'FFF' }));
    expect(rows.map((row) => row['呼び名']).sort()).toEqual(names.map((name) => `'${name}`).sort());
  });

  it('says erased where a person was erased, and keeps the count', async () => {
    const course = await aTrack('GGG', { active: 1 });
    app.clock.set(new Date('2026-06-10T01:00:00Z'));
    const person = await aPerson(app, { displayName: '消えた名' });
    await issued(app, person, await completed(app, person, course));
    app.clock.set(new Date('2026-07-01T01:00:00Z'));
    await app.db.write(async (tx) => {
      await app.get(CertificateKeeping).erase(tx, person.id, { staysVerifiable: true });
      await app.get(EnrolmentService).erase(tx, person.id);
    });
    const file = await download(await asOffice(), { ...QUESTION, track: 'GGG' });
    expect(file.toString()).not.toContain('消えた名');
    expect(read(file).map((row) => row['呼び名'])).toContain('消去');
    expect(read(file)).toHaveLength(2);
  });

  it('leaves only to who asked, within the hour, and after signing in again', async () => {
    await aTrack('HHH', { active: 1 });
    const browser = await asOffice();
    const asked = await browser
      .post('/office/reports/completions/names')
      .type('form')
      .send({ ...QUESTION, purpose: '名簿' })
      .expect(303);
    const href = asked.headers.location!;
    const colleague = await signIn(app, await aPerson(app, { roles: ['office'] }));
    await colleague.get(href).expect(404);
    await browser.get('/office/reports/exports/nonsense/completions.csv').expect(404);
    app.clock.advance(11 * 60 * 1000);
    const again = await browser.get(href).expect(303);
    expect(again.headers.location).toMatch(/^\/login\/again\?next=/);
    const late = await browser
      .post('/office/reports/completions/names')
      .type('form')
      .send({ ...QUESTION, purpose: 'x' });
    expect(late.headers.location).toMatch(/^\/login\/again/);
    app.clock.advance(50 * 60 * 1000);
    await (await asOffice()).get(href).expect(404);
  });

  it('writes down each file that leaves: who took it, its hash, how many people', async () => {
    await aTrack('III', { completed: 2, active: 3 });
    const browser = await asOffice();
    const asked = await browser
      .post('/office/reports/completions/names')
      .type('form')
      .send({ ...QUESTION, track: 'III', purpose: '名簿' })
      .expect(303);
    const id = asked.headers.location!.split('/')[4]!;
    const taken = () => app.db.sql<Taken>`
      select person_id, sha256, people, hidden, finished_at from report_download where export_id = ${id} order by id`;
    await browser.head(asked.headers.location!).expect(200);
    expect(await taken()).toEqual([]);
    const { headers } = asked;
    const body = (await browser.get(headers.location!).buffer().parse(bytes).expect(200)).body as Buffer;
    const sha256 = createHash('sha256').update(body).digest('hex');
    const one = { person_id: office.id, sha256, people: 5, hidden: 0 };
    expect(await taken()).toMatchObject([one]);
    app.clock.advance(60_000);
    await browser.get(asked.headers.location!).expect(200);
    expect(await taken()).toMatchObject([one, one]);
    const acts = await app.db.sql<{ act: string }>`
      select act from audit_event where object = ${`export:${id}`} order by seq`;
    expect(acts.map(({ act }) => act)).toEqual(['report.exported', 'report.downloaded', 'report.downloaded']);
  });

  it('holds nothing that was recorded after it was begun, even on a day that has not ended', async () => {
    const course = await aTrack('JJJ', { active: 2 });
    const today = { ...QUESTION, track: 'JJJ', asOfMonth: '7', asOfDay: '1' };
    const before = read(await download(await asOffice(), today));
    app.clock.advance(60_000);
    await enrolled(app, await aPerson(app), course.track.id);
    const after = read(await download(await asOffice(), today));
    expect([before.length, after.length]).toEqual([2, 3]);
  });

  it('can be asked for ten times an hour by one official, who is told when again', async () => {
    const busy = await aPerson(app, { roles: ['office'] });
    const browser = await signIn(app, busy);
    const ask = (of: Browser, purpose: string) =>
      of
        .post('/office/reports/completions/names')
        .type('form')
        .send({ ...QUESTION, purpose });
    for (let n = 0; n < 10; n += 1) {
      await ask(browser, `名簿${n}`).expect(303);
      app.clock.advance(30_000);
    }
    const refused = await ask(browser, '名簿をもう1つ').expect(422);
    expect(refused.text).toContain('1時間に10回までです。約55分あとに');
    expect(refused.text).toContain('value="名簿をもう1つ"');
    await ask(await asOffice(), 'ほかの人').expect(303);
    app.clock.advance(56 * 60_000);
    await ask(await signIn(app, busy), '名簿をもう1つ').expect(303);
  });

  it('keeps the limit when many ask at once', async () => {
    const busy = await aPerson(app, { roles: ['office'] });
    const browser = await signIn(app, busy);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        browser
          .post('/office/reports/completions/names')
          .type('form')
          .send({ ...QUESTION, purpose: `名簿${n}` }),
      ),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(10);
    const rows = await app.db.sql`select id from report_export where person_id = ${busy.id}`;
    expect(rows).toHaveLength(10);
  });
});

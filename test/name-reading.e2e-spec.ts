import { parse } from 'csv-parse/sync';
import { aShortCourse, certified, completed } from './factories/certificate.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { bytes } from './support/bytes.js';

const QUESTION = { year: '2026', from: '4', to: '3', asOfYear: '2026', asOfMonth: '6', asOfDay: '10' };
const ERASED = { paper: 'keep' };

let app: TestApp;

beforeAll(async () => {
  app = await startApp({ now: new Date('2026-06-10T01:00:00Z') });
});
afterAll(() => app.close());

const post = (browser: Browser, path: string, body: object) => browser.post(path).type('form').send(body);

async function aCourse(code: string) {
  const course = aShortCourse(code.toLowerCase(), { code, title: `講座${code}` });
  await published(app, course);
  return course;
}

/** Somebody with a certificate, in their browser. */
async function aHolder(course: ReturnType<typeof aShortCourse>, displayName: string, reading?: string) {
  const person = await aPerson(app, { displayName });
  const certificate = await certified(app, person, course);
  const browser = await signIn(app, person);
  const href = `/certificates/${certificate.id}/reading`;
  if (reading) await post(browser, href, { reading }).expect(303);
  return { person, browser, certificate, href };
}

const factsOf = (person: KnownPerson) =>
  app.db.sql<{ kind: string; name_reading: string | null; reading_key: string }>`
    select kind, name_reading, reading_key from reported_fact where person_id = ${person.id} order by seq`;

async function office(): Promise<Browser> {
  return signIn(app, await aPerson(app, { roles: ['office'] }));
}

/** The list of a course with names and readings, sorted by reading. */
async function list(browser: Browser, code: string): Promise<string[][]> {
  const label = crypto.randomUUID();
  const how = { dates: 'western', order: 'reading', format: 'csv' };
  await post(browser, '/office/reports/templates/new', { label, called: '1', reading: '2', ...how }).expect(
    303,
  );
  const template = await app.db.one<{ id: string }>`select id from export_template where name = ${label}`;
  const asked = await post(browser, '/office/reports/completions/names', {
    ...{ ...QUESTION, track: code, purpose: '名簿', template: template!.id },
  }).expect(303);
  const file = await browser.get(asked.headers.location!).buffer().parse(bytes).expect(200);
  return parse(file.body as Buffer, { bom: true });
}

describe('the reading of a name', () => {
  it('may be said where the name is chosen, in katakana too, and is kept in hiragana', async () => {
    const course = await aCourse('RDA');
    const person = await aPerson(app, { displayName: '葵' });
    const { id } = await completed(app, person, course);
    const browser = await signIn(app, person);
    const at = `/certificates/ready/${id}`;
    expect((await browser.get(`${at}/name`).expect(200)).text).toContain(
      '書かなくても、修了証は受け取れます',
    );
    const told = await post(browser, `${at}/name`, { name: '青井 葵', reading: '青井' }).expect(422);
    expect(told.text).toContain('ひらがなかカタカナで入力してください');
    expect(told.text).toContain('value="青井"');
    await post(browser, `${at}/name`, { name: '青井 葵', reading: 'アオイ　アオイ' }).expect(303);
    expect((await browser.get(at).expect(200)).text).toContain('あおい あおい');
    expect((await browser.get(`${at}/name`)).text).toContain('value="あおい あおい"');
    await post(browser, at, {}).expect(303);
    expect((await factsOf(person)).at(-1)).toMatchObject({ kind: 'issued', name_reading: 'あおい あおい' });
  });

  it('is never wanted', async () => {
    const course = await aCourse('RDB');
    const person = await aPerson(app, { displayName: '葵' });
    const { id } = await completed(app, person, course);
    const browser = await signIn(app, person);
    await post(browser, `/certificates/ready/${id}/name`, { name: '青井 葵' }).expect(303);
    await post(browser, `/certificates/ready/${id}`, {}).expect(303);
    expect((await factsOf(person)).at(-1)).toMatchObject({ name_reading: null, reading_key: 'z' });
  });

  it('can be said, put right and taken away later; the same again is no new fact', async () => {
    const { browser, href, person } = await aHolder(await aCourse('RDC'), '花', 'ハナ');
    expect((await browser.get(href.replace('/reading', ''))).text).toContain(`href="${href}"`);
    await post(browser, href, { reading: 'はな' }).expect(303);
    await post(browser, href, { reading: 'はなこ' }).expect(303);
    await post(browser, href, { reading: '' }).expect(303);
    const readings = (await factsOf(person)).map((fact) => fact.name_reading);
    expect(readings.slice(-4)).toEqual([null, 'はな', 'はなこ', null]);
  });

  it('is not for others to see or to say', async () => {
    const { href } = await aHolder(await aCourse('RDD'), '花');
    const other = await signIn(app, await aPerson(app));
    await other.get(href).expect(404);
    await post(other, href, { reading: 'はな' }).expect(404);
  });

  it('goes when the person takes another name, and stays when the office puts an error right', async () => {
    const { browser, href, certificate, person } = await aHolder(await aCourse('RDE'), '花', 'はな');
    const at = `/certificates/${certificate.id}/replacement`;
    await post(browser, `${at}/name`, { name: '花子' }).expect(303);
    const made = await post(browser, at, {}).expect(303);
    expect((await factsOf(person)).at(-1)).toMatchObject({ kind: 'corrected', name_reading: null });
    await browser.get(href).expect(404);
    await post(browser, `${made.headers.location!}/reading`, { reading: 'はなこ' }).expect(303);
    const official = await office();
    const newer = made.headers.location!.split('/').at(-1)!;
    await post(official, `/office/certificates/${newer}/correction`, { name: '華子' }).expect(303);
    expect((await factsOf(person)).at(-1)).toMatchObject({ kind: 'corrected', name_reading: 'はなこ' });
  });

  it('sorts lists and rosters as a dictionary does, those without one last', async () => {
    const course = await aCourse('RDF');
    for (const [name, reading] of [
      ['加藤', 'かとう'],
      ['無名', undefined],
      ['賀東', 'がとう'],
      ['小田 真理', 'おだ まり'],
      ['小台 明', 'オダイ アキ'],
    ] as const)
      await aHolder(course, name, reading);
    const official = await office();
    const rows = await list(official, 'RDF');
    const sorted = ['小田 真理', '小台 明', '加藤', '賀東', '無名'];
    expect(rows[0]).toEqual(['呼び名', 'ふりがな']);
    expect(rows.slice(1).map(([called]) => called)).toEqual(sorted);
    expect(rows.slice(1).map(([, reading]) => reading)).toEqual([
      'おだ まり',
      'おだい あき',
      'かとう',
      'がとう',
      '',
    ]);
    const asked = { year: '2026', track: 'RDF', order: 'reading', purpose: '照会' };
    const opened = await post(official, '/office/roster', asked).expect(303);
    const { text } = await official.get(opened.headers.location!).expect(200);
    const places = sorted.map((name) => text.indexOf(`<td>${name}`));
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(text).toContain('ふりがなの順');
  });

  it('is in the own data, and goes with the person', async () => {
    const { browser, person, certificate } = await aHolder(await aCourse('RDG'), '消', 'きえる');
    expect((await browser.get('/settings/data/read').expect(200)).text).toContain('きえる');
    const data = await browser.get('/settings/data/file.json').expect(200);
    expect((data.body as { courses: object[] }).courses).toMatchObject([{ nameReading: 'きえる' }]);
    await post(browser, '/settings/erase', ERASED).expect(303);
    const left = await app.db.sql`select 1 from name_reading where enrolment_id = ${certificate.enrolmentId}`;
    expect(left).toEqual([]);
    for (const fact of await factsOf(person))
      expect(fact).toMatchObject({ name_reading: null, reading_key: 'z' });
  });
});

import { strFromU8, unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { sha256 } from '../src/shared/ids.js';
import { aShortCourse, completed, issued } from './factories/certificate.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { bytes } from './support/bytes.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const JUNE = new Date('2026-06-10T01:00:00Z');
const LAST_YEAR = new Date('2025-06-10T01:00:00Z');
const JULY = new Date('2026-07-01T01:00:00Z');
const AS_OF = { asOfYear: '2026', asOfMonth: '6', asOfDay: '30' };

let app: TestApp;
let office: KnownPerson;
let browser: Browser;

beforeAll(async () => {
  app = await startApp({ now: JUNE });
});
afterAll(() => app.close());
// One official each: what one asks for within an hour is limited.
beforeEach(async () => {
  app.clock.set(JULY);
  office = await aPerson(app, { roles: ['office'], displayName: '事務' });
  browser = await signIn(app, office);
});

const questionOn = (track: string) => ({ track, year: '2026', from: '4', to: '3', ...AS_OF });

/** A course in which each of these people began in June, or when told; the first completed and received a certificate. */
async function aCourseOf(code: string, names: readonly string[], title = `講座${code}`, when = JUNE) {
  app.clock.set(when);
  const course = aShortCourse(code.toLowerCase(), { code, title });
  await published(app, course);
  for (const [at, displayName] of names.entries()) {
    const person = await aPerson(app, { displayName });
    if (at > 0) await enrolled(app, person, course.track.id);
    else await issued(app, person, await completed(app, person, course));
  }
  app.clock.set(JULY);
  return course;
}

/** Asks for the list with names as a kind of file; gives where that leads. */
async function ask(track: string, format: string): Promise<string> {
  const asked = await browser
    .post('/office/reports/completions/names')
    .type('form')
    .send({ ...questionOn(track), purpose: '名簿', format })
    .expect(303);
  return asked.headers.location!;
}

async function save(href: string, type: string): Promise<Buffer> {
  const file = await browser.get(href).buffer().parse(bytes).expect(200);
  expect(file.headers['content-type']).toBe(type);
  expect(file.headers['content-disposition']).toMatch(
    /^attachment; filename="completions-[a-zA-Z0-9.-]+\.(csv|xlsx)"$/,
  );
  return file.body as Buffer;
}

const partsOf = (file: Buffer) =>
  Object.fromEntries(Object.entries(unzipSync(file)).map(([name, part]) => [name, strFromU8(part)]));

/** The report of the year before. */
const yearlyHref = (kind: string, more: object = {}) =>
  `/office/reports/yearly.${kind}?${new URLSearchParams({ year: '2025', asOf: '2026-06', ...more }).toString()}`;

describe('the list with names as XLSX', () => {
  it('has typed days and numbers for an independent reader, and every name as it is', async () => {
    await aCourseOf('AAA', ['髙﨑 "𠮷", 乃<&>', '_x0041_ 葛\u{E0100}']);
    const file = await save(await ask('AAA', 'xlsx'), XLSX);
    const [sheet] = await readXlsxFile(file);
    expect(sheet!.sheet).toBe('修了報告');
    const [head, ...rows] = sheet!.data;
    const column = (title: string) => rows.map((row) => row[head!.indexOf(title)]);
    expect(head).toHaveLength(11);
    const first = column('受講状況').indexOf('修了');
    expect(column('修了証番号')[first]).toBe('R8-AAA-0001');
    expect(column('呼び名')[first]).toBe('髙﨑 "𠮷", 乃<&>');
    expect(column('修了年月日')[first]).toEqual(new Date('2026-06-10T00:00:00Z'));
    expect(column('修了年月日')[1 - first]).toBeNull();
    expect(column('期の中の番号').every((number) => typeof number === 'number')).toBe(true);
    expect(strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml']!)).toContain('_x005F_x0041_ 葛\u{E0100}');
  });

  it('keeps its header in sight, filters, and prints on whole pages', async () => {
    await aCourseOf('BBB', ['一', '二', '三']);
    const parts = partsOf(await save(await ask('BBB', 'xlsx'), XLSX));
    expect(Object.keys(parts).sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    const sheet = parts['xl/worksheets/sheet1.xml']!;
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(sheet).toContain('<autoFilter ref="A1:K4"/>');
    expect(sheet).toContain('令和8年度の受講と修了');
    expect(parts['xl/workbook.xml']).toContain(
      `<definedName name="_xlnm.Print_Area" localSheetId="0">'修了報告'!$A$1:$K$4</definedName>`,
    );
    expect(parts['xl/workbook.xml']).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'修了報告'!$1:$1`,
    );
  });

  it('calculates nothing that anybody called themselves', async () => {
    const names = ['=1+1', '＝1+1', '+81', '@SUM(A1)', ' =x', '-2', '　＋1', "'=1", '=HYPERLINK("http://x")'];
    await aCourseOf('CCC', names);
    const file = await save(await ask('CCC', 'xlsx'), XLSX);
    const sheet = partsOf(file)['xl/worksheets/sheet1.xml']!;
    expect(sheet).not.toContain('<f>');
    const called = [...sheet.matchAll(/<c r="G\d+" s="(\d)" t="inlineStr">/g)].slice(1);
    expect(called.map(([, style]) => style)).toEqual(names.map(() => '3'));
    const read = (await readXlsxFile(file, { trim: false }))[0]!.data.slice(1).map((row) => row[6]);
    expect(read.map(String).sort()).toEqual([...names].sort());
  });

  it('is the same bytes after later writes and years later', async () => {
    const course = await aCourseOf('DDD', ['はな', 'たろう']);
    const names = await save(await ask('DDD', 'xlsx'), XLSX);
    app.clock.set(new Date('2029-01-01T08:00:00Z'));
    await completed(app, await aPerson(app, { displayName: 'あと' }), course);
    browser = await signIn(app, office);
    expect((await save(await ask('DDD', 'xlsx'), XLSX)).equals(names)).toBe(true);
  });

  it('comes whole when there are many rows', async () => {
    await aCourseOf(
      'EEE',
      Array.from({ length: 12 }, (_, at) => `人${at}`),
    );
    await app.db.write(
      (tx) => tx.sql`
        insert into reported_fact (id, seq, kind, occurred_on, recorded_at, enrolment_id, person_id, track_id,
          track_code, track_title, cohort_id, cohort_name, enrolment_number, display_name, status, enrolled_on)
        select substr(f.id, 7) || '-' || n.n, f.seq + 100000 + n.n * 1000, f.kind, f.occurred_on, f.recorded_at,
          substr(f.enrolment_id, 7) || '-' || n.n, f.person_id, f.track_id, f.track_code, f.track_title, f.cohort_id,
          f.cohort_name, n.n, f.display_name, f.status, f.enrolled_on
        from reported_fact f, (
          with recursive n(n) as (select 1 union all select n + 1 from n where n < 100) select n from n) n
        where f.track_code = ${'EEE'} and f.kind = ${'enrolled'}`,
    );
    const [sheet] = await readXlsxFile(await save(await ask('EEE', 'xlsx'), XLSX));
    expect(sheet!.data).toHaveLength(1 + 12 + 1200);
  });
});

describe('every kind of file', () => {
  it('is written down with its hash when it leaves, and not when somebody only looks whether it is there', async () => {
    await aCourseOf('MMM', ['一', '二']);
    const [page, list] = [await ask('MMM', 'csv-cp932'), '/completions'];
    const files = ['.csv', '-plain.csv', '-cp932.csv', '.xlsx'].map((kind) => `${page}${list}${kind}`);
    for (const href of files) await browser.head(href).expect(200);
    const taken = async (kind: string) =>
      (
        await app.db.sql<{ sha256: string }>`
          select sha256 from report_download where person_id = ${office.id} and kind = ${kind} order by id`
      ).map((row) => row.sha256);
    expect(await taken('names')).toEqual([]);
    const hashes: string[] = [];
    for (const href of files) {
      const file = await browser.get(href).buffer().parse(bytes).expect(200);
      hashes.push(sha256(file.body as Buffer));
      app.clock.advance(1000);
    }
    expect(await taken('names')).toEqual(hashes);
    const tables = await save(yearlyHref('xlsx'), XLSX);
    await browser.head(yearlyHref('xlsx')).expect(200);
    expect(await taken('totals')).toEqual([sha256(tables)]);
  });
});

describe('a CSV', () => {
  it('comes without a mark where another system reads it', async () => {
    await aCourseOf('GGG', ['𠮷田']);
    const marked = await save(await ask('GGG', 'csv'), 'text/csv; charset=utf-8');
    const plain = await save(await ask('GGG', 'csv-plain'), 'text/csv; charset=utf-8');
    expect(marked.subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(plain.equals(marked.subarray(3))).toBe(true);
    const tables = await save(yearlyHref('csv', { charset: 'utf-8-plain' }), 'text/csv; charset=utf-8');
    expect(tables.subarray(0, 3).toString()).toBe('令');
  });

  it('says before it is saved in CP932 which letters of which rows that lacks, and replaces none silently', async () => {
    await aCourseOf('HHH', ['髙﨑', '𠮷田 é', '普通']);
    const href = await ask('HHH', 'csv-cp932');
    const { text } = await browser.get(href).expect(200);
    expect(text).toContain('CP932にない文字が、1か所にあります');
    expect(text).toContain('𠮷 (U+20BB7)');
    expect(text).toContain('é (U+00E9)');
    const place = /<tr><th scope="row">(\d+)<\/th><td>(\d+)<\/td><td>呼び名<\/td>/.exec(text)!;
    const file = await save(`${href}/completions-cp932.csv`, 'text/csv; charset=Windows-31J');
    const rows: Record<string, string>[] = parse(iconv.decode(file, 'cp932'), { columns: true });
    expect(rows.map((row) => row['呼び名']).sort()).toEqual(['[U+20BB7]田 [U+00E9]', '普通', '髙﨑']);
    const found = rows[Number(place[1]) - 2]!;
    expect([found['呼び名'], found['期の中の番号']]).toEqual(['[U+20BB7]田 [U+00E9]', place[2]]);
    expect((await save(`${href}/completions.csv`, 'text/csv; charset=utf-8')).toString()).toContain('𠮷田 é');
  });

  it('says so where CP932 holds everything', async () => {
    await aCourseOf('III', ['髙﨑']);
    const href = await ask('III', 'csv-cp932');
    const { text } = await browser.get(href).expect(200);
    expect(text).toContain('どの文字も、CP932で書けます');
    expect(text).toContain(`href="${href}/completions-cp932.csv"`);
  });

  it('of statistics in CP932 is told of instead, where it cannot hold a title', async () => {
    await aCourseOf('JJJ', ['一'], '講座〜入門', LAST_YEAR);
    const file = await save(yearlyHref('csv', { charset: 'cp932' }), 'text/csv; charset=Windows-31J');
    expect(iconv.decode(file, 'cp932')).toContain('講座～入門');
    await aCourseOf('KKK', ['一'], '講座𠮷', LAST_YEAR);
    const told = await browser.get(yearlyHref('csv', { charset: 'cp932' })).expect(422);
    expect(told.text).toContain('𠮷 (U+20BB7)');
    expect(told.headers['content-type']).toContain('text/html');
  });
});

describe('a kind of file that does not exist', () => {
  it('is refused in words, and nothing is recorded', async () => {
    await aCourseOf('LLL', ['一']);
    const refused = await browser
      .post('/office/reports/completions/names')
      .type('form')
      .send({ ...questionOn('LLL'), purpose: '名簿の目的', format: 'pdf' });
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('ファイルの形を選んでください'),
    ]);
    expect(refused.text).toContain('名簿の目的');
    const kept = await app.db.sql`select id from report_export where purpose = ${'名簿の目的'}`;
    expect(kept).toEqual([]);
  });
});

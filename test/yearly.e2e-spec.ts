import { ApplicationFacts } from '../src/applications/application-facts.service.js';
import type { ApplicationState } from '../src/applications/application.entity.js';
import { Cohort } from '../src/cohorts/cohort.entity.js';
import { EnrolmentService } from '../src/enrolment/enrolment.service.js';
import type { Enrolment } from '../src/enrolment/enrolment.entity.js';
import { YearlyService } from '../src/reports/yearly.service.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { sha256 } from '../src/shared/ids.js';
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { aCohort, enrolledIn } from './factories/cohort.js';
import { aShortCourse, completed } from './factories/certificate.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { bytes } from './support/bytes.js';

const PAGE = '/office/reports';
const NOW = new Date('2027-11-10T01:00:00Z');

let app: TestApp;
let office: KnownPerson;
let browser: Browser;

beforeEach(async () => {
  app = await startApp({ now: NOW, config: { curriculaDir: 'test/no-curricula' } });
  office = await aPerson(app, { roles: ['office'], displayName: '事務' });
  browser = await signIn(app, office);
});
afterEach(() => app.close());

const day = (text: string) => CalendarDay.parse(text)!;
const courseOf = (code: string) => aShortCourse(code.toLowerCase(), { code, title: `講座${code}` });
type Course = ReturnType<typeof courseOf>;

/** Does something at another time. */
async function at<T>(instant: string, work: () => Promise<T>): Promise<T> {
  app.clock.set(new Date(instant));
  const done = await work();
  app.clock.set(NOW);
  return done;
}

/** So many people begin the course; of them so many complete it at once. */
async function people(course: Course, { begin, complete }: { begin: number; complete: number }) {
  await published(app, course);
  for (let one = 0; one < begin; one += 1) {
    const person = await aPerson(app);
    if (one < complete) await completed(app, person, course);
    else await enrolled(app, person, course.track.id);
  }
}

/** Of those who have not, so many complete. */
async function completeMore(course: Course, count: number) {
  const rows = await app.db.sql<{ id: string }>`
    select id from enrolment where track_id = ${course.track.id} and completed_on is null order by id`;
  for (const { id } of rows.slice(0, count))
    await app.db.write((tx) => app.get(EnrolmentService).complete(tx, id));
}

async function cohortOf(course: Course, name: string): Promise<Cohort> {
  const place = { startsOn: day('2026-07-01'), endsOn: day('2026-09-30'), seats: 30 };
  const cohort = await aCohort(app, { trackId: course.track.id, name, ...place });
  await app.db.write((tx) => tx.update(Cohort, { id: cohort.id }, { admission: 'application' }));
  return cohort;
}

/** So many people came to each state: all of them arrived first. */
async function applications(
  cohort: Cohort,
  counts: Partial<Record<ApplicationState, number>>,
): Promise<void> {
  const changes = Object.entries(counts).map(([state, places]) => ({
    application: { places },
    was: state === 'received' ? null : ('received' as const),
    state: state as ApplicationState,
  }));
  await app.db.write((tx) => app.get(ApplicationFacts).record(tx, cohort.id, changes));
}

const show = async (year: number, asOf: string, from = browser) =>
  (await from.get(`${PAGE}?year=${year}&asOf=${asOf}`).expect(200)).text;

const mainOf = (html: string) => /<main.*<\/main>/s.exec(html)![0];

/** The cells of the first row that begins so. */
function rowOf(html: string, title: string): string[] {
  const row = new RegExp(`<tr><th scope="row"[^>]*>${title}</th>(.*?)</tr>`, 's').exec(html)?.[1] ?? '';
  return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell!.replace(/<[^>]+>/g, ' ').trim());
}

describe('the report of a year', () => {
  it('shows lines that are large enough, hides the others with one more, and says how to read them', async () => {
    const [large, small, third] = [courseOf('AAA'), courseOf('BBB'), courseOf('CCC')];
    await at('2026-06-10T01:00:00Z', async () => {
      await people(large, { begin: 30, complete: 20 });
      await people(third, { begin: 14, complete: 10 });
      await people(small, { begin: 5, complete: 2 });
    });
    const text = await show(2026, '2027-03');
    expect(rowOf(text, '講座AAA').slice(1, 5)).toEqual(['', '30', '20', '66.7％']);
    expect(rowOf(text, '講座BBB').slice(1, 5)).toEqual(['', '＊', '＊', '＊']);
    // The small one would be the difference.
    expect(rowOf(text, '講座CCC').slice(1, 5)).toEqual(['', '＊', '＊', '＊']);
    expect(rowOf(text, '合計（延べ）').slice(2, 5)).toEqual(['49', '32', '65.3％']);
    expect(text).toContain('人数が少なく個人が分かるおそれがあるため');
    expect(rowOf(text, '2026年6月')).toEqual(['32']);
    expect(rowOf(text, '2026年7月')).toEqual(['0']);
    expect(text).toContain('2028年3月31日（金）が終わってから');
  });

  it('takes later completions in when they are many, and says so', async () => {
    const course = courseOf('AAA');
    await at('2026-06-10T01:00:00Z', () => people(course, { begin: 40, complete: 12 }));
    await at('2027-05-10T01:00:00Z', () => completeMore(course, 4));
    await at('2027-08-10T01:00:00Z', () => completeMore(course, 7));
    const before = rowOf(await show(2026, '2027-03'), '講座AAA');
    expect(before.slice(2)).toEqual(['40', '12', '30％', '2027年3月31日（水）']);
    expect(rowOf(await show(2026, '2027-07'), '講座AAA')).toEqual(before);
    const text = await show(2026, '2027-10');
    expect(rowOf(text, '講座AAA')[5]).toMatch(/^2027年8月31日（火）\s+（新しい数に改めました）$/);
    expect(rowOf(text, '講座AAA').slice(2, 5)).toEqual(['40', '23', '57.5％']);
    expect(text).toContain('合計の移り変わり');
  });

  it('is the same to the letter after later writes, moves, erasure and years', async () => {
    const course = courseOf('AAA');
    await at('2026-06-10T01:00:00Z', () => people(course, { begin: 22, complete: 12 }));
    const save = async (kind: string) =>
      (await browser.get(`${PAGE}/yearly.${kind}?year=2026&asOf=2027-04`).buffer().parse(bytes).expect(200))
        .body as Buffer;
    const [csv, xlsx] = [await save('csv'), await save('xlsx')];
    await completeMore(course, 10);
    await people(course, { begin: 3, complete: 1 });
    const cohort = await aCohort(app, { trackId: course.track.id, startsOn: day('2026-05-01') });
    const [one] = await app.db.sql<{ id: string; person_id: string }>`
      select id, person_id from enrolment where track_id = ${course.track.id} order by id limit 1`;
    await app.db.write(async (tx) => {
      const open = await app
        .get(EnrolmentService)
        .findOpen(tx, { personId: one!.person_id, trackId: course.track.id });
      await app.get(EnrolmentService).moveTo(tx, open!, cohort);
      await app.get(EnrolmentService).erase(tx, one!.person_id);
      await tx.sql`update cohort set seats = 3, starts_on = '2024-05-01' where id = ${cohort.id}`;
    });
    app.clock.set(new Date('2031-01-10T01:00:00Z'));
    browser = await signIn(app, office);
    expect((await save('csv')).equals(csv)).toBe(true);
    expect((await save('xlsx')).equals(xlsx)).toBe(true);
  });

  it('shows how many applied and were accepted where that says nothing of few, the same for ever', async () => {
    const [large, other] = [courseOf('AAA'), courseOf('BBB')];
    await published(app, large);
    await published(app, other);
    const cohort = await at('2026-05-10T01:00:00Z', () => cohortOf(large, 'さくら期'));
    const second = await at('2026-05-10T01:00:00Z', () => cohortOf(other, 'もみじ期'));
    await at('2026-06-10T01:00:00Z', async () => {
      await applications(cohort, { received: 42, accepted: 20, declined: 12, withdrawn: 10 });
      await applications(second, { received: 14, accepted: 12 });
    });
    await at('2026-07-10T01:00:00Z', async () => {
      for (let one = 0; one < 20; one += 1) await enrolledIn(app, await aPerson(app), cohort);
      for (let one = 0; one < 9; one += 1) await enrolledIn(app, await aPerson(app), second);
    });
    const text = await show(2026, '2027-03');
    const [, table, rest] = text
      .split(/(?=<table>)/)
      .filter((part) => /id="(lines|applications|not-acc)/.exec(part));
    expect(rowOf(table!, '講座AAA')).toEqual(['すべての期', '', '＊', '＊']);
    expect(rowOf(table!, '合計（延べ）')).toEqual(['', '', '56', '32']);
    expect(rest).toBeUndefined();
    expect(text).toContain('受講とならなかった人の内訳は');
    // Once everybody who was accepted began, and more were declined, both can be told.
    await at('2026-07-11T01:00:00Z', async () => {
      for (let one = 0; one < 3; one += 1) await enrolledIn(app, await aPerson(app), second);
    });
    await at('2026-07-12T01:00:00Z', () => applications(second, { received: 10, declined: 10 }));
    const open = await show(2026, '2027-03');
    const [, told, parts] = open
      .split(/(?=<table>)/)
      .filter((part) => /id="(lines|applications|not-acc)/.exec(part));
    expect(rowOf(told!, '講座AAA')).toEqual(['すべての期', '', '42', '20']);
    expect(rowOf(told!, '講座BBB')).toEqual(['すべての期', '', '24', '12']);
    expect(rowOf(told!, '合計（延べ）')).toEqual(['', '', '66', '32']);
    expect(rowOf(parts!, '講座AAA')).toEqual(['0', '12', '10']);
    expect(rowOf(parts!, '合計（延べ）')).toEqual(['＊', '＊', '＊']);
    await app.db.write(
      (tx) => tx.sql`update cohort set name = '別の名前', seats = 99 where id = ${cohort.id}`,
    );
    await applications(cohort, { received: 30, accepted: 30 });
    expect(await show(2026, '2027-10')).toContain('さくら期');
    expect(mainOf(await show(2026, '2027-03'))).toBe(mainOf(open));
    expect(await show(2025, '2027-03')).toContain('申込みを受けたものはありません');
  });

  it('opens with the last year and month that are over, and says what cannot be asked', async () => {
    const usual = await browser.get(PAGE).expect(200);
    expect(usual.text).toContain('令和8年度の受講と修了');
    expect(usual.text).toContain('基準日：2027年10月31日（日）');
    expect(rowOf(usual.text, '合計（延べ）').slice(2)).toEqual(['0', '0', '－', '2027年3月31日（水）']);
    for (const [query, words] of [
      ['year=2027&asOf=2027-10', '3月31日が終わってから出ます'],
      ['year=2026&asOf=2027-11', 'もう終わった月の末日'],
      ['year=26&asOf=2027-10', '年度を選んでください'],
      ['year=2024&asOf=2027-11', '<option value="2024" selected>'],
      ['year=9999&asOf=2027-10', '年度を選んでください'],
      ['year=2026&asOf=0000-01', '基準日を選んでください'],
      ['year=2026&asOf=2027-13', '基準日を選んでください'],
      ['year=2026', '基準日を選んでください'],
    ] as const)
      expect((await browser.get(`${PAGE}?${query}`).expect(422)).text).toContain(words);
    await browser.get(`${PAGE}?year=2026&asOf=2027-10&track=AAA`).expect(400);
    for (const query of ['year=2027&asOf=2027-10', '', 'year=2026&asOf=2027-11'])
      await browser.get(`${PAGE}/yearly.csv?${query}`).expect(409);
  });

  it('has an end only when its last day has ended in Japan', async () => {
    app.clock.set(new Date('2027-03-31T14:59:59.999Z'));
    browser = await signIn(app, office);
    await browser.get(`${PAGE}?year=2026&asOf=2027-03`).expect(422);
    app.clock.set(new Date('2027-03-31T15:00:00.000Z'));
    await show(2026, '2027-03');
  });

  it('is for the office alone', async () => {
    for (const role of ['trainee', 'facilitator', 'administrator'] as const) {
      const other = await signIn(app, await aPerson(app, { roles: [role] }));
      for (const path of [PAGE, `${PAGE}/yearly.csv`, `${PAGE}/yearly.xlsx`])
        await other.get(path).expect(404);
    }
    await app.browser().get(PAGE).expect(303);
  });
});

describe('a file of the report', () => {
  it('holds what the page shows, and that it left is written down with its hash', async () => {
    await at('2026-06-10T01:00:00Z', async () => {
      await people(courseOf('AAA'), { begin: 24, complete: 12 });
      await people(courseOf('BBB'), { begin: 3, complete: 1 });
    });
    const href = `${PAGE}/yearly.csv?year=2026&asOf=2027-05`;
    await browser.head(href).expect(200);
    const file = await browser.get(href).buffer().parse(bytes).expect(200);
    expect(file.headers['content-disposition']).toBe(
      'attachment; filename="completions-yearly-all-2026-4-3-as-of-2027-05-31.csv"',
    );
    const body = file.body as Buffer;
    expect(body.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const rows: string[][] = parse(body, { bom: true, relax_column_count: true });
    expect(rows).toContainEqual(['講座AAA', 'すべての期', '', '＊', '＊', '＊', '']);
    expect(rows).toContainEqual(['合計（延べ）', '', '', '27', '13', '48.1', '2027年3月31日（水）']);
    const signs = rows
      .slice(3)
      .flat()
      .filter((cell) => cell === '＊').length;
    const taken = await app.db.sql<{ sha256: string; hidden: number; kind: string }>`
      select sha256, hidden, kind from report_download where person_id = ${office.id}`;
    expect(taken).toEqual([{ sha256: sha256(body), kind: 'totals', hidden: signs }]);
    expect(signs).toBeGreaterThan(10);
    const sheets = await readXlsxFile(
      (await browser.get(href.replace('.csv', '.xlsx')).buffer().parse(bytes).expect(200)).body as Buffer,
    );
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      '講座と期ごとの人数',
      '修了していない人',
      '修了した月',
      '年度ごとの人数（延べ）',
      '年度ごとの実人数',
      '読み方',
    ]);
  });
});

describe('what is counted', () => {
  const counted = async (month: string) => (await app.get(YearlyService).count(month)).years;
  const linesOf = async (month: string) =>
    (await counted(month)).flatMap(({ year, leaves }) =>
      leaves.map(({ track, cohort, n, done }) => ({ year, track, cohort, n, done })),
    );

  it('is whoever began in the year, or in the year of their cohort, where they were when it ended', async () => {
    const course = courseOf('AAA');
    await published(app, course);
    const trackId = course.track.id;
    const begin = (instant: string, startsOn: string | null): Promise<Enrolment> =>
      at(instant, async () => {
        const person = await aPerson(app);
        if (startsOn === null) return enrolled(app, person, trackId);
        return enrolledIn(
          app,
          person,
          await aCohort(app, { trackId, name: startsOn, startsOn: day(startsOn), seats: 20 }),
        );
      });
    const standing = await begin('2025-04-01T00:00:00Z', null);
    const early = await begin('2026-03-31T14:59:59.999Z', '2026-04-05');
    const late = await begin('2026-03-31T15:00:00.000Z', '2026-03-28');
    const moved = await begin('2026-01-10T00:00:00Z', '2026-02-01');
    const others = await begin('2025-05-10T00:00:00Z', '2025-06-01');
    await at('2026-02-10T00:00:00Z', () =>
      app.db.write(async (tx) => {
        const there = await tx.findOne(Cohort, { id: others.cohortId });
        await app.get(EnrolmentService).moveTo(tx, moved, there!);
      }),
    );
    const lines = await linesOf('2027-03');
    expect(lines.map(({ year, cohort, n }) => [year, cohort, n])).toEqual(
      expect.arrayContaining([
        [2025, standing.cohortId, 1],
        [2025, others.cohortId, 2],
        [2026, early.cohortId, 1],
        [2026, late.cohortId, 1],
      ]),
    );
    expect(lines).toHaveLength(4);
    expect((await linesOf('2026-03')).map(({ year, n }) => [year, n])).toEqual(
      expect.arrayContaining([
        [2025, 1],
        [2025, 2],
      ]),
    );
    const { names } = await app.get(YearlyService).count('2027-03');
    expect(names.find(({ cohort }) => cohort === early.cohortId)).toMatchObject({
      name: '2026-04-05',
      seats: 20,
    });
    expect(names.find(({ cohort }) => cohort === standing.cohortId)).toMatchObject({
      name: null,
      seats: null,
    });
  });

  it('is one person once, how they stood when the year ended, and how far they went by the end of the next', async () => {
    const [first, second] = [courseOf('INT'), courseOf('PRA')];
    await published(app, first);
    await published(app, second);
    const [a, b, c] = [await aPerson(app), await aPerson(app), await aPerson(app)];
    const act = (what: 'pause' | 'leave' | 'resume', personId: string) =>
      app.db.write((tx) => app.get(EnrolmentService)[what](tx, { personId, trackId: 'int' }));
    await at('2025-05-10T00:00:00Z', () => completed(app, a, first));
    await at('2025-06-10T00:00:00Z', () => completed(app, a, second));
    await at('2025-07-10T00:00:00Z', () => completed(app, b, first));
    await at('2025-07-10T00:00:00Z', () => enrolled(app, c, 'int'));
    await at('2025-08-10T00:00:00Z', () => act('pause', c.id));
    await at('2026-03-31T15:00:00.000Z', () => act('resume', c.id));
    await at('2026-05-10T00:00:00Z', () => enrolled(app, b, 'pra'));
    await at('2027-04-10T00:00:00Z', async () => completeMore(second, 1));
    const [year, next] = await counted('2027-09');
    expect(year!.people).toEqual({ n: 3, c: 2 });
    expect(year!.months.slice(0, 4)).toEqual([0, 1, 1, 1]);
    expect(year!.parts).toEqual(
      expect.arrayContaining([
        { track: 'INT', active: 0, paused: 1, left: 0 },
        { track: 'PRA', active: 0, paused: 0, left: 0 },
      ]),
    );
    expect(year!.steps).toEqual([2, 2, 1, 0, 0]);
    expect([next!.year, next!.people, next!.steps]).toEqual([2026, { n: 1, c: 0 }, [0, 0, 0, 0, 0]]);
    expect(next!.leaves[0]!.done).toEqual([{ month: '2027-04', count: 1 }]);
    expect((await counted('2027-02'))[0]!.steps).toEqual([0, 0, 0, 0, 0]);
  });
});

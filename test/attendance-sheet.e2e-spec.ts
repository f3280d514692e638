import type { Cohort } from '../src/cohorts/cohort.entity.js';
import { aCohort, aFacilitator, enrolledIn } from './factories/cohort.js';
import { aCourse, aLesson, aModule, aSession, words } from './factories/course.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { aDate } from './factories/training-session.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

const machi = aCourse({
  id: 'machi',
  title: 'こころの講座',
  complete: [{ kind: 'sessions', count: 1 }],
  modules: [
    aModule('a', [
      aLesson('yomu'),
      aSession('kai-1', 3, { title: '集まり一', makeUp: [{ text: words('話す') }], required: false }),
      aSession('kai-2', 2, { title: '集まり二', required: false }),
    ]),
  ],
});

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await published(app, machi);
});
afterAll(() => app.close());

async function aMember(cohort: Cohort, displayName: string) {
  const person = await aPerson(app, { displayName });
  return { person, enrolment: await enrolledIn(app, person, cohort), browser: await signIn(app, person) };
}

/** A cohort of three that is meeting just now, with its facilitator. */
async function aMeeting({ inHours = -1 } = {}) {
  const cohort = await aCohort(app, { trackId: 'machi', name: '春の期' });
  const facilitator = await aFacilitator(app, cohort);
  const browser = await signIn(app, facilitator);
  const people = [
    await aMember(cohort, 'あおい'),
    await aMember(cohort, 'かえで'),
    await aMember(cohort, 'さつき'),
  ] as const;
  const session = await aDate(app, { cohort, inHours });
  const list = `/facilitate/${cohort.id}/attendance`;
  return { cohort, browser, people, session, list, sheet: `${list}/${session}` };
}
type Meeting = Awaited<ReturnType<typeof aMeeting>>;

const press = (browser: Browser, path: string, body: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...body });
const versionOf = async ({ browser, sheet }: Meeting) =>
  /name="version" value="(\w+)"/.exec((await browser.get(sheet).expect(200)).text)![1]!;
const ids = ({ people }: Meeting) => people.map(({ enrolment }) => enrolment.id);
/** As a browser sends the sheet: one line for everybody. */
async function keyed(
  meeting: Meeting,
  ticks: { present?: number[]; madeUp?: number[]; absent?: number[]; rest?: boolean; late?: string[] },
) {
  const who = ids(meeting);
  const of = (rows: number[] = []) => rows.map((row) => who[row]!);
  return {
    version: await versionOf(meeting),
    who,
    late: ticks.late ?? ['', '', ''],
    present: of(ticks.present),
    madeUp: of(ticks.madeUp),
    absent: of(ticks.absent),
    rest: ticks.rest ? '1' : '',
  };
}
const kept = ({ cohort }: Meeting) =>
  app.db.sql<{ name: string; kind: string; late: number | null }>`
    select p.display_name as name, a.kind, a.minutes_late as late
    from attendance a join enrolment e on e.id = a.enrolment_id join person p on p.id = e.person_id
    where e.cohort_id = ${cohort.id} order by p.display_name`;

describe('the dates of a cohort', () => {
  it('are listed with how many were there and who said they would not come', async () => {
    const meeting = await aMeeting({ inHours: 24 });
    await aDate(app, { cohort: meeting.cohort, inHours: 48, isCancelled: true });
    await press(meeting.people[0].browser, '/session/machi/a/kai-1/absence', { date: meeting.session });
    const { text } = await meeting.browser.get(meeting.list).expect(200);
    for (const part of [
      'いま受けている人は3人です',
      '出席0人、休みのお知らせ1人',
      '市民会館',
      '中止になりました',
    ])
      expect(text).toContain(part);
    const home = await meeting.browser.get(`/facilitate/${meeting.cohort.id}`).expect(200);
    expect(home.text).toContain(`href="${meeting.list}"`);
    const sheet = await meeting.browser.get(meeting.sheet).expect(200);
    expect(sheet.text).toMatch(/あおい<span class="note">休みのお知らせがありました/);
    expect(sheet.text).toContain('始まる30分前から記録できます');
    expect(sheet.text).not.toContain('name="present"');
  });

  it('are shown to nobody who does not look after the cohort', async () => {
    const [mine, other] = [await aMeeting(), await aMeeting()];
    for (const path of ['', '/paper']) await other.browser.get(mine.sheet + path).expect(404);
    await other.browser.get(`${other.list}/${mine.session}`).expect(404);
    await other.browser.get(`${other.list}/x`).expect(404);
    await press(other.browser, mine.sheet, await keyed(mine, { present: [0] })).expect(404);
    await press(other.browser, `${other.list}/${mine.session}`, await keyed(mine, { present: [0] })).expect(
      404,
    );
    expect(await kept(mine)).toEqual([]);
  });
});

describe('who was not there', () => {
  const absent = ({ cohort }: Meeting) =>
    app.db.sql<{ name: string }>`
      select p.display_name as name from absence b join enrolment e on e.id = b.enrolment_id
      join person p on p.id = e.person_id where e.cohort_id = ${cohort.id} order by p.display_name`;

  it('is told apart from whom nobody wrote down yet', async () => {
    const meeting = await aMeeting();
    await press(meeting.browser, meeting.sheet, await keyed(meeting, { present: [0], absent: [1] })).expect(
      303,
    );
    expect(await absent(meeting)).toEqual([{ name: 'かえで' }]);
    const { text } = await meeting.browser.get(meeting.sheet);
    for (const words of ['出席1人、振替0人、欠席1人', '欠席を記録してあります。振替ができます。'])
      expect(text).toContain(words);
    // Twice, and everybody else at once; who was there stays so.
    const rest = await keyed(meeting, { rest: true });
    for (let again = 0; again < 2; again++) await press(meeting.browser, meeting.sheet, rest).expect(303);
    expect(await absent(meeting)).toEqual([{ name: 'かえで' }, { name: 'さつき' }]);
    expect(await kept(meeting)).toMatchObject([{ name: 'あおい', kind: 'present' }]);
    const acts = await app.db.sql`
      select detail from audit_event where act = 'attendance.recorded' and object = ${`enrolment:${ids(meeting)[1]!}`}`;
    expect(acts).toEqual([{ detail: `{"kind":"absent","session":"${meeting.session}"}` }]);
    const file = await meeting.browser.get(`${meeting.sheet}/attendance.csv`);
    expect(file.text).toContain(',かえで,欠席,');
  });

  it('may have come after all, or make up for it, and reads of it without a reason', async () => {
    const meeting = await aMeeting();
    await press(meeting.browser, meeting.sheet, await keyed(meeting, { absent: [0, 1] })).expect(303);
    const { browser } = meeting.people[1];
    expect((await browser.get('/session/machi/a/kai-1')).text).toContain(
      '欠席と記録されています。理由は記録していません。',
    );
    await press(meeting.browser, meeting.sheet, await keyed(meeting, { present: [0], madeUp: [1] })).expect(
      303,
    );
    expect(await absent(meeting)).toEqual([{ name: 'かえで' }]);
    expect(await kept(meeting)).toMatchObject([{ kind: 'present' }, { kind: 'made-up' }]);
    const own = await browser.get('/settings/data/file.json');
    expect(own.body).toMatchObject({ courses: [{ absences: [{ at: expect.any(String) as string }] }] });
    expect((await browser.get('/settings/data/read')).text).toContain('に欠席');
  });

  it('is not overwritten from a sheet that was read before', async () => {
    const meeting = await aMeeting();
    const before = await keyed(meeting, { absent: [1] });
    await press(meeting.browser, meeting.sheet, await keyed(meeting, { absent: [0] })).expect(303);
    const { status } = await press(meeting.browser, meeting.sheet, before);
    expect([status, await absent(meeting)]).toEqual([422, [{ name: 'あおい' }]]);
  });
});

describe('a signed sheet', () => {
  it('is keyed in at once', async () => {
    const meeting = await aMeeting();
    const body = await keyed(meeting, { present: [0], madeUp: [2], late: ['１０', '', ''] });
    await press(meeting.browser, meeting.sheet, body)
      .expect(303)
      .expect('location', `${meeting.sheet}?saved=1`);
    expect(await kept(meeting)).toEqual([
      { name: 'あおい', kind: 'present', late: 10 },
      { name: 'さつき', kind: 'made-up', late: null },
    ]);
    const { text } = await meeting.browser.get(`${meeting.sheet}?saved=1`).expect(200);
    for (const part of [
      '記録しました。',
      '出席を記録してあります',
      '振替を記録してあります',
      '出席1人、振替1人',
    ])
      expect(text).toContain(part);
    const [own] = await app.db.sql<{ completed_on: string | null }>`
      select completed_on from enrolment where id = ${ids(meeting)[0]!}`;
    expect(own!.completed_on).toBe('2026-05-12');
  });

  it('may be sent twice, and more may be added later', async () => {
    const meeting = await aMeeting();
    const body = await keyed(meeting, { present: [0, 1] });
    for (let again = 0; again < 2; again += 1) await press(meeting.browser, meeting.sheet, body).expect(303);
    await press(
      meeting.browser,
      meeting.sheet,
      await keyed(meeting, { present: [2], late: ['', '5', ''] }),
    ).expect(303);
    expect(await kept(meeting)).toEqual([
      { name: 'あおい', kind: 'present', late: null },
      { name: 'かえで', kind: 'present', late: 5 },
      { name: 'さつき', kind: 'present', late: null },
    ]);
    const audited = await app.db.sql`
      select 1 from audit_event where act = 'attendance.recorded' and object = ${`enrolment:${ids(meeting)[0]!}`}`;
    expect(audited).toHaveLength(1);
  });

  it('is not written over something that was recorded meanwhile, and keeps the ticks', async () => {
    const meeting = await aMeeting();
    const mine = await keyed(meeting, { present: [1] });
    await press(meeting.browser, meeting.sheet, await keyed(meeting, { present: [0] })).expect(303);
    const { text } = await press(meeting.browser, meeting.sheet, mine).expect(422);
    expect(text).toContain('ほかの画面で、先に記録がありました');
    expect(text).toMatch(new RegExp(`value="${ids(meeting)[1]!}" id="present-1" checked`));
    expect(await kept(meeting)).toHaveLength(1);
    const version = /name="version" value="(\w+)"/.exec(text)![1]!;
    await press(meeting.browser, meeting.sheet, { ...mine, version }).expect(303);
    expect(await kept(meeting)).toHaveLength(2);
  });

  it.each([
    ['both ticks', { present: [0], madeUp: [0] }, 'しるしが2つ以上あります'],
    ['there and not there', { present: [0], absent: [0] }, 'しるしが2つ以上あります'],
    ['minutes that are none', { present: [0], late: ['すこし', '', ''] }, '600までの数'],
    ['more minutes than a meeting has', { present: [0], late: ['601', '', ''] }, '600までの数'],
    ['minutes of who was not there', { present: [0], late: ['', '5', ''] }, 'しるしがありません'],
    ['a line too few', { present: [0], late: ['', ''] }, '読み取れませんでした'],
  ])('with %s is refused as a whole, with what was keyed in', async (_, ticks, told) => {
    const meeting = await aMeeting();
    const { text } = await press(meeting.browser, meeting.sheet, await keyed(meeting, ticks)).expect(422);
    expect(text).toContain(told);
    expect(text).toMatch(/id="present-0" checked/);
    expect(await kept(meeting)).toEqual([]);
  });

  it('names nobody of another cohort', async () => {
    const [meeting, other] = [await aMeeting(), await aMeeting()];
    const body = await keyed(meeting, { present: [0] });
    const foreign = ids(other)[0]!;
    await press(meeting.browser, meeting.sheet, {
      ...body,
      who: [foreign],
      late: [''],
      present: [foreign],
    }).expect(422);
    expect([await kept(meeting), await kept(other)]).toEqual([[], []]);
  });

  it('is not there for a date that is to come or was called off', async () => {
    const meeting = await aMeeting({ inHours: 1 });
    const body = { version: 'x', who: ids(meeting), late: ['', '', ''], present: [ids(meeting)[0]!] };
    expect((await press(meeting.browser, meeting.sheet, body).expect(422)).text).toContain('30分前から');
    const off = await aDate(app, { cohort: meeting.cohort, inHours: -1, isCancelled: true });
    const answer = await press(meeting.browser, `${meeting.list}/${off}`, body).expect(422);
    expect(answer.text).toContain('中止になったので');
    expect(await kept(meeting)).toEqual([]);
  });

  it('is printed with names and numbers, without a word on what the meeting is about', async () => {
    const meeting = await aMeeting();
    const { text } = await meeting.browser.get(`${meeting.sheet}/paper`).expect(200);
    const main = text.slice(text.indexOf('<main'), text.indexOf('</main>'));
    for (const part of ['受付の名簿', 'あおい', 'さつき', '市民会館', '2026年5月12日（火）'])
      expect(main).toContain(part);
    expect(main).not.toMatch(/こころ|集まり一|春の期/);
    expect(text).toMatch(/paper\.\w+\.css/);
    const audited = await app.db.sql`
      select 1 from audit_event where act = 'attendance.exported' and object = ${`training-session:${meeting.session}`}`;
    expect(audited).toHaveLength(1);
  });

  it('tells who was there on another date of the same session', async () => {
    const meeting = await aMeeting();
    const second = await aDate(app, { cohort: meeting.cohort, inHours: -2 });
    await press(meeting.browser, meeting.sheet, await keyed(meeting, { present: [0] })).expect(303);
    const { text } = await meeting.browser.get(`${meeting.list}/${second}`).expect(200);
    expect(text).toContain('ほかの日の出席を記録してあります');
  });
});

describe('a make-up in words', () => {
  it('is recorded by the number of the person, also where a cohort never meets', async () => {
    const cohort = await aCohort(app, { trackId: 'machi', kind: 'standing' });
    const browser = await signIn(app, await aFacilitator(app, cohort));
    const { person, enrolment } = await aMember(cohort, 'つばさ');
    const path = `/facilitate/${cohort.id}/attendance/make-up`;
    expect((await browser.get(`/facilitate/${cohort.id}/attendance`)).text).toContain('集まる日がありません');
    const body = { session: 'a/kai-1', number: person.learnerNumber };
    const location = `${path}?of=${enrolment.id}&session=a/kai-1`;
    for (let again = 0; again < 2; again += 1)
      await press(browser, path, body).expect(303).expect('location', location);
    expect((await browser.get(location)).text).toContain('つばささんの振替を記録しました');
    const rows = await app.db.sql`select kind from attendance where enrolment_id = ${enrolment.id}`;
    expect(rows).toEqual([{ kind: 'made-up' }]);
  });

  it.each([
    [{ session: '', number: '' }, '受講番号を入れてください'],
    [{ session: 'a/yomu', number: '123' }, '1つ選んでください'],
    [{ session: 'a/kai-1', number: '123' }, 'この番号の人は、この期を受けていません'],
  ])('is refused for %j', async (body, told) => {
    const meeting = await aMeeting();
    const { text } = await press(meeting.browser, `${meeting.list}/make-up`, body).expect(422);
    expect(text).toContain(told);
  });

  it('is not recorded of somebody in another cohort', async () => {
    const [meeting, other] = [await aMeeting(), await aMeeting()];
    const body = { session: 'a/kai-1', number: other.people[0].person.learnerNumber };
    await press(meeting.browser, `${meeting.list}/make-up`, body).expect(422);
    expect(await kept(other)).toEqual([]);
  });
});

describe('a mistake', () => {
  const recordOf = (meeting: Meeting, step = 'kai-2') =>
    `${meeting.list}/records/${ids(meeting)[0]!}/a/${step}`;

  it('is taken back with a reason, once', async () => {
    const cohort = await aCohort(app, { trackId: 'machi' });
    const browser = await signIn(app, await aFacilitator(app, cohort));
    const { person, enrolment } = await aMember(cohort, 'あおい');
    await press(browser, `/facilitate/${cohort.id}/attendance/make-up`, {
      session: 'a/kai-1',
      number: person.learnerNumber,
    }).expect(303);
    // As in a track that needs more than this one session.
    await app.db.write((tx) => tx.sql`update enrolment set completed_on = null where id = ${enrolment.id}`);
    const path = `/facilitate/${cohort.id}/attendance/records/${enrolment.id}/a/kai-1`;
    expect((await browser.get(path).expect(200)).text).toContain('あおい');
    expect((await press(browser, path).expect(422)).text).toContain('1つ選んでください');
    const body = { _key: crypto.randomUUID(), reason: 'slip' };
    for (let again = 0; again < 2; again += 1) await press(browser, path, body).expect(303);
    expect(await app.db.sql`select 1 from attendance where enrolment_id = ${enrolment.id}`).toEqual([]);
    await browser.get(path).expect(404);
  });

  it('is not taken back once the track is completed, nor by somebody else', async () => {
    const [meeting, other] = [await aMeeting(), await aMeeting()];
    await press(meeting.browser, meeting.sheet, await keyed(meeting, { present: [0] })).expect(303);
    const path = recordOf(meeting, 'kai-1');
    expect((await meeting.browser.get(path).expect(200)).text).toContain('修了のもとになった記録は');
    const refused = await press(meeting.browser, path, { reason: 'slip' }).expect(422);
    expect(refused.text).toContain('取り消せません');
    await press(other.browser, path, { reason: 'slip' }).expect(404);
    await other.browser.get(path).expect(404);
    await meeting.browser.get(recordOf(meeting)).expect(404);
    expect(await kept(meeting)).toHaveLength(1);
  });
});

describe('the door', () => {
  const MINUTE = 60_000;
  const KAI = '/session/machi/a/kai-1';
  const codeOf = async ({ browser, sheet }: Meeting) =>
    /class="door-code">(\d{6})</.exec((await browser.get(`${sheet}/code`).expect(200)).text)![1]!;

  it('shows a code that leads to the page where it is typed', async () => {
    const meeting = await aMeeting();
    const { text, headers } = await meeting.browser.get(`${meeting.sheet}/code`).expect(200);
    expect(text).toContain('<svg class="qr"');
    expect(headers.refresh).toBeUndefined();
    const turning = await meeting.browser.get(`${meeting.sheet}/code?turning=1`).expect(200);
    expect(turning.headers.refresh).toBe('60');
    const code = await codeOf(meeting);
    const trainee = meeting.people[0].browser;
    expect((await trainee.get(KAI)).text).toContain(`href="${KAI}/sign-in"`);
    expect((await trainee.get(`${KAI}/sign-in?code=${code}`).expect(200)).text).toContain(`value="${code}"`);
    expect((await trainee.get(`${KAI}/sign-in?code=%3Cb%3E`).expect(200)).text).toContain('value=""');
  });

  it('lets who is there write themselves down, in that minute and the one after', async () => {
    const meeting = await aMeeting();
    const code = await codeOf(meeting);
    const [first, second, third] = meeting.people;
    const body = { _key: crypto.randomUUID(), code };
    for (let again = 0; again < 2; again += 1)
      await press(first.browser, `${KAI}/sign-in`, body).expect(303).expect('location', KAI);
    app.clock.advance(MINUTE);
    await press(second.browser, `${KAI}/sign-in`, { code }).expect(303);
    app.clock.advance(MINUTE);
    const late = await press(third.browser, `${KAI}/sign-in`, { code }).expect(422);
    app.clock.advance(-2 * MINUTE);
    expect(late.text).toContain('番号が合いませんでした');
    expect(await kept(meeting)).toMatchObject([{ name: 'あおい' }, { name: 'かえで' }]);
    expect((await first.browser.get(KAI)).text).toContain('2026年5月12日（火）に出席しました');
    // A trainee's own act stands in no record that the office reads.
    const audited = await app.db.sql`
      select 1 from audit_event where object = ${`enrolment:${first.enrolment.id}`}`;
    expect(audited).toEqual([]);
  });

  it('is shut before and after, and to the code of another cohort', async () => {
    const [early, meeting, other] = [await aMeeting({ inHours: 1 }), await aMeeting(), await aMeeting()];
    expect((await early.browser.get(`${early.sheet}/code?turning=1`)).text).not.toContain('door-code');
    const shut = await press(early.people[0].browser, `${KAI}/sign-in`, { code: '123456' }).expect(422);
    expect(shut.text).toContain('受付の時間ではありません');
    const foreign = await codeOf(other);
    await press(meeting.people[0].browser, `${KAI}/sign-in`, { code: foreign }).expect(422);
    await press(meeting.people[0].browser, `${KAI}/sign-in`).expect(422);
    await meeting.browser.get(`${other.sheet}/code`).expect(404);
    expect([await kept(early), await kept(meeting)]).toEqual([[], []]);
  });

  it('takes fifteen tries a day and then sends to a facilitator', async () => {
    const meeting = await aMeeting();
    const [{ browser }, second] = meeting.people;
    const code = await codeOf(meeting);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 15; tries += 1)
      await press(browser, `${KAI}/sign-in`, { code: wrong }).expect(422);
    const { text } = await press(browser, `${KAI}/sign-in`, { code }).expect(422);
    expect(text).toContain('進行役に声をかけてください');
    await press(second.browser, `${KAI}/sign-in`, { code }).expect(303);
    expect(await kept(meeting)).toMatchObject([{ name: 'かえで' }]);
  });
});

describe('a table', () => {
  const HEAD = '受講番号,呼び名,出欠,遅刻（分）,早退（分）';
  const numberOf = (meeting: Meeting, row: number) => meeting.people[row]!.person.learnerNumber;
  const paste = async (meeting: Meeting, rows: string, version?: string) =>
    press(meeting.browser, `${meeting.sheet}/paste`, {
      rows,
      version: version ?? (await versionOf(meeting)),
    });

  it('goes out with everybody and comes back filled in', async () => {
    const meeting = await aMeeting();
    const file = await meeting.browser.get(`${meeting.sheet}/attendance.csv`).expect(200);
    expect(file.headers['content-disposition']).toBe('attachment; filename="attendance-2026-05-12.csv"');
    const [head, first, ...rest] = file.text.split('\r\n');
    expect(head).toBe(`\uFEFF${HEAD}`);
    expect(first).toMatch(/^\d{3}-\d{3}-\d{3},あおい,,,$/);
    const filled = [head, first!.replace(/,,,$/, ',出席,10,'), ...rest].join('\r\n');
    expect((await paste(meeting, filled)).status).toBe(303);
    expect(await kept(meeting)).toEqual([{ name: 'あおい', kind: 'present', late: 10 }]);
    const again = await meeting.browser.get(`${meeting.sheet}/attendance.csv`);
    expect(again.text).toContain(',あおい,出席,10,');
    expect((await paste(meeting, again.text)).status).toBe(303);
    expect(await kept(meeting)).toHaveLength(1);
  });

  it('is read as cells, too, in either language', async () => {
    const meeting = await aMeeting();
    const rows = [
      'Learner number\tCalled\tAttendance\tMinutes late\tMinutes early',
      `${numberOf(meeting, 0)}\t\tThere\t\t15`,
      `${numberOf(meeting, 1)}\tかえで\tMade up for\t\t`,
      `${numberOf(meeting, 2)}\tさつき\tNot there`,
      '\t\t\t\t',
    ].join('\n');
    const answer = await paste(meeting, rows);
    expect([answer.status, answer.headers.location]).toEqual([303, `${meeting.sheet}?saved=1`]);
    expect(await kept(meeting)).toMatchObject([{ kind: 'present' }, { kind: 'made-up' }]);
  });

  it('is read by the heads of its columns, however a spreadsheet spells what is in them', async () => {
    const meeting = await aMeeting();
    const wide = numberOf(meeting, 0).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    const rows = [
      '\ufeff受講番号\t出欠\t遅刻（分）\tメモ\t\t',
      `${wide}\t出席\u3000\t１０\tはじめ"の"人\t\t`,
      `${numberOf(meeting, 1)}\t欠席\t\t\t\t`,
    ].join('\r\n');
    expect((await paste(meeting, rows)).status).toBe(303);
    expect(await kept(meeting)).toEqual([{ name: 'あおい', kind: 'present', late: 10 }]);
    expect(await app.db.sql`select 1 from absence where enrolment_id = ${ids(meeting)[1]!}`).toHaveLength(1);
    const none = await paste(meeting, `受講番号,呼び名\n${numberOf(meeting, 2)},出席`);
    expect([none.status, none.text.includes('「出欠」の列がありません')]).toEqual([422, true]);
  });

  it('is refused as a whole, each line with what is wrong with it', async () => {
    const [meeting, other] = [await aMeeting(), await aMeeting()];
    const rows = [
      HEAD,
      `${numberOf(meeting, 0)},あおい,出席,,`,
      '123,だれか,出席,,',
      `${numberOf(other, 0)},よその人,出席,,`,
      `${numberOf(meeting, 0)},あおい,出席,,`,
      `${numberOf(meeting, 1)},かえで,いた,,`,
      `${numberOf(meeting, 1)},かえで,出席,すこし,`,
      `${numberOf(meeting, 2)},さつき,欠席,5,`,
    ].join('\n');
    const { status, text } = await paste(meeting, rows);
    expect(status).toBe(422);
    const told = [...text.matchAll(/<li>(\d)行目：([^<]{6})/g)].map(([, line, words]) => `${line} ${words}`);
    expect(told).toEqual([
      '3 受講番号が読',
      '4 この番号の人',
      '5 同じ人が、前',
      '6 「出欠」は、',
      '7 「遅刻」「早',
      '8 「遅刻」「早',
    ]);
    expect(text).toContain('まだ何も記録していません');
    expect(text).toContain('いた,,');
    expect(await kept(meeting)).toEqual([]);
  });

  it.each([
    ['without its head', '123456789,あおい,出席', 'から始まっていません'],
    ['with a quotation mark too many', `${HEAD}\n"123,あおい,出席,,`, '引用符の組'],
    ['with nothing in it', '', '表をはりつけてください'],
  ])('%s is refused', async (_, rows, told) => {
    const { status, text } = await paste(await aMeeting(), rows);
    expect([status, text.includes(told)]).toEqual([422, true]);
  });

  it('takes nothing away, and is not written over something newer', async () => {
    const meeting = await aMeeting();
    const version = await versionOf(meeting);
    const mark = (row: number, word: string) => `${HEAD}\n${numberOf(meeting, row)},,${word},,`;
    expect((await paste(meeting, mark(0, '出席'))).status).toBe(303);
    expect((await paste(meeting, mark(0, '欠席'))).text).toContain('表では消せません');
    const stale = await paste(meeting, mark(1, '出席'), version);
    expect([stale.status, stale.text.includes('先に記録がありました')]).toEqual([422, true]);
    expect(await kept(meeting)).toEqual([{ name: 'あおい', kind: 'present', late: null }]);
  });

  it('holds nothing that a spreadsheet takes for a formula', async () => {
    const meeting = await aMeeting();
    await aMember(meeting.cohort, '=1+1');
    const { text } = await meeting.browser.get(`${meeting.sheet}/attendance.csv`).expect(200);
    expect(text).toContain(",'=1+1,");
    const [audited] = await app.db.sql<{ n: number }>`
      select count(*) as n from audit_event
      where act = 'attendance.exported' and object = ${`training-session:${meeting.session}`}`;
    expect(Number(audited!.n)).toBe(1);
  });
});

import { Attendance } from '../src/attendance/attendance.entity.js';
import { AttendanceService } from '../src/attendance/attendance.service.js';
import { REASONS } from '../src/attendance/reasons.js';
import type { Cohort } from '../src/cohorts/cohort.entity.js';
import type { Enrolment } from '../src/enrolment/enrolment.entity.js';
import { VisitRecorder } from '../src/learning/visit-recorder.js';
import type { Me } from '../src/web/me.js';
import { aCohort, aFacilitator, enrolledIn } from './factories/cohort.js';
import { aCourse, aLesson, aModule, aSession, words } from './factories/course.js';
import { aDialogue } from './factories/dialogue.js';
import { did, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { aDate } from './factories/training-session.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

const KAI = '/session/machi/a/kai-1';
const REF = { module: 'a', step: 'kai-1' };
const TALK = { module: 'a', step: 'hanasu' };
const makeUp = [{ text: words('30分の話') }, { step: TALK }] as const;
const plan = words('約束づくりから始めます。');
const care = { level: 2 as const, topics: ['入院'], where: null, instead: null, insteadEasy: null };
const machi = aCourse({
  id: 'machi',
  title: '町の講座',
  complete: [
    { kind: 'modules', count: 'all' },
    { kind: 'sessions', count: 1 },
  ],
  modules: [
    aModule('a', [
      aLesson('yomu'),
      aSession('kai-1', 3, { title: '集まり一', plan, makeUp, required: false }),
      aSession('kai-2', 2, { title: '集まり二', required: false, care }),
      aDialogue({ id: 'hanasu', shuffle: false, required: false }),
    ]),
  ],
});

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await published(app, machi);
});
afterAll(() => app.close());

async function aMember(cohort?: Cohort) {
  const group = cohort ?? (await aCohort(app, { trackId: 'machi' }));
  const person = await aPerson(app);
  const enrolment = await enrolledIn(app, person, group);
  return { person, group, enrolment, browser: await signIn(app, person) };
}
const press = (browser: Browser, path: string, body: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...body });
const kept = ({ id }: Enrolment) =>
  app.db.sql<{ step: string; kind: string; recorded_by: string | null }>`
    select step, kind, recorded_by from attendance where enrolment_id = ${id} order by step`;
const notices = ({ id }: Enrolment) =>
  app.db.sql`select training_session_id from absence_notice where enrolment_id = ${id}`;
const ledger = async ({ id }: Enrolment) => {
  const rows = await app.db.sql<{ step: string }>`
    select step from step_progress where enrolment_id = ${id} and status = 'done' order by step`;
  return rows.map(({ step }) => step);
};
const completedOn = async ({ id }: Enrolment) =>
  (await app.db.one<{ completed_on: string | null }>`select completed_on from enrolment where id = ${id}`)
    ?.completed_on;
const present = (
  enrolment: Enrolment,
  more: Partial<Parameters<AttendanceService['record']>[1]> = {},
  by: Me | null = null,
) =>
  app.db.write((tx) =>
    app.get(AttendanceService).record(
      tx,
      {
        enrolmentId: enrolment.id,
        ref: REF,
        kind: 'present',
        trainingSessionId: null,
        minutesLate: null,
        minutesEarly: null,
        ...more,
      },
      by,
    ),
  );
const asFacilitator = async () => ({ personId: (await aFacilitator(app)).id, role: 'facilitator' }) as Me;

describe('attendance', () => {
  it('marks the step done and completes the track, and making up does not overwrite it', async () => {
    const { enrolment } = await aMember();
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    expect(await completedOn(enrolment)).toBeNull();
    await present(enrolment);
    await present(enrolment, { kind: 'made-up' });
    expect(await kept(enrolment)).toEqual([{ step: 'kai-1', kind: 'present', recorded_by: null }]);
    expect(await ledger(enrolment)).toEqual(['kai-1', 'yomu']);
    expect(await completedOn(enrolment)).toBe('2026-05-12');
  });

  it('is one row for each session, however often and by whom it is written', async () => {
    const { enrolment, group } = await aMember();
    const me = await asFacilitator();
    const trainingSessionId = await aDate(app, { cohort: group, inHours: -1 });
    await present(enrolment, { kind: 'made-up' });
    for (const minutesLate of [null, 10, 10])
      await present(enrolment, { trainingSessionId, minutesLate }, me);
    expect(
      await app.db.sql`select kind, minutes_late from attendance where enrolment_id = ${enrolment.id}`,
    ).toEqual([{ kind: 'present', minutes_late: 10 }]);
    const audited = await app.db.sql`
      select act from audit_event where object = ${`enrolment:${enrolment.id}`} and act = 'attendance.recorded'`;
    expect(audited).toHaveLength(2);
  });

  it('is corrected with a reason of a closed list, and not once the track is completed', async () => {
    const [wrong, genuine, nobody] = [await aMember(), await aMember(), await aMember()];
    const me = await asFacilitator();
    const correct = ({ id: enrolmentId }: Enrolment) =>
      app.db.write((tx) =>
        app.get(AttendanceService).correct(tx, me, { enrolmentId, ref: REF, reason: REASONS[0] }),
      );
    await present(wrong.enrolment);
    await correct(wrong.enrolment);
    expect([await kept(wrong.enrolment), await ledger(wrong.enrolment)]).toEqual([[], []]);
    const [audited] = await app.db.sql<{ detail: string }>`
      select detail from audit_event where object = ${`enrolment:${wrong.enrolment.id}`} and act = 'attendance.corrected'`;
    expect(JSON.parse(audited!.detail)).toEqual({ module: 'a', step: 'kai-1', reason: 'other-person' });

    await did(app, genuine.enrolment, { module: 'a', step: 'yomu' });
    await present(genuine.enrolment);
    await expect(correct(genuine.enrolment)).rejects.toMatchObject({ code: 'learning.completed' });
    expect(await kept(genuine.enrolment)).toHaveLength(1);
    expect(await ledger(genuine.enrolment)).toContain('kai-1');
    await expect(correct(nobody.enrolment)).rejects.toThrow('attendance of');
  });

  it('goes with the person, and stands in what they may read of themselves', async () => {
    const { person, enrolment, group, browser } = await aMember();
    const coming = await aDate(app, { cohort: group, step: 'kai-2' });
    await present(enrolment, {
      trainingSessionId: await aDate(app, { cohort: group, inHours: -1 }),
      minutesLate: 5,
    });
    await press(browser, '/session/machi/a/kai-2/absence', { date: coming }).expect(303);
    const { text } = await browser.get('/settings/data/read').expect(200);
    for (const part of ['集まり一', '5分おくれて参加', '集まり二', '2026年5月13日（水）を休むというお知らせ'])
      expect(text).toContain(part);
    const file = await browser.get('/settings/data/file.json').expect(200);
    const { courses } = JSON.parse(file.text) as { courses: object[] };
    expect(courses[0]).toMatchObject({
      attended: [{ step: '集まり一', kind: 'present', minutesLate: 5 }],
      absenceNotices: [{ step: '集まり二', at: '2026-05-13T01:00:00.000Z' }],
    });
    await press(browser, '/settings/erase', { paper: 'drop' });
    expect(await app.db.sql`select 1 from person where id = ${person.id} and erased_at is null`).toEqual([]);
    expect([await kept(enrolment), await notices(enrolment)]).toEqual([[], []]);
  });
});

describe("a session's page", () => {
  it('says what it is, when one meets and where, to the cohort alone', async () => {
    const mine = await aMember();
    const other = await aMember();
    await aDate(app, { cohort: mine.group, place: '市民会館 201' });
    await aDate(app, { cohort: mine.group, inHours: 48, place: '公民館', isCancelled: true });
    const { text } = await mine.browser.get(KAI).expect(200);
    for (const part of [
      '集まり一',
      '3時間の集まりです。',
      '2026年5月13日（水） 10時から13時まで',
      '市民会館 201',
      '中止になりました',
      '約束づくりから始めます。',
      '30分の話',
      'href="/dialogue/machi/a/hanasu"',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('公民館');
    const elsewhere = await other.browser.get(KAI).expect(200);
    expect(elsewhere.text).toContain('日にちは、まだ決まっていません');
    expect(elsewhere.text).not.toContain('市民会館');
    const stranger = await signIn(app, await aPerson(app));
    await stranger.get(KAI).expect(303).expect('location', '/tracks/machi');
    await mine.browser.get('/session/machi/a/yomu').expect(404);
  });

  it('stands on the path with its hours, and what is missing leads to it', async () => {
    const { browser } = await aMember();
    const { text } = await browser.get('/path/machi').expect(200);
    expect(text).toContain('3時間の集まり');
    expect(text).toContain('集合演習を1回（いま0回）');
    expect(text.match(new RegExp(`href="${KAI}"`, 'g'))).toHaveLength(2);
    const book = await browser.get('/workbook/machi/a').expect(200);
    expect(book.text).toContain('約束づくりから始めます。');
  });

  it('takes the notice that somebody will not come, and takes it back, any number of times', async () => {
    const { browser, enrolment, group } = await aMember();
    const date = await aDate(app, { cohort: group });
    const before = await browser.get(KAI);
    expect(before.text).toContain('休みます');
    for (let again = 0; again < 2; again += 1)
      await press(browser, `${KAI}/absence`, { date }).expect(303).expect('location', `${KAI}?notice=given`);
    expect(await notices(enrolment)).toHaveLength(1);
    const { text } = await browser.get(`${KAI}?notice=given`).expect(200);
    expect(text).toContain(
      'お知らせありがとうございます。 振替の方法は2つあります。選ばなくてもかまいません。',
    );
    for (let again = 0; again < 2; again += 1)
      await press(browser, `${KAI}/coming`, { date }).expect(303).expect('location', `${KAI}?notice=back`);
    expect(await notices(enrolment)).toEqual([]);
  });

  it('is not stayed away from once one has signed in at its door', async () => {
    const { browser, group, enrolment } = await aMember();
    await aDate(app, { cohort: group, inHours: 0.25 });
    expect((await browser.get(KAI)).text).toContain('休みます');
    await present(enrolment);
    const { text } = await browser.get(KAI).expect(200);
    expect(text).toContain('この回は終わりました');
    expect(text).not.toContain('休みます');
  });

  it('takes no notice for what has begun, is called off or is not theirs', async () => {
    const { browser, enrolment, group } = await aMember();
    const begun = await aDate(app, { cohort: group, inHours: -1 });
    const off = await aDate(app, { cohort: group, isCancelled: true });
    const { group: other } = await aMember();
    const theirs = await aDate(app, { cohort: other });
    for (const date of [begun, off]) await press(browser, `${KAI}/absence`, { date }).expect(409);
    for (const date of [theirs, 'x']) await press(browser, `${KAI}/absence`, { date }).expect(404);
    await press(browser, `${KAI}/absence`).expect(400);
    expect(await notices(enrolment)).toEqual([]);
  });

  it('is passed by its content note with full credit', async () => {
    const { browser, enrolment } = await aMember();
    await press(browser, `${KAI}/passed`).expect(404);
    await press(browser, '/session/machi/a/kai-2/passed')
      .expect(303)
      .expect('location', '/dialogue/machi/a/hanasu');
    expect(await ledger(enrolment)).toEqual(['kai-2']);
    expect((await browser.get('/session/machi/a/kai-2')).text).toContain('とばしました');
  });
});

describe('making up by another step', () => {
  it('records itself where the cohort never meets, and the page says so kindly', async () => {
    const member = await aMember(await aCohort(app, { trackId: 'machi', kind: 'standing' }));
    const { text } = await member.browser.get(KAI).expect(200);
    expect(text).toContain('集まる日がありません');
    expect(text).not.toContain('休みます');
    await did(app, member.enrolment, TALK);
    expect(await kept(member.enrolment)).toEqual([{ step: 'kai-1', kind: 'made-up', recorded_by: null }]);
    expect(await ledger(member.enrolment)).toEqual(['hanasu', 'kai-1']);
    expect((await member.browser.get(KAI)).text).toContain('振替で終えました');
  });

  it('waits while there is a date to come, and follows the notice', async () => {
    const { browser, enrolment, group } = await aMember();
    const date = await aDate(app, { cohort: group });
    await did(app, enrolment, TALK);
    await browser.get(KAI).expect(200);
    await app.get(VisitRecorder).settled();
    expect(await kept(enrolment)).toEqual([]);
    await press(browser, `${KAI}/absence`, { date }).expect(303);
    expect(await kept(enrolment)).toMatchObject([{ kind: 'made-up' }]);
  });

  it('is written down on a visit once no date is left, and being there is told from it later', async () => {
    const { browser, enrolment, group } = await aMember();
    await did(app, enrolment, TALK);
    const trainingSessionId = await aDate(app, { cohort: group, inHours: -4 });
    await browser.get(KAI).set('sec-purpose', 'prefetch').expect(200);
    await app.get(VisitRecorder).settled();
    expect(await kept(enrolment)).toEqual([]);
    expect((await browser.get(KAI)).text).toContain('振替で終えました');
    await app.get(VisitRecorder).settled();
    expect(await kept(enrolment)).toMatchObject([{ kind: 'made-up' }]);
    await present(enrolment, { trainingSessionId });
    const rows = await app.db.write((tx) => tx.find(Attendance, { where: { enrolmentId: enrolment.id } }));
    expect(rows).toMatchObject([{ kind: 'present', trainingSessionId }]);
  });
});

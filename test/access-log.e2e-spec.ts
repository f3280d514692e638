import { EnrolmentService } from '../src/enrolment/enrolment.service.js';
import { ExportService } from '../src/reports/export.service.js';
import { SheetPapers } from '../src/attendance/sheet-papers.service.js';
import { TrainingSession } from '../src/cohorts/training-session.entity.js';
import { OwnAccessService } from '../src/privacy/own-access.service.js';
import { newId } from '../src/shared/ids.js';
import { HeldExports } from '../src/reports/held-exports.service.js';
import { NameFiles } from '../src/reports/name-files.service.js';
import { readQuestion } from '../src/reports/report-question.rules.js';
import type { Me } from '../src/web/me.js';
import { RevocationService } from '../src/certificates/revocation.service.js';
import { Jobs } from '../src/mail/jobs.js';
import { aShortCourse, certified, proposed } from './factories/certificate.js';
import { aCohort, enrolledIn, facilitates } from './factories/cohort.js';
import { aCourse, aLesson, aModule, aReflection, aSession } from './factories/course.js';
import { did, enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { aSending } from './factories/reflection.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { plain } from './support/plain.js';

let app: TestApp;
const START = new Date('2026-02-10T01:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;

beforeAll(async () => {
  app = await startApp({ now: START });
});
beforeEach(() => app.clock.set(START));
afterAll(() => app.close());

const seen = async (browser: Browser) => (await browser.get('/settings/data/seen').expect(200)).text;

/** The file that an official saves just now. */
async function saved(official: KnownPerson, question: ReturnType<typeof readQuestion>): Promise<string> {
  const me = { personId: official.id, role: 'office' } as Me;
  const id = await app.db.write((tx) => app.get(ExportService).record(tx, me, { question, purpose: '名簿' }));
  const asked = await app.get(ExportService).getAsked(official.id, id);
  const files = app.get(NameFiles).csv(me, asked, 'utf-8');
  const parts: Buffer[] = [];
  for await (const part of await files) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** Numbers that look thrown, the same at every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('whose rows a file held', () => {
  it.each([1, 2, 3])(
    'is found again, person by person, from its question and its moment (history %i)',
    async (seed) => {
      const throwDice = dice(seed);
      const courses = ['p', 'q'].map((id) =>
        aShortCourse(`${id}${seed}`, { code: `${id.toUpperCase()}X${'ABC'[seed - 1]}` }),
      );
      for (const course of courses) await published(app, course);
      const people: { person: KnownPerson; trackId: string; enrolment: { id: string } }[] = [];
      const expected = new Map<string, number[]>();
      const official = () => aPerson(app, { roles: ['office'] });
      const acts = {
        enrol: async () => {
          const person = await aPerson(app, { displayName: `人${seed}-${people.length}終` });
          const trackId = courses[throwDice(2)]!.track.id;
          people.push({ person, trackId, enrolment: await enrolled(app, person, trackId) });
          expected.set(person.id, []);
        },
        change: async () => {
          const one = people[throwDice(people.length)];
          if (!one) return;
          const of = { personId: one.person.id, trackId: one.trackId };
          const what = (['pause', 'leave', 'complete'] as const)[throwDice(3)]!;
          // What cannot be done any more (pausing after leaving) is refused, and nothing happens.
          if (what === 'complete')
            await did(app, one.enrolment, { module: 'a', step: 'yomu' }).catch(() => undefined);
          else await app.db.write((tx) => app.get(EnrolmentService)[what](tx, of)).catch(() => undefined);
        },
        export: async () => {
          const today = app.clock.today();
          const asOf = today.plusDays(-throwDice(2) * throwDice(60));
          const [from, to] = [throwDice(12), throwDice(12)].sort((a, b) => a - b) as [number, number];
          const month = (n: number) => String(((n + 3) % 12) + 1);
          const question = readQuestion(
            {
              track: [courses[0]!.track.code, courses[1]!.track.code, ''][throwDice(3)]!,
              year: String(2025 + throwDice(2)),
              from: month(from),
              to: month(to),
              asOfYear: String(asOf.year),
              asOfMonth: String(asOf.month),
              asOfDay: String(asOf.day),
            },
            today,
          );
          const file = await saved(await official(), question);
          for (const { person } of people)
            if (file.includes(person.displayName)) expected.get(person.id)!.push(question.fiscalYear);
        },
      };
      for (let n = 0; n < 100; n += 1) {
        const act = (['enrol', 'change', 'change', 'export', 'export'] as const)[throwDice(5)]!;
        await acts[act]();
        app.clock.advance(throwDice(5) * DAY_MS + throwDice(2) * throwDice(DAY_MS));
      }
      const found = new Map<string, number[]>();
      for (const { person } of people) {
        const held = await app.get(HeldExports).listOf(person.id);
        found.set(person.id, held.map(({ fiscalYear }) => fiscalYear).sort());
      }
      for (const years of expected.values()) years.sort();
      expect(found).toEqual(expected);
      const all = [...expected.values()].flat();
      expect(all.length).toBeGreaterThan(10);
      const kinds = await app.db.sql<{ kind: string }>`
        select distinct kind from reported_fact where track_id in (${courses[0]!.track.id}, ${courses[1]!.track.id})`;
      expect(kinds.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['enrolled', 'paused', 'left', 'completed']),
      );
    },
  );
});

describe('one’s own access log', () => {
  it('says when, in which role, what and what for, and names nobody', async () => {
    const course = aShortCourse('seen', { code: 'SEE' });
    await published(app, course);
    const [person, other] = [await aPerson(app), await aPerson(app, { displayName: 'べつの人' })];
    await enrolled(app, person, 'seen');
    const office = await aPerson(app, { roles: ['office'], displayName: '事務 すず' });
    const desk = await signIn(app, office);
    const today = app.clock.today();
    const asked = await desk
      .post('/office/reports/completions/names')
      .type('form')
      .send({
        track: 'SEE',
        year: '2025',
        from: '4',
        to: '3',
        asOfYear: String(today.year),
        asOfMonth: String(today.month),
        asOfDay: String(today.day),
        purpose: '県への報告 <b>',
        format: 'csv',
      })
      .expect(303);
    const browser = await signIn(app, person);
    expect(await seen(browser)).toContain('まだ、だれも見ていません');
    await desk.get(asked.headers.location!).expect(200);
    await desk.post('/office/desk').type('form').send({ identifier: person.learnerNumber }).expect(200);
    const html = await seen(browser);
    expect(plain(html)).toContain(
      '2026年2月10日（火） 10時 事務局：名前のある一覧を保存しました 令和7年度の一覧に、あなたの行がありました 目的： 県への報告 &lt;b&gt;',
    );
    expect(html).toContain('パスワードを決め直す紙を、受付で作りました');
    for (const name of ['事務 すず', 'べつの人', office.id]) expect(html).not.toContain(name);
    expect(await seen(await signIn(app, other))).toContain('まだ、だれも見ていません');
    const file = await browser.get('/settings/data/file.json').expect(200);
    const { seen: all } = file.body as { seen: { role: string; act: string; purpose: string | null }[] };
    expect(all.map(({ role, act, purpose }) => [role, act, purpose])).toEqual(
      expect.arrayContaining([
        ['office', 'report.downloaded', '県への報告 <b>'],
        ['office', 'slip.printed', null],
      ]),
    );
    expect((await browser.get('/settings/data/read')).text).toContain('名前のある一覧を保存しました');
    expect((await browser.get('/settings/data')).text).toContain('href="/settings/data/seen"');
  });

  it('says that a facilitator opened what was sent, to its sender alone', async () => {
    await published(
      app,
      aCourse({ id: 'sent', modules: [aModule('a', [aReflection('omou', { share: 'offered' })])] }),
    );
    const cohort = await aCohort(app, { trackId: 'sent' });
    const [sender, classmate] = [await aPerson(app), await aPerson(app)];
    const enrolment = await enrolledIn(app, sender, cohort);
    const theirs = await enrolledIn(app, classmate, cohort);
    const sending = await aSending(app, enrolment, { step: 'omou', isRead: false });
    await aSending(app, theirs, { step: 'omou', isRead: false });
    const facilitator = await aPerson(app, { roles: ['facilitator'], displayName: '進行 たけ' });
    await facilitates(app, facilitator, cohort);
    const browser = await signIn(app, facilitator);
    await browser
      .post(`/facilitate/${cohort.id}/reflections/${sending}/reading`)
      .type('form')
      .send({})
      .expect(303);
    const html = await seen(await signIn(app, sender));
    expect(plain(html)).toContain('進行役：送られたふりかえりを開きました');
    expect(html).not.toContain('進行 たけ');
    expect(await seen(await signIn(app, classmate))).toContain('まだ、だれも見ていません');
  });

  it('says that a sheet of attendance was taken along, to who was enrolled then', async () => {
    await published(app, aCourse({ id: 'meeting', modules: [aModule('a', [aSession('atsumari', 2)])] }));
    const cohort = await aCohort(app, { trackId: 'meeting' });
    const [there, gone, late] = [await aPerson(app), await aPerson(app), await aPerson(app)];
    await enrolledIn(app, there, cohort);
    await enrolledIn(app, gone, cohort);
    const leaving = { personId: gone.id, trackId: 'meeting' };
    await app.db.write((tx) => app.get(EnrolmentService).leave(tx, leaving));
    const session = newId(app.clock.now());
    await app.db.write((tx) =>
      tx.insert(TrainingSession, {
        id: session,
        cohortId: cohort.id,
        module: 'a',
        step: 'atsumari',
        startsAt: app.clock.now(),
        endsAt: new Date(app.clock.now().getTime() + DAY_MS / 12),
        place: '会議室',
        cancelledAt: null,
      }),
    );
    const me = { personId: (await aPerson(app, { roles: ['facilitator'] })).id, role: 'facilitator' } as Me;
    await app.get(SheetPapers).taken(me, session);
    app.clock.advance(1000);
    await enrolledIn(app, late, cohort);
    const access = app.get(OwnAccessService);
    const [mine, ...others] = await Promise.all([there, gone, late].map(({ id }) => access.listOf(id)));
    expect(mine).toMatchObject([{ role: 'facilitator', act: 'attendance.exported', purpose: null }]);
    expect(others).toEqual([[], []]);
    expect(await seen(await signIn(app, there))).toContain('進行役：');
  });

  it('says that the roster and the names before a batch were looked at, to who stood in them', async () => {
    const course = aShortCourse('rosters', { code: 'ROS' });
    await published(app, course);
    const cohort = await aCohort(app, { trackId: 'rosters' });
    const [holder, waiting, other] = [await aPerson(app), await aPerson(app), await aPerson(app)];
    await certified(app, holder, course);
    const enrolment = await enrolledIn(app, waiting, cohort);
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    await enrolledIn(app, other, cohort);
    app.clock.advance(1000);
    const desk = await signIn(app, await aPerson(app, { roles: ['office'], displayName: '事務 すず' }));
    const send = (path: string, body: object = {}) => desk.post(path).type('form').send(body).expect(303);
    await send('/office/roster', { year: '2025', track: 'ROS', purpose: '照会への回答' });
    await send('/office/roster', { year: '2024', track: '', purpose: '前の年度' });
    await send(`/office/certificates/cohorts/${cohort.id}/previews`);
    const access = app.get(OwnAccessService);
    const [held, waited, nothing] = await Promise.all(
      [holder, waiting, other].map(({ id }) => access.listOf(id)),
    );
    expect(held).toMatchObject([
      { role: 'office', act: 'roster.viewed', purpose: '照会への回答', fiscalYear: 2025 },
    ]);
    expect(waited).toMatchObject([{ act: 'certificate.batch-previewed', purpose: null, fiscalYear: null }]);
    expect(nothing).toEqual([]);
    const html = await seen(await signIn(app, holder));
    expect(plain(html)).toContain(
      '事務局：修了者名簿の目的を記録して、見ました 令和7年度の一覧に、あなたの行がありました 目的： 照会への回答',
    );
    expect(html).not.toContain('事務 すず');
  });

  it('says that a facilitator had the person before them in the list of contacts, once a day', async () => {
    await published(app, aCourse({ id: 'called', modules: [aModule('a', [aLesson('yomu')])] }));
    const cohort = await aCohort(app, { trackId: 'called' });
    const facilitator = await aPerson(app, { roles: ['facilitator'], displayName: '進行 たけ' });
    await facilitates(app, facilitator, cohort);
    const [asking, quiet] = [await aPerson(app), await aPerson(app)];
    const enrolment = await enrolledIn(app, asking, cohort);
    await enrolledIn(app, quiet, cohort);
    const browser = await signIn(app, asking);
    await browser.post('/contact/called').type('form').send({ way: 'page', line: '' }).expect(303);
    const list = `/facilitate/${cohort.id}/contact`;
    const desk = await signIn(app, facilitator);
    await desk.head(list).expect(200);
    const access = app.get(OwnAccessService);
    expect(await access.listOf(asking.id)).toEqual([]);
    await Promise.all([desk.get(list).expect(200), desk.get(`${list}/${enrolment.id}`).expect(200)]);
    await desk.get(list).expect(200);
    expect(await access.listOf(asking.id)).toMatchObject([{ role: 'facilitator', act: 'contact.viewed' }]);
    app.clock.advance(1000);
    await desk.post(`${list}/${enrolment.id}/made`).type('form').send({}).expect(303);
    const acts = (await access.listOf(asking.id)).map(({ act }) => act);
    expect(acts).toEqual(['contact.made', 'contact.viewed']);
    expect(await access.listOf(quiet.id)).toEqual([]);
    const html = await seen(browser);
    expect(plain(html)).toContain('進行役：声をかけてほしい人の一覧を見ました');
    expect(html).not.toContain('進行 たけ');
    const recorded = await app.db.sql<{ act: string }>`
      select act from audit_event where object = ${`cohort:${cohort.id}`} order by seq`;
    expect(recorded.map(({ act }) => act)).toEqual(['contact.viewed', 'contact.made']);
    app.clock.advance(366 * DAY_MS);
    await app.get(Jobs).runAll();
    expect(await access.listOf(asking.id)).toEqual([]);
  });

  it('tells of a proposal to revoke when it was confirmed, and never of one that came to nothing', async () => {
    const course = aShortCourse('examined', { code: 'EXA' });
    const person = await aPerson(app);
    const { id } = await certified(app, person, course);
    const revocations = app.get(RevocationService);
    const acts = async () => (await app.get(OwnAccessService).listOf(person.id)).map(({ act }) => act);
    const dropped = await proposed(app, id);
    const actor = { personId: (await aPerson(app, { roles: ['office'] })).id, role: 'office' };
    expect(await acts()).toEqual([]);
    await app.db.write((tx) => revocations.withdraw(tx, actor, { certificateId: id, proposalId: dropped }));
    expect(await acts()).toEqual([]);
    const proposalId = await proposed(app, id);
    expect(await acts()).toEqual([]);
    app.clock.advance(2 * DAY_MS);
    await app.db.write((tx) => revocations.confirm(tx, actor, { certificateId: id, proposalId }));
    expect(await acts()).toEqual(['certificate.revoked', 'certificate.revocation-proposed']);
    const browser = await signIn(app, person);
    const html = plain(await seen(browser));
    expect(html).toMatch(
      /2月12日（木） 10時 事務局：修了証を取り消しました .*2月10日（火） 10時 事務局：修了証の取り消しを提案しました/,
    );
    const page = plain((await browser.get(`/certificates/${id}`).expect(200)).text);
    for (const words of [
      'もう修了の証明に使えません',
      '提案した日：2026年2月10日',
      '取り消した日：2026年2月12日',
    ])
      expect(page).toContain(words);
  });

  it('is one’s own, after a fresh proof', async () => {
    await app.browser().get('/settings/data/seen').expect(303);
    const browser = await signIn(app, await aPerson(app));
    app.clock.advance(11 * 60_000);
    expect((await browser.get('/settings/data/seen').expect(303)).headers.location).toMatch(
      /^\/login\/again/,
    );
  });
});

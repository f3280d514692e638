import { AbsenceNotice } from '../src/attendance/absence-notice.entity.js';
import { AttendanceService } from '../src/attendance/attendance.service.js';
import { SheetService } from '../src/attendance/sheet.service.js';
import type { Cohort } from '../src/cohorts/cohort.entity.js';
import type { CohortSettings } from '../src/cohorts/cohort-settings.rules.js';
import { CohortMoves } from '../src/enrolment/cohort-moves.service.js';
import { EnrolmentService } from '../src/enrolment/enrolment.service.js';
import { completionOf } from '../src/learning/completion.rules.js';
import { JourneyService } from '../src/learning/journey.service.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { DomainError } from '../src/shared/domain-error.js';
import { aCohort, enrolledIn } from './factories/cohort.js';
import { aCourse, aLesson, aModule, aSession } from './factories/course.js';
import { did, enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { aDate } from './factories/training-session.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

const day = (text: string) => CalendarDay.parse(text)!;
const PAGE = '/path/introductory/moving';
const DAYS = { startsOn: day('2026-08-02'), endsOn: day('2026-12-31') };
let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  app.clock.set(new Date('2026-05-12T03:00:00Z')); // noon in Japan
  const module = aModule('a', [
    aLesson('yomu'),
    aLesson('tsugi'),
    aSession('kai-1', 3),
    aSession('kai-2', 3),
  ]);
  await published(app, aCourse({ modules: [module] }));
  await published(app, aCourse({ id: 'practitioner', code: 'PRA', modules: [module] }));
});
afterAll(() => app.close());

const open = (state: Partial<CohortSettings & { trackId: string }> = {}) =>
  aCohort(app, { trackId: 'introductory', ...DAYS, ...state });
const standing = () => aCohort(app, { trackId: 'introductory', kind: 'standing' });
const past = (name = '前の期') => open({ name, startsOn: day('2026-04-01'), endsOn: day('2026-07-31') });
const send = (browser: Browser, fields: object, path = PAGE) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...fields });
const stateOf = async ({ id }: { id: string }) =>
  await app.db.sql`
    select cohort_id, state from enrolment where person_id = ${id} and left_at is null order by id`;
const whose = ({ id }: { id: string }) => ({ personId: id, trackId: 'introductory' });

async function aMember(cohort: Cohort) {
  const person = await aPerson(app);
  const enrolment = await enrolledIn(app, person, cohort);
  return { person, enrolment, browser: await signIn(app, person) };
}

describe('where one can move', () => {
  it('is offered on the page of the path and of the track, only while there is somewhere to go', async () => {
    const browser = await signIn(app, await aPerson(app));
    const { person } = { person: await aPerson(app) };
    await enrolled(app, person, 'practitioner');
    const alone = await signIn(app, person);
    for (const path of ['/path/practitioner', '/tracks/practitioner'])
      expect((await alone.get(path).expect(200)).text).not.toContain('つぎの期にうつる');
    expect((await alone.get('/path/practitioner/moving').expect(200)).text).toContain(
      'いまは、うつれる期がありません',
    );
    const next = await open({ trackId: 'practitioner', name: '実践の次の期' });
    await aDate(app, { cohort: next, inHours: 24 * 90, place: '秘密の会議室' });
    await aDate(app, { cohort: next, inHours: 24 * 91, isCancelled: true });
    for (const path of ['/path/practitioner', '/tracks/practitioner'])
      expect((await alone.get(path).expect(200)).text).toContain('href="/path/practitioner/moving"');
    const { text } = await alone.get('/path/practitioner/moving').expect(200);
    for (const words of [
      '実践の次の期',
      '2026年8月2日（日）から',
      'つぎの期で続けられます。終わった課は、もう一度やらなくて大丈夫です。',
      '前の期の進行役からも見えなくなります',
      '12月31日（木）までうつれます',
      '2026年8月10日（月）',
    ])
      expect(text).toContain(words);
    for (const words of ['秘密の会議室', '2026年8月11日（火）']) expect(text).not.toContain(words);
    expect(text).toContain(`value="${next.id}"`);
    // Who does not take the track has nothing to move.
    expect((await browser.get('/tracks/practitioner').expect(200)).text).not.toContain('つぎの期にうつる');
    await browser.get('/path/practitioner/moving').expect(404);
    await send(browser, { cohort: next.id, break: '' }, '/path/practitioner/moving').expect(404);
  });

  it('is a cohort that takes everybody, has a seat and has not begun, or the standing one', async () => {
    const { browser, person } = await aMember(await past());
    const full = await open({ name: '満員の期', seats: 1 });
    await enrolledIn(app, await aPerson(app), full);
    const shut = [
      full,
      await open({ name: '始まった期', startsOn: day('2026-05-12') }),
      await open({ name: '締め切った期', closesOn: day('2026-05-11') }),
      await open({ name: '招く期', admission: 'invitation' }),
      await open({ name: '申し込む期', admission: 'application' }),
      await open({ name: 'ほかの講座の期', trackId: 'practitioner' }),
      await aCohort(app, { trackId: 'introductory', name: '日のない期' }),
    ];
    const tomorrow = await open({ name: '明日からの期', startsOn: day('2026-05-13'), seats: 5 });
    const { text } = await browser.get(PAGE).expect(200);
    for (const { id } of [tomorrow, await standing()]) expect(text).toContain(`value="${id}"`);
    const before = await stateOf(person);
    for (const { id, name } of shut) {
      expect([name, text.includes(id)]).toEqual([name, false]);
      const refused = await send(browser, { cohort: id, break: '' }).expect(422);
      expect(refused.text).toMatch(/席がうまりました|いまはうつれません/);
    }
    for (const cohort of ['', 'x', crypto.randomUUID()])
      await send(browser, { cohort, break: '' }).expect(422);
    await send(browser, { cohort: tomorrow.id, break: 'x' }).expect(422);
    expect(await stateOf(person)).toEqual(before);
  });

  it('is no cohort in which one has been, and none once the track is completed', async () => {
    const been = await open({ name: '前にいた期' });
    const { browser, person, enrolment } = await aMember(been);
    await app.db.write((tx) => app.get(EnrolmentService).leave(tx, whose(person)));
    await enrolledIn(app, person, await standing());
    expect((await browser.get(PAGE).expect(200)).text).not.toContain(been.id);
    await send(browser, { cohort: been.id, break: '' }).expect(422);
    const other = await open({ name: 'ほかの期' });
    const [own] = await app.db.sql<{ id: string }>`
      select id from enrolment where person_id = ${person.id} and left_at is null`;
    expect(own!.id).not.toBe(enrolment.id);
    await app.db.write((tx) => app.get(EnrolmentService).complete(tx, own!.id));
    expect((await browser.get(PAGE).expect(200)).text).toContain('いまは、うつれる期がありません');
    const refused = await send(browser, { cohort: other.id, break: '' }).expect(422);
    for (const part of ['href="#cohort"', 'id="cohort"', '選んだ期には、いまはうつれません'])
      expect(refused.text).toContain(part);
  });
});

describe('moving', () => {
  it('keeps all that was done, once, however often the form arrives', async () => {
    const [from, to] = [await past(), await open({ name: '行き先の期' })];
    const { browser, person, enrolment } = await aMember(from);
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    const key = crypto.randomUUID();
    const answers = await Promise.all(
      [1, 2, 3].map(() => send(browser, { cohort: to.id, break: '', _key: key })),
    );
    for (const { status, headers } of answers)
      expect([status, headers.location]).toEqual([303, '/path/introductory?moved=1']);
    await send(browser, { cohort: to.id, break: '' }).expect(303);
    expect(await stateOf(person)).toEqual([{ cohort_id: to.id, state: 'active' }]);
    const facts = await app.db.sql`select seq from reported_fact where enrolment_id = ${enrolment.id}`;
    expect(facts).toHaveLength(2);
    const { text } = await browser.get('/path/introductory?moved=1').expect(200);
    for (const words of ['つぎの期にうつりました', '行き先の期', '4項目のうち、1項目が終わりました'])
      expect(text).toContain(words);
  });

  it.each([
    ['stay', 'paused'],
    ['return', 'active'],
    ['', 'paused'],
  ])('from a break: %s is %s', async (after, state) => {
    const to = await open();
    const { browser, person } = await aMember(await past());
    await app.db.write((tx) => app.get(EnrolmentService).pause(tx, whose(person)));
    const { text } = await browser.get(PAGE).expect(200);
    expect(text).toContain('休んだままにする');
    await send(browser, { cohort: to.id, break: after }).expect(303);
    expect(await stateOf(person)).toEqual([{ cohort_id: to.id, state }]);
  });

  it('tells nothing of dates that were changed before one came', async () => {
    const to = await open({ name: '日の動いた期' });
    const { browser, person } = await aMember(await past());
    const now = app.clock.now();
    const id = await aDate(app, { cohort: to, inHours: 24 * 100 });
    await app.db.write((tx) =>
      tx.query(
        `update training_session set version = 2, changed_at = ${now.getTime() + 1000} where id = '${id}'`,
      ),
    );
    app.clock.set(new Date(now.getTime() + 60_000));
    await send(browser, { cohort: to.id, break: '' }).expect(303);
    expect(await stateOf(person)).toMatchObject([{ cohort_id: to.id }]);
    const { text } = await browser.get('/path/introductory').expect(200);
    expect(text).not.toContain('集合演習の予定が変わりました');
    expect(text).toContain('次に集まる日');
    app.clock.set(now);
  });

  it('takes one off the sheets of the cohort that one leaves, not what was recorded', async () => {
    const [from, to] = [await past(), await open()];
    const { browser, person, enrolment } = await aMember(from);
    const [held, ahead] = [
      await aDate(app, { cohort: from, inHours: -5 }),
      await aDate(app, { cohort: from, step: 'kai-2' }),
    ];
    await app.db.write(async (tx) => {
      const ref = { module: 'a', step: 'kai-1' };
      const times = { minutesLate: null, minutesEarly: null };
      const there = {
        enrolmentId: enrolment.id,
        ref,
        kind: 'present' as const,
        trainingSessionId: held,
        ...times,
      };
      await app.get(AttendanceService).record(tx, there, null);
      const givenAt = app.clock.now();
      await tx.insert(AbsenceNotice, { enrolmentId: enrolment.id, trainingSessionId: ahead, givenAt });
    });
    const counts = async () =>
      (await app.get(SheetService).list(from)).map(({ present, notices }) => [present, notices]);
    expect(await counts()).toEqual([
      [1, 0],
      [0, 1],
    ]);
    await send(browser, { cohort: to.id, break: '' }).expect(303);
    expect(await counts()).toEqual([
      [0, 0],
      [0, 0],
    ]);
    const { facts } = await app.get(JourneyService).get(person.id, 'introductory');
    expect([...facts.done]).toEqual(['a/kai-1']);
    expect((await browser.get('/session/introductory/a/kai-1').expect(200)).text).toContain('出席');
  });

  it('gives no seat away twice when fifty move at once', async () => {
    const [from, to] = [await past(), await open({ seats: 7 })];
    const people = [];
    for (let n = 0; n < 50; n++) {
      const person = await aPerson(app);
      await enrolledIn(app, person, from);
      people.push(person);
    }
    const results = await Promise.allSettled(
      people.map((person) =>
        app.db.write((tx) =>
          app.get(CohortMoves).move(tx, whose(person), { cohortId: to.id, comesBack: false }),
        ),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
    for (const result of results)
      if (result.status === 'rejected') expect((result.reason as DomainError).code).toBe('enrolment.full');
    const counts = async ({ id }: Cohort) =>
      (await app.db.sql`select 1 from enrolment where cohort_id = ${id} and left_at is null`).length;
    expect([await counts(from), await counts(to)]).toEqual([43, 7]);
    const last = await aMember(from);
    const { text } = await send(last.browser, { cohort: to.id, break: '' }).expect(422);
    expect(text).toContain('席がうまりました');
  });
});

describe('whatever happens in whichever order', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed + 1))(
    'nothing that is done is ever undone by moving (%s)',
    async (seed) => {
      let state = seed * 2_654_435_761;
      const pick = (most: number) => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((state / 2 ** 32) * most);
      };
      const cohorts = [await standing(), await open(), await open(), await open()];
      const person = await aPerson(app);
      const { id: enrolmentId } = await enrolledIn(app, person, cohorts[pick(cohorts.length)]!);
      const acts = [
        () => did(app, { id: enrolmentId }, { module: 'a', step: ['yomu', 'tsugi'][pick(2)]! }),
        () =>
          app.db.write((tx) =>
            app.get(AttendanceService).record(
              tx,
              {
                enrolmentId,
                ref: { module: 'a', step: ['kai-1', 'kai-2'][pick(2)]! },
                kind: pick(2) ? 'present' : 'made-up',
                ...{ trainingSessionId: null, minutesLate: null, minutesEarly: null },
              },
              null,
            ),
          ),
        () => app.db.write((tx) => app.get(EnrolmentService).pause(tx, whose(person))),
        () => app.db.write((tx) => app.get(EnrolmentService).resume(tx, whose(person))),
        // To where one cannot go, too: nothing happens then.
        () =>
          app.db
            .write((tx) =>
              app.get(CohortMoves).move(tx, whose(person), {
                cohortId: cohorts[pick(cohorts.length)]!.id,
                comesBack: pick(2) === 1,
              }),
            )
            .catch((error: unknown) => {
              if (!(error instanceof DomainError)) throw error;
            }),
        async () => {
          const to = cohorts[pick(cohorts.length)]!;
          await app.db.write(async (tx) => {
            const enrolments = app.get(EnrolmentService);
            await enrolments.moveTo(tx, await enrolments.get(tx, whose(person)), to);
          });
        },
      ];
      const look = async () => {
        const { edition, facts, completedOn } = await app.get(JourneyService).get(person.id, 'introductory');
        const rows = await app.db.sql<{ key: string }>`
          select module || '/' || step as key from attendance where enrolment_id = ${enrolmentId}`;
        return {
          done: [...facts.done, ...rows.map(({ key }) => `attended ${key}`)],
          isDone: completionOf(edition, facts).isDone,
          completedOn,
        };
      };
      let before = await look();
      for (let n = 0; n < 40; n++) {
        await acts[pick(acts.length)]!();
        const after = await look();
        expect(after.done).toEqual(expect.arrayContaining(before.done));
        if (before.isDone) expect(after.isDone).toBe(true);
        if (before.completedOn !== null) expect(after.completedOn).toBe(before.completedOn);
        before = after;
      }
      expect(before.done.length).toBeGreaterThan(0);
      expect(await stateOf(person)).toHaveLength(1);
    },
  );
});

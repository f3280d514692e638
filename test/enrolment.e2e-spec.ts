import { EnrolmentService } from '../src/enrolment/enrolment.service.js';
import { EditionService } from '../src/curriculum/edition.service.js';
import { aCourse, aLesson, aModule, aQuestion, aQuiz } from './factories/course.js';
import { did, enrolled, published } from './factories/learning.js';
import { aPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const ab = [aModule('a', [aLesson('yomu')]), aModule('b', [aLesson('yomu')])];
const facts = (enrolmentId: string) =>
  app.db.sql<{ kind: string; status: string; completed_on: string | null; display_name: string }>`
    select kind, status, completed_on, display_name from reported_fact where enrolment_id = ${enrolmentId} order by seq`;
const act = (what: 'pause' | 'resume' | 'leave', person: { id: string }, trackId: string) =>
  app.db.write((tx) => app.get(EnrolmentService)[what](tx, { personId: person.id, trackId }));

describe('publication', () => {
  it('opens the standing cohort with the first edition', async () => {
    expect((await published(app, aCourse({ id: 'hajime', modules: ab }))).kind).toBe('first');
    const cohorts = await app.db.sql`select kind, name from cohort where track_id = ${'hajime'}`;
    expect(cohorts).toEqual([{ kind: 'standing', name: null }]);
  });

  it('does not publish the same words twice', async () => {
    const first = aCourse({ id: 'onaji', modules: ab });
    const second = aCourse({ id: 'onaji', modules: [ab[0]!, { ...ab[1]!, title: '新しい題' }] });
    await published(app, first);
    expect((await published(app, first)).kind).toBe('current');
    expect(await published(app, second)).toMatchObject({ kind: 'published', class: 'editorial' });
    expect((await published(app, first)).kind).toBe('known');
    expect((await app.get(EditionService).getCurrent('onaji')).modules[1]!.title).toBe('新しい題');
  });

  it('lets editorial changes reach everyone and leaves those enrolled behind with consequential ones', async () => {
    const first = aCourse({ id: 'kawaru', modules: ab });
    await published(app, first);
    const early = await enrolled(app, await aPerson(app), 'kawaru');
    const reads = async (enrolment: { id: string }) =>
      (await app.db.one<{ hash: string }>`
        select r.edition_hash as hash from enrolment e join revision r on r.id = e.revision_id where e.id = ${enrolment.id}`)!
        .hash;
    const words = await published(app, { ...first, modules: [ab[0]!, { ...ab[1]!, title: 'ほか' }] });
    expect(await reads(early)).toBe(words.hash);
    const more = await published(app, { ...first, modules: [...ab, aModule('c', [aLesson('yomu')])] });
    expect(more).toMatchObject({ kind: 'published', class: 'consequential' });
    expect(await reads(early)).toBe(words.hash);
    expect(await reads(await enrolled(app, await aPerson(app), 'kawaru'))).toBe(more.hash);
  });

  it('refuses an id under another kind, and goes on serving', async () => {
    const first = aCourse({ id: 'kotowaru', modules: ab });
    const { hash } = await published(app, first);
    const quiz = { ...first, modules: [aModule('a', [aQuiz('yomu', [aQuestion('q')])]), ab[1]!] };
    expect((await published(app, quiz)).kind).toBe('refused');
    expect((await app.get(EditionService).getCurrent('kotowaru')).hash).toBe(hash);
  });
});

describe('enrolment', () => {
  beforeAll(async () => {
    await published(app, aCourse({ id: 'introductory', modules: ab }));
    await published(app, aCourse({ id: 'practitioner', requires: ['introductory'], modules: ab }));
  });

  it('opens a track only after the one it requires', async () => {
    const person = await aPerson(app);
    const enrol = () =>
      app.db.write((tx) =>
        app.get(EnrolmentService).enrol(tx, person.id, { id: 'practitioner', requires: ['introductory'] }),
      );
    const before = await enrolled(app, person, 'introductory');
    await expect(enrol()).rejects.toMatchObject({ code: 'enrolment.locked' });
    await did(app, before, { module: 'a', step: 'yomu' });
    await expect(enrol()).rejects.toMatchObject({ code: 'enrolment.locked' });
    await did(app, before, { module: 'b', step: 'yomu' });
    await expect(enrol()).resolves.toMatchObject({ trackId: 'practitioner', state: 'active' });
  });

  it('records each turn as a fact with the state that it left', async () => {
    const person = await aPerson(app, { displayName: 'みさき' });
    const enrolment = await enrolled(app, person, 'introductory');
    await act('pause', person, 'introductory');
    await act('pause', person, 'introductory');
    await act('resume', person, 'introductory');
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    await did(app, enrolment, { module: 'b', step: 'yomu' });
    await did(app, enrolment, { module: 'b', step: 'yomu' });
    await act('leave', person, 'introductory');
    expect(await facts(enrolment.id)).toEqual([
      { kind: 'enrolled', status: 'active', completed_on: null, display_name: 'みさき' },
      { kind: 'paused', status: 'paused', completed_on: null, display_name: 'みさき' },
      { kind: 'resumed', status: 'active', completed_on: null, display_name: 'みさき' },
      { kind: 'completed', status: 'completed', completed_on: '2026-05-12', display_name: 'みさき' },
      { kind: 'left', status: 'completed', completed_on: '2026-05-12', display_name: 'みさき' },
    ]);
  });

  it('gives who comes back the same place, with all that was done', async () => {
    const person = await aPerson(app);
    const enrolment = await enrolled(app, person, 'introductory');
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    await act('leave', person, 'introductory');
    await expect(act('pause', person, 'introductory')).rejects.toThrow('enrolment in introductory');
    const again = await enrolled(app, person, 'introductory');
    expect([again.id, again.number]).toEqual([enrolment.id, enrolment.number]);
    const done = await app.db.sql`select module from step_progress where enrolment_id = ${enrolment.id}`;
    expect(done).toEqual([{ module: 'a' }]);
  });

  it('gives numbers that tell nothing about the order', async () => {
    const numbers: number[] = [];
    for (let n = 0; n < 8; n++)
      numbers.push((await enrolled(app, await aPerson(app), 'introductory')).number);
    expect(new Set(numbers).size).toBe(8);
    expect(numbers).not.toEqual([...numbers].sort((a, b) => a - b));
  });

  it('keeps completion when the edition moves on', async () => {
    const person = await aPerson(app);
    const first = aCourse({ id: 'susumu', modules: ab.slice(0, 1) });
    await published(app, first);
    const enrolment = await enrolled(app, person, 'susumu');
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    await published(app, { ...first, modules: ab });
    await app.db.write(async (tx) => {
      await tx.sql`update enrolment set revision_id = (select id from revision where track_id = ${'susumu'} and number = 2)
        where id = ${enrolment.id}`;
    });
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    expect(await facts(enrolment.id)).toHaveLength(2);
    expect((await facts(enrolment.id))[1]!.completed_on).toBe('2026-05-12');
  });

  it('takes the names out of what was reported, and everything else away', async () => {
    const person = await aPerson(app, { displayName: 'けす' });
    const enrolment = await enrolled(app, person, 'introductory');
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    await app.db.write((tx) => app.get(EnrolmentService).erase(tx, person.id));
    expect(await facts(enrolment.id)).toMatchObject([
      { kind: 'enrolled', display_name: '' },
      { kind: 'left', display_name: '' },
    ]);
    expect(await app.db.sql`select 1 from step_progress where enrolment_id = ${enrolment.id}`).toEqual([]);
  });
});

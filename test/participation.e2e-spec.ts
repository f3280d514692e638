import { EnrolmentService } from '../src/enrolment/enrolment.service.js';
import { aShortCourse, completed, issued } from './factories/certificate.js';
import { aCohort, enrolledIn } from './factories/cohort.js';
import { aCourse, aLesson, aModule } from './factories/course.js';
import { did, enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { AN_ORDINARY_DAY, startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ config: { curriculaDir: 'test/no-curricula' } });
  await published(app, course);
});
afterAll(() => app.close());
beforeEach(() => {
  app.clock.set(AN_ORDINARY_DAY);
});

const certificate = { title: '参加証', text: null, disclaimer: true, official: null, yearly: true };
const modules = ['a', 'b', 'c', 'd'].map((id) => aModule(id, [aLesson('yomu')]));
const course = aCourse({
  id: 'followup',
  code: 'FOL',
  certificate,
  modules,
  complete: [{ kind: 'modules', count: 3 }],
});
const LAST_MOMENT = new Date('2027-03-31T14:59:59.999Z');
const NEW_YEAR = new Date('2027-03-31T15:00:00.000Z');
const ACTION = '/tracks/followup/participation';
const BEGIN = '令和9年度の参加を始める';

const press = (browser: Browser, key?: string) =>
  browser
    .post(ACTION)
    .type('form')
    .send(key ? { _key: key } : {});
const rowsOf = (person: { id: string }) =>
  app.db.sql<{ id: string; state: string; enrolled_on: string; completed_on: string | null }>`
    select id, state, enrolled_on, completed_on from enrolment where person_id = ${person.id} order by created_at, id`;
const three = async (enrolment: { id: string }) => {
  for (const module of ['a', 'b', 'c']) await did(app, enrolment, { module, step: 'yomu' });
};
const numberOf = async (id: string) =>
  (await app.db.one<{ number: string }>`select number from certificate where id = ${id}`)!.number;

async function takenPart() {
  const person = await aPerson(app);
  const enrolment = await enrolled(app, person, 'followup');
  await three(enrolment);
  return { person, enrolment };
}

describe('another year of a track that goes year by year', () => {
  it('is offered from the first of April, in Japan, and not before', async () => {
    const { person } = await takenPart();
    app.clock.set(LAST_MOMENT);
    const browser = await signIn(app, person);
    for (const page of ['/path/followup', '/tracks/followup'])
      expect((await browser.get(page).expect(200)).text).not.toContain(ACTION);
    await press(browser).expect(303).expect('location', '/path/followup');
    expect(await rowsOf(person)).toHaveLength(1);
    app.clock.set(NEW_YEAR);
    for (const page of ['/path/followup', '/tracks/followup']) {
      const { text } = await browser.get(page).expect(200);
      expect(text).toContain(`action="${ACTION}"`);
      expect(text).toContain(BEGIN);
    }
  });

  it('begins with nothing done, and leaves the year before as it was', async () => {
    const { person, enrolment } = await takenPart();
    app.clock.set(NEW_YEAR);
    const browser = await signIn(app, person);
    await press(browser).expect(303).expect('location', '/path/followup');
    expect(await rowsOf(person)).toEqual([
      expect.objectContaining({ id: enrolment.id, state: 'ended', completed_on: '2026-05-12' }),
      expect.objectContaining({ state: 'active', enrolled_on: '2027-04-01', completed_on: null }),
    ]);
    const { text } = await browser.get('/path/followup').expect(200);
    expect(text).toContain('0');
    expect(text).not.toContain(ACTION);
    expect(text).not.toContain('id="completed"');
    // The certificate of the year before can still be received; what was done is with one's own data.
    expect((await browser.get('/certificates')).text).toContain(`/certificates/ready/${enrolment.id}/name`);
    expect((await browser.get('/settings/data/read')).text).toContain('前の年度に参加しました');
  });

  it('gives a certificate for each year, numbered by the year in which it is issued', async () => {
    const { person, enrolment } = await takenPart();
    const first = await issued(app, person, enrolment);
    expect(await numberOf(first)).toMatch(/^R8-FOL-/);
    app.clock.set(NEW_YEAR);
    const browser = await signIn(app, person);
    await press(browser).expect(303);
    const again = (await rowsOf(person))[1]!;
    await did(app, again, { module: 'd', step: 'yomu' });
    await did(app, again, { module: 'a', step: 'yomu' });
    expect((await rowsOf(person))[1]!.completed_on).toBeNull();
    await did(app, again, { module: 'b', step: 'yomu' });
    expect((await rowsOf(person))[1]!.completed_on).toBe('2027-04-01');
    const second = await issued(app, person, again);
    expect(await numberOf(second)).toMatch(/^R9-FOL-/);
    expect(await issued(app, person, again)).toBe(second);
    const { text } = await browser.get('/certificates').expect(200);
    for (const id of [first, second]) expect(text).toContain(`/certificates/${id}`);
    expect((await browser.get(`/certificates/${second}`)).text).toContain('令和9年度');
    // Done for this year.
    await press(browser).expect(303);
    expect(await rowsOf(person)).toHaveLength(2);
    app.clock.set(new Date('2028-04-02T01:00:00Z'));
    await press(await signIn(app, person)).expect(303);
    expect((await rowsOf(person)).map(({ state }) => state)).toEqual(['ended', 'ended', 'active']);
  });

  it('begins once, of many who press at once', async () => {
    const { person } = await takenPart();
    app.clock.set(NEW_YEAR);
    const browser = await signIn(app, person);
    const keys = Array.from({ length: 8 }, (_, at) => `${at % 4}`.repeat(20));
    const answers = await Promise.all(keys.map((key) => press(browser, key)));
    expect(new Set(answers.map(({ headers }) => headers.location))).toEqual(new Set(['/path/followup']));
    expect((await rowsOf(person)).map(({ state }) => state)).toEqual(['ended', 'active']);
    const facts = await app.db.sql<{ kind: string }>`
      select kind from reported_fact where person_id = ${person.id} order by seq`;
    expect(facts.map(({ kind }) => kind)).toEqual(['enrolled', 'completed', 'enrolled']);
  });

  it('reports each year by itself, and what was completed as completed', async () => {
    const { person } = await takenPart();
    app.clock.set(NEW_YEAR);
    const browser = await signIn(app, person);
    await press(browser).expect(303);
    const last = await app.db.sql<{ status: string; completed_on: string | null }>`
      select status, completed_on from reported_fact f where person_id = ${person.id}
        and not exists (select 1 from reported_fact l where l.enrolment_id = f.enrolment_id and l.seq > f.seq)
      order by seq`;
    expect(last).toEqual([
      { status: 'completed', completed_on: '2026-05-12' },
      { status: 'active', completed_on: null },
    ]);
  });

  it('comes back to the year that was left, not to one before', async () => {
    const { person, enrolment } = await takenPart();
    app.clock.set(NEW_YEAR);
    const browser = await signIn(app, person);
    await press(browser).expect(303);
    const whose = { personId: person.id, trackId: 'followup' };
    await app.db.write((tx) => app.get(EnrolmentService).leave(tx, whose));
    await press(browser).expect(303).expect('location', '/tracks/followup');
    const back = await enrolled(app, person, 'followup');
    expect(back.id).not.toBe(enrolment.id);
    expect((await rowsOf(person)).map(({ state }) => state)).toEqual(['ended', 'active']);
  });

  it('goes on in the standing cohort after a dated one, also where that was left once', async () => {
    const person = await aPerson(app);
    const early = await enrolled(app, person, 'followup');
    await app.db.write((tx) =>
      app.get(EnrolmentService).leave(tx, { personId: person.id, trackId: 'followup' }),
    );
    const dated = await aCohort(app, { trackId: 'followup' });
    await three(await enrolledIn(app, person, dated));
    app.clock.set(NEW_YEAR);
    await press(await signIn(app, person)).expect(303);
    const rows = await rowsOf(person);
    expect(rows.map(({ state }) => state)).toEqual(['ended', 'ended', 'active']);
    expect(rows.at(-1)!.id).not.toBe(early.id);
  });

  it('is nothing for other tracks, for who has not completed, and for who is in none', async () => {
    const other = aShortCourse('ichido');
    const person = await aPerson(app);
    await completed(app, person, other);
    await enrolled(app, person, 'followup');
    app.clock.set(NEW_YEAR);
    const browser = await signIn(app, person);
    expect((await browser.get('/path/ichido')).text).not.toContain('participation');
    await browser.post('/tracks/ichido/participation').type('form').send({}).expect(303);
    await press(browser).expect(303).expect('location', '/path/followup');
    expect(await rowsOf(person)).toHaveLength(2);
    await press(await signIn(app, await aPerson(app)))
      .expect(303)
      .expect('location', '/tracks/followup');
    await browser.post('/tracks/nai/participation').type('form').send({}).expect(404);
  });

  it('erases all years of a person, and goes on counting them', async () => {
    const { person } = await takenPart();
    app.clock.set(NEW_YEAR);
    const browser = await signIn(app, person);
    await press(browser).expect(303);
    await app.db.write((tx) => app.get(EnrolmentService).erase(tx, person.id));
    expect(await rowsOf(person)).toEqual([]);
    const last = await app.db.sql<{ status: string }>`
      select status from reported_fact f where person_id = ${person.id}
        and not exists (select 1 from reported_fact l where l.enrolment_id = f.enrolment_id and l.seq > f.seq)
      order by enrolled_on`;
    expect(last.map(({ status }) => status)).toEqual(['completed', 'left']);
  });
});

import { CohortFacilitators } from '../src/cohorts/cohort-facilitators.service.js';
import type { Cohort } from '../src/cohorts/cohort.entity.js';
import { CohortService } from '../src/cohorts/cohort.service.js';
import { PeopleService } from '../src/accounts/people.service.js';
import { NotFound } from '../src/shared/domain-error.js';
import type { Me } from '../src/web/me.js';
import { aShortCourse } from './factories/certificate.js';
import { aCohort, aFacilitator, enrolledIn, facilitates } from './factories/cohort.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

let app: TestApp;
let cohorts: CohortService;
let cohort: Cohort;
let admin: KnownPerson;
let browser: Browser;
beforeAll(async () => {
  app = await startApp({ config: { curriculaDir: 'test/no-curricula' } });
  cohorts = app.get(CohortService);
  await published(app, aShortCourse('introductory', { title: '{入門|にゅうもん}' }));
  cohort = await aCohort(app, { trackId: 'introductory', name: '第1期' });
  admin = await aPerson(app, { roles: ['administrator'] });
  browser = await signIn(app, admin);
});
afterAll(() => app.close());

const me = () => ({ personId: admin.id, role: 'administrator' }) as Me;
const at = () => `/admin/cohorts/${cohort.id}`;
const send = (path: string, fields: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...fields });
const acts = async (act: string) =>
  (await app.db.sql`select 1 from audit_event where act = ${act} and object = ${`cohort:${cohort.id}`}`)
    .length;

describe('the page of cohorts', () => {
  it('lists them by track with who looks after them', async () => {
    await aFacilitator(app, cohort, { displayName: '進行 あかね' });
    const { text } = await browser.get('/admin/cohorts').expect(200);
    for (const words of ['いつでも', '第1期', '進行 あかね', '進行役は、まだ決まっていません。'])
      expect(text).toContain(words);
  });

  it('adds somebody who holds the role, once, and takes them away again, each with its line of the record', async () => {
    const person = await aPerson(app, { roles: ['trainee', 'facilitator'], displayName: '進行 そら' });
    const before = await acts('cohort.facilitator.added');
    const fields = { _key: 'a-key-of-one-page-0002', person: person.id };
    for (let press = 0; press < 2; press++)
      expect((await send(`${at()}/facilitators`, fields)).headers.location).toBe(at());
    await send(`${at()}/facilitators`, { person: person.id });
    expect(await acts('cohort.facilitator.added')).toBe(before + 1);
    expect(await cohorts.listFacilitatedBy(person.id)).toEqual([
      { id: cohort.id, trackId: 'introductory', kind: 'dated', name: '第1期' },
    ]);
    const { text } = await browser.get(at());
    expect(text).not.toContain(`value="${person.id}"`);
    for (let press = 0; press < 2; press++)
      expect((await send(`${at()}/facilitators/${person.id}/remove`)).headers.location).toBe(at());
    expect(await cohorts.listFacilitatedBy(person.id)).toEqual([]);
    expect(await acts('cohort.facilitator.removed')).toBe(1);
  });

  it('refuses nobody, and people who do not hold the role now', async () => {
    const trainee = await aPerson(app);
    const stopped = await aPerson(app, { roles: ['facilitator'], disabled: true, displayName: '止めた人' });
    expect((await browser.get(at())).text).not.toContain('止めた人');
    for (const person of ['', trainee.id, stopped.id, 'x']) {
      const answer = await send(`${at()}/facilitators`, { person });
      expect([person, answer.status, answer.text.includes('href="#person"')]).toEqual([person, 422, true]);
    }
    expect(await cohorts.listFacilitatedBy(trainee.id)).toEqual([]);
  });

  it('knows no cohort that is not there', async () => {
    const person = await aFacilitator(app);
    for (const id of ['x', '00000000-0000-7000-8000-000000000000']) {
      await browser.get(`/admin/cohorts/${id}`).expect(404);
      expect((await send(`/admin/cohorts/${id}/facilitators`, { person: person.id })).status).toBe(404);
      expect((await send(`/admin/cohorts/${id}/facilitators/${person.id}/remove`)).status).toBe(404);
    }
  });
});

describe('who looks after a cohort', () => {
  it('finds their own alone', async () => {
    const [mine, other] = [await aCohort(app, { trackId: 'introductory' }), cohort];
    const person = await aFacilitator(app, mine);
    expect((await cohorts.getFacilitated(person.id, mine.id)).name).toBe('第1期');
    for (const id of [other.id, 'x', '00000000-0000-7000-8000-000000000000'])
      await expect(cohorts.getFacilitated(person.id, id)).rejects.toThrow(NotFound);
  });

  it('can be a trainee’s facilitator in the standing cohort too', async () => {
    const standing = await aCohort(app, { trackId: 'introductory', kind: 'standing' });
    expect(await cohorts.hasFacilitator(app.db, standing.id)).toBe(false);
    await aFacilitator(app, standing);
    expect(await cohorts.hasFacilitator(app.db, standing.id)).toBe(true);
  });

  it('does so no longer from the moment the role is gone, and a role given anew brings nothing back', async () => {
    const group = await aCohort(app, { trackId: 'introductory' });
    const person = await aFacilitator(app, group);
    const people = app.get(PeopleService);
    const change = { id: person.id, role: 'facilitator' as const };
    expect(await cohorts.hasFacilitator(app.db, group.id)).toBe(true);
    await app.db.write((tx) => people.revoke(tx, me(), change));
    expect(await cohorts.listFacilitatedBy(person.id)).toEqual([]);
    expect(await cohorts.hasFacilitator(app.db, group.id)).toBe(false);
    app.clock.advance(1000);
    await app.db.write((tx) => people.grant(tx, me(), change));
    expect(await cohorts.listFacilitatedBy(person.id)).toEqual([]);
    expect((await app.get(CohortFacilitators).get(group.id)).facilitators).toEqual([]);
    await app.db.write((tx) =>
      app.get(CohortFacilitators).add(tx, me(), { cohortId: group.id, personId: person.id }),
    );
    expect(await cohorts.listFacilitatedBy(person.id)).toHaveLength(1);
  });

  it('does not while the account is disabled', async () => {
    const person = await aFacilitator(app, cohort);
    const people = app.get(PeopleService);
    await app.db.write((tx) => people.disable(tx, me(), person.id));
    expect(await cohorts.listFacilitatedBy(person.id)).toEqual([]);
    await app.db.write((tx) => people.enable(tx, me(), person.id));
    expect(await cohorts.listFacilitatedBy(person.id)).toHaveLength(1);
  });

  it('is shown in their own data', async () => {
    const group = await aCohort(app, { trackId: 'introductory', name: '第9期' });
    const person = await aFacilitator(app, group);
    const theirs = await signIn(app, person);
    expect((await theirs.get('/settings/data/file.json')).body).toMatchObject({
      facilitates: [{ track: '入門', cohort: '第9期' }],
    });
    expect((await theirs.get('/settings/data/read')).text).toContain('第9期');
  });

  it('leaves no row behind when erased', async () => {
    const person = await aPerson(app, { roles: ['trainee', 'facilitator'] });
    await facilitates(app, person, cohort);
    await app.db.write((tx) =>
      app.get(PeopleService).revoke(tx, me(), { id: person.id, role: 'facilitator' }),
    );
    const theirs = await signIn(app, { ...person, roles: ['trainee'] });
    await theirs.post('/settings/erase').type('form').send({ paper: 'drop' }).expect(303);
    expect(await app.db.sql`select 1 from cohort_facilitator where person_id = ${person.id}`).toEqual([]);
  });
});

describe('a dated cohort', () => {
  it('takes people in, and who takes the track already stays where they are', async () => {
    const [first, second] = [await aPerson(app), await aPerson(app)];
    expect((await enrolledIn(app, first, cohort)).cohortId).toBe(cohort.id);
    const standing = await enrolled(app, second, 'introductory');
    expect((await enrolledIn(app, second, cohort)).id).toBe(standing.id);
  });
});

import { DialogueCounts } from '../src/dialogues/dialogue-counts.service.js';
import type { DialogueStep } from '../src/curriculum/step.js';
import { Jobs } from '../src/mail/jobs.js';
import { EditionService } from '../src/curriculum/edition.service.js';
import { aCourse, aLesson, aModule } from './factories/course.js';
import { aDialogue } from './factories/dialogue.js';
import { did, enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { AN_ORDINARY_DAY, startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

const HERE = '/dialogue/introductory/a/hanasu';
const REF = { module: 'a', step: 'hanasu' };
const DAY = 24 * 60 * 60 * 1000;
let app: TestApp;

const courseWith = (dialogue: DialogueStep) =>
  aCourse({ modules: [aModule('a', [aLesson('yomu'), dialogue])] });
const first = aDialogue({ id: 'hanasu', shuffle: false });

beforeEach(async () => {
  app = await startApp();
  await published(app, courseWith(first));
});
afterEach(() => app.close());

interface Someone {
  readonly person: KnownPerson;
  readonly browser: Browser;
  readonly cohortId: string;
}

/** Somebody who completes the track with the dialogue, or never. */
async function someone({ completes = false } = {}): Promise<Someone> {
  const person = await aPerson(app);
  const enrolment = await enrolled(app, person, 'introductory');
  if (completes) await did(app, enrolment, { module: 'a', step: 'yomu' });
  return { person, browser: await signIn(app, person), cohortId: enrolment.cohortId };
}

/** Begins a walk and gives these replies, by their places in the file. */
async function walk(browser: Browser, number: number, ...replies: number[]): Promise<void> {
  const send = (path: string, fields: object) =>
    browser.post(`${HERE}/${path}`).type('form').send(fields).expect(303);
  await send('start', { walk: String(number - 1) });
  for (const [index, reply] of replies.entries())
    await send(String(index + 1), { walk: String(number), reply: String(reply) });
}

/** Up to the end of this day unless told. */
async function counts(cohortId: string, before = app.clock.today().plusDays(1).startsAt()) {
  const edition = await app.get(EditionService).getCurrent('introductory');
  const scenes = await app.get(DialogueCounts).of(cohortId, { edition, ref: REF, before });
  return Object.fromEntries(scenes.map(({ scene, people, first: chosen }) => [scene, [people, chosen]]));
}

const after = (days: number) => app.clock.set(new Date(AN_ORDINARY_DAY.getTime() + days * DAY));
const forget = () => app.get(Jobs).runAll();

async function left() {
  const turns = await app.db.sql`select id from dialogue_turn`;
  const walks = await app.db.sql<{ ending: string | null; orders: string }>`
    select ending, orders from dialogue_walk order by number`;
  return { turns: turns.length, walks: walks.map(({ ending, orders }) => [ending, orders === '{}']) };
}

const SHORT = 0;
const LATE = 1;
const IGNORED = 2;

it('counts people by what they chose first in each scene', async () => {
  const [one, two, three] = [await someone(), await someone(), await someone()];
  await walk(one.browser, 1, SHORT);
  await walk(two.browser, 1, LATE, 0, 0);
  // Comes to the first scene again in the same walk, and in another one: counted once.
  await walk(three.browser, 1, IGNORED, 1, LATE, 1);
  await walk(three.browser, 2, SHORT);
  expect(await counts(one.cohortId)).toEqual({
    mittsu: [3, [1, 1, 1]],
    ichiji: [2, [1, 1]],
    mushi: [1, [0, 1, 0]],
    anshin: [1, [1, 0, 0]],
  });
  expect(await counts('another')).toMatchObject({ mittsu: [0, [0, 0, 0]] });
});

it('counts what was chosen before a given instant', async () => {
  const one = await someone();
  await walk(one.browser, 1, SHORT);
  expect(await counts(one.cohortId, app.clock.today().startsAt())).toMatchObject({ mittsu: [0, [0, 0, 0]] });
  expect(await counts(one.cohortId)).toMatchObject({ mittsu: [1, [1, 0, 0]] });
});

it('adds nothing from a time when the scene read otherwise', async () => {
  const one = await someone();
  await walk(one.browser, 1, LATE, 0, 0);
  const edit = (text: string) => text.replace('返事ください。', '返事を待っています。');
  await published(app, courseWith(aDialogue({ id: 'hanasu', shuffle: false }, { edit })));
  expect(await counts(one.cohortId)).toMatchObject({ mittsu: [0, [0, 0, 0]], ichiji: [1, [1, 0]] });
});

it('knows no dialogue that is not in the edition', async () => {
  const edition = await app.get(EditionService).getCurrent('introductory');
  const asked = { edition, ref: { module: 'a', step: 'yomu' }, before: app.clock.now() };
  await expect(app.get(DialogueCounts).of('c', asked)).rejects.toThrow();
});

it('keeps walks for a year after completion, then counts without persons, the same ones', async () => {
  const [one, two] = [await someone({ completes: true }), await someone({ completes: true })];
  await walk(one.browser, 1, IGNORED, 1, LATE, 0, 0);
  await walk(one.browser, 2, SHORT);
  await walk(two.browser, 1, SHORT);
  const known = await counts(one.cohortId);
  after(364);
  await forget();
  expect((await left()).turns).toBe(7);
  after(365);
  await forget();
  const gone = { turns: 0, walks: Array<unknown>(3).fill([null, true]) };
  expect(await left()).toEqual(gone);
  expect(await counts(one.cohortId)).toEqual(known);
  await forget();
  expect(await counts(one.cohortId)).toEqual(known);
  const [step] = await app.db.sql<{ status: string }>`
    select p.status from step_progress p join enrolment e on e.id = p.enrolment_id
    where e.person_id = ${two.person.id} and p.step = 'hanasu'`;
  expect(step!.status).toBe('done');
});

it('counts nobody twice who comes back after that, and shows nothing of the walk that is gone', async () => {
  const { person, browser: before, cohortId } = await someone({ completes: true });
  await walk(before, 1, SHORT);
  after(366);
  await forget();
  const browser = await signIn(app, person);
  const known = await counts(cohortId);
  for (const page of ['end', 'path', '1/said'])
    await browser.get(`${HERE}/${page}`).expect(303).expect('location', HERE);
  await browser.get(`${HERE}/path/1`).expect(404);
  expect((await browser.get(HERE)).text).toContain('会話を始める');
  await browser.post(`${HERE}/start`).type('form').send({ walk: '0' }).expect('location', `${HERE}/1`);
  await browser
    .post(`${HERE}/1`)
    .type('form')
    .send({ walk: '2', reply: String(LATE) })
    .expect(303);
  expect(await counts(cohortId)).toEqual(known);
  after(400);
  await forget();
  expect((await left()).turns).toBe(0);
  expect(await counts(cohortId)).toEqual(known);
});

it('leaves the walks of who is still learning', async () => {
  const { browser } = await someone();
  await walk(browser, 1, LATE);
  after(800);
  await forget();
  expect((await left()).turns).toBe(1);
});

it('counts who takes part again in another year once, by what they chose first, also when that has no person any more', async () => {
  const certificate = { title: null, text: null, disclaimer: true, official: null, yearly: true };
  const modules = [aModule('a', [aLesson('yomu'), first])];
  await published(app, aCourse({ certificate, modules }));
  const { person, browser, cohortId } = await someone({ completes: true });
  await walk(browser, 1, SHORT);
  after(360);
  const again = await signIn(app, person);
  await again.post('/tracks/introductory/participation').type('form').send({}).expect(303);
  const { id } = await enrolled(app, person, 'introductory');
  await did(app, { id }, { module: 'a', step: 'yomu' });
  await walk(again, 1, LATE, 0, 0);
  const once = { mittsu: [1, [1, 0, 0]], ichiji: [1, [1, 0]] };
  expect(await counts(cohortId)).toMatchObject(once);
  after(366);
  await forget();
  expect((await left()).walks.map(([, isEmpty]) => isEmpty)).toEqual(expect.arrayContaining([true, false]));
  expect(await counts(cohortId)).toMatchObject({ mittsu: [1, [1, 0, 0]] });
  after(730);
  await forget();
  expect(await left()).toMatchObject({ turns: 0 });
  expect(await counts(cohortId)).toMatchObject({ mittsu: [1, [1, 0, 0]] });
});

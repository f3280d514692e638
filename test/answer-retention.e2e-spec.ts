import { Jobs } from '../src/mail/jobs.js';
import { aCourse, aLesson, aModule, aQuestion, aQuiz } from './factories/course.js';
import { did, enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { formsOf, oneOfEach } from './factories/questions.js';
import { AN_ORDINARY_DAY, startApp } from './support/app.js';
import type { TestApp } from './support/app.js';
import { everyText } from './support/every-text.js';

const QUIZ = '/quiz/introductory/a/toi';
const DAY = 24 * 60 * 60 * 1000;
let app: TestApp;

beforeEach(async () => {
  app = await startApp();
  const quiz = aQuiz(
    'toi',
    ['q1', 'q2'].map((id) => aQuestion(id)),
  );
  await published(app, aCourse({ modules: [aModule('a', [aLesson('yomu'), quiz])] }));
});
afterEach(() => app.close());

/** Somebody who answered both questions with "not sure yet". */
async function someone({ completes }: { completes: boolean }) {
  const person = await aPerson(app);
  const enrolment = await enrolled(app, person, 'introductory');
  if (completes) await did(app, enrolment, { module: 'a', step: 'yomu' });
  await answer(person);
  return { person, enrolment };
}

async function answer(
  person: Parameters<typeof signIn>[1],
  positions: readonly number[] = [1, 2],
): Promise<void> {
  const browser = await signIn(app, person);
  await browser.post(`${QUIZ}/start`).type('form').send({}).expect(303);
  for (const position of positions)
    await browser.post(`${QUIZ}/${position}`).type('form').send({ answer: 'unknown' }).expect(303);
}

const after = (days: number) => app.clock.set(new Date(AN_ORDINARY_DAY.getTime() + days * DAY));
const forget = () => app.get(Jobs).runAll();

async function left(): Promise<{ attempts: number; responses: number; counted: [string, number][] }> {
  const attempts = await app.db.sql`select 1 from attempt`;
  const responses = await app.db.sql`select 1 from response`;
  const counts = await app.db.sql<{ question: string; count: number }>`
    select question, count from answer_count order by question`;
  return {
    attempts: attempts.length,
    responses: responses.length,
    counted: counts.map(({ question, count }) => [question, count]),
  };
}

it('keeps answers for a year after completion, then counts without persons only', async () => {
  const { person } = await someone({ completes: true });
  await someone({ completes: true });
  after(364);
  await forget();
  expect(await left()).toEqual({ attempts: 2, responses: 4, counted: [] });
  after(365);
  await forget();
  const gone = {
    attempts: 0,
    responses: 0,
    counted: [
      ['q1', 2],
      ['q2', 2],
    ],
  };
  expect(await left()).toEqual(gone);
  await forget();
  expect(await left()).toEqual(gone);
  const [step] = await app.db.sql<{ status: string }>`
    select p.status from step_progress p join enrolment e on e.id = p.enrolment_id
    where e.person_id = ${person.id} and p.step = ${'toi'}`;
  expect(step!.status).toBe('done');
});

it('keeps the answers of who is still learning', async () => {
  await someone({ completes: false });
  after(800);
  await forget();
  expect(await left()).toMatchObject({ attempts: 1, responses: 2 });
});

it('does not take a quiz away from under somebody who takes it again later', async () => {
  const { person } = await someone({ completes: true });
  after(400);
  await forget();
  await answer(person, [1]);
  after(420);
  await forget();
  expect(await left()).toMatchObject({ attempts: 1, responses: 1 });
  after(431);
  await forget();
  expect(await left()).toEqual({
    attempts: 0,
    responses: 0,
    counted: [
      ['q1', 2],
      ['q2', 1],
    ],
  });
});

it('counts answers of every kind without their words, and drops what people wrote of their own', async () => {
  const questions = oneOfEach();
  await published(
    app,
    aCourse({ id: 'iroiro', code: 'IRO', modules: [aModule('a', [aQuiz('toi', questions)])] }),
  );
  const person = await aPerson(app);
  const { id } = await enrolled(app, person, 'iroiro');
  const browser = await signIn(app, person);
  await browser.post('/quiz/iroiro/a/toi/start').type('form').send({}).expect(303);
  const row = await app.db.one<{
    questions: string;
  }>`select questions from attempt where enrolment_id = ${id}`;
  const drawn = JSON.parse(row!.questions) as { order: number[] }[];
  for (const [index, question] of questions.entries())
    await browser
      .post(`/quiz/iroiro/a/toi/${index + 1}`)
      .type('form')
      .send(formsOf(question, drawn[index]!.order).wrong)
      .expect(303);
  after(365);
  await forget();
  const counts = await app.db.sql<{ question: string; chosen: string }>`
    select question, chosen from answer_count where track_id = ${'iroiro'} order by question`;
  expect(counts.map(({ question, chosen }) => [question, JSON.parse(chosen) as number[]])).toEqual([
    ['ana', [1, -1]],
    ['jun', [2, 1, 0]],
    ['kazu', [-1]],
    ['kumi', [2, 1, 0]],
    ['many', [1]],
    ['maru', [1]],
    ['mori', [0]],
    ['one', [1]],
  ]);
  expect(await everyText(app, ['ほかの言葉', 'なおしてあげる', '何か'])).toEqual([]);
});

it('does not stop at an answer that is too long to be counted', async () => {
  await someone({ completes: true });
  await app.db.write((tx) =>
    tx.query(`update response set chosen = '[${'1000,'.repeat(60)}1]' where question = 'q1'`),
  );
  after(365);
  await forget();
  expect(await left()).toEqual({ attempts: 0, responses: 0, counted: [['q2', 1]] });
});

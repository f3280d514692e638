import { aCourse, aModule, aQuestion, aQuiz } from './factories/course.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

const HOUR = 60 * 60 * 1000;
const care = { level: 1 as const, topics: ['つかれ'], where: null, instead: null, insteadEasy: null };
const questions = (...ids: string[]) => ids.map((id) => aQuestion(id));

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  const first = aQuiz('ichi', [...questions('q1', 'q2'), aQuestion('q3', { care })], { shuffle: false });
  const second = aQuiz('ni', questions('q1', 'q2'), { shuffle: false });
  await published(
    app,
    aCourse({
      id: 'supporter',
      code: 'SUP',
      scored: true,
      complete: [{ kind: 'score', percent: 80 }],
      modules: [aModule('a', [first]), aModule('b', [second])],
    }),
  );
  const bounded = aQuiz('toi', questions('q1', 'q2'), {
    shuffle: false,
    attempts: 2,
    waitHours: 24,
    passPercent: 80,
    showAnswers: 'after-pass',
  });
  await published(
    app,
    aCourse({
      id: 'bounded',
      code: 'BOU',
      scored: true,
      complete: [{ kind: 'score', percent: 80 }],
      modules: [aModule('a', [bounded])],
    }),
  );
});
afterAll(() => app.close());

const ICHI = '/quiz/supporter/a/ichi';
const NI = '/quiz/supporter/b/ni';
const BOUNDED = '/quiz/bounded/a/toi';
/** Where the options stand: nothing is shuffled here. */
const [RIGHT, WRONG] = ['0', '1'];

async function aLearner(track: string) {
  const person = await aPerson(app);
  const { id: enrolmentId } = await enrolled(app, person, track);
  return { person, browser: await signIn(app, person), enrolmentId };
}

const press = (browser: Browser, path: string, fields: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...fields });

async function take(browser: Browser, quiz: string, answers: readonly string[]): Promise<void> {
  await press(browser, `${quiz}/start`).expect(303);
  for (const [index, answer] of answers.entries())
    await press(browser, `${quiz}/${index + 1}`, { answer }).expect(303);
}

async function scores(enrolmentId: string): Promise<Record<string, [number, boolean]>> {
  const rows = await app.db.sql<{
    step: string;
    question: string;
    best: number;
    skipped_by_care: boolean | number;
  }>`
    select step, question, best, skipped_by_care from question_score where enrolment_id = ${enrolmentId}`;
  return Object.fromEntries(
    rows.map((row) => [`${row.step} ${row.question}`, [row.best, Boolean(row.skipped_by_care)]]),
  );
}

async function isCompleted(enrolmentId: string): Promise<boolean> {
  const row = await app.db.one<{ completed_on: string | null }>`
    select completed_on from enrolment where id = ${enrolmentId}`;
  return row!.completed_on !== null;
}

describe('a scored track', () => {
  it('is completed by eight tenths of all its questions, and not by less', async () => {
    const { browser, enrolmentId } = await aLearner('supporter');
    await take(browser, ICHI, [RIGHT, RIGHT, RIGHT]);
    await take(browser, NI, [WRONG, 'unknown']);
    expect(await isCompleted(enrolmentId)).toBe(false); // three of five
    expect((await browser.get('/path/supporter')).text).toContain('60');
    await press(browser, `${NI}/1`, { answer: RIGHT }).expect(303);
    expect(await isCompleted(enrolmentId)).toBe(true); // four of five
    const facts = await app.db.sql`
      select kind from reported_fact where enrolment_id = ${enrolmentId} order by seq`;
    expect(facts).toEqual([{ kind: 'enrolled' }, { kind: 'completed' }]);
  });

  it('keeps the best answer to each question, whatever comes later', async () => {
    const { browser, enrolmentId } = await aLearner('supporter');
    await take(browser, ICHI, [RIGHT, WRONG, 'unknown']);
    expect(await scores(enrolmentId)).toEqual({
      'ichi q1': [1000, false],
      'ichi q2': [0, false],
      'ichi q3': [0, false],
    });
    await take(browser, ICHI, [WRONG, RIGHT]);
    expect(await scores(enrolmentId)).toEqual({
      'ichi q1': [1000, false],
      'ichi q2': [1000, false],
      'ichi q3': [0, false],
    });
  });

  it('leaves what was passed by its content note out of the count', async () => {
    const { browser, enrolmentId } = await aLearner('supporter');
    await take(browser, ICHI, [RIGHT, RIGHT, 'skip']);
    expect((await scores(enrolmentId))['ichi q3']).toEqual([0, true]);
    await take(browser, NI, [RIGHT, WRONG]);
    expect(await isCompleted(enrolmentId)).toBe(false); // three of four
    await press(browser, `${ICHI}/3`, { answer: RIGHT }).expect(303);
    expect((await scores(enrolmentId))['ichi q3']).toEqual([1000, true]);
    expect(await isCompleted(enrolmentId)).toBe(true); // four of five
  });

  it('counts nothing before a quiz was answered to its end', async () => {
    const { browser, enrolmentId } = await aLearner('supporter');
    await take(browser, ICHI, [RIGHT, RIGHT]);
    expect(await scores(enrolmentId)).toEqual({});
  });
});

describe('a quiz whose author allows so many attempts', () => {
  it('takes one answer to each question, and explains the others when the mark is reached', async () => {
    const { browser, enrolmentId } = await aLearner('bounded');
    await take(browser, BOUNDED, [WRONG, RIGHT]);
    await press(browser, `${BOUNDED}/1`, { answer: RIGHT }).expect(303);
    const answers = await app.db.sql<{ n: number }>`
      select count(*) as n from response r join attempt a on a.id = r.attempt_id
      where a.enrolment_id = ${enrolmentId}`;
    expect(answers[0]!.n).toBe(2);
    expect((await scores(enrolmentId))['toi q1']).toEqual([0, false]);
    await browser.get(`${BOUNDED}/1`).expect(303).expect('location', `${BOUNDED}/1/answer`);
    expect((await browser.get(`${BOUNDED}/1/answer`)).text).not.toContain('<p>right</p>');
  });

  it('waits, says for how long, and ends with a word when all were used', async () => {
    const { person, browser, enrolmentId } = await aLearner('bounded');
    const after = (hours: number) => {
      app.clock.advance(hours * HOUR);
      return signIn(app, person); // nobody stays signed in so long
    };
    await take(browser, BOUNDED, [WRONG, RIGHT]);
    const early = await press(await after(23), `${BOUNDED}/start`).expect(409);
    expect(early.text).toContain('あと1時間ほどです');
    const nextDay = await after(1);
    await take(nextDay, BOUNDED, [RIGHT, RIGHT]);
    expect((await nextDay.get(`${BOUNDED}/1/answer`)).text).toContain('<p>wrong</p>');
    expect(await isCompleted(enrolmentId)).toBe(true);
    const over = await press(await after(24), `${BOUNDED}/start`).expect(409);
    expect(over.text).toContain('答えられる回数（2回）が終わりました');
    const attempts = await app.db.sql`select number from attempt where enrolment_id = ${enrolmentId}`;
    expect(attempts).toHaveLength(2);
  });
});

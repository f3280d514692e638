import type { QuizStep } from '../src/curriculum/step.js';
import { aCourse, aModule, aQuiz } from './factories/course.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { aNumber, anOrder, inline } from './factories/questions.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { plain } from './support/plain.js';

const HOUR = 60 * 60 * 1000;
let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

let courses = 0;
/** Somebody before a quiz of two numbers under these terms. */
async function before(
  terms: Partial<QuizStep>,
  { scored = true, questions = [aNumber('a'), aNumber('b')] as QuizStep['questions'] } = {},
) {
  const id = `t${++courses}`;
  const quiz = aQuiz('toi', questions, terms);
  const complete = scored
    ? [{ kind: 'score' as const, percent: 80 }]
    : [{ kind: 'modules' as const, count: 'all' as const }];
  const code = `T${String(courses).padStart(2, '0')}`;
  const publish = (step: QuizStep) =>
    published(app, aCourse({ id, code, scored, complete, modules: [aModule('a', [step])] }));
  await publish(quiz);
  const person = await aPerson(app);
  const { id: enrolmentId } = await enrolled(app, person, id);
  const browser = await signIn(app, person, { ownDevice: true });
  const rename = (name: string) => publish({ ...quiz, id: name, formerly: ['toi'] });
  return { browser, enrolmentId, course: id, rename, base: `/quiz/${id}/a/toi` };
}

const post = (browser: Browser, path: string, fields: object = {}) =>
  browser.post(path).type('form').send(fields);

async function answerAll(browser: Browser, base: string, parts: readonly string[]): Promise<void> {
  await post(browser, `${base}/start`).expect(303);
  for (const [index, part] of parts.entries())
    await post(browser, `${base}/${index + 1}`, { part: [part] }).expect(303);
}

async function standing(enrolmentId: string) {
  const scores = await app.db.sql<{ best: number }>`
    select best from question_score where enrolment_id = ${enrolmentId} order by question`;
  const row = await app.db.one<{ completed_on: string | null }>`
    select completed_on from enrolment where id = ${enrolmentId}`;
  return { scores: scores.map(({ best }) => best), isCompleted: row!.completed_on !== null };
}

const [RIGHT, WRONG] = ['1200', '1'];

it('keeps the best answer, or the last one where the author says so', async () => {
  for (const [keep, scores] of [
    ['best', [1000, 1000]],
    ['last', [1000, 0]],
  ] as const) {
    const { browser, enrolmentId, base } = await before({ keep });
    await answerAll(browser, base, [WRONG, RIGHT]);
    expect(await standing(enrolmentId)).toEqual({ scores: [0, 1000], isCompleted: false });
    await answerAll(browser, base, [RIGHT, WRONG]);
    expect([keep, (await standing(enrolmentId)).scores]).toEqual([keep, scores]);
    expect((await standing(enrolmentId)).isCompleted).toBe(keep === 'best');
  }
});

it('never takes a completion back, however the last answer is', async () => {
  const { browser, enrolmentId, base } = await before({ keep: 'last' });
  await answerAll(browser, base, [RIGHT, RIGHT]);
  expect(await standing(enrolmentId)).toEqual({ scores: [1000, 1000], isCompleted: true });
  await answerAll(browser, base, [WRONG, WRONG]);
  expect(await standing(enrolmentId)).toEqual({ scores: [0, 0], isCompleted: true });
  const step = await app.db.one<{
    status: string;
  }>`select status from step_progress where enrolment_id = ${enrolmentId}`;
  expect(step!.status).toBe('done');
});

it('lets the last answer within an attempt count as well', async () => {
  const { browser, enrolmentId, base } = await before({ keep: 'last' });
  await answerAll(browser, base, [RIGHT, RIGHT]);
  await post(browser, `${base}/2`, { part: [WRONG] }).expect(303);
  expect((await standing(enrolmentId)).scores).toEqual([1000, 0]);
  expect((await browser.get(`${base}/end`)).text).toMatch(/今回は50％です.*いちばん新しい答えが残ります/);
});

it('has so many attempts and no more, with a pause between them', async () => {
  const { browser, base } = await before({ attempts: 2, waitHours: 24 });
  const { text } = await browser.get(base);
  expect(text).toContain('2回までです');
  expect(text).toContain('24時間あけます');
  expect(text).not.toContain('何回でも');
  await answerAll(browser, base, [WRONG, WRONG]);
  const early = await post(browser, `${base}/start`);
  expect([early.status, early.text.includes('あと24時間ほどです')]).toEqual([409, true]);
  app.clock.advance(24 * HOUR);
  await answerAll(browser, base, [WRONG, WRONG]);
  // Once answered, a question stays answered.
  await post(browser, `${base}/1`, { part: [RIGHT] }).expect(303);
  const end = await browser.get(`${base}/end`);
  expect(end.text).toContain('今回は0％です');
  expect(end.text).not.toContain('もう一度はじめから');
  app.clock.advance(24 * HOUR);
  const late = await post(browser, `${base}/start`);
  expect([late.status, late.text.includes('2回）が終わりました')]).toEqual([409, true]);
});

it('has no caps, pauses or marks outside scored tracks', async () => {
  const { browser, base } = await before(
    { attempts: 1, waitHours: 24, keep: 'last', passPercent: 80 },
    { scored: false },
  );
  await answerAll(browser, base, [WRONG, WRONG]);
  await answerAll(browser, base, [WRONG, RIGHT]);
  await post(browser, `${base}/1`, { part: [RIGHT] }).expect(303);
  const { text } = await browser.get(`${base}/end`);
  expect(text).not.toContain('％');
  expect(text).toContain('もう一度はじめから');
});

it('lets nothing of an earlier attempt count beside the last, where questions are drawn', async () => {
  const { browser, enrolmentId, base } = await before({ keep: 'last', draw: 1 });
  await answerAll(browser, base, [WRONG]);
  await answerAll(browser, base, [RIGHT]);
  expect((await standing(enrolmentId)).scores.sort()).toEqual([0, 1000]);
  await answerAll(browser, base, [WRONG]);
  expect((await standing(enrolmentId)).scores).toEqual([0, 0]);
});

it('lets nothing of an earlier attempt count beside the last, where the quiz was renamed between', async () => {
  const { browser, enrolmentId, course, rename } = await before({ keep: 'last' });
  await answerAll(browser, `/quiz/${course}/a/toi`, [RIGHT, WRONG]);
  await rename('tou');
  await answerAll(browser, `/quiz/${course}/a/tou`, [WRONG, RIGHT]);
  expect((await standing(enrolmentId)).isCompleted).toBe(false);
  await answerAll(browser, `/quiz/${course}/a/tou`, [RIGHT, RIGHT]);
  expect((await standing(enrolmentId)).isCompleted).toBe(true);
});

it('gives a share for right places where points count', async () => {
  const order = anOrder('o', { items: ['一', '二', '三', '四'].map(inline) });
  const { browser, enrolmentId, base } = await before({}, { questions: [order] });
  await post(browser, `${base}/start`).expect(303);
  const row = await app.db.one<{
    questions: string;
  }>`select questions from attempt where enrolment_id = ${enrolmentId}`;
  const [drawn] = JSON.parse(row!.questions) as { order: number[] }[];
  const swapped = [2, 1, 3, 4];
  await post(browser, `${base}/1`, { part: drawn!.order.map((place) => String(swapped[place])) }).expect(303);
  expect(await standing(enrolmentId)).toEqual({ scores: [500], isCompleted: false });
});

it('shows what is right only when the mark is reached, where the author wants that', async () => {
  const { browser, base } = await before({ showAnswers: 'after-pass', passPercent: 80 });
  await answerAll(browser, base, [WRONG, RIGHT]);
  expect(plain((await browser.get(`${base}/1/answer`)).text)).not.toContain('1150');
  await post(browser, `${base}/1`, { answer: 'unknown' }).expect(303);
  expect(plain((await browser.get(`${base}/1/answer`)).text)).not.toContain('1150');
  await post(browser, `${base}/1`, { part: [RIGHT] }).expect(303);
  await post(browser, `${base}/1`, { part: [WRONG] }).expect(303);
  expect(plain((await browser.get(`${base}/1/answer`)).text)).toContain('1150');
});

it('loses no progress, in whatever order answers arrive', async () => {
  const { browser, enrolmentId, base } = await before({ keep: 'last' });
  await post(browser, `${base}/start`).expect(303);
  let seed = 7;
  const chance = (of: number) => (seed = (seed * 16807) % 2147483647) % of;
  let [rank, rows, wasCompleted] = [0, 0, false];
  for (let act = 0; act < 60; act++) {
    const fields = [{ part: [RIGHT] }, { part: [WRONG] }, { answer: 'unknown' }, { part: ['?'] }][chance(4)]!;
    const { status } = await (chance(8) === 0
      ? post(browser, `${base}/start`)
      : post(browser, `${base}/${chance(2) + 1}`, fields));
    expect([303, 422]).toContain(status);
    const step = await app.db.one<{
      status: string;
    }>`select status from step_progress where enrolment_id = ${enrolmentId}`;
    const kept = await app.db.one<{ n: number }>`
      select count(*) as n from response r join attempt a on a.id = r.attempt_id where a.enrolment_id = ${enrolmentId}`;
    const { isCompleted } = await standing(enrolmentId);
    const nowRank = ['started', 'done'].indexOf(step!.status);
    expect(nowRank).toBeGreaterThanOrEqual(rank);
    expect(Number(kept!.n)).toBeGreaterThanOrEqual(rows);
    expect(isCompleted || !wasCompleted).toBe(true);
    [rank, rows, wasCompleted] = [nowRank, Number(kept!.n), isCompleted];
  }
  expect([rank, wasCompleted]).toEqual([1, true]);
});

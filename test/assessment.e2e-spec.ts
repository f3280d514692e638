import type { ChooseQuestion } from '../src/curriculum/question.js';
import { Attempt } from '../src/assessment/attempt.entity.js';
import { aCourse, aLesson, aModule, aQuestion, aQuiz, words } from './factories/course.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

const QUIZ = '/quiz/introductory/a/toi';
let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  const questions = ['q1', 'q2', 'q3'].map((id) => explained(aQuestion(id)));
  await published(app, aCourse({ modules: [aModule('a', [aLesson('yomu'), aQuiz('toi', questions)])] }));
});
afterAll(() => app.close());

const EXPLANATION = 'この選択肢の説明です';

function explained(question: ChooseQuestion): ChooseQuestion {
  return {
    ...question,
    choices: question.choices.map((choice) => ({ ...choice, feedback: words(EXPLANATION) })),
  };
}

async function aTrainee(): Promise<{ browser: Browser; enrolmentId: string }> {
  const person = await aPerson(app);
  const enrolment = await enrolled(app, person, 'introductory');
  return { browser: await signIn(app, person), enrolmentId: enrolment.id };
}

const send = (browser: Browser, path: string, fields: object) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: key(), ...fields });
let keys = 0;
const key = () => `test-key-${String(++keys).padStart(16, '0')}`;

async function attemptOf(enrolmentId: string): Promise<Attempt> {
  return app.db.write(
    async (tx) => (await tx.find(Attempt, { where: { enrolmentId }, order: { number: 'DESC' } }))[0]!,
  );
}

/** Each page carries fresh keys for its forms. */
const withoutKeys = (html: string) => html.replace(/name="_key" value="[^"]*"/g, '');

/** The value under which a question's right (or first wrong) option stands on the page. */
async function valueOf(enrolmentId: string, position: number, isRight: boolean): Promise<string> {
  const { questions } = await attemptOf(enrolmentId);
  const right = aQuestion('q1').choices.findIndex((choice) => choice.mark === 'right');
  const order = questions[position - 1]!.order;
  return String(order.findIndex((place) => (place === right) === isRight));
}

async function answers(enrolmentId: string): Promise<{ question: string; turn: number; result: string }[]> {
  return app.db.sql`
    select r.question, r.turn, r.result from response r join attempt a on a.id = r.attempt_id
    where a.enrolment_id = ${enrolmentId} order by r.question, r.turn`;
}

describe('a quiz', () => {
  it('is begun, answered one question a page, explained, and done when each was answered once', async () => {
    const { browser, enrolmentId } = await aTrainee();
    expect((await browser.get(QUIZ)).text).toContain('問いを始める');
    expect((await send(browser, `${QUIZ}/start`, {})).headers.location).toBe(`${QUIZ}/1`);
    for (const position of [1, 2, 3]) {
      expect((await browser.get(`${QUIZ}/${position}`)).text).toContain(`問い${position}（全3問）`);
      const answer = await valueOf(enrolmentId, position, position !== 2);
      const sent = await send(browser, `${QUIZ}/${position}`, { answer });
      expect(sent.headers.location).toBe(`${QUIZ}/${position}/answer`);
      const { text } = await browser.get(sent.headers.location!);
      expect(text).toContain(position === 2 ? 'もう一度、いっしょに考えてみましょう' : '合っています');
    }
    expect((await browser.get(`${QUIZ}/end`)).text).toContain('確認の問いが終わりました');
    const [step] = await app.db.sql<{
      status: string;
    }>`select status from step_progress where enrolment_id = ${enrolmentId} and step = ${'toi'}`;
    expect(step!.status).toBe('done');
    expect((await attemptOf(enrolmentId)).finishedAt).not.toBeNull();
  });

  it('takes "not sure yet" for an answer', async () => {
    const { browser, enrolmentId } = await aTrainee();
    await send(browser, `${QUIZ}/start`, {});
    const sent = await send(browser, `${QUIZ}/1`, { answer: 'unknown' });
    expect((await browser.get(sent.headers.location!)).text).toContain('わからないままで大丈夫です');
    expect(await answers(enrolmentId)).toEqual([{ question: 'q1', turn: 1, result: 'unknown' }]);
  });

  it('keeps every answer when a question is answered again', async () => {
    const { browser, enrolmentId } = await aTrainee();
    await send(browser, `${QUIZ}/start`, {});
    for (const isRight of [false, true, false])
      await send(browser, `${QUIZ}/1`, { answer: await valueOf(enrolmentId, 1, isRight) });
    expect((await answers(enrolmentId)).map(({ result }) => result)).toEqual(['again', 'right', 'again']);
  });

  it('goes on where it was left, on another device', async () => {
    const person = await aPerson(app);
    const { id } = await enrolled(app, person, 'introductory');
    const phone = await signIn(app, person);
    await send(phone, `${QUIZ}/start`, {});
    await send(phone, `${QUIZ}/1`, { answer: await valueOf(id, 1, true) });
    const desk = await signIn(app, person);
    const { text } = await desk.get(QUIZ);
    expect(text).toContain('3つのうち、1つに答えました');
    expect(text).toContain(`href="${QUIZ}/2"`);
    expect((await desk.get(`${QUIZ}/end`)).headers.location).toBe(`${QUIZ}/2`);
  });

  it('never sends the key before the answer', async () => {
    const { browser } = await aTrainee();
    await send(browser, `${QUIZ}/start`, {});
    const { text } = await browser.get(`${QUIZ}/1`);
    expect(text).not.toContain(EXPLANATION);
    const sent = await send(browser, `${QUIZ}/1`, { answer: 'unknown' });
    expect((await browser.get(sent.headers.location!)).text).toContain(EXPLANATION);
  });

  it('answers the same submission once, however often it arrives', async () => {
    const { browser, enrolmentId } = await aTrainee();
    await send(browser, `${QUIZ}/start`, {});
    const once = { _key: key(), answer: await valueOf(enrolmentId, 1, true) };
    const copies = await Promise.all(
      Array.from({ length: 20 }, () => browser.post(`${QUIZ}/1`).type('form').send(once)),
    );
    for (const { status, headers } of copies)
      expect([status, headers.location]).toEqual([303, `${QUIZ}/1/answer`]);
    expect(await answers(enrolmentId)).toHaveLength(1);
  });

  it('begins one attempt when two tabs begin at once, and keeps what both answer', async () => {
    const { browser, enrolmentId } = await aTrainee();
    await Promise.all([1, 2, 3].map(() => send(browser, `${QUIZ}/start`, {})));
    const count = await app.db.one<{
      n: number;
    }>`select count(*) as n from attempt where enrolment_id = ${enrolmentId}`;
    expect(Number(count!.n)).toBe(1);
    await Promise.all(['0', '1'].map((answer) => send(browser, `${QUIZ}/1`, { answer })));
    expect(await answers(enrolmentId)).toHaveLength(2);
  });
});

it('takes no mark from the page of an earlier attempt, where the options stood elsewhere', async () => {
  const { browser, enrolmentId } = await aTrainee();
  await send(browser, `${QUIZ}/start`, {});
  const attemptOn = async () =>
    /name="attempt" value="(\d+)"/.exec((await browser.get(`${QUIZ}/1`)).text)?.[1] ?? '';
  const earlier = await attemptOn();
  for (const position of [1, 2, 3])
    await send(browser, `${QUIZ}/${position}`, { answer: 'unknown', attempt: earlier });
  await send(browser, `${QUIZ}/start`, {});
  const stale = await send(browser, `${QUIZ}/1`, { answer: '0', attempt: earlier });
  expect(stale.status).toBe(422);
  expect(stale.text).toContain('もう一度選んでください');
  expect(stale.text).not.toContain(' checked');
  expect(await answers(enrolmentId)).toHaveLength(3);
  const shown = /name="attempt" value="(\d+)"/.exec(stale.text)![1]!;
  expect((await send(browser, `${QUIZ}/1`, { answer: '0', attempt: shown })).status).toBe(303);
  expect(await answers(enrolmentId)).toHaveLength(4);
});

describe('a question with a content note', () => {
  it('says what comes up before it asks, and can be passed', async () => {
    const care = { level: 1 as const, topics: ['{入院|にゅういん}', '服薬'], where: null };
    const hard = { ...aQuestion('q1'), care: { ...care, instead: null, insteadEasy: null } };
    const quiz = aQuiz('toi', [hard]);
    await published(app, aCourse({ id: 'hard', code: 'HAR', modules: [aModule('a', [quiz])] }));
    const person = await aPerson(app);
    const { id } = await enrolled(app, person, 'hard');
    const browser = await signIn(app, person);
    await send(browser, '/quiz/hard/a/toi/start', {});
    const { text } = await browser.get('/quiz/hard/a/toi/1');
    expect(text).toMatch(/入院、服薬の話が出てきます。.*value="skip".*<fieldset/s);
    expect((await send(browser, '/quiz/hard/a/toi/1', { answer: 'skip' })).status).toBe(303);
    const responses = await app.db.sql<{ is_skipped: unknown }>`
      select r.is_skipped from response r join attempt a on a.id = r.attempt_id where a.enrolment_id = ${id}`;
    expect(responses.map(({ is_skipped: isSkipped }) => Boolean(isSkipped))).toEqual([true]);
  });
});

describe('a wrong form', () => {
  it.each([
    [{}, '答えを1つ選んでください'],
    [{ answer: '9' }, '答えを1つ選んでください'],
    [{ answer: 'x' }, '答えを1つ選んでください'],
    [{ answer: ['0', '1'] }, '答えを1つ選んでください'],
    [{ answer: ['0', 'unknown'] }, 'どちらかを選んでください'],
    [{ answer: 'skip' }, '答えを1つ選んでください'],
  ])('%j is told with 422 and changes nothing', async (fields, words) => {
    const { browser, enrolmentId } = await aTrainee();
    await send(browser, `${QUIZ}/start`, {});
    const response = await send(browser, `${QUIZ}/1`, fields);
    expect(response.status).toBe(422);
    expect(response.text).toContain(words);
    expect(response.text).toContain('href="#answer"');
    expect(await answers(enrolmentId)).toEqual([]);
  });

  it('cannot bring its own result', async () => {
    const { browser } = await aTrainee();
    await send(browser, `${QUIZ}/start`, {});
    expect((await send(browser, `${QUIZ}/1`, { answer: '0', points: '1' })).status).toBe(400);
  });
});

describe("somebody else's quiz", () => {
  it.each([
    `${QUIZ}/1`,
    `${QUIZ}/4`,
    `${QUIZ}/0`,
    `${QUIZ}/x`,
    `${QUIZ}/1/answer`,
    `${QUIZ}/end`,
    '/quiz/introductory/a/yomu',
    '/quiz/introductory/b/toi',
  ])('%s looks like a missing page to who has not begun', async (path) => {
    const { browser } = await aTrainee();
    const [own, missing] = [await browser.get(path), await browser.get('/quiz/introductory/nowhere/toi')];
    expect([own.status, missing.status]).toEqual([404, 404]);
    expect(withoutKeys(own.text)).toBe(withoutKeys(missing.text));
  });

  it('leads a visitor to signing in and who is not enrolled to the course', async () => {
    expect((await app.browser().get(QUIZ)).headers.location).toMatch(/^\/login\?next=/);
    const stranger = await signIn(app, await aPerson(app));
    expect((await stranger.get(QUIZ)).headers.location).toBe('/tracks/introductory');
  });
});

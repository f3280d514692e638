import { Attempt } from '../src/assessment/attempt.entity.js';
import type { Question } from '../src/curriculum/question.js';
import { aCourse, aLesson, aModule, aQuiz } from './factories/course.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { aFreeText, aNumber, formsOf, oneOfEach, UNJUDGED } from './factories/questions.js';
import { INSIDES, SHAPES } from './hostile.shapes.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

const QUIZ = '/quiz/introductory/a/toi';
const QUESTIONS = oneOfEach();
const KINDS = QUESTIONS.map((question, index): [string, Question, number] => [
  question.kind,
  question,
  index + 1,
]);
let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  await published(app, aCourse({ modules: [aModule('a', [aLesson('yomu'), aQuiz('toi', QUESTIONS)])] }));
});
afterAll(() => app.close());

async function aTrainee(track = 'introductory'): Promise<{ browser: Browser; enrolmentId: string }> {
  const person = await aPerson(app);
  const { id: enrolmentId } = await enrolled(app, person, track);
  return { browser: await signIn(app, person), enrolmentId };
}

async function begun(quiz = QUIZ, track = 'introductory') {
  const trainee = await aTrainee(track);
  await send(trainee.browser, `${quiz}/start`, {});
  return trainee;
}

const send = (browser: Browser, path: string, fields: object) => browser.post(path).type('form').send(fields);

async function orderOf(enrolmentId: string, position: number): Promise<readonly number[]> {
  const attempts = await app.db.write((tx) =>
    tx.find(Attempt, { where: { enrolmentId }, order: { number: 'DESC' } }),
  );
  return attempts[0]!.questions[position - 1]!.order;
}

interface Kept {
  readonly kind: string;
  readonly chosen: number[];
  readonly texts: string[] | null;
  readonly result: string;
}

async function answers(enrolmentId: string): Promise<Kept[]> {
  const rows = await app.db.sql<{ kind: string; chosen: string; texts: string | null; result: string }>`
    select r.kind, r.chosen, r.texts, r.result from response r join attempt a on a.id = r.attempt_id
    where a.enrolment_id = ${enrolmentId} order by a.number, r.question, r.turn`;
  return rows.map((row) => ({
    kind: row.kind,
    chosen: JSON.parse(row.chosen) as number[],
    texts: row.texts === null ? null : (JSON.parse(row.texts) as string[]),
    result: row.result,
  }));
}

describe.each(KINDS)('%s', (kind, question, position) => {
  const page = `${QUIZ}/${position}`;
  const isJudged = !UNJUDGED.includes(question.kind);

  it('is asked, answered right and wrong, and explained', async () => {
    const { browser, enrolmentId } = await begun();
    const forms = formsOf(question, await orderOf(enrolmentId, position));
    for (const [form, words] of [
      [forms.wrong, isJudged ? 'もう一度、いっしょに考えてみましょう' : '受けとめました'],
      [forms.right, isJudged ? '合っています' : '受けとめました'],
    ] as const) {
      const sent = await send(browser, page, form);
      expect([sent.status, sent.headers.location]).toEqual([303, `${page}/answer`]);
      expect((await browser.get(`${page}/answer`)).text).toContain(words);
    }
    const kept = await answers(enrolmentId);
    expect(kept.map(({ kind: one, result }) => [one, result])).toEqual([
      [kind, isJudged ? 'again' : 'noted'],
      [kind, isJudged ? 'right' : 'noted'],
    ]);
  });

  it('takes "not sure yet", and then says what is right', async () => {
    const { browser, enrolmentId } = await begun();
    await send(browser, page, { answer: 'unknown' }).expect(303);
    expect((await browser.get(`${page}/answer`)).text).toContain('わからないままで大丈夫です');
    expect(await answers(enrolmentId)).toMatchObject([{ chosen: [], texts: null, result: 'unknown' }]);
  });

  it('asks again where nothing was answered, and keeps nothing', async () => {
    const { browser, enrolmentId } = await begun();
    const { status, text } = await send(browser, page, {});
    expect(status).toBe(422);
    const target = /<li><a href="#([\w-]+)">/.exec(text)![1]!;
    expect(text).toMatch(new RegExp(`<(?:input|select|textarea)[^>]* id="${target}"`));
    expect(await answers(enrolmentId)).toEqual([]);
  });

  it('is taken once, however often the same sending arrives, and from two tabs twice', async () => {
    const { browser, enrolmentId } = await begun();
    const { right, wrong } = formsOf(question, await orderOf(enrolmentId, position));
    const once = { _key: `same-key-${'0'.repeat(16)}`, attempt: '1', ...right };
    const copies = await Promise.all(Array.from({ length: 5 }, () => send(browser, page, once)));
    for (const { status, headers } of copies)
      expect([status, headers.location]).toEqual([303, `${page}/answer`]);
    expect(await answers(enrolmentId)).toHaveLength(1);
    await Promise.all(
      [right, wrong].map((form) => send(browser, page, { ...form, attempt: '1' }).expect(303)),
    );
    expect(await answers(enrolmentId)).toHaveLength(3);
  });

  it('keeps its order from one look to the next', async () => {
    const { browser } = await begun();
    const seen = async () => (await browser.get(page)).text.replace(/name="_key" value="[^"]*"/g, '');
    expect(await seen()).toBe(await seen());
  });

  it('survives anything in its fields, without a trace of the inside', async () => {
    const { browser, enrolmentId } = await begun();
    const rest = [['attempt', '1']] as const;
    for (const field of ['answer', 'part'])
      for (const shape of SHAPES) {
        const { status, text } = await browser
          .post(page)
          .set('content-type', shape.type)
          .send(shape.body(rest, field));
        expect([field, shape.name, status < 500]).toEqual([field, shape.name, true]);
        expect(text).not.toMatch(INSIDES);
      }
    const many = Array.from({ length: 900 }, () => 'x');
    expect((await send(browser, page, { part: many })).status).toBe(422);
    expect((await send(browser, page, { answer: many })).status).toBe(422);
    expect((await browser.get(page)).status).toBe(200);
    // Whatever was taken for an answer can be read and shown again.
    for (const one of await answers(enrolmentId)) expect(one.kind).toBe(kind);
    const shown = await browser.get(`${page}/answer`);
    expect([200, 303]).toContain(shown.status);
    expect((await browser.get('/settings/data/read')).status).toBe(200);
  });
});

describe('the key', () => {
  it('stands on no page before the answer', async () => {
    const { browser } = await begun();
    const secrets: Record<string, string[]> = {
      one: ['の説明'],
      many: ['の説明'],
      maru: ['maruの説明'],
      jun: ['junの説明'],
      kumi: ['kumiの説明'],
      ana: ['聴く', 'キク', 'きく', 'WRAP', 'ナオシテアゲル', 'なおしてあげる', 'M02', 'anaの説明'],
      kazu: ['1200', '1,200', '1150', '1250', 'kazuの説明'],
      mori: ['moriの説明'],
      bun: ['bunの説明'],
    };
    for (const [index, { id }] of QUESTIONS.entries()) {
      const { text } = await browser.get(`${QUIZ}/${index + 1}`);
      expect([id, secrets[id]!.filter((word) => text.includes(word))]).toEqual([id, []]);
      expect(text).not.toMatch(/right|wrong|correct|data-/);
    }
  });

  it('of an order or of pairs is not where the words stand, even where the author wants no shuffling', async () => {
    const orders = new Set<string>();
    await published(
      app,
      aCourse({
        id: 'narabi',
        code: 'NAR',
        modules: [aModule('a', [aQuiz('toi', QUESTIONS.slice(3, 5), { shuffle: false })])],
      }),
    );
    for (let person = 0; person < 12; person++) {
      const { enrolmentId } = await begun('/quiz/narabi/a/toi', 'narabi');
      for (const position of [1, 2])
        orders.add(`${position}:${(await orderOf(enrolmentId, position)).join()}`);
    }
    expect(orders.size).toBeGreaterThan(4);
  });
});

describe('an order', () => {
  const page = `${QUIZ}/4`;

  it.each([
    [['1', '1', '2'], ['part', 'part-1'], '1番目が2つ以上あります'],
    [['1', '', '2'], ['part-1'], 'が何番目かを選んでください'],
    [['1', '2', '4'], ['part-2'], 'が何番目かを選んでください'],
    [['3', '2'], ['part-2'], 'が何番目かを選んでください'],
  ])('%j is told beside %j, and what was chosen stays', async (part, ids, words) => {
    const { browser, enrolmentId } = await begun();
    const { status, text } = await send(browser, page, { part });
    expect(status).toBe(422);
    expect([...text.matchAll(/<li><a href="#(part[\w-]*)">/g)].map(([, id]) => id)).toEqual(ids);
    for (const id of ids) expect(text).toMatch(new RegExp(`id="${id}-error"[^>]*>.*${words}`));
    const selected = [...text.matchAll(/<option value="(\d)" selected>/g)].map(([, value]) => value);
    expect(selected).toEqual(part.filter((value) => ['1', '2', '3'].includes(value)));
    expect(await answers(enrolmentId)).toEqual([]);
  });

  it('is explained by its right order, one’s own beside it', async () => {
    const { browser, enrolmentId } = await begun();
    const { wrong } = formsOf(QUESTIONS[3]!, await orderOf(enrolmentId, 4));
    await send(browser, page, wrong);
    expect(await answers(enrolmentId)).toMatchObject([{ chosen: [2, 1, 0] }]);
    const words = (await browser.get(`${page}/answer`)).text.replace(/<[^>]+>|\s/g, '');
    expect(words).toContain('1番目あなたの答え：いつならここに入るもの：うれしい2番目');
  });
});

it('explains pairs, blanks and numbers, with what the author saw coming', async () => {
  const { browser, enrolmentId } = await begun();
  const explained = async (position: number) => {
    await send(
      browser,
      `${QUIZ}/${position}`,
      formsOf(QUESTIONS[position - 1]!, await orderOf(enrolmentId, position)).wrong,
    );
    return (await browser.get(`${QUIZ}/${position}/answer`)).text.replace(/<[^>]+>|\s/g, '');
  };
  expect(await explained(5)).toContain('朝あなたの答え：さようなら合うもの：おはよう');
  const blanks = await explained(6);
  expect(blanks).toContain('空らん1あなたの答え：なおしてあげる入る言葉：聴く、キクなおすのは、本人です。');
  expect(await explained(7)).toContain('あなたの答え：12人答え：1150人から1250人まで');
  expect(await answers(enrolmentId)).toMatchObject([
    { chosen: [1, -1], texts: ['なおしてあげる', '何か'] },
    { chosen: [-1], texts: ['12'] },
    { chosen: [2, 1, 0], texts: null },
  ]);
});

describe('what is typed', () => {
  it('is kept exactly, and shown as words', async () => {
    const { browser, enrolmentId } = await begun();
    const text = '<b>太字</b>\n 二行目 𠮷 ☀️ {{x}}';
    await send(browser, `${QUIZ}/9`, { part: [text] }).expect(303);
    expect(await answers(enrolmentId)).toEqual([
      { kind: 'free-text', chosen: [0], texts: [text], result: 'noted' },
    ]);
    const { text: html } = await browser.get(`${QUIZ}/9/answer`);
    expect(html).toContain('&lt;b&gt;太字&lt;/b&gt;\n 二行目');
    expect(html).not.toContain('<b>太字');
  });

  it('stays on the page when it is too long or no number', async () => {
    const { browser, enrolmentId } = await begun();
    const long = 'あ'.repeat(4001);
    const refused = await send(browser, `${QUIZ}/9`, { part: [long] });
    expect([refused.status, refused.text.includes(long), refused.text.includes('4000文字まで')]).toEqual([
      422,
      true,
      true,
    ]);
    for (const typed of ['約三人', '1e3', '1,2', '３．', 'NaN', '12人日']) {
      const { status, text } = await send(browser, `${QUIZ}/7`, { part: [typed] });
      expect([typed, status, text.includes(`value="${typed}"`)]).toEqual([
        typed,
        typed === '３．' ? 303 : 422,
        typed !== '３．',
      ]);
    }
    expect(await answers(enrolmentId)).toHaveLength(1);
  });

  it('is kept with "not sure yet", too', async () => {
    const { browser, enrolmentId } = await begun();
    await send(browser, `${QUIZ}/6`, { answer: 'unknown', part: ['聴', ''] }).expect(303);
    expect(await answers(enrolmentId)).toMatchObject([{ chosen: [], texts: ['聴', ''], result: 'unknown' }]);
    expect((await browser.get(`${QUIZ}/6/answer`)).text).toContain('聴</strong>');
  });

  it('is shown again when another tab began anew meanwhile', async () => {
    const { browser, enrolmentId } = await begun();
    for (const position of QUESTIONS.keys())
      await send(browser, `${QUIZ}/${position + 1}`, { answer: 'unknown' });
    await send(browser, `${QUIZ}/start`, {}).expect(303);
    const words = 'さっき書いた大切な言葉';
    const stale = await send(browser, `${QUIZ}/9`, { part: [words], attempt: '1' });
    expect([stale.status, stale.text.includes(words)]).toEqual([422, true]);
    expect(stale.text).toContain('name="attempt" value="2"');
    expect((await answers(enrolmentId)).filter(({ texts }) => texts !== null)).toEqual([]);
  });

  it('is offered back to its writer alone when the session was over', async () => {
    const person = await aPerson(app);
    await enrolled(app, person, 'introductory');
    const browser = await signIn(app, person);
    await send(browser, `${QUIZ}/start`, {});
    const words = '待つことについて。'.repeat(444).padEnd(4000, '。');
    app.clock.advance(13 * 60 * 60 * 1000);
    const late = await send(browser, `${QUIZ}/9`, {
      part: [words],
      attempt: '1',
      _key: `late-${'0'.repeat(16)}`,
    });
    expect(late.headers.location).toMatch(/^\/login/);
    const stranger = await signIn(app, await aPerson(app));
    expect((await stranger.get('/kept')).text).not.toContain('待つことについて');
    const back = await signIn(app, person);
    const { text } = await back.get('/kept');
    expect(text).toContain(words);
    const fields = [...text.matchAll(/<input type="hidden" name="(part|attempt|_key)" value="([^"]*)"/g)];
    const form = Object.fromEntries(fields.map(([, name, value]) => [name!, value!]));
    expect((await send(back, `${QUIZ}/9`, form)).status).toBe(303);
    expect((await back.get(`${QUIZ}/9/answer`)).text).toContain(words);
  });
});

describe('my data', () => {
  it('shows what was placed and written, and erasing takes it all', async () => {
    const { browser, enrolmentId } = await begun();
    for (const [index, question] of QUESTIONS.entries())
      await send(
        browser,
        `${QUIZ}/${index + 1}`,
        formsOf(question, await orderOf(enrolmentId, index + 1)).right,
      ).expect(303);
    const file = await browser.get('/settings/data/file.json').expect(200);
    const { answers: own } = (file.body as { courses: { answers: { chosen: string[] }[] }[] }).courses[0]!;
    const all = own.map(({ chosen }) => chosen.join('|'));
    for (const words of [
      '待つ',
      '○',
      'うれしい|むずかしい|いつなら',
      '朝：おはよう|夜：こんばんは|夜おそく：こんばんは',
      ' きく。|ｗｒａｐ',
      '１，２３０人',
      '2',
      '  言葉にする\n二行目  ',
    ])
      expect(all).toContain(words);
    expect((await browser.get('/settings/data/read')).text).toContain('言葉にする\n二行目');
    await browser.post('/settings/erase').type('form').send({ paper: 'drop' }).expect(303);
    expect(await answers(enrolmentId)).toEqual([]);
  });
});

it('counts nothing without a right answer, and passes no mark by it', async () => {
  const quiz = aQuiz('toi', [aNumber('kazu'), aFreeText('bun')], { passPercent: 80 });
  await published(
    app,
    aCourse({
      id: 'hakaru',
      code: 'HAK',
      scored: true,
      complete: [{ kind: 'score', percent: 80 }],
      modules: [aModule('a', [quiz])],
    }),
  );
  const { browser, enrolmentId } = await begun('/quiz/hakaru/a/toi', 'hakaru');
  await send(browser, '/quiz/hakaru/a/toi/1', { part: ['1200'] });
  await send(browser, '/quiz/hakaru/a/toi/2', { part: ['言葉'] });
  expect((await browser.get('/quiz/hakaru/a/toi/end')).text).toContain('今回は100％です');
  const scores = await app.db.sql`select question from question_score where enrolment_id = ${enrolmentId}`;
  expect(scores).toEqual([{ question: 'kazu' }]);
  const row = await app.db.one<{
    completed_on: string | null;
  }>`select completed_on from enrolment where id = ${enrolmentId}`;
  expect(row!.completed_on).not.toBeNull();
});

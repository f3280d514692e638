import { aCourse, aLesson, aModule } from './factories/course.js';
import { aDialogue, placeIn } from './factories/dialogue.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

const dialogue = aDialogue();
const HERE = '/dialogue/introductory/a/yoru-11ji';
const care = { level: 1 as const, topics: ['疲れ'], where: null, instead: null, insteadEasy: null };
let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  const { scenes } = dialogue;
  const plain = { ...dialogue, scenes: scenes.map((scene) => ({ ...scene, care: null })) };
  await published(
    app,
    aCourse({
      modules: [
        aModule('a', [aLesson('yomu'), dialogue, { ...plain, id: 'plain' }, { ...plain, id: 'noted', care }]),
      ],
    }),
  );
  const edit = (text: string) =>
    text
      .replace('        effect: {burden: -1, connection: 1}', '        score: 3')
      .replace('  start: mittsu', '  start: mittsu\n  pass: 3');
  const scored = aDialogue({}, { scored: true, edit });
  await published(
    app,
    aCourse({
      id: 'supporter',
      code: 'SUP',
      scored: true,
      modules: [aModule('a', [scored, { ...plain, id: 'pointless' }])],
    }),
  );
});
afterAll(() => app.close());

interface Trainee {
  readonly browser: Browser;
  readonly person: KnownPerson;
  readonly enrolmentId: string;
}

async function aTrainee(track = 'introductory'): Promise<Trainee> {
  const person = await aPerson(app);
  const enrolment = await enrolled(app, person, track);
  return { browser: await signIn(app, person), person, enrolmentId: enrolment.id };
}

let keys = 0;
const key = () => `test-key-${String(++keys).padStart(16, '0')}`;
const send = (browser: Browser, path: string, fields: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: key(), ...fields });

/** Begins a walk as the page at hand does. */
async function begin(browser: Browser, here = HERE): Promise<string> {
  const { text } = await browser.get(here);
  return (await send(browser, `${here}/start`, { walk: hidden(text, 'walk') })).headers.location!;
}

const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

/** What the page of a scene would send for the reply with these words. */
async function markOf(browser: Browser, page: string, words: string): Promise<object> {
  const { text } = await browser.get(page);
  const value = new RegExp(`value="(\\d+)"[^>]*><span>${words}`).exec(text)?.[1];
  if (value === undefined) throw new Error(`no reply "${words}" on ${page}`);
  return { reply: value, walk: hidden(text, 'walk') };
}

/** Says these words, one after the other, from the page one is on; answers where one comes to. */
async function say(browser: Browser, from: string, ...words: string[]): Promise<string> {
  let page = from;
  for (const word of words) {
    const sent = await send(browser, page, await markOf(browser, page, word));
    expect([word, sent.status]).toEqual([word, 303]);
    page = sent.headers.location!;
    if (page.endsWith('/said')) page = /class="btn" href="([^"]+)"/.exec((await browser.get(page)).text)![1]!;
    const { status, headers } = await browser.get(page);
    if (status === 303) page = headers.location!;
  }
  return page;
}

async function turnsOf({ enrolmentId }: Trainee): Promise<[number, number, string, number | null][]> {
  const rows = await app.db.sql<{ walk: number; number: number; scene: string; reply: number | null }>`
    select w.number as walk, t.number, t.scene, t.reply
    from dialogue_turn t join dialogue_walk w on w.id = t.walk_id
    where w.enrolment_id = ${enrolmentId} order by w.number, t.number`;
  return rows.map(({ walk, number, scene, reply }) => [walk, number, scene, reply]);
}

async function statusOf({ enrolmentId }: Trainee, step = 'yoru-11ji') {
  const row = await app.db.one<{ status: string; skipped_by_care: boolean | number }>`
    select status, skipped_by_care from step_progress where enrolment_id = ${enrolmentId} and step = ${step}`;
  return row && [row.status, Boolean(row.skipped_by_care)];
}

describe('a dialogue', () => {
  it('says before what it is, who speaks, how long, and that one may try again', async () => {
    const { browser } = await aTrainee();
    const { text } = await browser.get(HERE).expect(200);
    for (const words of ['雪さんとの会話の練習です', '目安は約6分', '何度でもやり直せます', '早起きです'])
      expect(text).toContain(words);
    expect(text).not.toContain('前に通った道');
  });

  it('is walked one scene a page, and is done at a good end', async () => {
    const trainee = await aTrainee();
    const { browser } = trainee;
    const first = await begin(browser);
    expect(first).toBe(`${HERE}/1`);
    expect(await statusOf(trainee)).toEqual(['started', false]);
    const { text } = await browser.get(first);
    expect(text).toContain('<legend><h1>あなたなら、どう返しますか</h1></legend>');
    expect(text).toContain('<span class="speaker">雪さん</span>返事ください。');
    const sent = await send(browser, first, await markOf(browser, first, '短く'));
    expect(sent.headers.location).toBe(`${HERE}/1/said`);
    const said = (await browser.get(`${HERE}/1/said`).expect(200)).text;
    for (const words of [
      '読んだことと、返せる時間が伝わりました',
      'つながりが、少し太くなりました',
      '負担が、少し軽くなりました',
    ])
      expect(said).toContain(words);
    expect(said).not.toContain('選べることが');
    await browser.get(`${HERE}/2`).expect(303).expect('location', `${HERE}/end`);
    const end = (await browser.get(`${HERE}/end`).expect(200)).text;
    for (const words of [
      'わかった。昼まで待つね。',
      '二人で話しました',
      'これからを選びやすい終わりかた',
      '二人を守ります',
      'わたしの返せる時間は',
    ])
      expect(end).toContain(words);
    expect(await statusOf(trainee)).toEqual(['done', false]);
  });

  it('tells nothing before the reply of what it leads to', async () => {
    const { browser } = await aTrainee();
    const { text } = await browser.get(await begin(browser));
    for (const words of ['伝わりました', '夜中の1時', 'mattekureru', 'ichiji', 'burden', 'M01', '糸'])
      expect(text).not.toContain(words);
    await browser.get(`${HERE}/path`).expect(303).expect('location', HERE);
    await browser.get(`${HERE}/path/1`).expect(404);
    await browser.get(`${HERE}/end`).expect(303).expect('location', `${HERE}/1`);
    await browser.get(`${HERE}/7`).expect(303).expect('location', `${HERE}/1`);
    await browser.get(`${HERE}/1/said`).expect(303).expect('location', `${HERE}/1`);
  });

  it('goes on at once where the next scene answers', async () => {
    const { browser } = await aTrainee();
    const first = await begin(browser);
    const sent = await send(browser, first, await markOf(browser, first, '既読'));
    expect(sent.headers.location).toBe(`${HERE}/2`);
    const { text } = await browser.get(`${HERE}/2`);
    expect(text).toMatch(/あなた<\/span>既読のまま眠る/);
    expect(text).toContain('きのう、むしした？');
  });

  it('offers a reply only when its condition holds', async () => {
    const { browser } = await aTrainee();
    const first = await begin(browser);
    const second = await say(browser, first, '既読');
    expect((await browser.get(second)).text).not.toContain('本当ではないと言う');
    const again = await say(browser, second, '電波', '既読');
    expect((await browser.get(again)).text).toContain('本当ではないと言う');
  });

  it('takes no reply that is not offered, whatever its number', async () => {
    const trainee = await aTrainee();
    const { browser } = trainee;
    const second = await say(browser, await begin(browser), '既読');
    const { text } = await browser.get(second);
    const shown = [...text.matchAll(/name="reply" value="(\d+)"/g)].map(([, value]) => value);
    const hiddenOne = ['0', '1', '2'].find((value) => !shown.includes(value))!;
    const sent = await send(browser, second, { reply: hiddenOne, walk: hidden(text, 'walk') });
    expect(sent.status).toBe(422);
    expect(await turnsOf(trainee)).toHaveLength(1);
  });

  it('is mended from a hard end in the same walk, with all that happened', async () => {
    const trainee = await aTrainee();
    const { browser } = trainee;
    const end = await say(browser, await begin(browser), 'すぐに', '明日も');
    expect(end).toBe(`${HERE}/end`);
    expect(await statusOf(trainee)).toEqual(['done', false]);
    const { text } = await browser.get(end);
    expect(text).toContain('ここから立て直せます');
    const form = { walk: hidden(text, 'walk'), turn: hidden(text, 'turn') };
    const mended = await send(browser, `${HERE}/mend`, form);
    expect(mended.headers.location).toBe(`${HERE}/4`);
    expect((await browser.get(`${HERE}/4`)).text).toContain('休んだことも話す');
    // The same page once more, in another tab: it is mended already.
    expect((await send(browser, `${HERE}/mend`, form)).headers.location).toBe(`${HERE}/4`);
    expect(await say(browser, `${HERE}/4`, '休んだことも')).toBe(`${HERE}/end`);
    expect((await browser.get(`${HERE}/end`)).text).toContain('休むことも、約束のうちです');
    expect((await turnsOf(trainee)).map(([walk, number, scene]) => [walk, number, scene])).toEqual([
      [1, 1, 'mittsu'],
      [1, 2, 'ichiji'],
      [1, 3, 'yasumi'],
      [1, 4, 'anshin'],
    ]);
    const walk = await app.db.one<{ ending: string; finished_at: number }>`
      select ending, finished_at from dialogue_walk where enrolment_id = ${trainee.enrolmentId}`;
    expect(walk!.ending).toBe('aizu');
  });

  it('is walked again from the start, and stays done', async () => {
    const trainee = await aTrainee();
    const { browser } = trainee;
    await say(browser, await begin(browser), '短く');
    expect(await begin(browser)).toBe(`${HERE}/1`);
    expect(await statusOf(trainee)).toEqual(['done', false]);
    await say(browser, `${HERE}/1`, 'すぐに');
    expect((await turnsOf(trainee)).map(([walk]) => walk)).toEqual([1, 2]);
    expect((await browser.get(HERE)).text).toContain(`href="${HERE}/2"`);
  });

  it('goes on where it was left, on another device', async () => {
    const { browser, person } = await aTrainee();
    await say(browser, await begin(browser), '既読');
    const desk = await signIn(app, person);
    const { text } = await desk.get(HERE);
    expect(text).toContain('続きから始める');
    expect((await desk.get(`${HERE}/2`)).text).toContain('きのう、むしした？');
  });

  it('speaks easily to who asked for it', async () => {
    const { browser } = await aTrainee();
    const ui = { theme: 'auto', size: 'm', ruby: '1', words: 'easy', progress: 'show', lang: 'ja' };
    await send(browser, '/settings/display', ui).expect(303);
    const { text } = await browser.get(await begin(browser));
    expect(text).toContain('ながい メッセージが きました');
    expect(text).toContain('かえせる じかんを つたえる');
    expect(text).not.toContain('長いメッセージが三通');
    expect((await browser.get(HERE)).text).toContain('<ruby>雪');
  });
});

describe('afterwards', () => {
  it('shows the way one went with the explanations, and what else one could have said', async () => {
    const { browser } = await aTrainee();
    await say(browser, await begin(browser), 'すぐに', 'つぎは', '二人で');
    const { text } = await browser.get(`${HERE}/path`).expect(200);
    for (const words of [
      '3回、返事をしました',
      '夜中でも返ってくる、と思われるかもしれません',
      '負担が、大きく増えました',
      // Not chosen: explained, or answered by the next scene.
      '読んだことと、返せる時間が伝わりました',
      'きのう、むしした？',
      '合図があると、言いやすくなります',
      '二人で決めたことが、二人を守ります',
    ])
      expect(text).toContain(words);
    // Its condition did not hold: it is still there to be found.
    expect(text).not.toContain('休んだことも話す');
  });

  it('keeps earlier walks to look at, each as it was', async () => {
    const { browser } = await aTrainee();
    await say(browser, await begin(browser), '短く');
    await begin(browser);
    expect((await browser.get(`${HERE}/path`)).text).toContain('1回、返事をしました');
    await say(browser, `${HERE}/1`, 'すぐに', '明日も');
    const { text } = await browser.get(`${HERE}/path`);
    expect(text).toContain('2回、返事をしました');
    expect(text).toContain(`href="${HERE}/path/1"`);
    expect((await browser.get(`${HERE}/path/1`)).text).toContain('わかった。昼まで待つね');
    await browser.get(`${HERE}/path/3`).expect(404);
  });

  it('tells of a walk that was mended and goes on only as far as it went', async () => {
    const { browser } = await aTrainee();
    await say(browser, await begin(browser), 'すぐに', '明日も');
    const end = (await browser.get(`${HERE}/end`)).text;
    await send(browser, `${HERE}/mend`, { walk: hidden(end, 'walk'), turn: hidden(end, 'turn') });
    const { text } = await browser.get(`${HERE}/path`);
    expect(text).toContain('ここから立て直しました');
    expect(text).not.toContain('合図があると');
  });
});

describe('two pages at once', () => {
  it('answer the same submission once, however often it arrives', async () => {
    const trainee = await aTrainee();
    const { browser } = trainee;
    const first = await begin(browser);
    const once = { _key: key(), ...(await markOf(browser, first, '短く')) };
    const copies = await Promise.all(
      Array.from({ length: 20 }, () => browser.post(first).type('form').send(once)),
    );
    for (const { status, headers } of copies)
      expect([status, headers.location]).toEqual([303, `${HERE}/1/said`]);
    expect(await turnsOf(trainee)).toHaveLength(1);
  });

  it('begin one walk', async () => {
    const trainee = await aTrainee();
    const { browser } = trainee;
    const begun = await Promise.all([1, 2, 3].map(() => send(browser, `${HERE}/start`, { walk: '0' })));
    expect(begun.map(({ headers }) => headers.location)).toEqual(Array(3).fill(`${HERE}/1`));
    const row = await app.db.one<{ n: number }>`
      select count(*) as n from dialogue_walk where enrolment_id = ${trainee.enrolmentId}`;
    expect(Number(row!.n)).toBe(1);
  });

  it('keep the reply that came first; the other page is told where one is', async () => {
    const trainee = await aTrainee();
    const { browser } = trainee;
    const first = await begin(browser);
    const [late, short] = [await markOf(browser, first, 'すぐに'), await markOf(browser, first, '短く')];
    await send(browser, first, late).expect(303);
    const stale = await send(browser, first, short);
    expect(stale.headers.location).toBe(`${HERE}/2?moved=1`);
    const { text } = await browser.get(stale.headers.location!);
    expect(text).toContain('さきほどの返事は使っていません');
    expect(text).toContain('夜中の1時まで続きました');
    // The same reply once more, with another key: as the page that was reloaded sends it.
    expect((await send(browser, first, late)).headers.location).toBe(`${HERE}/1/said`);
    expect(await turnsOf(trainee)).toEqual([[1, 1, 'mittsu', placeIn(dialogue, 'mittsu', 'すぐに')]]);
  });

  it('take nothing from the page of an earlier walk, where replies stood elsewhere', async () => {
    const trainee = await aTrainee();
    const { browser } = trainee;
    const first = await begin(browser);
    const earlier = await markOf(browser, first, 'すぐに');
    await begin(browser);
    const stale = await send(browser, first, earlier);
    expect(stale.headers.location).toBe(`${HERE}/1?moved=1`);
    expect(await turnsOf(trainee)).toEqual([]);
  });

  it('lead from a page behind an end to the end', async () => {
    const trainee = await aTrainee();
    const { browser } = trainee;
    const first = await begin(browser);
    const late = await markOf(browser, first, 'すぐに');
    await say(browser, first, '短く');
    const stale = await send(browser, first, late);
    expect(stale.headers.location).toBe(`${HERE}/end?moved=1`);
    expect((await browser.get(stale.headers.location!)).text).toContain('さきほどの返事は使っていません');
    expect((await send(browser, `${HERE}/2`, late)).headers.location).toBe(`${HERE}/end?moved=1`);
    expect(await turnsOf(trainee)).toHaveLength(1);
  });

  it('let the Back button show what came of a reply', async () => {
    const { browser } = await aTrainee();
    await say(browser, await begin(browser), '既読');
    await browser.get(`${HERE}/1`).expect(303).expect('location', `${HERE}/1/said`);
    expect((await browser.get(`${HERE}/1/said`)).text).toContain('三本の糸は、変わりませんでした');
  });
});

describe('a wrong form', () => {
  it.each([[{}], [{ reply: '9' }], [{ reply: 'x' }], [{ reply: '' }]])(
    '%j is told with 422 and changes nothing',
    async (fields) => {
      const trainee = await aTrainee();
      const { browser } = trainee;
      const first = await begin(browser);
      const answer = await send(browser, first, { walk: '1', ...fields });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('返事を1つ選んでください');
      expect(answer.text).toContain('href="#reply"');
      expect(await turnsOf(trainee)).toEqual([]);
    },
  );

  it('cannot bring its own scene or points', async () => {
    const { browser } = await aTrainee();
    const first = await begin(browser);
    for (const extra of [{ scene: 'kimeta' }, { score: '9' }, { ending: 'kimeta' }])
      expect((await send(browser, first, { reply: '0', walk: '1', ...extra })).status).toBe(400);
  });
});

describe('a content note', () => {
  it('lets one pass a whole dialogue with full credit', async () => {
    const trainee = await aTrainee();
    const noted = HERE.replace('yoru-11ji', 'noted');
    expect((await trainee.browser.get(noted)).text).toContain('この練習をとばす');
    const passed = await send(trainee.browser, `${noted}/passed`);
    expect(passed.headers.location).toBe('/learn/introductory/a');
    expect(await statusOf(trainee, 'noted')).toEqual(['done', true]);
  });

  it('folds the scene it stands at, says its points, and lets one pass there', async () => {
    const trainee = await aTrainee();
    const { browser } = trainee;
    const { text } = await browser.get(await say(browser, await begin(browser), 'すぐに', '明日も'));
    expect(text).toContain('つかれてしまった体験の話が出てきます');
    expect(text).toContain('休みがちになった、という場面です');
    expect(text).toMatch(/<details><summary>この場面を読む<\/summary>\s*<p>三日後/);
    expect((await send(browser, `${HERE}/passed`)).status).toBe(303);
    expect(await statusOf(trainee)).toEqual(['done', true]);
  });

  it('is not there to pass by where there is none', async () => {
    const { browser } = await aTrainee();
    expect((await send(browser, `${HERE.replace('yoru-11ji', 'plain')}/passed`)).status).toBe(404);
  });
});

describe('a scored track', () => {
  const SCORED = HERE.replace('introductory', 'supporter');

  it('tells points beside the words, and keeps the best', async () => {
    const trainee = await aTrainee('supporter');
    const { browser } = trainee;
    expect((await browser.get(SCORED)).text).toContain('目安は3点です');
    const first = await begin(browser, SCORED);
    await send(browser, first, await markOf(browser, first, '短く'));
    expect((await browser.get(`${SCORED}/1/said`)).text).toContain('この返事は3点です');
    expect((await browser.get(`${SCORED}/end`)).text).toContain('今回は3点です');
    await say(browser, await begin(browser, SCORED), 'すぐに', 'つぎは', '二人で');
    const { text } = await browser.get(`${SCORED}/end`);
    expect(text).toContain('今回は0点です。これまででいちばん高いのは3点です。');
    expect(await statusOf(trainee)).toEqual(['done', false]);
  });

  it('speaks of no points in a dialogue whose replies have none', async () => {
    const { browser } = await aTrainee('supporter');
    const at = SCORED.replace('yoru-11ji', 'pointless');
    expect((await browser.get(at)).text).not.toContain('点がつきます');
    const first = await begin(browser, at);
    await send(browser, first, await markOf(browser, first, '短く'));
    for (const page of ['/1/said', '/end', '/path'])
      expect((await browser.get(at + page)).text).not.toMatch(/\d点/);
  });

  it('is the only place where points are spoken of', async () => {
    const { browser } = await aTrainee();
    await say(browser, await begin(browser), '短く');
    for (const page of ['', '/1/said', '/end', '/path'])
      expect((await browser.get(HERE + page)).text).not.toMatch(/\d点/);
  });
});

describe("somebody else's dialogue", () => {
  const withoutKeys = (html: string) => html.replace(/name="_key" value="[^"]*"/g, '');

  it('leaves no trace: every page of who has not begun leads to the beginning', async () => {
    const one = await aTrainee();
    await say(one.browser, await begin(one.browser), '短く');
    const other = await aTrainee();
    for (const page of ['1', '2', '1/said', 'end', 'path'])
      await other.browser.get(`${HERE}/${page}`).expect(303).expect('location', HERE);
    const fresh = await aTrainee();
    expect(withoutKeys((await other.browser.get(HERE)).text)).toBe(
      withoutKeys((await fresh.browser.get(HERE)).text),
    );
    for (const [path, fields] of [
      ['1', { reply: '0', walk: '1' }],
      ['mend', { walk: '1', turn: '2' }],
    ] as const)
      expect([303, 404]).toContain((await send(other.browser, `${HERE}/${path}`, fields)).status);
    expect(await turnsOf(one)).toHaveLength(1);
    expect(await turnsOf(other)).toEqual([]);
  });

  it.each([
    `${HERE}/0`,
    `${HERE}/x`,
    `${HERE}/path/x`,
    '/dialogue/introductory/a/yomu',
    '/quiz/introductory/a/yoru-11ji',
  ])('%s is missing', async (path) => {
    const { browser } = await aTrainee();
    expect((await browser.get(path)).status).toBe(404);
  });

  it('leads a visitor to signing in and who is not enrolled to the course', async () => {
    expect((await app.browser().get(HERE)).headers.location).toMatch(/^\/login\?next=/);
    const stranger = await signIn(app, await aPerson(app));
    expect((await stranger.get(HERE)).headers.location).toBe('/tracks/introductory');
  });
});

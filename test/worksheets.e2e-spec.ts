import { VisitRecorder } from '../src/learning/visit-recorder.js';
import { formOf } from '../src/worksheets/written.rules.js';
import {
  aBlock,
  aCourse,
  aLesson,
  aModule,
  aQuestion,
  aQuiz,
  aWorksheet,
  words,
} from './factories/course.js';
import { did, enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { everyText } from './support/every-text.js';

const ORIGIN = 'https://tomoni.example.jp';
const SHEET = '/worksheet/introductory/a/kaku';
const PAPER = '/worksheet/introductory/a/kami';
const HARD = '/worksheet/introductory/a/tsurai';
const BOOK = '/workbook/introductory/a';
const blocks = [
  aBlock('まねしてみたいこと', { lines: 3 }),
  aBlock('しるしをつけます', { kind: 'checklist', items: ['{頼|たの}み方', 'ことわり方'] }),
  aBlock('話す人', { kind: 'table', lines: 2, columns: ['順番', 'だれに'] }),
];
const care = {
  level: 2 as const,
  topics: ['入院'],
  where: null,
  instead: words('要点だけの文'),
  insteadEasy: null,
};
const introductory = aCourse({
  id: 'introductory',
  title: '入門',
  modules: [
    aModule(
      'a',
      [
        aLesson('yomu', { title: '読むもの' }),
        aQuiz('toi', [aQuestion('q1'), aQuestion('q2', { kind: 'choose-many' })]),
        aWorksheet('kaku', blocks, { title: '{書|か}くシート', intro: words('この紙のはじめに') }),
        aWorksheet('kami', [blocks[0]!], { title: '紙だけのシート', onScreen: false, pages: 1 }),
        aWorksheet('tsurai', [aBlock('ひとこと', { kind: 'box' })], { title: 'つらいシート', care }),
      ],
      { title: '一つ目の課', short: '目立たない名前', objectives: [{ id: 'o', text: '書けるようになる' }] },
    ),
    aModule('b', [aWorksheet('kaku', [blocks[1]!]), aLesson('yomu')], { requires: ['a'] }),
  ],
});

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ config: { origin: ORIGIN } });
  await published(app, introductory);
});
afterAll(() => app.close());

async function aLearner() {
  const person = await aPerson(app);
  const enrolment = await enrolled(app, person, 'introductory');
  return { person, enrolment, browser: await signIn(app, person) };
}
const press = (browser: Browser, path: string, body: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...body });
const filled = (first: string, version = 0, more: object = {}) => ({
  words: [first, '1', '本人', '', ''],
  ticks: ['1.0'],
  version: String(version),
  sheet: formOf(blocks),
  then: 'stay',
  ...more,
});
const statuses = (enrolmentId: string) =>
  app.db.sql<{ step: string; status: string; skipped_by_care: unknown }>`
    select step, status, skipped_by_care from step_progress where enrolment_id = ${enrolmentId} order by step`;
const kept = (enrolmentId: string) =>
  app.db.sql<{ version: number }>`
    select version from worksheet_words where enrolment_id = ${enrolmentId}`;

describe('a worksheet', () => {
  it('shows what it asks, to be filled in or printed', async () => {
    const { browser, enrolment } = await aLearner();
    const { text } = await browser.get(SHEET).expect(200);
    for (const part of [
      'この紙のはじめに',
      'まねしてみたいこと',
      '頼み方',
      '1行目',
      'あなただけが見られます',
    ])
      expect(text).toContain(part);
    expect(text.match(/<textarea/g)).toHaveLength(5);
    expect(text).toContain(`href="${SHEET}/print"`);
    expect(text).not.toContain('?mine=1');
    await app.get(VisitRecorder).settled();
    expect(await statuses(enrolment.id)).toMatchObject([{ step: 'kaku', status: 'started' }]);
  });

  it('keeps what is typed for its writer alone', async () => {
    const [mine, other] = [await aLearner(), await aLearner()];
    await press(mine.browser, `${SHEET}/words`, filled('散歩\n<b>毎日</b>'))
      .expect(303)
      .expect('location', `${SHEET}?words=saved#sheet`);
    const { text } = await mine.browser.get(`${SHEET}?words=saved`).expect(200);
    expect(text).toContain('保存しました。');
    expect(text).toContain('散歩\n&lt;b&gt;');
    expect(text).toMatch(/value="1\.0"[^>]* checked/);
    expect(text).not.toMatch(/value="1\.1"[^>]* checked/);
    expect((await other.browser.get(SHEET)).text).not.toContain('散歩');
    expect((await other.browser.get(`${SHEET}/print?mine=1`)).text).not.toContain('散歩');
    expect(await statuses(mine.enrolment.id)).not.toContainEqual(expect.objectContaining({ status: 'done' }));
  });

  it.each([
    [
      'one place alone',
      { words: 'ひとつだけ', ticks: '0.0', sheet: formOf([aBlock('ひとこと', { kind: 'box' })]) },
    ],
  ])('takes %s as a browser sends it', async (_, more) => {
    const { browser } = await aLearner();
    await press(browser, `${HARD}/words`, { version: '0', then: 'stay', ...more }).expect(303);
    expect((await browser.get(HARD)).text).toContain('ひとつだけ');
  });

  it.each([
    ['done', '作りました', `${PAPER}`, ['done']],
    ['later', 'あとで作ります', `${PAPER}`, []],
  ])('is saved by every button: %s', async (then, label, location, done) => {
    const { browser, enrolment } = await aLearner();
    expect((await browser.get(SHEET)).text).toContain(label);
    await app.get(VisitRecorder).settled();
    await press(browser, `${SHEET}/words`, filled('のこる文', 0, { then }))
      .expect(303)
      .expect('location', location);
    expect((await browser.get(SHEET)).text).toContain('のこる文');
    const found = (await statuses(enrolment.id)).map(({ status }) => status);
    expect(found.filter((status) => status === 'done')).toEqual(done);
  });

  it('is done with nothing in it: on paper or in the mind', async () => {
    const { browser, enrolment } = await aLearner();
    await press(browser, `${SHEET}/words`, {
      ...filled(''),
      words: ['', '', '', '', ''],
      ticks: [],
      then: 'done',
    }).expect(303);
    await press(browser, `${PAPER}/done`).expect(303).expect('location', HARD);
    expect(await kept(enrolment.id)).toEqual([]);
    expect((await statuses(enrolment.id)).map(({ status }) => status)).toEqual(['done', 'done']);
  });

  it('has no form where it is for paper', async () => {
    const { browser } = await aLearner();
    const { text } = await browser.get(PAPER).expect(200);
    expect(text).not.toContain('<textarea');
    expect(text).toContain('印刷用の紙を開く（A4・1枚）');
    await press(browser, `${PAPER}/words`, filled('あ')).expect(404);
  });

  it('can be passed by its content note, and tells a bystander nothing', async () => {
    const { browser, enrolment } = await aLearner();
    const { text } = await browser.get(HARD).expect(200);
    expect(text).toContain('<title>目立たない名前 -');
    expect(text).toContain('要点だけの文');
    await press(browser, `${HARD}/passed`).expect(303).expect('location', '/learn/introductory/a');
    const [row] = await statuses(enrolment.id);
    expect([row!.status, Boolean(row!.skipped_by_care)]).toEqual(['done', true]);
    await press(browser, `${SHEET}/passed`).expect(404);
  });

  it('takes the same press once', async () => {
    const { browser, enrolment } = await aLearner();
    const body = { ...filled('一度だけ'), _key: crypto.randomUUID() };
    const answers = await Promise.all([1, 2].map(() => press(browser, `${SHEET}/words`, body)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await kept(enrolment.id)).toEqual([{ version: 1 }]);
  });

  it('is nobody’s without the track, behind a gate, or under another kind', async () => {
    const stranger = await signIn(app, await aPerson(app));
    const { browser, enrolment } = await aLearner();
    for (const path of [SHEET, `${SHEET}/print`])
      await stranger.get(path).expect(303).expect('location', '/tracks/introductory');
    await press(stranger, `${SHEET}/words`, filled('あ'))
      .expect(303)
      .expect('location', '/tracks/introductory');
    for (const path of [
      '/worksheet/introductory/b/kaku',
      '/worksheet/introductory/b/kaku/print',
      '/workbook/introductory/b',
    ])
      await browser.get(path).expect(303).expect('location', '/learn/introductory/b');
    for (const path of ['introductory/a/yomu', 'introductory/a/nothing', 'introductory/b/nothing/print'])
      await browser.get(`/worksheet/${path}`).expect(404);
    await browser.get('/learn/introductory/a/kaku').expect(404);
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    for (const step of ['toi', 'kaku', 'kami', 'tsurai']) await did(app, enrolment, { module: 'a', step });
    await browser.get('/worksheet/introductory/b/kaku').expect(200);
    await browser.get('/workbook/introductory/b').expect(200);
  });
});

describe('two tabs', () => {
  it('lose nothing', async () => {
    const { browser } = await aLearner();
    await press(browser, `${SHEET}/words`, filled('一つ目の画面')).expect(303);
    const { text } = await press(browser, `${SHEET}/words`, filled('二つ目の画面')).expect(422);
    expect(text).toContain('<title>確認：');
    expect(text).toContain('別の画面で保存した文');
    for (const words of ['一つ目の画面', '二つ目の画面', 'name="version" value="1"'])
      expect(text).toContain(words);
    expect(text).toMatch(/<a href="#words-1">別の画面で/);
    expect((await browser.get(SHEET)).text).toContain('一つ目の画面');
    await press(browser, `${SHEET}/words`, filled('合わせた文', 1)).expect(303);
    expect((await browser.get(SHEET)).text).toContain('合わせた文');
  });

  it('are not two when they say the same', async () => {
    const { browser, enrolment } = await aLearner();
    await press(browser, `${SHEET}/words`, filled('同じ文')).expect(303);
    await press(browser, `${SHEET}/words`, filled('同じ文')).expect(303);
    expect(await kept(enrolment.id)).toEqual([{ version: 1 }]);
  });

  it.each([
    ['asks something else now', { sheet: formOf([blocks[0]!]) }],
    ['has fewer places now', { words: ['書いた文', '1', '2', '3', '4', '5', '6'] }],
  ])('of which one shows a sheet that %s', async (_, more) => {
    const { browser, enrolment } = await aLearner();
    const { text } = await press(browser, `${SHEET}/words`, filled('書いた文', 0, more)).expect(422);
    expect(text).toContain('さきほど書いた文');
    expect(text).toContain('<dd class="typed">書いた文</dd>');
    expect(await kept(enrolment.id)).toEqual([]);
  });
});

describe('what cannot be taken', () => {
  it.each([
    ['too long a text', filled('あ'.repeat(5001)), 'は5000文字までに'],
    [
      'too much together',
      { ...filled('あ'), words: Array<string>(5).fill('あ'.repeat(4100)) },
      '20000文字までに',
    ],
    ['a letter that nobody can type', filled('あ\u0000'), '使えない文字'],
    ['an unreadable version', filled('あ', 0, { version: 'x' }), '読み取れません'],
    ['an unknown button', filled('あ', 0, { then: 'x' }), '読み取れません'],
  ])('is %s: it stays on the page', async (_, body, message) => {
    const { browser, enrolment } = await aLearner();
    const { text } = await press(browser, `${SHEET}/words`, body).expect(422);
    expect(text).toContain(message);
    expect(text).toContain(body.words[0]!.replaceAll('\u0000', '').slice(0, 50));
    expect(text).toMatch(/aria-invalid="true"/);
    expect(await kept(enrolment.id)).toEqual([]);
  });

  it('is a field of one’s own making', async () => {
    const { browser } = await aLearner();
    await press(browser, `${SHEET}/words`, filled('あ', 0, { enrolmentId: 'x' })).expect(400);
    await press(browser, `${SHEET}/done`, { words: 'x' }).expect(400);
  });
});

describe('a text typed into a session that was over', () => {
  const LONG = '待つことについて。'.repeat(500).slice(0, 4000);

  it('waits for its writer alone, all 4,000 characters', async () => {
    const { person, browser } = await aLearner();
    app.clock.advance(13 * 60 * 60_000);
    await press(browser, `${SHEET}/words`, filled(LONG)).expect(303);
    const other = await signIn(app, await aPerson(app));
    other.jar.setCookies(
      browser.jar
        .getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false })
        .map(String)
        .filter((one) => !one.startsWith('session=')),
    );
    expect((await other.get('/kept').expect(200)).text).not.toContain(LONG.slice(0, 30));
    const again = await signIn(app, person);
    const { text } = await again.get('/kept').expect(200);
    expect(text).toContain(LONG);
    const form = text.slice(text.indexOf(`action="${SHEET}/words"`));
    const fields = [
      ...form
        .slice(0, form.indexOf('</form>'))
        .matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g),
    ];
    const body = new URLSearchParams(fields.map(([, name, value]) => [name!, value!]));
    await again.post(`${SHEET}/words`).type('form').send(body.toString()).expect(303);
    const sheet = await again.get(SHEET).expect(200);
    expect(sheet.text).toContain(LONG);
    expect(sheet.text).toContain('>\n本人</textarea>');
  });
});

describe('a sheet of paper', () => {
  it('is empty unless one’s own words are asked for', async () => {
    const { browser } = await aLearner();
    await press(browser, `${SHEET}/words`, filled('わたしの散歩')).expect(303);
    const empty = (await browser.get(`${SHEET}/print`).expect(200)).text;
    expect(empty).not.toContain('わたしの散歩');
    expect(empty).not.toContain('✓');
    expect(empty.match(/<div class="rules">(?:<div><\/div>){3}<\/div>/g)).toHaveLength(1);
    const own = (await browser.get(`${SHEET}/print?mine=1`).expect(200)).text;
    expect(own).toContain('<p class="own">わたしの散歩</p>');
    expect(own).toContain('<td>本人</td>');
    expect(own.match(/✓/g)).toHaveLength(1);
    expect((await browser.get(SHEET)).text).toContain(`href="${SHEET}/print?mine&#x3D;1"`);
  });

  it('leads back by the house’s own address, whatever a request claims', async () => {
    const { browser } = await aLearner();
    for (const path of [`${SHEET}/print`, BOOK]) {
      const { text } = await browser
        .get(path)
        .set({ host: 'evil.example', 'x-forwarded-host': 'evil.example' })
        .expect(200);
      expect(text.replaceAll('<wbr>', '')).toContain(
        `<span class="address">tomoni.example.jp${SHEET}</span>`,
      );
      expect(text).not.toContain('evil');
    }
  });

  it('names its course in a neutral way where something hard comes up', async () => {
    const { browser } = await aLearner();
    expect((await browser.get(`${HARD}/print`)).text).toContain('<p class="course">目立たない名前</p>');
    expect((await browser.get(`${SHEET}/print`)).text).toContain('<p class="course">一つ目の課</p>');
  });

  it('has rules of its own, which no other page loads', async () => {
    const { browser } = await aLearner();
    for (const [path, isPaper] of [
      [`${SHEET}/print`, true],
      [BOOK, true],
      [SHEET, false],
      ['/learn/introductory/a/yomu', false],
    ] as const)
      expect((await browser.get(path)).text.includes('/assets/paper.')).toBe(isPaper);
  });

  it('has readings for who wants them', async () => {
    const { browser } = await aLearner();
    const ui = { theme: 'auto', size: 'm', words: 'normal', progress: 'show', lang: 'ja' };
    expect((await browser.get(`${SHEET}/print`)).text).not.toContain('<rt>');
    await press(browser, '/settings/display', { ...ui, ruby: '1' }).expect(303);
    expect((await browser.get(`${SHEET}/print`)).text).toContain('<rt>か</rt>');
    expect((await browser.get(BOOK)).text).toContain('<rt>たの</rt>');
  });
});

describe('a workbook', () => {
  it('holds the whole module, without the answers', async () => {
    const { browser } = await aLearner();
    const { text } = await browser.get(BOOK).expect(200);
    for (const part of ['書けるようになる', '本文 3', '問い q1', 'まねしてみたいこと', 'まだわからない'])
      expect(text).toContain(part);
    expect(text).toContain('href="#book-yomu"');
    expect(text.match(/class="qr"/g)).toHaveLength(5);
    expect((await browser.get('/learn/introductory/a')).text).toContain(`href="${BOOK}"`);
    expect((await browser.get('/learn/introductory/a/yomu')).text).toContain(`href="${BOOK}"`);
  });

  it('is nobody’s without the track, nor of a module that is not there', async () => {
    await (await signIn(app, await aPerson(app))).get(BOOK).expect(404);
    const { browser } = await aLearner();
    await browser.get('/workbook/introductory/nothing').expect(404);
    await browser.get('/workbook/nothing/a').expect(404);
  });
});

describe('one’s own data', () => {
  it('has what was written, and erasing leaves nothing of it', async () => {
    const { browser, person } = await aLearner();
    await press(browser, `${SHEET}/words`, filled('カナリアのうた')).expect(303);
    expect((await browser.get('/settings/data/read').expect(200)).text).toContain('カナリアのうた');
    const file = await browser.get('/settings/data/file.json').expect(200);
    expect(file.body).toMatchObject({
      courses: [
        {
          worksheets: [
            {
              step: '書くシート',
              blocks: [
                { prompt: 'まねしてみたいこと', texts: ['カナリアのうた'] },
                { ticked: ['頼み方'] },
                { texts: ['1', '本人'] },
              ],
            },
          ],
        },
      ],
    });
    const other = await signIn(app, await aPerson(app));
    expect((await other.get('/settings/data/read')).text).not.toContain('カナリア');
    await press(browser, '/settings/erase', { paper: 'keep' }).expect(303);
    expect(await everyText(app, ['カナリアのうた', person.learnerNumber])).toEqual([]);
  });
});

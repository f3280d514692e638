import { compileCurricula } from '../src/curriculum/curricula.js';
import type { Edition } from '../src/curriculum/edition.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { aTrack, course, moduleHead, someShared } from './support/curriculum.js';

/** Everything that a trainee reads, once in each version: とても says the standard, やさしく the easy one. */
const steps = `- lesson: yomu
  meets: [shiru]
  body: |
    とてもむずかしい本文。{fact:kazu}{term:peer}{term:toujisha}
  easy: |
    やさしく本文。{fact:kazu}{term:peer}{term:toujisha}
- quiz: toi
  questions:
  - true-false: q1
    ask: とても問う。
    easy: やさしく問う。
    hint: とても手がかり。
    hint-easy: やさしく手がかり。
    answer: ○
    feedback: とても説明。
    feedback-easy: やさしく説明。
  - fill-in: q2
    ask: とても[[待つ]]。
    easy: やさしく[[待つ]]。
    also-wrong:
    - {text: いそぐ, feedback: とても返す。, feedback-easy: やさしく返す。}
- dialogue: hanasu
  start: a
  scenes:
    a:
      says: とても話す。
      easy: やさしく話す。
      you:
      - {say: とてもはい, easy: やさしくはい, go: b, feedback: とても返事。, feedback-easy: やさしく返事。}
    b:
      says: とてもおわり。
      easy: やさしくおわり。
      end: good
      closing: とても結ぶ。
      closing-easy: やさしく結ぶ。
      ask: とても考える。
      ask-easy: やさしく考える。
- worksheet: kaku
  intro: とても書く。
  easy: やさしく書く。
  blocks:
  - {prompt: とてもらん。, easy: やさしくらん。, lines: 2}
- reflection: omou
  ask: とても思う。
  easy: やさしく思う。
`;

const TERM = 'toujisha: {word: 当事者, reading: とうじしゃ, means: とても本人, easy: やさしく本人}';

let app: TestApp;
let edition: Edition;
beforeAll(async () => {
  app = await startApp();
  const [track] = compileCurricula(
    course({
      't/track.yaml': aTrack,
      't/01-m.yaml': `${moduleHead}steps:\n${steps}`,
      'shared/shared.yaml': someShared
        .replace('text: 数です。', 'text: とても数。, easy: やさしく数。')
        .replace(
          'reading: ぴあ, means: 仲間}',
          'reading: ピア, means: とても仲間, easy: やさしく仲間}, ' + TERM,
        ),
    }),
  ).tracks;
  edition = track!.compiled!.edition;
  await published(app, edition);
});
afterAll(() => app.close());

/** Goes through every page; answers what each said between its headings. */
async function readAll(words: 'easy' | 'normal'): Promise<Record<string, string>> {
  const person = await aPerson(app);
  await enrolled(app, person, 't');
  const who = await signIn(app, person);
  const display = { theme: 'auto', size: 'm', ruby: '0', progress: 'show', lang: 'ja', words };
  await send(who, '/settings/display', display);
  const read = async (path: string) => main((await who.get(path).expect(200)).text);
  const pages: Record<string, string> = { lesson: await read('/learn/t/m/yomu') };
  await send(who, '/quiz/t/m/toi/start');
  pages.question = await read('/quiz/t/m/toi/1');
  await send(who, '/quiz/t/m/toi/1', { answer: '0' });
  pages.answer = await read('/quiz/t/m/toi/1/answer');
  await send(who, '/quiz/t/m/toi/2', { part: 'いそぐ' });
  pages.blank = await read('/quiz/t/m/toi/2/answer');
  await send(who, '/dialogue/t/m/hanasu/start', { walk: '0' });
  pages.scene = await read('/dialogue/t/m/hanasu/1');
  await send(who, '/dialogue/t/m/hanasu/1', { walk: '1', reply: '0' });
  pages.reply = await read('/dialogue/t/m/hanasu/1/said');
  pages.end = await read('/dialogue/t/m/hanasu/end');
  pages.walked = await read('/dialogue/t/m/hanasu/path');
  pages.sheet = await read('/worksheet/t/m/kaku');
  pages.reflection = await read('/reflection/t/m/omou');
  pages.book = await read('/workbook/t/m');
  return pages;
}

const send = (who: Browser, path: string, fields: object = {}) =>
  who.post(path).type('form').send(fields).expect(303);

const main = (html: string): string =>
  /<main.*<\/main>|<body.*<\/body>/s.exec(html)![0].replace(/<[^>]+>/g, ' ');

describe('a term', () => {
  it('has its reading over it, unless it can be read as it is', async () => {
    const person = await aPerson(app);
    await enrolled(app, person, 't');
    const who = await signIn(app, person);
    const display = { theme: 'auto', size: 'm', ruby: '1', progress: 'show', lang: 'ja', words: 'normal' };
    await send(who, '/settings/display', display);
    const { text } = await who.get('/learn/t/m/yomu').expect(200);
    expect(text).toContain('<dfn>ピア</dfn>');
    expect(text).toMatch(/<dfn><ruby>当事者.*?とうじしゃ.*?<\/ruby><\/dfn>/);
    expect(text).toContain('<dt lang="ja">ピア</dt>');
    expect(text).toContain('<dt lang="ja">当事者（とうじしゃ）</dt>');
  });
});

describe('who asked for easy words', () => {
  it('reads them wherever the author wrote them', async () => {
    const pages = await readAll('easy');
    for (const [page, text] of Object.entries(pages)) {
      expect([page, text.match(/とても\S*/g)]).toEqual([page, null]);
      expect([page, text]).toEqual([page, expect.stringContaining('やさしく')]);
    }
    expect(pages.lesson).toContain('やさしく数。');
    expect(pages.question).toContain('やさしく手がかり。');
    expect(pages.answer).toContain('やさしく説明。');
    expect(pages.blank).toContain('やさしく返す。');
    expect(pages.reply).toContain('やさしく返事。');
    expect(pages.end).toContain('やさしく結ぶ。');
    expect(pages.end).toContain('やさしく考える。');
    expect(pages.sheet).toContain('やさしくらん。');
    expect(pages.book).toContain('やさしく思う。');
  });

  it('takes nothing from who did not', async () => {
    for (const [page, text] of Object.entries(await readAll('normal')))
      expect([page, text.match(/やさしく\S*/g)]).toEqual([page, null]);
  });
});

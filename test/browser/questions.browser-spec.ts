import type { Browser } from 'playwright-core';
import { published } from '../factories/learning.js';
import { aPerson } from '../factories/person.js';
import { launchChromium } from '../support/chromium.js';
import { KINDS_QUIZ, kindsCourse } from './kinds-course.js';
import { startListening } from './listening-app.js';
import type { ListeningApp } from './listening-app.js';
import { PASSWORD, signIn } from './trainee.js';
import { Visitor } from './visitor.js';

const AGAIN = 'もう一度、いっしょに考えてみましょう';
const RIGHT = '合っています';
const NOTED = '受けとめました';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** By the words on the page: which list is set to what, what is typed where, which options are ticked. */
interface Fill {
  readonly choose?: Readonly<Record<string, string>>;
  readonly type?: Readonly<Record<string, string>>;
  readonly tick?: readonly string[];
}

interface Asked {
  readonly kind: string;
  /** With what the page answers to it. */
  readonly malformed: readonly [Fill, string];
  readonly wrong: readonly [Fill, string];
  readonly right: readonly [Fill, string];
}

const order = (...places: string[]): Fill => ({
  choose: { うれしい: places[0]!, むずかしい: places[1]!, いつなら: places[2]! },
});
const pairs = (朝: string, 夜: string): Fill => ({ choose: { 朝, 夜, 夜おそく: 夜 } });

const ASKED: readonly Asked[] = [
  {
    kind: 'one',
    malformed: [{}, '答えを1つ選んでください'],
    wrong: [{ tick: ['話す'] }, AGAIN],
    right: [{ tick: ['待つ'] }, RIGHT],
  },
  {
    kind: 'several',
    malformed: [{ tick: ['待つ', 'まだわからない'] }, 'どちらかを選んでください'],
    wrong: [{ tick: ['話す', 'ほめる'] }, AGAIN],
    right: [{ tick: ['待つ'] }, RIGHT],
  },
  {
    kind: 'true or not',
    malformed: [{}, '答えを1つ選んでください'],
    wrong: [{ tick: ['× そうは思わない'] }, AGAIN],
    right: [{ tick: ['○ そう思う'] }, RIGHT],
  },
  {
    kind: 'order',
    malformed: [order('1番目', '1番目', '2番目'), '1番目が2つ以上あります'],
    wrong: [order('3番目', '2番目', '1番目'), AGAIN],
    right: [order('1番目', '2番目', '3番目'), RIGHT],
  },
  {
    kind: 'pairs',
    malformed: [{ choose: { 朝: 'おはよう' } }, '「夜」に合うものを選んでください'],
    wrong: [pairs('さようなら', 'こんばんは'), AGAIN],
    right: [pairs('おはよう', 'こんばんは'), RIGHT],
  },
  {
    kind: 'blanks',
    malformed: [{ type: { 空らん1: 'きく' } }, '空らん2に言葉を入れてください'],
    wrong: [{ type: { 空らん1: 'なおしてあげる', 空らん2: 'wrap' } }, AGAIN],
    right: [{ type: { 空らん1: 'ｷｸ', 空らん2: 'ｗｒａｐ。' } }, RIGHT],
  },
  {
    kind: 'number',
    malformed: [{ type: { 数: '約千人' } }, '数字だけで書いてください'],
    wrong: [{ type: { 数: '10' } }, AGAIN],
    right: [{ type: { 数: '１，２００' } }, RIGHT],
  },
  {
    kind: 'scale',
    malformed: [{}, '答えを1つ選んでください'],
    wrong: [{ tick: ['1'] }, NOTED],
    right: [{ tick: ['2（強い）'] }, NOTED],
  },
  {
    kind: 'own words',
    malformed: [{ type: { あなたの言葉: 'あ'.repeat(4001) } }, '4000文字までにしてください'],
    wrong: [{ type: { あなたの言葉: '一行目\n二行目' } }, NOTED],
    right: [{ type: { あなたの言葉: '書きなおす' } }, NOTED],
  },
];

describe.each(['sqlite', 'postgres'] as const)(
  'every kind of question on %s, without JavaScript',
  (engine) => {
    let app: ListeningApp;
    let visitor: Visitor;
    beforeAll(async () => {
      app = await startListening(engine);
      await published(app, kindsCourse());
      const person = await aPerson(app, { password: PASSWORD });
      visitor = await Visitor.on({ browser, origin: app.origin, script: false });
      await visitor.page.setViewportSize({ width: 320, height: 700 });
      await signIn(visitor, person.learnerNumber, PASSWORD);
      await visitor.open('/tracks/iroiro');
      await visitor.press('この講座を始める');
      await visitor.open(KINDS_QUIZ);
      await visitor.press('問いを始める');
    });
    afterAll(() => app.close());

    it.each(ASKED.map((asked, index): [string, Asked, number] => [asked.kind, asked, index + 1]))(
      'of kind %s is answered in no usable way, wrongly and rightly',
      async (_, asked, position) => {
        await visitor.open(`${KINDS_QUIZ}/${position}`);
        const first = await tell(visitor, asked.malformed);
        expect(first).toContain('確認してほしいところ');
        await expectKept(visitor, asked.malformed[0]);
        await tell(visitor, asked.wrong);
        await visitor.follow('もう一度答える');
        await tell(visitor, asked.right);
        expect(visitor.path).toBe(`${KINDS_QUIZ}/${position}/answer`);
      },
    );

    it('ends in a list of them all', async () => {
      await visitor.follow('まとめへ進む');
      const words = await visitor.words();
      expect(words.match(/合っています/g)).toHaveLength(7);
      expect(words.match(/受けとめました/g)).toHaveLength(2);
    });
  },
);

/** Answers and reads what the page says to it. */
async function tell(visitor: Visitor, [fill, expected]: readonly [Fill, string]): Promise<string> {
  const group = visitor.page.getByRole('group');
  for (const box of await group.getByRole('checkbox').all()) await box.uncheck();
  for (const [label, words] of Object.entries(fill.choose ?? {}))
    await group.getByLabel(label, { exact: true }).selectOption({ label: words });
  for (const [label, words] of Object.entries(fill.type ?? {}))
    await group.getByLabel(label, { exact: true }).fill(words);
  for (const label of fill.tick ?? []) await group.getByLabel(label, { exact: true }).check();
  await visitor.press('答えを確かめる');
  const words = await visitor.words();
  expect(words).toContain(expected);
  return words;
}

async function expectKept(visitor: Visitor, fill: Fill): Promise<void> {
  const group = visitor.page.getByRole('group');
  for (const [label, words] of Object.entries(fill.choose ?? {}))
    expect(await group.getByLabel(label, { exact: true }).locator(':checked').innerText()).toBe(words);
  for (const [label, words] of Object.entries(fill.type ?? {}))
    expect(await group.getByLabel(label, { exact: true }).inputValue()).toBe(words);
  for (const label of fill.tick ?? [])
    expect(await group.getByLabel(label, { exact: true }).isChecked()).toBe(true);
}

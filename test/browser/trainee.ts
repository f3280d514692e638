/// <reference lib="dom" />
import type { Visitor } from './visitor.js';

export const PASSWORD = 'ことりが三羽とまっている木のえだ';

/** Registers without a mail address. Returns the learner number. */
export async function register(visitor: Visitor): Promise<string> {
  await visitor.open('/');
  await visitor.follow('はじめての登録');
  return answerRegistration(visitor);
}

/** From the first question on. */
export async function answerRegistration(visitor: Visitor): Promise<string> {
  await visitor.press('次へ進む');
  expect(await visitor.heading()).toBe('呼び名とパスワードを決めてください');
  await visitor.type('呼び名', '葵');
  await visitor.type('パスワード', PASSWORD);
  await visitor.press('次へ進む');
  expect(await visitor.words()).toContain('だれが何を見るか');
  await visitor.tick('読みました。この取り扱いに同意します');
  await visitor.press('次へ進む');
  expect(await visitor.heading()).toBe('内容を確かめてください');
  expect(await visitor.words()).not.toContain(PASSWORD);
  await visitor.press('この内容で登録する');
  expect(await visitor.heading()).toBe('登録が終わりました');
  return /\d[\d -]{7,}\d/.exec(await visitor.words())![0];
}

export async function signIn(visitor: Visitor, identifier: string, password: string): Promise<void> {
  await visitor.open('/login');
  await visitor.type('メールアドレスまたは受講番号', identifier);
  await visitor.type('パスワード', password);
  await visitor.press('ログインする');
}

/** What was met on the way, to be looked at afterwards. */
export interface Met {
  lessons: number;
  worksheets: number;
  questions: number;
  wrong: number;
  unsure: number;
  /** Replies, by how often each was given. */
  readonly said: Map<string, number>;
}

export function nothingMet(): Met {
  return { lessons: 0, worksheets: 0, questions: 0, wrong: 0, unsure: 0, said: new Map() };
}

/** Goes on from the page of a step, by its main button, until the track is done. */
export async function learnToTheEnd(visitor: Visitor, met = nothingMet()): Promise<void> {
  for (let pages = 0; pages < 2000; pages++) {
    if (/^\/quiz\/(?:[\w-]+\/){3}\d+$/.test(visitor.path)) await answer(visitor, met);
    else if (visitor.path.startsWith('/quiz/')) await goOnInQuiz(visitor);
    else if (visitor.path.startsWith('/reflection/')) await visitor.press('書かないで次へ進む');
    else if (visitor.path.startsWith('/dialogue/')) await talk(visitor, met);
    else if (visitor.path.startsWith('/session/'))
      await visitor.follow(/^(?:次へ進む：|この課の終わりへ進む)/);
    else if (visitor.path.startsWith('/worksheet/')) {
      await visitor.press('作りました');
      met.worksheets++;
    } else if (/^\/learn\/(?:[\w-]+\/){2}[\w-]+$/.test(visitor.path)) {
      await visitor.press('読みました。次へ進む');
      met.lessons++;
    } else {
      expect(await visitor.words()).toContain('この課が終わりました');
      if ((await visitor.link('修了証を見る').count()) > 0) return;
      await visitor.follow('次へ進む');
    }
  }
  throw new Error(`still at ${visitor.path}`);
}

/** A reply that was given least: a scene that comes again is answered otherwise, so every dialogue ends. */
export async function talk(visitor: Visitor, { said }: Met): Promise<void> {
  if ((await visitor.button('会話を始める').count()) > 0) return visitor.press('会話を始める');
  if ((await visitor.button('この返事をする').count()) === 0) return visitor.follow('次へ進む');
  const replies = await visitor.page.getByRole('group').getByRole('radio').all();
  const times = await Promise.all(
    replies.map(async (reply) => {
      const words = await reply.evaluate((input: HTMLInputElement) => input.labels![0]!.innerText);
      return { reply, words, given: said.get(words) ?? 0 };
    }),
  );
  const [next] = times.toSorted((one, other) => one.given - other.given);
  said.set(next!.words, next!.given + 1);
  await next!.reply.check();
  await visitor.press('この返事をする');
}

async function goOnInQuiz(visitor: Visitor): Promise<void> {
  for (const words of ['問いを始める', '次の問いへ進む', 'まとめへ進む', '次へ進む']) {
    if ((await visitor.button(words).count()) > 0) return visitor.press(words);
    if ((await visitor.link(words).count()) > 0) return visitor.follow(words);
  }
  throw new Error(`no way on from ${visitor.path}`);
}

/** First "not sure yet", then each choice in turn until one is right; where several are, the first alone will do. */
async function answer(visitor: Visitor, met: Met): Promise<void> {
  met.questions++;
  const unsure = { name: 'まだわからない' };
  const { page } = visitor;
  await page.getByRole('radio', unsure).or(page.getByRole('checkbox', unsure)).check();
  await visitor.press('答えを確かめる');
  expect(await visitor.words()).toContain('わからないままで大丈夫です');
  met.unsure++;
  for (let choice = 0; choice < 4; choice++) {
    await visitor.follow('もう一度答える');
    const isOnly = await fillIn(visitor, choice);
    await visitor.press('答えを確かめる');
    const words = await visitor.words();
    if (words.includes('合っています') || words.includes('受けとめました')) return;
    expect(words).toContain('もう一度、いっしょに考えてみましょう');
    expect(words).toContain('あなたの答え：');
    met.wrong++;
    if (isOnly) return;
  }
}

/** Marks one choice, or fills in all there is. Whether there is nothing else to try. */
async function fillIn(visitor: Visitor, choice: number): Promise<boolean> {
  const group = visitor.page.getByRole('group');
  const lists = await group.locator('select').all();
  for (const [index, one] of lists.entries()) await one.selectOption({ index: lists.length - index });
  const texts = await group.locator('textarea, input[type=text]').all();
  for (const one of texts) await one.fill('3');
  if (lists.length + texts.length > 0) return true;
  const controls = group.locator('input');
  await controls.nth(choice).check();
  return (await controls.first().getAttribute('type')) === 'checkbox';
}

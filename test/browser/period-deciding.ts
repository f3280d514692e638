import type { Locator } from 'playwright-core';
import type { Visitor } from './visitor.js';

/** What becomes of somebody's application, and the place on the waiting list. */
export type Wanted = Readonly<Record<string, readonly [decision: string, rank?: string]>>;

/** From the menu to the sheet of the cohort. */
export async function openSheet(official: Visitor, cohort: string): Promise<void> {
  await official.choose('申込み');
  await official.follow(new RegExp(`実践 ${cohort}`));
  expect(await official.heading()).toBe('選考の表');
}

/** Before anything can be decided. */
export async function recordCriteria(official: Visitor): Promise<void> {
  expect(await official.button('決める前に確かめる').count()).toBe(0);
  await official.follow('観点を記録する');
  await official.tick('日程に参加できる');
  await official.tick('くじで決める');
  await official.press('この観点を記録する');
  expect(await official.heading()).toBe('選考の表');
}

/** Opens what somebody needs, and comes back. */
export async function readNeeds(official: Visitor, need: string): Promise<void> {
  expect(await official.words()).not.toContain(need);
  await official.follow('記録して開く');
  expect(await official.words()).toContain(need);
  await official.follow('選考の表にもどる');
}

/** All at once, after a look over it. */
export async function decide(official: Visitor, wanted: Wanted): Promise<void> {
  for (const [name, [decision, rank]] of Object.entries(wanted)) {
    await lineOf(official, name).getByLabel('結果').selectOption(decision);
    await lineOf(official, name)
      .getByLabel('補欠の順番')
      .fill(rank ?? '');
  }
  await official.press('決める前に確かめる');
}

export async function confirmDecision(official: Visitor): Promise<void> {
  expect(await official.heading()).toBe('この内容で決めますか');
  await official.press('この内容で決めて、お知らせを送る');
  expect(await official.words()).toContain('決めました。');
}

function lineOf(official: Visitor, name: string): Locator {
  return official.page.getByRole('group', { name });
}

/** Prints the letters to who has no mail, and writes down that they went by post. Their words, and the link on each. */
export async function sendLetters(
  official: Visitor,
  names: readonly string[],
): Promise<{ words: string; links: string[] }> {
  await official.follow('手紙をまとめて作る、送ったことを記録する');
  const letters = official.path;
  expect(await official.words()).toContain(`まだ知らせていない人は${names.length}人です。`);
  await official.follow(/^まだ知らせていない人の手紙/);
  expect(await official.heading()).toBe('申込みの結果のお知らせ');
  const words = await official.words();
  await official.open(letters);
  for (const name of names)
    await official.page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
  await official.tick('郵便で送った');
  await official.press('知らせたと記録する');
  expect(await official.words()).toContain('まだ知らせていない人は0人です。');
  return { words, links: words.match(/\/offer\/[\w-]{43}/g) ?? [] };
}

/** An application that came on paper, on a day before the last one. Its receipt number. */
export async function keyInPaper(
  official: Visitor,
  paper: { name: string; mail: string; arrived: string },
): Promise<string> {
  await official.follow('紙の申込みを入力する');
  await official.date('事務局に届いた日', paper.arrived);
  await official.type('呼び名', paper.name);
  await official.tick('メール');
  await official.type('連絡先', paper.mail);
  await official.tick('本人が紙で同意しています');
  await official.press('この内容で受け付ける');
  return /\d{3}-\d{3}-\d{3}/.exec(await official.words())![0];
}

/** After a seat became free. */
export async function offerFreeSeat(official: Visitor, name: string): Promise<void> {
  const box = official.page.getByRole('region', { name: /席があいています/ });
  expect(await box.innerText()).toContain(name);
  await official.press('この人たちに案内する');
  expect(await official.words()).toContain('補欠の順番に案内しました。');
}

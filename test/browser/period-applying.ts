import type { Member } from './period-year.js';
import { PASSWORD, answerRegistration, learnToTheEnd } from './trainee.js';
import type { Visitor } from './visitor.js';

export interface Somebody {
  readonly name: string;
  readonly way: 'メール' | '電話' | '郵便';
  readonly contact: string;
}

export interface Applied extends Somebody {
  readonly need?: string;
  /** The other one of a pair. */
  readonly partner?: Somebody;
}

/** From the first page, without an account, to the receipt number, which is returned. */
export async function apply(visitor: Visitor, cohort: string, applied: Applied): Promise<string> {
  await visitor.open('/');
  await visitor.follow('実践');
  await visitor.follow(`${cohort}に申し込む`);
  await visitor.press('次へ進む');
  expect(await visitor.words()).toContain('確認してほしいところが');
  await introduce(visitor, applied);
  if (applied.partner) await introduce(visitor, applied.partner);
  expect(await visitor.heading()).toBe('受けるときに必要なこと');
  await visitor.page.getByLabel('必要なこと').fill(applied.need ?? '');
  await visitor.press('次へ進む');
  await visitor.tick('読みました。この取り扱いに同意します');
  if (applied.partner) await visitor.tick('いっしょに申し込む人も読んで、自分で同意しました');
  await visitor.press('次へ進む');
  expect(await visitor.heading()).toBe('申込みの内容を確かめてください');
  for (const words of [applied.name, applied.contact, applied.need ?? '書いていません'])
    expect(await visitor.words()).toContain(words);
  await visitor.press('この内容で申し込む');
  expect(await visitor.heading()).toBe('申込みを受け付けました');
  return /\d[\d -]{7,}\d/.exec(await visitor.words())![0];
}

async function introduce(visitor: Visitor, { name, way, contact }: Somebody): Promise<void> {
  await visitor.type('呼び名', name);
  await visitor.tick(way);
  await visitor.type('連絡先', contact);
  await visitor.press('次へ進む');
}

/** After the last day: no call stands on the page of the track, and an address that was kept says why. */
export async function applyTooLate(visitor: Visitor, cohort: { name: string; id: string }): Promise<void> {
  await visitor.open('/tracks/practitioner');
  expect(await visitor.words()).not.toContain(`${cohort.name}に申し込む`);
  await visitor.open(`/apply/${cohort.id}`);
  expect(await visitor.heading()).toBe('この期の申込みは終わりました');
  expect(await visitor.words()).toContain('申込みは2026年6月10日（水）まで受け付けていました');
  expect(await visitor.page.getByRole('main').getByRole('button').count()).toBe(0);
}

/** By the link from a letter, where one has an account already. */
export async function takeSeat(visitor: Visitor, link: string, member: Member): Promise<void> {
  await visitor.open(link);
  expect(await visitor.words()).toContain('受講が決まっています。登録するか、ログインすると始められます。');
  await visitor.follow('登録している方は、ログインして始める');
  await visitor.type('メールアドレスまたは受講番号', member.number);
  await visitor.type('パスワード', member.password);
  await visitor.press('ログインする');
  await begin(visitor);
}

/** By the link from a letter, where one is new: registers and learns what has to come before. The link stays good. */
export async function registerByLink(visitor: Visitor, link: string): Promise<Member> {
  await visitor.open(link);
  await visitor.follow('はじめての登録');
  const number = await answerRegistration(visitor);
  await visitor.follow('もとのページに進む');
  expect(await visitor.words()).toContain('先に、次の講座を終えると始められます');
  await visitor.follow('入門');
  await visitor.press('この講座を始める');
  await visitor.follow('始める');
  await learnToTheEnd(visitor);
  return { name: '葵', number, password: PASSWORD };
}

/** On the page behind the link, signed in. */
export async function begin(visitor: Visitor): Promise<void> {
  expect(await visitor.heading()).toBe('受講を始めます');
  await visitor.press('この期で受講を始める');
  expect(visitor.path).toBe('/path/practitioner');
  expect(await visitor.words()).toContain('次に集まる日');
}

/** By the link from a letter. */
export async function withdraw(visitor: Visitor, link: string): Promise<void> {
  await visitor.open(link);
  await visitor.press('申込みを取り消す');
  expect(await visitor.words()).toContain('あとの期の申込みには影響しません');
}

import { readPdf } from '../support/pdf-text.js';
import type { Visitor } from './visitor.js';

/** From the list of certificates over the name to the certificate itself. */
export async function receiveCertificate(visitor: Visitor, name: string): Promise<void> {
  await visitor.follow(/^修了証を受け取る/);
  expect(await visitor.heading()).toBe('修了証にのせる名前を教えてください');
  await visitor.type('名前', '');
  await visitor.press('次へ進む');
  expect(await visitor.words()).toContain('確認してほしいところが1か所あります');
  await visitor.type('名前', '葵');
  await visitor.press('次へ進む');
  expect(await visitor.heading()).toBe('修了証の内容を確かめてください');
  await visitor.follow(/^変更する\s?（修了証にのせる名前）/);
  await visitor.type('名前', name);
  await visitor.press('次へ進む');
  expect(await visitor.words()).toContain(name);
  await visitor.press('この内容で修了証を受け取る');
}

/** What a person reads off the certificate. */
export async function certificateOf(
  visitor: Visitor,
  name: string,
): Promise<{ number: string; code: string }> {
  const sheet = await visitor.page.getByRole('article').innerText();
  expect(sheet).toContain(name);
  expect(sheet).toContain('見本・監修前');
  const number = /R8-INT-\d{4}/.exec(sheet)![0];
  const code = /\b(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}\b/.exec(sheet)![0];
  return { number, code };
}

export async function downloadPdf(visitor: Visitor, name: string): Promise<void> {
  const { bytes } = await visitor.save(visitor.link('PDFを保存する'));
  expect(bytes.subarray(0, 4).toString()).toBe('%PDF');
  expect(bytes.length).toBeGreaterThan(10_000);
  expect(readPdf(bytes).text).toContain(name);
}

/** A stranger with the code from the paper. */
export async function verify(
  stranger: Visitor,
  { code, name }: { code: string; name: string },
): Promise<void> {
  await stranger.open('/');
  await stranger.follow('修了証の確認');
  await stranger.type('確認コード', code.toLowerCase());
  await stranger.press('確かめる');
  expect(await stranger.words()).toContain('見本の修了証です');
  expect(await stranger.page.content()).not.toContain(name);
  for (const [typed, answer] of [
    ['別の 名前', '不一致'],
    [name, '一致'],
  ] as const) {
    await stranger.type('修了証に書かれた名前', typed);
    await stranger.press('名前を確かめる');
    expect(await stranger.page.getByRole('status').getByRole('heading').innerText()).toBe(answer);
  }
  await stranger.goAway();
}

import { readPdf } from '../support/pdf-text.js';
import type { Visitor } from './visitor.js';

interface Batch {
  readonly cohort: string;
  readonly names: readonly string[];
}

/** To everybody of a cohort who waits for one, after a look at the names. Nobody confirms what they proposed themselves. */
export async function proposeToAll(official: Visitor, batch: Batch): Promise<void> {
  await lookAtNames(official, batch, /^名前を確かめて交付へ進む/);
  await official.press(`${batch.names.length}人への交付を提案する`);
  expect(await official.words()).toContain('提案したのは、あなたです');
  expect(await official.button(/^確認して/).count()).toBe(0);
}

export async function confirmToAll(official: Visitor, batch: Batch): Promise<void> {
  await lookAtNames(official, batch, /^名前を確かめて確認へ進む/);
  await official.press(`確認して${batch.names.length}人に交付する`);
  expect(await official.words()).toContain('この提案は確認されて、修了証が交付されました。');
}

async function lookAtNames(official: Visitor, { cohort, names }: Batch, button: RegExp): Promise<void> {
  await official.choose('修了証');
  const waiting = official.page.getByRole('listitem').filter({ hasText: cohort });
  expect(await waiting.first().innerText()).toContain(`${names.length}人`);
  await official.leave(waiting.getByRole('button', { name: button }));
  expect(await official.heading()).toBe('修了証をまとめて交付する');
  const listed = await official.page.getByRole('rowheader').allInnerTexts();
  expect(listed.toSorted()).toEqual(names.toSorted());
}

/** What stands on the paper that somebody saves: number and code. */
export async function savePaper(
  visitor: Visitor,
  track: string,
): Promise<{ number: string; code: string; words: string; bytes: Buffer }> {
  await visitor.choose('修了証');
  await visitor.follow(`${track}の修了証`);
  const { bytes } = await visitor.save(visitor.link('PDFを保存する'));
  const words = readPdf(bytes).text;
  const number = /R8-PRA-\d{4}/.exec(words)![0];
  const code = /(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}/.exec(words)![0];
  return { number, code, words, bytes };
}

export async function openCertificate(official: Visitor, number: string): Promise<void> {
  await official.choose('修了証');
  await official.type('修了証の番号', number);
  await official.press('開く');
  expect(await official.words()).toContain(number);
}

/** What a stranger learns from the code. */
export async function lookUp(stranger: Visitor, code: string): Promise<string> {
  await stranger.open('/verify');
  await stranger.type('確認コード', code);
  await stranger.press('確かめる');
  return stranger.words();
}

/** On the page of the certificate: to be made anew under another name. */
export async function proposeCorrection(official: Visitor, name: string): Promise<void> {
  await official.follow('再交付の提案へ進む');
  await official.type('修了証にのせる名前', name);
  await official.press('この名前で再交付を提案する');
  expect(await official.words()).toContain('再交付が提案されています');
}

export async function confirmCorrection(
  official: Visitor,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await official.press('名前を見て確かめる');
  expect(await official.words()).toMatch(
    new RegExp(`今の修了証の名前\\s+${from}\\s+提案された名前\\s+${to}`),
  );
  await official.press('確認して再交付する');
}

/** On the page of the certificate. Nobody confirms what they proposed themselves. */
export async function proposeRevocation(official: Visitor, reason: string): Promise<void> {
  await official.tick(reason);
  await official.press('取り消しを提案する');
  expect(await official.words()).toContain('提案したのは、あなたです');
  expect(await official.button('確認して取り消す').count()).toBe(0);
}

import { nothingMet, talk } from './trainee.js';
import type { Visitor } from './visitor.js';

/** From the home of a facilitator to the dates of the cohort. */
export async function openDates(facilitator: Visitor, cohort: string): Promise<void> {
  await facilitator.choose('受け持つ期');
  await facilitator.follow(`実践 ${cohort}`);
  await facilitator.follow('集まりと出席');
}

/** What stands at the door. */
export async function readDoorCode(facilitator: Visitor): Promise<string> {
  await facilitator.follow('受付の番号を出す');
  const code = await facilitator.page.locator('.door-code').innerText();
  await facilitator.follow('出席のページに戻る');
  return code.replace(/\D/g, '');
}

/** From home over the way through the track to the session that comes next. */
export async function openNextSession(visitor: Visitor): Promise<void> {
  await visitor.choose('学びの道すじ');
  const box = visitor.page.getByRole('region', { name: '次に集まる日' });
  await visitor.leave(box.getByRole('link').first());
}

/** Types what stands at the door, the first time not quite. */
export async function signInAtDoor(visitor: Visitor, code: string): Promise<void> {
  await visitor.follow('出席を記録する');
  await visitor.type(
    '6けたの番号',
    code.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)),
  );
  await visitor.press('出席しました');
  expect(await visitor.words()).toContain('番号が合いませんでした');
  await visitor.type('6けたの番号', code);
  expect(await visitor.isAllShown('6けたの番号')).toBe(true);
  await visitor.press('出席しました');
  expect(await visitor.words()).toContain('この回は終わりました');
  expect(await visitor.button(/^休みます/).count()).toBe(0);
}

/** Who was there, from a sheet that was signed, and that everybody else was not. */
export async function keyIn(facilitator: Visitor, present: readonly string[]): Promise<void> {
  for (const name of present) {
    const row = facilitator.page.getByRole('group', { name });
    await row.getByLabel('出席', { exact: true }).check();
  }
  await facilitator.tick('しるしのない人を、みな欠席として記録する');
  await facilitator.press('この内容で記録する');
  expect(await facilitator.words()).toContain('記録しました。');
}

/** One who could not come finds on the page of the session what counts as much, and does it. */
export async function makeUpAtHome(visitor: Visitor): Promise<void> {
  const session = '/session/practitioner/keichou/atsumari';
  await visitor.choose('学びの道すじ');
  await visitor.follow(/^集合演習1/);
  expect(visitor.path).toBe(session);
  expect(await visitor.words()).toContain('次のうち1つで、出席と同じに数えます');
  await visitor.follow(/^対話/);
  const met = nothingMet();
  while (visitor.path.startsWith('/dialogue/')) await talk(visitor, met);
  await visitor.open(session);
  expect(await visitor.words()).toContain('振替で終えました。出席と同じに数えます。');
}

/** The sheet for the door, from the page of a date and back to it. */
export async function printSheet(facilitator: Visitor, names: readonly string[]): Promise<void> {
  await facilitator.follow('受付の名簿を印刷する（A4）');
  const listed = await facilitator.page.getByRole('rowheader').allInnerTexts();
  expect(listed.toSorted()).toEqual(names.toSorted());
  await facilitator.follow('出席のページに戻る');
}

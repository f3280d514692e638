import type { Visitor } from './visitor.js';

/** A cohort as an administrator opens it. */
export interface Opening {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly seats: number;
  readonly closes: string;
  /** Words of the way in. */
  readonly way: RegExp;
}

/** One date on which it meets. */
export interface Meeting {
  /** Words with which the session begins. */
  readonly session: RegExp;
  readonly day: string;
  readonly place: string;
}

/** Opens a cohort of the practitioner track, at first with a closing day that cannot be; ends on its page. Its id. */
export async function openCohort(administrator: Visitor, opening: Opening): Promise<string> {
  await administrator.choose('期');
  await administrator.follow(/^期を開く\s?（実践）/);
  await administrator.type('期の名前', opening.name);
  await administrator.date('はじめの日', opening.from);
  await administrator.date('おわりの日', opening.to);
  await administrator.type('定員（人）', String(opening.seats));
  await administrator.page.getByRole('radio', { name: opening.way }).check();
  await administrator.date('受けつけの締め切りの日', '2028-06-10');
  await administrator.press('この内容で期を開く');
  expect(await administrator.words()).toContain('締め切りは、おわりの日と同じか、前の日にしてください');
  await administrator.date('受けつけの締め切りの日', opening.closes);
  await administrator.press('この内容で期を開く');
  expect(await administrator.heading()).toBe('期の日程と進行役');
  expect(await administrator.words()).toContain(opening.name);
  return administrator.path.split('/').at(-1)!;
}

/** From the page of the cohort and back to it. */
export async function setDates(administrator: Visitor, meetings: readonly Meeting[]): Promise<void> {
  const cohort = administrator.path;
  await administrator.follow('集合演習の日程');
  for (const { session, day, place } of meetings) {
    await administrator.follow('予定を加える');
    await administrator.page.getByRole('radio', { name: session }).check();
    await administrator.date('日', day);
    await administrator.time('はじまる時刻', '13:30');
    await administrator.time('おわる時刻', '16:30');
    await administrator.type('場所、またはオンラインの入り方', place);
    await administrator.press('この予定を保存する');
    expect(await administrator.heading()).toBe('集合演習の日程');
  }
  expect(await administrator.page.getByRole('main').getByRole('listitem').count()).toBe(meetings.length);
  await administrator.open(cohort);
}

/** On the page of the cohort. */
export async function giveTo(administrator: Visitor, facilitator: string): Promise<void> {
  await administrator.tick(facilitator);
  await administrator.press('この人を加える');
  const now = administrator.page.getByRole('main').getByRole('listitem').filter({ hasText: facilitator });
  expect(await now.count()).toBe(1);
}

/** From the page of a cohort to the next one, day by day looked over; ends on the page of the new one. */
export async function copyToNext(
  administrator: Visitor,
  { cohort, firstDay, firstMeeting }: { cohort: string; firstDay: string; firstMeeting: string },
): Promise<void> {
  await administrator.choose('期');
  await administrator.follow(new RegExp(`^${cohort}`));
  await administrator.follow('この期をもとに、次の期を作る');
  await administrator.date('次の期のはじめの日', firstDay);
  await administrator.press('日程を見直す');
  expect(await administrator.heading()).toBe('次の期の日程を見直す');
  expect(await administrator.page.getByRole('heading', { name: /^集合演習の予定/ }).count()).toBe(3);
  expect(await administrator.dateIn('予定 1 の日')).toBe(firstMeeting);
  await administrator.press('この内容で期を作る');
  expect(await administrator.heading()).toBe('期の日程と進行役');
  expect(await administrator.words()).toContain('集合演習3つの、どれにも予定があります。');
}

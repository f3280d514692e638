import { apply, applyTooLate, begin, registerByLink, takeSeat, withdraw } from './period-applying.js';
import {
  confirmDecision,
  decide,
  keyInPaper,
  offerFreeSeat,
  openSheet,
  readNeeds,
  recordCriteria,
  sendLetters,
} from './period-deciding.js';
import {
  keyIn,
  makeUpAtHome,
  openNextSession,
  printSheet,
  readDoorCode,
  signInAtDoor,
} from './period-meeting.js';
import { copyToNext } from './period-opening.js';
import { oneIsReplacedOneRevoked, theyReceive } from './period-papers.js';
import type { Three } from './period-papers.js';
import { readRoster, readYear, saveNames } from './period-reporting.js';
import { NEED, atDate, opens } from './period-scenes.js';
import type { Opened } from './period-scenes.js';
import type { Year } from './period-year.js';
import { learnToTheEnd } from './trainee.js';

const ALONE = { name: '第4期', way: /^申し込みと選考/, seats: 3 };
/** What a trainee has left to do at the end. */
const LAST = { module: 'shinkou', step: 'shinkou-card' };

/** People who apply for themselves, with everything that can come between. */
export async function alone(year: Year): Promise<void> {
  const [sora, umi] = [await year.graduate('空'), await year.graduate('海')];
  const cohort = await opens(year, ALONE);
  await theyApply(year, cohort);
  const { letter, declined } = await officeDecides(year, cohort);
  await year.comesTo('2026-06-12 19:00');
  await year.anybody(async (nami) =>
    withdraw(nami, (await year.mailTo('nami@example.jp')).link('application')),
  );
  await year.staff(year.official, async (desk) => {
    await openSheet(desk, cohort.name);
    await offerFreeSeat(desk, '海');
  });
  await year.comesTo('2026-06-15 20:00');
  await year.anybody((visitor) => takeSeat(visitor, letter, sora));
  await year.anybody(async (visitor) =>
    takeSeat(visitor, (await year.mailTo('umi@example.jp')).link('offer'), umi),
  );
  const offered = (await year.mailTo('aoi@example.jp')).link('offer');
  const aoi = await year.anybody((visitor) => registerByLink(visitor, offered));
  await year.comesTo('2026-06-16 20:00');
  await year.member(aoi, async (visitor) => {
    await visitor.open(offered);
    await begin(visitor);
  });

  await theyMeet(year, { aoi, sora, umi });
  await aoiFinishes(year, { aoi, sora, umi });
  const paper = await theyReceive(year, { cohort: ALONE.name, members: [aoi, sora, umi] });
  await oneIsReplacedOneRevoked(year, paper);

  await year.comesTo('2027-04-05 10:00');
  expect(await year.anybody((riku) => riku.open(declined))).toBe(404); // forgotten, as was promised
  await year.staff(year.official, async (desk) => {
    const roster = await readRoster(desk);
    const states = roster.map((line) => [line['番号'], line['氏名'], line['状態']!.split('\n')[0]].join(' '));
    expect(states.toSorted()).toEqual(
      [
        `${paper.aoi.number} 葵 有効`,
        `${paper.sora.number} 空 新しい修了証に取りかえ済み`,
        `${paper.umi.number} 海 取り消し済み`,
        'R8-PRA-0004 空野 そら 有効',
      ].toSorted(),
    );
    await readYear(desk, ALONE);
    const names = await saveNames(desk, year.official, year);
    expect(names.map(told).toSorted()).toEqual([
      '入門 いつでも 海 修了 2026-05-12   ',
      '入門 いつでも 空 修了 2026-05-12   ',
      '入門 いつでも 葵 修了 2026-06-15   ',
      '実践 第4期 海 修了 2026-11-20   ',
      '実践 第4期 空 修了 2026-11-20 R8-PRA-0004 空野 そら 2026-12-01',
      `実践 第4期 葵 修了 2026-11-20 ${paper.aoi.number} 葵 2026-12-01`,
    ]);
  });
  await year.staff(year.administrator, (desk) =>
    copyToNext(desk, { cohort: cohort.name, firstDay: '2027-07-07', firstMeeting: '2027-07-17' }),
  );
}

/** Four by themselves in time; another comes too late. */
async function theyApply(year: Year, cohort: Opened): Promise<void> {
  await year.comesTo('2026-05-20 19:00');
  for (const one of [
    { name: '葵', way: 'メール', contact: 'aoi@example.jp' },
    { name: '海', way: 'メール', contact: 'umi@example.jp' },
    { name: '波', way: 'メール', contact: 'nami@example.jp' },
    { name: '空', way: '電話', contact: '090-0000-0001', need: NEED },
  ] as const)
    await year.anybody((visitor) => apply(visitor, cohort.name, one));
  await year.comesTo('2026-06-11 00:00');
  await year.anybody((visitor) => applyTooLate(visitor, cohort));
}

/** A fifth came on paper. Three are accepted, one waits, one is declined. The link on the letter, and the address of who was declined. */
async function officeDecides(year: Year, cohort: Opened): Promise<{ letter: string; declined: string }> {
  await year.comesTo('2026-06-11 10:00');
  const letter = await year.staff(year.official, async (desk) => {
    await openSheet(desk, cohort.name);
    await keyInPaper(desk, { name: '陸', mail: 'riku@example.jp', arrived: '2026-06-10' });
    await year.comesTo('2026-06-11 10:05');
    await openSheet(desk, cohort.name);
    await readNeeds(desk, NEED);
    await recordCriteria(desk);
    await decide(desk, { 葵: ['受講決定'], 空: ['受講決定'], 海: ['受講決定'], 波: ['受講決定'] });
    expect(await desk.words()).toContain('あいている席は3です');
    await decide(desk, { 海: ['補欠', '1'], 陸: ['今回は見送り'] });
    await confirmDecision(desk);
    return sendLetters(desk, ['空']);
  });
  expect(letter.words).toMatch(/空 様[\s\S]*受講が決まりました/);
  expect((await year.mailTo('umi@example.jp')).words).toContain('今回は補欠です');
  const { words, link } = await year.mailTo('riku@example.jp');
  expect(words).toContain('あなたの経験や力とは関係ありません');
  return { letter: letter.links[0]!, declined: link('application') };
}

/** Each has two of three: 葵 by the door and on a sheet, 空 on two sheets, 海 stays away from the first and makes up for it. */
async function theyMeet(year: Year, { aoi, umi }: Three): Promise<void> {
  await year.comesTo('2026-07-10 09:00');
  await year.member(umi, async (visitor) => {
    await openNextSession(visitor);
    await visitor.press(/^休みます/);
    expect(await visitor.words()).toContain('お知らせありがとうございます');
  });
  await year.comesTo('2026-07-11 13:10');
  const code = await atDate(year, ALONE.name, '2026年7月11日', async (guide) => {
    expect(await guide.words()).toContain('休みのお知らせがありました');
    return readDoorCode(guide);
  });
  await year.member(aoi, async (visitor) => {
    await openNextSession(visitor);
    await signInAtDoor(visitor, code);
  });
  await year.comesTo('2026-07-11 16:40');
  await atDate(year, ALONE.name, '2026年7月11日', (guide) => keyIn(guide, ['空']));
  await year.comesTo('2026-07-13 20:00');
  await year.member(umi, makeUpAtHome);
  for (const [time, day, present] of [
    ['2026-09-12 16:40', '2026年9月12日', ['葵', '空', '海']],
    ['2026-11-14 16:40', '2026年11月14日', ['海']],
  ] as const) {
    await year.comesTo(time);
    await atDate(year, ALONE.name, day, async (guide) => {
      await printSheet(guide, ['葵', '空', '海']);
      await keyIn(guide, present);
    });
  }
}
async function aoiFinishes(year: Year, { aoi, sora, umi }: Three): Promise<void> {
  await year.comesTo('2026-11-20 20:00');
  await year.learnsAtHome(sora);
  await year.learnsAtHome(umi);
  await year.learnsAtHome(aoi, LAST);
  await year.member(aoi, async (visitor) => {
    await visitor.choose('学びの道すじ');
    await visitor.follow('続きから始める');
    await learnToTheEnd(visitor);
    expect(await visitor.words()).toContain('全部の課を終えました。');
    await visitor.choose('学びの道すじ');
    expect(await visitor.words()).toContain('この講座が終わりました');
  });
}

/** What the list says of one person, without their number. */
function told(line: Readonly<Record<string, string>>): string {
  expect(`${line['年度']} ${line['期の中の番号']}`).toMatch(/^令和8年度 \d{6}$/);
  return ['講座', '期', '呼び名', '受講状況', '修了年月日', '修了証番号', '修了証の氏名', '交付日']
    .map((head) => line[head])
    .join(' ');
}

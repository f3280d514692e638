import {
  confirmCorrection,
  lookUp,
  openCertificate,
  proposeCorrection,
  proposeRevocation,
  savePaper,
} from './period-certificates.js';
import { officeIssues } from './period-scenes.js';
import type { Member, Year } from './period-year.js';

export type Three = Readonly<Record<'aoi' | 'sora' | 'umi', Member>>;
type Papers = Readonly<Record<keyof Three, Awaited<ReturnType<typeof savePaper>>>>;

/** The office issues to all of them; each saves the paper. */
export async function theyReceive(
  year: Year,
  { cohort, members }: { cohort: string; members: readonly Member[] },
): Promise<Papers> {
  await year.comesTo('2026-12-01 10:00');
  const names = members.map(({ name }) => name);
  await officeIssues(year, { cohort, names });
  const papers = [];
  for (const member of members) {
    const paper = await year.member(member, (visitor) => savePaper(visitor, '実践'));
    expect(paper.words).toContain(`${member.name}様`);
    papers.push(paper);
  }
  const [aoi, sora, umi] = papers;
  return { aoi: aoi!, sora: sora!, umi: umi! };
}

/** By two people of the office. What a stranger then learns from each paper. */
export async function oneIsReplacedOneRevoked(year: Year, paper: Papers): Promise<void> {
  await year.comesTo('2026-12-10 10:00');
  await year.staff(year.official, async (desk) => {
    await openCertificate(desk, paper.sora.number);
    await proposeCorrection(desk, '空野 そら');
    await openCertificate(desk, paper.umi.number);
    await proposeRevocation(desk, '本人から取り消しの希望があったため');
  });
  await year.comesTo('2026-12-11 10:00');
  await year.staff(year.colleague, async (desk) => {
    await openCertificate(desk, paper.sora.number);
    await confirmCorrection(desk, { from: '空', to: '空野 そら' });
    await openCertificate(desk, paper.umi.number);
    await desk.press('確認して取り消す');
    expect(await desk.words()).toContain('取り消し済み');
  });
  for (const [one, words] of [
    [paper.aoi, '見本の修了証です'],
    [paper.sora, '新しい修了証に取りかえられました'],
    [paper.umi, '取り消された修了証です'],
  ] as const)
    expect(await year.anybody((stranger) => lookUp(stranger, one.code))).toContain(words);
}

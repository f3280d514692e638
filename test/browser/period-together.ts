import { apply, applyTooLate, takeSeat } from './period-applying.js';
import { lookUp, savePaper } from './period-certificates.js';
import {
  confirmDecision,
  decide,
  openSheet,
  readNeeds,
  recordCriteria,
  sendLetters,
} from './period-deciding.js';
import { keyIn, openNextSession, readDoorCode, signInAtDoor } from './period-meeting.js';
import { saveNames } from './period-reporting.js';
import { NEED, atDate, officeIssues, opens } from './period-scenes.js';
import type { Year } from './period-year.js';

const PAIRS = { name: '秋の期', way: /^2人で/, seats: 2 };

/** Two who apply as one: the forms that matter most, for who has no JavaScript. */
export async function together(year: Year): Promise<void> {
  const [hana, haru] = [await year.graduate('花'), await year.graduate('支援 はる')];
  const cohort = await opens(year, PAIRS);
  await year.comesTo('2026-05-20 19:00');
  const partner = { name: haru.name, way: '郵便', contact: '見本市1-2' } as const;
  await year.anybody((visitor) =>
    apply(visitor, cohort.name, {
      ...{ name: hana.name, way: 'メール', contact: 'hana@example.jp', need: NEED, partner },
    }),
  );
  await year.comesTo('2026-06-11 00:00');
  await year.anybody((visitor) => applyTooLate(visitor, cohort));
  const letter = await year.staff(year.official, async (desk) => {
    await openSheet(desk, cohort.name);
    await readNeeds(desk, NEED);
    await recordCriteria(desk);
    await decide(desk, { 花: ['受講決定'] });
    await confirmDecision(desk);
    return sendLetters(desk, [haru.name]);
  });
  await year.anybody(async (visitor) =>
    takeSeat(visitor, (await year.mailTo('hana@example.jp')).link('offer'), hana),
  );
  await year.anybody((visitor) => takeSeat(visitor, letter.links[0]!, haru));

  await year.comesTo('2026-07-11 13:10');
  const code = await atDate(year, cohort.name, '2026年7月11日', readDoorCode);
  for (const member of [hana, haru])
    await year.member(member, async (visitor) => {
      await openNextSession(visitor);
      await signInAtDoor(visitor, code);
    });
  await year.comesTo('2026-09-12 16:40');
  await atDate(year, cohort.name, '2026年9月12日', (guide) => keyIn(guide, [hana.name, haru.name]));
  await year.comesTo('2026-11-20 20:00');
  for (const member of [hana, haru]) await year.learnsAtHome(member);
  await year.comesTo('2026-12-01 10:00');
  await officeIssues(year, { cohort: cohort.name, names: [hana.name, haru.name] });
  const { code: onPaper } = await year.member(hana, (visitor) => savePaper(visitor, '実践'));
  expect(await year.anybody((stranger) => lookUp(stranger, onPaper))).toContain('見本の修了証です');

  await year.comesTo('2027-04-05 10:00');
  const names = await year.staff(year.official, (desk) => saveNames(desk, year.official, year));
  expect(names.filter((line) => line['講座'] === '実践').map((line) => line['呼び名'])).toEqual(
    expect.arrayContaining([hana.name, haru.name]),
  );
}

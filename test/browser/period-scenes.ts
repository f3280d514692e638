import { confirmToAll, proposeToAll } from './period-certificates.js';
import { openDates } from './period-meeting.js';
import { giveTo, openCohort, setDates } from './period-opening.js';
import type { Year } from './period-year.js';

/** What somebody needs who applies. */
export const NEED = '出口の近くの席で、休みながら受けたいです';
const DAYS = { from: '2026-07-01', to: '2027-02-28', closes: '2026-06-10' };
const PLACE = '市民会館 2階';
const MEETINGS = [
  { session: /^集合演習1/, day: '2026-07-11', place: PLACE },
  { session: /^集合演習2/, day: '2026-09-12', place: PLACE },
  { session: /^集合演習3/, day: '2026-11-14', place: '見本センター 会議室' },
];

/** A cohort to which people apply. */
export interface Opened {
  readonly id: string;
  readonly name: string;
}

/** By an administrator, with three dates and somebody to look after it. */
export async function opens(
  year: Year,
  { name, way, seats }: { name: string; way: RegExp; seats: number },
): Promise<Opened> {
  await year.comesTo('2026-05-12 10:00');
  return year.staff(year.administrator, async (desk) => {
    const id = await openCohort(desk, { ...DAYS, name, way, seats });
    await setDates(desk, MEETINGS);
    await giveTo(desk, '進行 みどり');
    return { id, name };
  });
}

/** A facilitator on the page of one date. */
export function atDate<T>(
  year: Year,
  cohort: string,
  day: string,
  act: Parameters<typeof year.staff<T>>[1],
): Promise<T> {
  return year.staff(year.facilitator, async (guide) => {
    await openDates(guide, cohort);
    await guide.follow(new RegExp(`^${day}`));
    return act(guide);
  });
}

/** One proposes, another one confirms; each looks at the names. */
export async function officeIssues(
  year: Year,
  batch: { cohort: string; names: readonly string[] },
): Promise<void> {
  await year.staff(year.official, (desk) => proposeToAll(desk, batch));
  await year.comesTo('2026-12-01 11:00');
  await year.staff(year.colleague, (desk) => confirmToAll(desk, batch));
}

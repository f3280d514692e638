import { aCohort, enrolledIn, facilitates } from '../factories/cohort.js';
import { aCourse, aLesson, aModule, aSession, words } from '../factories/course.js';
import { published } from '../factories/learning.js';
import { aDate } from '../factories/training-session.js';
import type { People } from './people.js';

export const MEETING = '/session/tsudoi/a/kai-1';

const plan = words('はじめに、約束を読みます。2人組で聴き合います。');
const makeUp = [{ text: words('30分の個別のふりかえり') }, { step: { module: 'a', step: 'yomu' } }] as const;
const course = () =>
  aCourse({
    id: 'tsudoi',
    code: 'TSU',
    title: '集まりのある講座',
    complete: [
      { kind: 'modules', count: 'all' },
      { kind: 'sessions', count: 1 },
    ],
    modules: [
      aModule('a', [
        aLesson('yomu', { title: '集まる前に読むもの' }),
        aSession('kai-1', 3, { title: '{集|あつ}まり一', plan, makeUp, required: false }),
      ]),
    ],
  });

export interface Meetings {
  /** The list of a cohort. */
  readonly meetings: string;
  /** The sheet of a date that is under way, with another to come after it. */
  readonly meeting: string;
  /** The sheet of a cohort of one. */
  readonly alone: string;
  /** A record that can be corrected. */
  readonly attended: string;
}

/** A cohort that meets: one date is under way, one is to come, one was called off. */
export async function meet(people: People): Promise<Meetings> {
  const { app } = people;
  await published(app, course());
  const cohort = await aCohort(app, { trackId: 'tsudoi', name: '第1期' });
  await facilitates(app, await people.person('facilitator'), cohort);
  for (const who of ['member', 'companion'] as const) await enrolledIn(app, await people.person(who), cohort);
  const meeting = await aDate(app, { cohort, inHours: -1 });
  const coming = await aDate(app, { cohort, inHours: 24 * 7 });
  await aDate(app, { cohort, inHours: 24 * 14, isCancelled: true });
  await people.send('companion', `${MEETING}/absence`, { date: coming });
  const list = `/facilitate/${cohort.id}/attendance`;
  const { learnerNumber } = await people.person('waiting');
  const { id: attended } = await enrolledIn(app, await people.person('waiting'), cohort);
  await people.send('facilitator', `${list}/make-up`, { session: 'a/kai-1', number: learnerNumber });
  const small = await aCohort(app, { trackId: 'tsudoi', name: '第2期' });
  await facilitates(app, await people.person('facilitator'), small);
  await enrolledIn(app, await people.person('ready'), small);
  const alone = `/facilitate/${small.id}/attendance/${await aDate(app, { cohort: small, inHours: -1 })}`;
  return {
    alone,
    meetings: list,
    meeting: `${list}/${meeting}`,
    attended: `${list}/records/${attended}/a/kai-1`,
  };
}

import { aCohort, enrolledIn, facilitates } from '../factories/cohort.js';
import { aPerson } from '../factories/person.js';
import { aSending } from '../factories/reflection.js';
import type { People } from './people.js';

const PLACE = '/reflection/machi/a/omoi';
export const REFLECTION = PLACE;
/** Sentences and line ends, as people write them. */
const TEXT = '町を歩くと、むかしのことを思い出します。\n\nきょうは、すこし遠くまで歩きました。';

export interface Shared {
  readonly unread: string;
  readonly replied: string;
  readonly queue: string;
  /** Read and waiting for an answer, answered by the facilitator, answered by another one. */
  readonly opened: string;
  readonly mine: string;
  readonly others: string;
}

/** A cohort in which things were sent, read and answered. */
export async function share(people: People): Promise<Shared> {
  const { app } = people;
  const [learner, facilitator] = [await people.person('learner'), await people.person('facilitator')];
  const cohort = await aCohort(app, { trackId: 'machi', kind: 'standing' });
  await facilitates(app, facilitator, cohort);
  await people.send('learner', PLACE, { text: TEXT, version: '0', act: 'save' });
  await people.send('learner', PLACE, { text: `${TEXT}\nつづきです。`, version: '1', act: 'save' });
  const enrolment = (await app.db.one<{ id: string }>`
    select id from enrolment where person_id = ${learner.id} and track_id = 'machi'`)!;
  const unread = await aSending(app, enrolment, { step: 'omoi', text: TEXT, isRead: false });
  const replied = await aSending(app, enrolment, {
    step: 'omoi',
    text: 'はじめの文です。',
    answeredBy: facilitator,
  });
  const another = await aPerson(app, { displayName: '空' });
  const other = await enrolledIn(app, another, cohort);
  const send = (more: object) => aSending(app, other, { step: 'omoi', text: TEXT, ...more });
  const queue = `/facilitate/${cohort.id}/reflections`;
  const others = await send({ answeredBy: another });
  const opened = await send({ share: 'hand-in' });
  return {
    unread: `${PLACE}/sent/${unread}`,
    replied: `${PLACE}/sent/${replied}`,
    queue,
    opened: `${queue}/${opened}`,
    mine: `${queue}/${replied}`,
    others: `${queue}/${others}`,
  };
}

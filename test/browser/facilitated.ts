import { ChoiceCount } from '../../src/dialogues/choice-count.entity.js';
import { sceneRevision } from '../../src/dialogues/scene-revision.rules.js';
import type { Edition } from '../../src/curriculum/edition.js';
import { findStep } from '../../src/curriculum/edition.js';
import { group } from '../factories/answers.js';
import { aCohort, facilitates } from '../factories/cohort.js';
import { aDate } from '../factories/training-session.js';
import { aCourse, aLesson, aModule, aQuiz, aSession } from '../factories/course.js';
import { aDialogue } from '../factories/dialogue.js';
import { published } from '../factories/learning.js';
import { oneOfEach } from '../factories/questions.js';
import { aWaiver } from '../factories/waiver.js';
import type { People } from './people.js';

const DAY = 24 * 60 * 60 * 1000;
const TALK = { module: 'a', step: 'hanasu' };
const M01 = {
  id: 'M01',
  is: '重さをくらべたくなる',
  reply: '{順位|じゅんい}はありません。',
  next: 'どれも、その人には大きなことですね。',
};

/** A scored track with one question of every kind, and a dialogue. */
function course(): Edition {
  const questions = oneOfEach().map((question) =>
    question.kind === 'choose-one'
      ? {
          ...question,
          choices: question.choices.map((one, at) => ({ ...one, misconception: at ? 'M01' : null })),
        }
      : question,
  );
  const steps = [
    aLesson('yomu'),
    aQuiz('toi', questions),
    aDialogue({ id: 'hanasu', title: '夜の{対話|たいわ}' }),
    { ...aSession('atsumaru', 2), title: '{集|つど}い' },
  ];
  return {
    ...aCourse({
      id: 'kazu',
      code: 'KAZ',
      title: '{数|かず}を見る講座',
      scored: true,
      complete: [
        { kind: 'modules', count: 'all' },
        { kind: 'sign-off', by: 'facilitator' },
      ],
      modules: [aModule('a', steps, { title: '聴くこと' })],
    }),
    shared: { sources: [], facts: [], terms: [], misconceptions: [M01] },
  };
}

export interface Counted {
  /** A cohort with enough answers to show them, in the hands of the facilitator, and a date of it. */
  readonly counted: string;
  readonly date: string;
  /** Of people of that cohort. */
  readonly waiver: string;
  readonly waived: string;
  readonly waiverEnding: string;
  readonly waiverList: string;
}

/** A cohort with enough answers to show them, in the hands of the facilitator. */
export async function aCountedCohort(people: People): Promise<Counted> {
  const { app } = people;
  const edition = { ...course(), hash: '' };
  edition.hash = (await published(app, edition)).hash;
  const cohort = await aCohort(app, { trackId: 'kazu', name: '第2期' });
  await facilitates(app, await people.person('facilitator'), cohort);
  await group(app, cohort, {
    count: 40,
    edition,
    ref: { module: 'a', step: 'toi' },
    at: new Date(app.clock.now().getTime() - DAY),
    given: (at) => ({
      one: at < 12 ? [0] : at < 26 ? [1] : [],
      many: at % 2 ? [0] : [0, 1],
      maru: [at < 25 ? 0 : 1],
      jun: at < 20 ? [0, 1, 2] : [0, 2, 1],
      kumi: at < 20 ? [0, 1, 1] : [2, 1, 0],
      ana: at < 20 ? [0, 0] : [1, -1],
      kazu: { chosen: at < 20 ? [0] : [-1], text: at < 20 ? '1200' : '1290' },
      mori: [at % 3],
      bun: [0],
    }),
  });
  const dialogue = findStep(edition, TALK);
  if (dialogue?.kind !== 'dialogue') throw new Error('no dialogue');
  const scene = dialogue.scenes[0]!;
  const revision = sceneRevision(scene);
  await app.db.write(async (tx) => {
    for (const [reply, count] of [12, 25, 11].entries())
      await tx.insert(ChoiceCount, { cohortId: cohort.id, ...TALK, scene: scene.id, revision, reply, count });
  });
  const date = await aDate(app, { cohort, step: 'atsumaru' });
  await aDate(app, { cohort, step: 'atsumaru', isCancelled: true });
  const [one, two, three, four] = await app.db.sql<{ id: string }>`
    select id from enrolment where cohort_id = ${cohort.id} order by number limit 4`;
  const note = '県のピアサポート研修（2024年）を、修了証で確かめました。';
  const target = { scope: 'rule', target: 'modules' } as const;
  await aWaiver(app, four!, { state: 'lifted', kind: 'administrative' });
  const waived = await aWaiver(app, three!, { target, state: 'confirmed', kind: 'tested-out' });
  const waiverEnding = await aWaiver(app, two!, { state: 'lift-proposed' });
  const waiver = await aWaiver(app, one!, { target: { scope: 'module', target: 'a' }, note });
  const asked = { year: '2026', purpose: '監査での確認' };
  const { location: waiverList } = await people.send('office', '/office/waiver-lists', asked);
  return { counted: cohort.id, date, waiver, waived, waiverEnding, waiverList };
}

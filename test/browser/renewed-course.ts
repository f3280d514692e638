import type { Edition } from '../../src/curriculum/edition.js';
import { group } from '../factories/answers.js';
import { aCohort, enrolledIn, facilitates } from '../factories/cohort.js';
import { aCourse, aLesson, aModule, aQuestion, aQuiz } from '../factories/course.js';
import { did, published } from '../factories/learning.js';
import { EditionMoves } from '../../src/learning/edition-moves.service.js';
import { Cohort } from '../../src/cohorts/cohort.entity.js';
import { newestRevision } from '../../src/curriculum/publication.service.js';
import type { People } from './people.js';

export interface Renewed {
  /** A cohort, in the hands of the facilitator, that holds an older edition than the newest. */
  readonly renewed: string;
}

const before = (): Edition =>
  aCourse({
    id: 'niwa',
    code: 'NIW',
    title: '{庭|にわ}の講座',
    edition: '2026年春',
    modules: [
      aModule('a', [aLesson('yomu', { title: '{土|つち}をさわる' }), aQuiz('toi', [aQuestion('q1')])], {
        title: '庭に出る',
      }),
      aModule('b', [aLesson('mizu', { title: '水をやる' })], { title: '育てる' }),
    ],
  });

/** What a year of use taught: more in one module, less in another. */
const after = (): Edition =>
  aCourse({
    ...before().track,
    edition: '2026年夏',
    order: 'in-order',
    modules: [
      aModule(
        'a',
        [
          aLesson('yomu', { title: '{土|つち}をさわる' }),
          aQuiz('toi', [aQuestion('q1'), aQuestion('q2')]),
          aLesson('hikage', { title: '日かげで休む' }),
        ],
        { title: '庭に出る' },
      ),
      aModule('c', [aLesson('tane', { title: '{種|たね}をまく' })], { title: '分けあう' }),
    ],
  });

/** A cohort before the move, and somebody in another one after it. */
export async function renew(people: People): Promise<Renewed> {
  const { app } = people;
  const { hash } = await published(app, before());
  const cohort = await aCohort(app, { trackId: 'niwa', name: '第1期' });
  await facilitates(app, await people.person('facilitator'), cohort);
  await group(app, cohort, {
    count: 24,
    edition: { ...before(), hash },
    ref: { module: 'a', step: 'toi' },
    given: () => ({ q1: [0] }),
  });
  const gone = await aCohort(app, { trackId: 'niwa', name: '第0期' });
  const member = await enrolledIn(app, await people.person('member'), gone);
  await did(app, member, { module: 'a', step: 'yomu' });
  await did(app, member, { module: 'b', step: 'mizu' }, { status: 'started' });
  await published(app, after());
  await app.db.write(async (tx) => {
    const cohortNow = await tx.findOne(Cohort, { id: gone.id });
    await app.get(EditionMoves).move(tx, cohortNow!, (await newestRevision(tx, 'niwa'))!);
  });
  return { renewed: cohort.id };
}

import type { Edition } from '../../src/curriculum/edition.js';
import { Attempt } from '../../src/assessment/attempt.entity.js';
import { aCourse, aLesson, aModule, aQuiz } from '../factories/course.js';
import { formsOf, oneOfEach } from '../factories/questions.js';
import type { ListeningApp } from './listening-app.js';
import { enrolled } from '../factories/learning.js';
import type { People } from './people.js';

/** The quiz that asks one question of every kind; each was answered wrongly once, where that is possible. */
export const KINDS_QUIZ = '/quiz/iroiro/a/toi';

export function kindsCourse(): Edition {
  const steps = [
    aLesson('yomu', { title: '読んでから' }),
    aQuiz('toi', oneOfEach(), { title: '確認の問い' }),
  ];
  return aCourse({
    id: 'iroiro',
    code: 'IRO',
    title: 'いろいろな問い',
    modules: [aModule('a', steps, { title: '問いのこと', short: '問い' })],
  });
}

export async function answerEveryKind(people: People): Promise<void> {
  const { app } = people;
  const { id } = await enrolled(app, await people.person('learner'), 'iroiro');
  await people.send('learner', `${KINDS_QUIZ}/start`);
  const orders = await ordersOf(app, id);
  for (const [index, question] of oneOfEach().entries()) {
    const { wrong } = formsOf(question, orders[index]!);
    await people.send('learner', `${KINDS_QUIZ}/${index + 1}`, wrong);
  }
}

export async function ordersOf(app: ListeningApp, enrolmentId: string): Promise<(readonly number[])[]> {
  const attempts = await app.db.write((tx) => tx.find(Attempt, { where: { enrolmentId } }));
  return attempts.at(-1)!.questions.map(({ order }) => order);
}

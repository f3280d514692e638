import { KeptTextService } from '../../src/accounts/kept-text.service.js';
import { EditionService } from '../../src/curriculum/edition.service.js';
import { formOf } from '../../src/worksheets/written.rules.js';
import { townSheet } from './gated-course.js';
import { issued } from '../factories/certificate.js';
import { did, enrolled } from '../factories/learning.js';
import { aPerson } from '../factories/person.js';
import { AN_ORDINARY_DAY } from '../support/app.js';
import type { ListeningApp } from './listening-app.js';
import type { People, Who } from './people.js';

export const QUIZ = '/quiz/introductory/pia-to-wa/kakunin';
/** One place to write and a list to tick. */
export const SHEET = '/worksheet/machi/a/kaku';
/** With characters that many fonts lack. */
export const NAME = '髙﨑 𠮷';
const A_DAY = 24 * 60 * 60_000;

/** Questions by what was answered. */
export interface Answered {
  readonly unsure: string;
  readonly wrong: string;
  readonly right: string;
  readonly open: string;
}

/** Enough people in the year before that its report has numbers to show, and some to hide. */
export async function fillReport(app: ListeningApp): Promise<void> {
  app.clock.set(new Date(AN_ORDINARY_DAY.getTime() - 60 * A_DAY));
  for (let index = 0; index < 27; index++) {
    const person = await aPerson(app, { displayName: `受講者${index}` });
    const enrolment = await enrolled(app, person, 'introductory');
    if (index % 2 === 0) await finishEnrolment(app, enrolment, 'introductory');
    if (index % 7 === 0) await enrolled(app, person, 'practitioner');
  }
  app.clock.set(AN_ORDINARY_DAY);
}

export async function learn(people: People): Promise<void> {
  const { app } = people;
  await enrolled(app, await people.person('learner'), 'machi');
  const enrolment = await enrolled(app, await people.person('learner'), 'introductory');
  await did(app, enrolment, { module: 'pia-to-wa', step: 'nakama' });
  await people.send('learner', '/learn/introductory/pia-to-wa/kuraberu/place', { section: '1' });
  const written = { words: '川べりの道\nベンチのある所', ticks: '1.0' };
  const sheet = formOf(townSheet);
  await people.send('learner', `${SHEET}/words`, { ...written, version: '0', sheet, then: 'stay' });
  await app
    .get(KeptTextService)
    .keep((await people.person('learner')).id, '/learn/introductory/pia-to-wa/nakama/memo', {
      _key: 'k'.repeat(20),
      memo: '待つことについて、もう少し考えてみたい。今日は声をかけなかった。',
      version: '0',
    });
}

/** One question unsure, one wrong, one right, and the one with several right answers not yet: in each attempt elsewhere. */
export async function answerQuestions(people: People): Promise<Answered> {
  await people.send('learner', `${QUIZ}/start`);
  const hrefs = [1, 2, 3, 4].map((position) => `${QUIZ}/${position}`);
  const pages = await Promise.all(hrefs.map((href) => people.get('learner', href)));
  const isMany = (index: number) => pages[index]!.text.includes('type="checkbox" name="answer" value="0"');
  const [unsure, wrong, right] = hrefs.filter((_, index) => !isMany(index)) as [string, string, string];
  await people.send('learner', unsure, { answer: 'unknown' });
  await answerUntil(people, wrong, 'いっしょに考えてみましょう');
  await answerUntil(people, right, '合っています');
  await people.send('learner', '/quiz/machi/a/toi/start');
  return { unsure, wrong, right, open: hrefs.find((_, index) => isMany(index))! };
}

async function answerUntil(people: People, href: string, result: string): Promise<void> {
  for (const answer of ['0', '1', '2', '3']) {
    await people.send('learner', href, { answer });
    if ((await people.get('learner', `${href}/answer`)).text.includes(result)) return;
  }
  throw new Error(`no answer to ${href} is called ${result}`);
}

export async function finish(people: People, who: Who): Promise<{ id: string }> {
  const enrolment = await enrolled(people.app, await people.person(who), 'introductory');
  await finishEnrolment(people.app, enrolment, 'introductory');
  return enrolment;
}

export async function finishEnrolment(
  app: ListeningApp,
  enrolment: { id: string },
  track: string,
): Promise<void> {
  const { modules } = await app.get(EditionService).getCurrent(track);
  for (const module of modules)
    for (const step of module.steps) await did(app, enrolment, { module: module.id, step: step.id });
}

/** Has completed the track that goes year by year in the year before. */
export async function takePartLastYear(people: People, who: Who): Promise<void> {
  const { app } = people;
  const enrolment = await enrolled(app, await people.person(who), 'followup');
  await finishEnrolment(app, enrolment, 'followup');
  const day = app.clock.today().plusDays(-366).toString();
  await app.db.write(
    (tx) =>
      tx.sql`update enrolment set enrolled_on = ${day}, completed_on = ${day} where id = ${enrolment.id}`,
  );
}

/** Holds a certificate, has begun the next track and a scored one with its first quiz done, and rests in a third. */
export async function graduate(people: People): Promise<{ certificate: string; code: string }> {
  const { app } = people;
  const person = await people.person('graduate');
  const enrolment = await finish(people, 'graduate');
  const certificate = await issued(app, { id: person.id, displayName: NAME }, enrolment);
  const row = await app.db.one<{ code: string }>`select code from certificate where id = ${certificate}`;
  for (const track of ['practitioner', 'supporter', 'public']) await enrolled(app, person, track);
  const quiz = '/quiz/supporter/nakama/kakunin';
  await people.send('graduate', `${quiz}/start`);
  for (const answer of ['0', 'unknown', '1', '2', 'unknown', 'unknown'].entries())
    await people.send('graduate', `${quiz}/${answer[0] + 1}`, { answer: answer[1] });
  await people.send('graduate', '/quiz/supporter/henken/kakunin/start');
  await people.send('graduate', '/path/public/break');
  return { certificate, code: row!.code };
}

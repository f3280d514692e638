import { TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import { OneTimeTokenService } from '../../src/accounts/one-time-token.service.js';
import { KeptTextService } from '../../src/accounts/kept-text.service.js';
import { EditionService } from '../../src/curriculum/edition.service.js';
import { StoredFile } from '../../src/curriculum/file.entity.js';
import type { TrueFalseQuestion } from '../../src/curriculum/question.js';
import { sha256 } from '../../src/shared/ids.js';
import { issued } from '../factories/certificate.js';
import { aCourse, aLesson, aModule, aQuestion, aQuiz, words } from '../factories/course.js';
import { did, enrolled, published } from '../factories/learning.js';
import { startListening } from './listening-app.js';
import type { ListeningApp } from './listening-app.js';
import { People } from './people.js';
import type { Who } from './people.js';

/** Addresses that are known only when the world stands. */
export interface Places {
  readonly certificate: string;
  readonly code: string;
  readonly ready: string;
  readonly named: string;
  readonly image: string;
  readonly resetLink: string;
  readonly mailLink: string;
  readonly invitation: string;
  readonly someone: string;
  readonly export: string;
  /** Questions by what was answered. */
  readonly unsure: string;
  readonly wrong: string;
  readonly right: string;
  readonly open: string;
}

export interface World {
  readonly app: ListeningApp;
  readonly people: People;
  readonly places: Places;
}

export const QUIZ = '/quiz/introductory/pia-to-wa/kakunin';
export const GATED = '/learn/machi/b';
const NAME = '髙﨑 𠮷';

/** The shipped curricula, one more course for what they do not have yet, and people at every point of the way. */
export async function aWorld(browser: Browser): Promise<World> {
  const app = await startListening('sqlite');
  const people = new People(app, browser);
  await published(app, gatedCourse());
  await learn(people);
  const answered = await answerQuestions(people);
  const graduated = await graduate(people);
  const ready = await finish(people, 'ready');
  const named = await enrolled(app, await people.person('ready'), 'public');
  await finishEnrolment(app, named, 'public');
  await people.send('ready', `/certificates/ready/${named.id}/name`, { name: NAME });
  await register(people);
  await connectPhone(people);
  const places: Places = {
    ...answered,
    ...graduated,
    ...(await links(people)),
    ready: ready.id,
    named: named.id,
    image: await anImage(app),
    someone: (await people.person('several')).id,
    export: await anExport(people),
  };
  return { app, people, places };
}

/** Two modules of which the second waits for the first, and a question of the kind that is not shipped yet. */
function gatedCourse() {
  const { choices: _, partial: __, ...question } = aQuestion('q');
  const answer = { answer: true, feedback: words('説明です。'), misconception: null };
  const right: TrueFalseQuestion = { ...question, ...answer, kind: 'true-false' };
  const ask = {
    source: '町は、だれのものですか。',
    ruby: '町は、だれのものですか。',
    base: '町は、だれのものですか。',
  };
  const hard = {
    level: 2 as const,
    topics: ['つらい話'],
    where: null,
    instead: words('要点です。'),
    insteadEasy: null,
  };
  const steps = [
    aLesson('yomu', { title: '町を歩く' }),
    aLesson('tsurai', { title: '町であったこと', care: hard }),
    aQuiz('toi', [{ ...right, ask }], { title: '確認の問い' }),
  ];
  const modules = [
    aModule('a', steps, { title: '町のこと', short: '町' }),
    aModule('b', [aLesson('yomu')], { title: '町とわたし' }),
  ];
  return aCourse({ id: 'machi', code: 'MAC', title: '町の講座', order: 'in-order', modules });
}

async function learn(people: People): Promise<void> {
  const { app } = people;
  await enrolled(app, await people.person('learner'), 'machi');
  const enrolment = await enrolled(app, await people.person('learner'), 'introductory');
  await did(app, enrolment, { module: 'pia-to-wa', step: 'nakama' });
  await people.send('learner', '/learn/introductory/pia-to-wa/kuraberu/place', { section: '1' });
  await app
    .get(KeptTextService)
    .keep((await people.person('learner')).id, '/learn/introductory/pia-to-wa/nakama/memo', {
      _key: 'k'.repeat(20),
      memo: '待つことについて、もう少し考えてみたい。今日は声をかけなかった。',
      version: '0',
    });
}

/** One question unsure, one wrong, one right, and the one with several right answers not yet: in each attempt elsewhere. */
async function answerQuestions(people: People): Promise<Pick<Places, 'unsure' | 'wrong' | 'right' | 'open'>> {
  await people.send('learner', `${QUIZ}/start`);
  const hrefs = [1, 2, 3, 4].map((position) => `${QUIZ}/${position}`);
  const pages = await Promise.all(hrefs.map((href) => people.get('learner', href)));
  const isMany = (index: number) => pages[index]!.text.includes('type="checkbox"');
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

async function finish(people: People, who: Who): Promise<{ id: string }> {
  const enrolment = await enrolled(people.app, await people.person(who), 'introductory');
  await finishEnrolment(people.app, enrolment, 'introductory');
  return enrolment;
}

async function finishEnrolment(app: ListeningApp, enrolment: { id: string }, track: string): Promise<void> {
  const { modules } = await app.get(EditionService).getCurrent(track);
  for (const module of modules)
    for (const step of module.steps) await did(app, enrolment, { module: module.id, step: step.id });
}

/** Holds a certificate, has begun the next track and a scored one with its first quiz done, and rests in a third. */
async function graduate(people: People): Promise<{ certificate: string; code: string }> {
  const { app } = people;
  const person = await people.person('graduate');
  const enrolment = await finish(people, 'graduate');
  const certificate = await issued(app, { id: person.id, displayName: NAME }, enrolment);
  const row = await app.db.one<{ code: string }>`select code from certificate where id = ${certificate}`;
  for (const track of ['practitioner', 'supporter', 'public']) await enrolled(app, person, track);
  const quiz = '/quiz/supporter/nakama/kakunin';
  await people.send('graduate', `${quiz}/start`);
  for (const answer of ['0', 'unknown', '1', '2'].entries())
    await people.send('graduate', `${quiz}/${answer[0] + 1}`, { answer: answer[1] });
  await people.send('graduate', '/quiz/supporter/henken/kakunin/start');
  await people.send('graduate', '/path/public/break');
  return { certificate, code: row!.code };
}

/** One stops before the last page, one goes to the end. */
async function register(people: People): Promise<void> {
  await answerRegistration(people, 'registering');
  await answerRegistration(people, 'registered');
  await people.send('registered', '/register/check');
}

async function answerRegistration(people: People, who: Who): Promise<void> {
  await people.send(who, '/register', { email: '' });
  await people.send(who, '/register/name', {
    displayName: '葵',
    password: 'ことりが三羽とまっている木',
  });
  await people.send(who, '/register/consent', { consent: '1' });
}

async function connectPhone(people: People): Promise<void> {
  const { text } = await people.get('askedStaff', '/second-factor');
  const secret = /<code>([A-Z2-7-]+)<\/code>/.exec(text)![1]!.replaceAll('-', '');
  const code = new TOTP({ secret }).generate({ timestamp: people.app.clock.now().getTime() });
  await people.send('askedStaff', '/second-factor/setup', { code, next: '/home' });
  await people.forgetSession('askedStaff');
}

async function links(people: People): Promise<Pick<Places, 'resetLink' | 'mailLink' | 'invitation'>> {
  const { app } = people;
  const { id: personId } = await people.person('several');
  const tokens = app.get(OneTimeTokenService);
  return app.db.write(async (tx) => ({
    resetLink: await tokens.issue(tx, { purpose: 'reset', minutes: 60, personId }),
    mailLink: await tokens.issue(tx, {
      purpose: 'email',
      minutes: 60,
      personId,
      email: 'atarashii@example.jp',
    }),
    invitation: await tokens.issue(tx, {
      purpose: 'invite',
      minutes: 60,
      email: 'shinjin@example.jp',
      role: 'facilitator',
    }),
  }));
}

async function anImage(app: ListeningApp): Promise<string> {
  const content = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
  const hash = sha256(content.toString());
  await app.db.write((tx) =>
    tx.insert(StoredFile, {
      hash,
      mediaType: 'image/svg+xml',
      content: content.toString('base64'),
      createdAt: app.clock.now(),
    }),
  );
  return hash;
}

async function anExport(people: People): Promise<string> {
  const question = {
    track: '',
    year: '2026',
    from: '4',
    to: '3',
    asOfYear: '2026',
    asOfMonth: '5',
    asOfDay: '11',
  };
  const asked = await people.send('office', '/office/reports/completions/names', {
    ...question,
    purpose: '名簿',
  });
  return asked.location;
}

/**
 * Makes the data with the program's own modules: people in the middle of the introductory track, each signed in
 * and before the first question of a quiz, and an official. Arguments: folder, number of people.
 */
import './answer.mjs';
import { PasswordService } from '../dist/accounts/password.service.js';
import { PersonService } from '../dist/accounts/person.service.js';
import { SessionService } from '../dist/accounts/session.service.js';
import { QuizService } from '../dist/assessment/quiz.service.js';
import { EditionService } from '../dist/curriculum/edition.service.js';
import { Database } from '../dist/database/database.js';
import { EnrolmentService } from '../dist/enrolment/enrolment.service.js';
import { LearningService } from '../dist/learning/learning.service.js';
import { MemoService } from '../dist/learning/memo.service.js';
import { SeatService } from '../dist/learning/seat.service.js';
import { typedQuestion, usualQuestion } from '../dist/reports/report-question.rules.js';
import { SystemClock } from '../dist/shared/clock.js';
import { openHouse } from './house.mjs';

const TRACK = 'introductory';
const PASSWORD = 'three small birds on one long branch';
const AT_ONCE = 25;

const [, , folder, count] = process.argv;
const nest = await openHouse(folder);
const database = nest.get(Database);
const { hash, modules } = await nest.get(EditionService).getCurrent(TRACK);
const [module] = modules;
const [first, second] = module.steps.filter(({ kind }) => kind === 'lesson');
const quiz = module.steps.find(({ kind }) => kind === 'quiz');
const passwordHash = await nest.get(PasswordService).hash(PASSWORD);

const people = [];
while (people.length < Number(count)) people.push(...(await makePeople(people.length)));
const graduate = await database.write(makeGraduate);
const official = await database.write(makeOfficial);
const today = new SystemClock().today();
await nest.close();

process.send({
  answer: {
    ...{ people, graduate, official, password: PASSWORD, passwordHash },
    ...{
      track: TRACK,
      module: module.id,
      lesson: second.id,
      quiz: quiz.id,
      questions: marked(quiz.questions).length,
    },
    /** Everybody of the present fiscal year, as of today. */
    question: typedQuestion({ ...usualQuestion(today), asOf: today }),
    /** Hashes that are the same for everybody. */
    hashes: [hash, ...quiz.questions.map(({ revision }) => revision)],
  },
});

/** The first questions, up to one that is answered with more than a mark. */
function marked(questions) {
  const end = questions.findIndex(({ kind }) => !['choose-one', 'choose-many', 'true-false'].includes(kind));
  return end === -1 ? questions : questions.slice(0, end);
}

async function makePeople(known) {
  const made = await database.write(async (tx) => {
    const some = [];
    for (let n = 0; n < AT_ONCE; n++) some.push(await makeLearner(tx, known + n));
    return some;
  });
  for (const person of made) {
    const at = { track: TRACK, module: module.id, step: quiz.id };
    const seat = await nest.get(SeatService).enter(person.personId, at, 'quiz');
    await database.write((tx) => nest.get(QuizService).start(tx, seat));
    person.attemptId = (await nest.get(QuizService).findSitting(seat)).attempt.id;
  }
  return made;
}

/** Every second one has stopped in the middle of the lesson and written a memo. */
async function makeLearner(tx, number) {
  const person = await makePerson(tx, `葵${number}`, 'trainee');
  const enrolmentId = await enrol(tx, person);
  const record = (step, act) =>
    nest.get(LearningService).record(tx, { enrolmentId, ref: { module: module.id, step: step.id }, ...act });
  await record(first, { status: 'done' });
  if (number % 2 === 0) await record(second, { status: 'started' });
  else {
    const [section] = second.body.sections;
    await record(second, { status: 'started', place: { number: 1, section: section.id } });
    const where = { enrolmentId, ref: { module: module.id, step: second.id } };
    await nest.get(MemoService).save(tx, where, { text: 'あとで読みかえす。', version: 0 });
  }
  return { ...person, enrolmentId };
}

/** One who completed the track and holds a certificate: the pattern of all whom the report counts. */
async function makeGraduate(tx) {
  const person = await makePerson(tx, '陽', 'trainee');
  const enrolmentId = await enrol(tx, person);
  const enrolments = nest.get(EnrolmentService);
  await enrolments.complete(tx, enrolmentId);
  const issued = {
    certificateNumber: 'R8-INT-0001',
    certificateName: '山田 陽',
    issuedOn: new SystemClock().today(),
  };
  await enrolments.recordFact(tx, enrolmentId, { kind: 'issued', ...issued });
  return { personId: person.personId, enrolmentId };
}

function makeOfficial(tx) {
  const now = new Date();
  return makePerson(tx, '事務', 'office', { secondFactorAt: now, reauthenticatedAt: now });
}

async function makePerson(tx, displayName, role, proofs = {}) {
  const { id: personId, learnerNumber } = await nest
    .get(PersonService)
    .create(tx, { displayName, passwordHash, roles: [role] });
  const session = { personId, role, ownDevice: false, userAgent: undefined, ...proofs };
  const { token } = await nest.get(SessionService).start(tx, session);
  return { personId, learnerNumber, token };
}

async function enrol(tx, { personId }) {
  const { id } = await nest.get(EnrolmentService).enrol(tx, personId, { id: TRACK, requires: [] });
  return id;
}

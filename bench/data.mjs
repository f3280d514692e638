/**
 * Makes the data that is measured, with the program's own modules: people in the middle of the introductory
 * track, each signed in and before the first question of a quiz. Arguments: folder, number of people.
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
import { SeatService } from '../dist/learning/seat.service.js';
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
while (people.length < Number(count)) {
  const some = await database.write(async (tx) => {
    const made = [];
    while (made.length < AT_ONCE) made.push(await makePerson(tx, people.length + made.length));
    return made;
  });
  const seats = await Promise.all(
    some.map(({ personId }) => nest.get(SeatService).enter(personId, at(quiz), 'quiz')),
  );
  await database.write(async (tx) => {
    for (const seat of seats) await nest.get(QuizService).start(tx, seat);
  });
  people.push(...some);
}
const attempts = await database.sql`select id, enrolment_id from attempt`;
const attemptOf = new Map(attempts.map((row) => [row.enrolment_id, row.id]));

await nest.close();
process.send({
  answer: {
    people: people.map((person) => ({ ...person, attemptId: attemptOf.get(person.enrolmentId) })),
    password: PASSWORD,
    track: TRACK,
    module: module.id,
    lesson: second.id,
    quiz: quiz.id,
    questions: quiz.questions.length,
    /** Hashes that are the same for everybody. */
    hashes: [hash, ...quiz.questions.map(({ revision }) => revision)],
  },
});

async function makePerson(tx, number) {
  const { id: personId, learnerNumber } = await nest
    .get(PersonService)
    .create(tx, { displayName: `葵${number}`, passwordHash, roles: ['trainee'] });
  const session = { personId, role: 'trainee', ownDevice: false, userAgent: undefined };
  const { token } = await nest.get(SessionService).start(tx, session);
  const { id: enrolmentId } = await nest
    .get(EnrolmentService)
    .enrol(tx, personId, { id: TRACK, requires: [] });
  const record = (step, status) =>
    nest.get(LearningService).record(tx, { enrolmentId, ref: { module: module.id, step: step.id }, status });
  await record(first, 'done');
  await record(second, 'started');
  return { personId, learnerNumber, token, enrolmentId };
}

function at(step) {
  return { track: TRACK, module: module.id, step: step.id };
}

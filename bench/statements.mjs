/**
 * Writes down which statements the program sends for a lesson page, for each answer of a quiz, and for the
 * export, so that what it is measured against cannot drift from it. Arguments: folder of a database of its own,
 * file with what data.mjs made.
 */
import './answer.mjs';
import { readFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { answerOf, asPerson, exportOf, lessonPath } from './requests.mjs';

const HOUR = 60 * 60 * 1000;
let written = [];

const { prepare } = BetterSqlite3.prototype;
BetterSqlite3.prototype.prepare = function (text) {
  const statement = prepare.call(this, text);
  for (const method of ['all', 'get', 'run', 'iterate']) {
    const original = statement[method];
    statement[method] = (...given) => {
      written.push({ text, method, isWriter: !this.readonly, values: given.flat() });
      return original.apply(statement, given);
    };
  }
  return statement;
};

// Only now: what these import opens databases.
const { openHouse } = await import('./house.mjs');
const { sha256 } = await import('../dist/shared/ids.js');

const [, , folder, file] = process.argv;
const data = JSON.parse(readFileSync(file, 'utf8'));
const [person] = data.people;
const nest = await openHouse(folder);
const server = nest.getHttpAdapter().getInstance();

const readLesson = () => server.inject({ url: lessonPath(data), headers: asPerson(person) });
await readLesson();
written = []; // what is read once and kept
const lesson = { body: (await readLesson()).payload, statements: take() };
const answers = [];
for (let position = 1; position <= data.questions; position++)
  answers.push({ location: await post(answerOf(data, person, position)), statements: take() });
const url = await post(exportOf(data));
await server.inject({ url, headers: asPerson(data.official) });
const file100k = take().find(({ method }) => method === 'iterate');
await nest.close();
process.send({ answer: { lesson, answers, export: file100k } });

async function post({ path, headers, body }) {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await server.inject({
    method: 'POST',
    url: path,
    headers: { ...headers, ...type },
    payload: body,
  });
  if (answer.statusCode !== 303) throw new Error(`${path} answered ${answer.statusCode}`);
  return answer.headers.location;
}

/** The statements since the last time, with the meaning of each value. */
function take() {
  const taken = written.map((statement) => ({ ...statement, values: statement.values.map(meaningOf) }));
  written = [];
  return taken;
}

/** A value as it can be made for another person and time, `{is: 'person'}`, or itself. */
function meaningOf(value) {
  const known = {
    session: sha256(person.token),
    person: person.personId,
    enrolment: person.enrolmentId,
    attempt: person.attemptId,
  };
  const is = Object.keys(known).find((name) => known[name] === value);
  if (is) return { is };
  if (value === null) return null;
  if (typeof value !== 'string') return isNow(value) ? { is: 'now' } : Number(value);
  if (/^[0-9a-f]{64}$/.test(value) && !data.hashes.includes(value)) return { is: 'submission' };
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}$/.test(value) ? { is: 'newId' } : value;
}

function isNow(value) {
  return Math.abs(Number(value) - Date.now()) < HOUR;
}

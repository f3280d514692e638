/**
 * Writes down which statements the program sends for one lesson page and for each answer of a quiz, so that the
 * yardstick cannot drift from it. Arguments: folder of a database of its own, file with what data.mjs made.
 */
import './answer.mjs';
import { readFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { answerTo, asPerson, lessonPath } from './requests.mjs';

const HOUR = 60 * 60 * 1000;
let written = [];

const { prepare } = BetterSqlite3.prototype;
BetterSqlite3.prototype.prepare = function (text) {
  const statement = prepare.call(this, text);
  for (const method of ['all', 'get', 'run']) {
    const original = statement[method];
    statement[method] = (...given) => {
      written.push({ text, method, isWriter: !this.readonly, values: given.flat() });
      return original.apply(statement, given);
    };
  }
  return statement;
};

// Only now: what this imports opens databases.
const { openHouse } = await import('./house.mjs');
const { sha256 } = await import('../dist/shared/ids.js');

const [, , folder, file] = process.argv;
const data = JSON.parse(readFileSync(file, 'utf8'));
const [person] = data.people;
const nest = await openHouse(folder);
const server = nest.getHttpAdapter().getInstance();

await server.inject({ url: lessonPath(data), headers: asPerson(person) });
written = []; // what is read once only
const { payload } = await server.inject({ url: lessonPath(data), headers: asPerson(person) });
const lesson = { body: payload, statements: take() };
const answers = [];
for (let position = 1; position <= data.questions; position++) {
  const { path, headers, body } = answerTo(data, person, position);
  const { statusCode, headers: sent } = await server.inject({
    method: 'POST',
    url: path,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: body,
  });
  if (statusCode !== 303) throw new Error(`an answer was taken with ${statusCode}`);
  answers.push({ location: sent.location, statements: take() });
}
await nest.close();
process.send({ answer: { lesson, answers } });

/** The statements since the last time, with the meaning of each value. */
function take() {
  const taken = written.map((statement) => ({ ...statement, values: statement.values.map(meaningOf) }));
  written = [];
  return taken;
}

/** A value as the yardstick can make it for another person and time: `{is: 'person'}`, or itself. */
function meaningOf(value) {
  const known = {
    session: sha256(person.token),
    person: person.personId,
    enrolment: person.enrolmentId,
    attempt: person.attemptId,
  };
  const is = Object.keys(known).find((name) => known[name] === value);
  if (is) return { is };
  const text = String(value);
  if (/^[0-9a-f]{64}$/.test(text) && !data.hashes.includes(text)) return { is: 'submission' };
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}$/.test(text)) return { is: 'newId' };
  if (typeof value !== 'string' && Math.abs(Number(value) - Date.now()) < HOUR) return { is: 'now' };
  return typeof value === 'bigint' ? Number(value) : value;
}

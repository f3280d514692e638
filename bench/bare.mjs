/**
 * What the program is measured against: Fastify without Nest, statements without an ORM, a page that was made
 * before. Arguments: folder of a database of its own, file with the data, file with the statements.
 */
import './answer.mjs';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'node:querystring';
import cookie from '@fastify/cookie';
import BetterSqlite3 from 'better-sqlite3';
import fastify from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { lessonPath } from './requests.mjs';

const [, , folder, dataFile, statementsFile] = process.argv;
const data = JSON.parse(readFileSync(dataFile, 'utf8'));
const { lesson, answers } = JSON.parse(readFileSync(statementsFile, 'utf8'));
const page = Buffer.from(lesson.body);

const path = join(folder, 'tomoni.db');
const writer = new BetterSqlite3(path);
writer.pragma('journal_mode = WAL');
writer.pragma('synchronous = FULL');
writer.pragma('foreign_keys = ON');
writer.pragma('secure_delete = ON');
const reader = new BetterSqlite3(path, { readonly: true });
const prepared = new Map();

const people = new Map(data.people.map((person) => [person.personId, person]));
const server = fastify();
await server.register(cookie);
server.addContentTypeParser(
  'application/x-www-form-urlencoded',
  { parseAs: 'string' },
  (_request, text, done) => done(null, parse(text)),
);
const html = (reply) => reply.header('content-type', 'text/html; charset=utf-8');

server.get('/page', (_request, reply) => html(reply).send(page));

server.get(lessonPath(data), (request, reply) => {
  const send = sender(request);
  for (const statement of lesson.statements) send(statement);
  return html(reply).send(page);
});

server.post(`/quiz/${data.track}/${data.module}/${data.quiz}/:position`, (request, reply) => {
  const { location, statements } = answers[Number(request.params.position) - 1];
  const send = sender(request);
  try {
    for (const statement of statements) send(statement);
  } catch (error) {
    if (writer.inTransaction) writer.exec('ROLLBACK');
    throw error;
  }
  return reply.code(303).header('location', location).send();
});

await server.listen({ port: 0, host: '127.0.0.1' });
process.send({ port: server.server.address().port });
process.on('SIGTERM', () => void server.close().then(() => process.exit()));

/** Sends the statements of one request: the first finds the session, and through it the person. */
function sender(request) {
  const session = createHash('sha256').update(request.cookies.session).digest('hex');
  const now = Date.now();
  let person;
  const values = {
    session: () => session,
    person: () => person.personId,
    enrolment: () => person.enrolmentId,
    attempt: () => person.attemptId,
    newId: () => uuidv7({ msecs: now }),
    now: () => now,
    submission: () =>
      createHash('sha256')
        .update(JSON.stringify([person.personId, request.method, request.url, request.body]))
        .digest('hex'),
  };
  return ({ text, method, isWriter, values: wanted }) => {
    const bound = wanted.map((value) => (value?.is ? values[value.is]() : value));
    const rows = find(isWriter ? writer : reader, text)[method](bound);
    person ??= people.get(rows[0].person_id);
  };
}

function find(connection, text) {
  let known = prepared.get(connection);
  if (!known) prepared.set(connection, (known = new Map()));
  let statement = known.get(text);
  if (!statement) known.set(text, (statement = connection.prepare(text)));
  return statement;
}

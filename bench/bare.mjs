/**
 * What the program is measured against: Fastify without Nest, statements without an ORM, pages that were made
 * before. Arguments: folder of a database of its own, file with the data, file with the statements.
 */
import './answer.mjs';
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'node:querystring';
import cookie from '@fastify/cookie';
import { verify } from '@node-rs/argon2';
import BetterSqlite3 from 'better-sqlite3';
import fastify from 'fastify';
import { v7 } from 'uuid';
import { lessonPath, quizPath } from './requests.mjs';

const [, , folder, dataFile, statementsFile] = process.argv;
const data = JSON.parse(readFileSync(dataFile, 'utf8'));
const { lesson, answers, export: rows } = JSON.parse(readFileSync(statementsFile, 'utf8'));
const page = Buffer.from(lesson.body);
const people = new Map(data.people.map((person) => [person.personId, person]));

const path = join(folder, 'tomoni.db');
const writer = new BetterSqlite3(path);
for (const setting of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'secure_delete = ON'])
  writer.pragma(setting);
const reader = new BetterSqlite3(path, { readonly: true });
const prepared = new Map([
  [writer, new Map()],
  [reader, new Map()],
]);

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

server.post(`${quizPath(data)}/:position`, (request, reply) => {
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

server.post('/login', async (request, reply) => {
  if (!(await verify(data.passwordHash, request.body.password))) throw new Error('the password does not fit');
  return reply.code(303).header('location', '/home').send();
});

server.get('/rows', () => {
  let count = 0;
  for (const row of find(reader, rows.text).iterate(rows.values.map(valueOf({ now: Date.now }))))
    count += row ? 1 : 0;
  return { count };
});

await server.listen({ port: 0, host: '127.0.0.1' });
process.send({ port: server.server.address().port });
process.on('SIGTERM', () => void server.close().then(() => process.exit()));

/** Sends the statements of one request: the first finds the session, and through it the person. */
function sender(request) {
  const session = hash('sha256', request.cookies.session);
  const now = Date.now();
  let person;
  const bind = valueOf({
    session: () => session,
    person: () => person.personId,
    enrolment: () => person.enrolmentId,
    attempt: () => person.attemptId,
    newId: () => v7({ msecs: now }),
    now: () => now,
    submission: () =>
      hash('sha256', JSON.stringify([person.personId, request.method, request.url, request.body])),
  });
  return ({ text, method, isWriter, values }) => {
    const found = find(isWriter ? writer : reader, text)[method](values.map(bind));
    person ??= people.get(found[0].person_id);
  };
}

function valueOf(made) {
  return (value) => (value?.is ? made[value.is]() : value);
}

function find(connection, text) {
  const known = prepared.get(connection);
  let statement = known.get(text);
  if (!statement) known.set(text, (statement = connection.prepare(text)));
  return statement;
}

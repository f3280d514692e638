import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';
import { PersonService } from '../src/accounts/person.service.js';
import { SessionService } from '../src/accounts/session.service.js';
import { AuditChain } from '../src/audit/audit-chain.js';
import { isLost } from '../src/database/postgres-failures.js';
import { compare } from './crash-server.checks.js';
import type { Ask, Findings, Row } from './crash-server.checks.js';
import { Client } from './crash-server.clients.js';
import type { Learner } from './crash-server.clients.js';
import { course } from './crash-server.life.js';
import { published } from './factories/learning.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';
import { compileSources } from './support/compiled.js';
import type { Compiled } from './support/compiled.js';
import { freshDatabase } from './support/database.js';
import type { FreshDatabase } from './support/database.js';
import { freePort } from './support/free-port.mjs';
import { startPostgres } from './support/postgres.mjs';
import type { Postgres } from './support/postgres.mjs';

const ROUNDS = Number(process.env.TOMONI_TEST_CRASH_ROUNDS ?? 5);
const SECONDS = Number(process.env.TOMONI_TEST_CRASH_SECONDS ?? Infinity);
const CLIENTS = 20;
const LEARNERS_PER_ROUND = 15;
const SERVER = fileURLToPath(new URL('crash-server.mjs', import.meta.url));
const LONG = 2 * 60 * 60_000;

const engine = globalThis.TEST_DB ?? 'sqlite';

let compiled: Compiled;
let fresh: FreshDatabase;
let postgres: Postgres | null = null;
let port: number;
let learners: Learner[];
let server: ChildProcess;
const starts: number[] = [];

beforeAll(async () => {
  compiled = await compileSources();
  fresh = await freshDatabase('sqlite'); // for its folder; PostgreSQL is one of our own, that may be killed
  if (engine === 'postgres') postgres = await startPostgres({ durable: true });
  port = await freePort();
  learners = await withApp(async (app) => {
    await published(app, course);
    return settle(app, ROUNDS * LEARNERS_PER_ROUND + CLIENTS);
  });
}, LONG);
afterAll(async () => {
  server?.kill('SIGKILL');
  await postgres?.stop();
  await fresh.drop();
  await compiled.remove();
}, LONG);

const config = () => ({ dataDir: fresh.config.dataDir, databaseUrl: postgres?.url ?? null });

/** The application in this process, on the same database, while no server runs. */
async function withApp<T>(use: (app: TestApp) => Promise<T>): Promise<T> {
  const app = await startApp({ config: config(), now: new Date() });
  try {
    return await use(app);
  } finally {
    await app.close();
  }
}

/** In units of a hundred: one of thousands would not end in its time. */
async function settle(app: TestApp, many: number): Promise<Learner[]> {
  const all: Learner[] = [];
  while (all.length < many) all.push(...(await settleSome(app, Math.min(100, many - all.length))));
  return all;
}

function settleSome(app: TestApp, many: number): Promise<Learner[]> {
  return app.db.write(async (tx) => {
    const all: Learner[] = [];
    for (let n = 0; n < many; n++) {
      const who = { displayName: '葵', email: null, passwordHash: '', roles: ['trainee' as const] };
      const { id: personId } = await app.get(PersonService).create(tx, who);
      const session = { personId, role: 'trainee' as const, ownDevice: true, userAgent: undefined };
      const { token } = await app.get(SessionService).start(tx, session);
      all.push({ personId, token });
    }
    return all;
  });
}

/** The built program as a process of its own; what its live writer says about durability. */
async function startServer(): Promise<Row> {
  const began = performance.now();
  server = fork(SERVER, [compiled.folder], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: join(compiled.folder, 'cache'),
      TOMONI_PORT: String(port),
      TOMONI_DATA_DIR: fresh.config.dataDir,
      TOMONI_CURRICULA_DIR: 'test/no-curricula',
      TOMONI_LOG_LEVEL: 'error',
      ...(postgres && { DATABASE_URL: postgres.url }),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(server, 'exit').then(([code]) => Promise.reject(new Error(`did not start: ${code}`)));
  const [said] = (await Promise.race([once(server, 'message'), exited])) as [{ durability: Row }];
  exited.catch(() => {});
  starts.push(performance.now() - began);
  return said.durability;
}

async function killServer(): Promise<void> {
  const gone = once(server, 'exit');
  server.kill('SIGKILL');
  await gone;
}

async function askSqlite(text: string): Promise<readonly Row[]> {
  const db = new BetterSqlite3(join(fresh.config.dataDir, 'tomoni.db'));
  try {
    return db.prepare(text).all() as Row[];
  } finally {
    db.close();
  }
}

/** From a connection of its own, which waits for the database to come back. */
async function askPostgres(text: string): Promise<readonly Row[]> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: postgres!.url, application_name: 'test' });
    client.on('error', () => {});
    try {
      await client.connect();
      return (await client.query<Row>(text)).rows;
    } catch (error) {
      if (!isLost(error) || tries > 400) throw error;
      await sleep(25);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

const ask: Ask = engine === 'sqlite' ? askSqlite : askPostgres;
const makeClients = () => Array.from({ length: CLIENTS }, () => new Client(port, () => learners.pop()));
const livesOf = (clients: readonly Client[]) => clients.flatMap(({ lives }) => lives);

/** One line with the figures, and the verdict. */
function report(clients: readonly Client[], rounds: number, last: Findings): void {
  const lives = livesOf(clients);
  const sum = (of: (client: Client) => number) => clients.reduce((all, client) => all + of(client), 0);
  const p95 = starts.toSorted((a, b) => a - b)[Math.floor(starts.length * 0.95)]!;
  const figures = {
    engine,
    rounds,
    learners: lives.length,
    acknowledged: acknowledgedBy(clients),
    certificates: lives.filter((life) =>
      life.acknowledged.some(({ location }) => /^\/certificates\/[^/]+$/.test(location)),
    ).length,
    resent: sum(({ resent }) => resent),
    'answers 503': sum(({ unavailable }) => unavailable),
    unacknowledged: unacknowledged,
    lost: last.lost.length,
    half: last.half.length,
    doubled: last.doubled.length,
    'start p95 ms': Math.round(p95),
  };
  process.stdout.write(
    `REL-01 ${Object.entries(figures)
      .map(([name, n]) => `${name}=${n}`)
      .join(' ')}\n`,
  );
}
let unacknowledged = 0;

async function expectWhole(clients: readonly Client[]): Promise<Findings> {
  const found = await compare(ask, livesOf(clients));
  unacknowledged += found.unacknowledged;
  expect({ ...found, unacknowledged: 0 }).toEqual({ lost: [], half: [], doubled: [], unacknowledged: 0 });
  expect(clients.flatMap(({ surprises }) => surprises)).toEqual([]);
  return found;
}

const onSqlite = () => {
  it(
    'keeps what it acknowledged, leaves nothing half, and starts again by itself',
    async () => {
      const clients = makeClients();
      const until = performance.now() + SECONDS * 1000;
      let rounds = 0;
      let last!: Findings;
      for (; rounds < ROUNDS && performance.now() < until; rounds++) {
        expect(await startServer()).toMatchObject({ synchronous: 2, journal_mode: 'wal', foreign_keys: 1 });
        const running = clients.map((client) => client.run());
        await Promise.race([anyMoment(clients), Promise.all(running)]); // who met a fault ends the wait
        await killServer();
        await Promise.all(running);
        expect(await ask('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
        expect(await ask('pragma foreign_key_check')).toEqual([]);
        last = await expectWhole(clients);
      }
      report(clients, rounds, last);
      expect(acknowledgedBy(clients)).toBeGreaterThan(rounds);
      await withApp(async (app) => expect((await app.get(AuditChain).verifyChain()).flaw).toBeNull());
    },
    LONG,
  );
};

const onPostgres = () => {
  it(
    'keeps what it acknowledged, leaves nothing half, and goes on by itself',
    async () => {
      const clients = makeClients();
      const until = performance.now() + SECONDS * 1000;
      const victims = ['the server', 'a backend', 'PostgreSQL, quickly', 'PostgreSQL, at once'] as const;
      let rounds = 0;
      let last!: Findings;
      let isRunning = false;
      for (; rounds < ROUNDS && performance.now() < until; rounds++) {
        if (!isRunning)
          expect(await startServer()).toEqual({
            fsync: 'on',
            synchronous_commit: 'on',
            full_page_writes: 'on',
          });
        const running = clients.map((client) => client.run());
        await Promise.race([anyMoment(clients), Promise.all(running)]); // who met a fault ends the wait
        const victim = victims[rounds % victims.length]!;
        isRunning = victim !== 'the server';
        if (isRunning) await killPostgres(victim);
        else await killServer();
        if (isRunning) await goesOn(clients);
        for (const client of clients) client.stop();
        await Promise.all(running);
        last = await expectWhole(clients);
      }
      report(clients, rounds, last);
      if (isRunning) await killServer();
      await withApp(async (app) => expect((await app.get(AuditChain).verifyChain()).flaw).toBeNull());
    },
    LONG,
  );
};

// Each engine has its own ways to die.
if (engine === 'sqlite') describe('the server on SQLite, when it is killed', onSqlite);
else describe('the server on PostgreSQL, when one of the two is killed', onPostgres);

const acknowledgedBy = (clients: readonly Client[]) =>
  livesOf(clients).reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);

/**
 * After so many answers, so that a slow machine comes as far as a quick one; in one round of four while the first
 * forms are on their way.
 */
async function anyMoment(clients: readonly Client[]): Promise<void> {
  const enough = acknowledgedBy(clients) + (randomInt(4) > 0 ? randomInt(1, 500) : 0);
  for (let waited = 0; acknowledgedBy(clients) < enough; waited++) {
    if (waited > 120_000) throw new Error('the clients do not get on');
    await sleep(1);
  }
  await sleep(randomInt(0, 30));
}

async function killPostgres(victim: string): Promise<void> {
  if (victim !== 'a backend') {
    process.kill(postgres!.pid, victim === 'PostgreSQL, quickly' ? 'SIGQUIT' : 'SIGKILL');
    return;
  }
  // All connections end, and PostgreSQL recovers from its log. After an earlier kill there may be none yet.
  const find = () =>
    ask(
      `select pid from pg_stat_activity where application_name <> 'test' and backend_type = 'client backend' order by state_change desc`,
    );
  let [backend] = await find();
  for (; !backend; [backend] = await find()) await sleep(20);
  process.kill(backend.pid as number, 'SIGKILL');
}

/** The same process is served again, without anybody's help. */
async function goesOn(clients: readonly Client[]): Promise<void> {
  const before = acknowledgedBy(clients);
  for (let waited = 0; acknowledgedBy(clients) < before + CLIENTS; waited += 20) {
    if (waited > 30_000) throw new Error('the server did not find its database again');
    await sleep(20);
  }
}

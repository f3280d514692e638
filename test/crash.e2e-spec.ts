import { spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';
import type { Config } from '../src/config/config.js';
import { Database } from '../src/database/database.js';
import { DatabaseUnavailable } from '../src/database/database-errors.js';
import { isLost } from '../src/database/postgres-failures.js';
import { compileSources } from './support/compiled.js';
import { openNest } from './support/notes.js';
import { startPostgres } from './support/postgres.mjs';

const ROUNDS = Number(process.env.TOMONI_TEST_CRASH_ROUNDS ?? 9);
const WRITER = fileURLToPath(new URL('support/crash-writer.mjs', import.meta.url));
const TABLES = `
  create table crash_attempt (id varchar(36) primary key not null, score integer);
  create table crash_answer (attempt_id varchar(36) not null references crash_attempt (id), n integer not null,
    primary key (attempt_id, n))`;
/** Attempts of which only a part was saved. */
const HALVES = `select id from crash_attempt where score is null or 3 <> (select count(*) from crash_answer where attempt_id = id)`;

const sqliteKilled = () => {
  it('keeps every acknowledged submission whole, and starts again by itself', async () => {
    const [compiled, dataDir] = [await compileSources(), await mkdtemp(join(tmpdir(), 'tomoni-crash-'))];
    await (await openNest({ databaseUrl: null, dataDir, env: 'test' } as Config)).close();
    const file = join(dataDir, 'tomoni.db');
    const acknowledged = new Set<string>();
    inFile(file, (db) => db.exec(TABLES));
    for (let round = 0; round < ROUNDS; round++) {
      for (const id of await writeUntilKilled(compiled.folder, dataDir)) acknowledged.add(id);
      inFile(file, (db) => {
        expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
        expect(db.pragma('foreign_key_check')).toEqual([]);
        expect(db.prepare(HALVES).all()).toEqual([]);
        const kept = new Set(db.prepare('select id from crash_attempt').pluck().all());
        expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
      });
    }
    expect(acknowledged.size).toBeGreaterThan(ROUNDS);
    await compiled.remove();
    await rm(dataDir, { recursive: true, force: true });
  }, 600_000);
};

const postgresCrashed = () => {
  it('keeps every acknowledged submission whole, and the program goes on with it', async () => {
    const server = await startPostgres({ durable: true });
    const nest = await openNest({ databaseUrl: server.url, dataDir: tmpdir(), env: 'test' } as Config);
    const asks = async (text: string) => asksServer(server.url, text);
    await asks(TABLES);
    const acknowledged: string[] = [];
    const refused: unknown[] = [];
    let isOver = false;
    const submitting = Array.from({ length: 20 }, async () => {
      while (!isOver)
        await submit(nest.get(Database)).then(
          (id) => acknowledged.push(id),
          (error) => refused.push(error),
        );
    });
    for (let round = 0; round < Math.ceil(ROUNDS / 3); round++) {
      await sleep(randomInt(100, 600));
      process.kill(await findBackend(asks), 'SIGKILL'); // all connections end, and the server recovers from its log
      await asks('select 1');
    }
    const before = acknowledged.length;
    while (acknowledged.length < before + 50) await sleep(20);
    isOver = true;
    await Promise.all(submitting);
    expect(refused.filter((error) => !(error instanceof DatabaseUnavailable))).toEqual([]);
    expect(await asks(HALVES)).toEqual([]);
    const kept = new Set((await asks('select id from crash_attempt')).map(({ id }) => id));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    await nest.close();
    await server.stop();
  }, 600_000);
};

if (globalThis.TEST_DB === 'sqlite') describe('SQLite, when the server is killed', sqliteKilled);
else describe('PostgreSQL, when it crashes', postgresCrashed);

async function writeUntilKilled(folder: string, dataDir: string): Promise<string[]> {
  const writer = spawn(process.execPath, [WRITER, folder, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(writer, 'close');
  let said = '';
  writer.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await Promise.race([once(writer.stdout, 'data'), closed]);
  await sleep(randomInt(0, 150));
  writer.kill('SIGKILL');
  await closed;
  return said.split('\n').slice(0, -1);
}

function inFile(file: string, use: (db: BetterSqlite3.Database) => void): void {
  const db = new BetterSqlite3(file);
  try {
    use(db);
  } finally {
    db.close();
  }
}

/** One that serves the program. After an earlier kill there may be none yet. */
async function findBackend(asks: (text: string) => Promise<Record<string, unknown>[]>): Promise<number> {
  for (;;) {
    const [backend] = await asks(
      `select pid from pg_stat_activity where application_name <> 'test' and state <> ''`,
    );
    if (backend) return backend.pid as number;
    await sleep(20);
  }
}

async function submit(db: Database): Promise<string> {
  const id = randomUUID();
  await db.write(async (tx) => {
    await tx.sql`insert into crash_attempt (id) values (${id})`;
    for (let n = 0; n < 3; n++) await tx.sql`insert into crash_answer (attempt_id, n) values (${id}, ${n})`;
    await tx.sql`update crash_attempt set score = 3 where id = ${id}`;
  });
  return id;
}

/** From a connection of its own, which waits for the server to come back. */
async function asksServer(url: string, text: string): Promise<Record<string, unknown>[]> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url, application_name: 'test' });
    client.on('error', () => {});
    try {
      await client.connect();
      return (await client.query<Record<string, unknown>>(text)).rows;
    } catch (error) {
      if (!isLost(error) || tries > 200) throw error;
      await sleep(25);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

import { randomBytes } from 'node:crypto';
import { existsSync, statfsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../../src/config/config.js';

declare global {
  /** Set per Jest project: an environment variable would reach every project. */
  var TEST_DB: 'sqlite' | 'postgres' | undefined;
}

/** An empty database of the engine that this Jest project tests. */
export interface FreshDatabase {
  readonly engine: 'sqlite' | 'postgres';
  /** Goes over the configuration that the test reads. */
  readonly config: Pick<Config, 'databaseUrl' | 'dataDir'>;
  drop(): Promise<void>;
}

const SPARE_MEMORY = 1 << 30;

/** In memory where it can be: what is thrown away need not reach a disk. */
const PLACE = spareMemory() > SPARE_MEMORY ? '/dev/shm' : tmpdir();

function spareMemory(): number {
  if (process.platform !== 'linux' || !existsSync('/dev/shm')) return 0;
  const { bavail, bsize } = statfsSync('/dev/shm');
  return bavail * bsize;
}

/** One per test file. Projects without an engine of their own (browser) get SQLite. */
export async function freshDatabase(engine = globalThis.TEST_DB ?? 'sqlite'): Promise<FreshDatabase> {
  const dataDir = await mkdtemp(join(PLACE, 'tomoni-test-'));
  const database = engine === 'postgres' ? await createPostgresDatabase() : null;
  return {
    engine,
    config: { databaseUrl: database?.url ?? null, dataDir },
    drop: async () => {
      await database?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function createPostgresDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = process.env.TOMONI_TEST_POSTGRES_URL;
  if (!server)
    throw new Error('TOMONI_TEST_POSTGRES_URL is not set: is this project given the PostgreSQL globalSetup?');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

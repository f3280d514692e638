import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../src/config/config.js';
import { StartRefused } from '../src/database/database-errors.js';
import { claimServer } from '../src/database/single-server.js';
import { freshDatabase } from './support/database.js';
import { openNest, openNotes } from './support/notes.js';

const onSqlite = globalThis.TEST_DB === 'sqlite';

describe('starting', () => {
  const startTogether = async () => {
    const fresh = await freshDatabase();
    const config = { ...fresh.config, env: 'test' } as Config;
    const both = await Promise.all([openNest(config), openNest(config)]);
    await Promise.all(both.map((nest) => nest.close()));
    await fresh.drop();
  };

  // On SQLite the second server is refused.
  if (!onSqlite) it('changes the tables once when two processes start together', startTogether);

  it('is refused on a database of a newer version', async () => {
    const notes = await openNotes();
    await notes.outside(
      `insert into migrations (timestamp, name) values (9999999999999, 'CreateFuture9999999999999')`,
    );
    const refused = openNest(notes.config);
    await expect(refused).rejects.toThrow(StartRefused);
    await expect(refused).rejects.toThrow(/newer version.*CreateFuture9999999999999/);
    await notes.close();
  });

  it('is refused, naming the address but no password, when PostgreSQL does not answer', async () => {
    const config = { databaseUrl: 'postgres://someone:secret@127.0.0.1:1/tomoni', env: 'test' } as Config;
    const refused = openNest(config);
    await expect(refused).rejects.toThrow(/127\.0\.0\.1:1\/tomoni/);
    await expect(refused).rejects.not.toThrow(/secret/);
  });
});

describe('the data folder of SQLite', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tomoni-start-'));
  });
  let server: ChildProcess | undefined;
  afterEach(async () => {
    server?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  const configOf = (dataDir: string) => ({ databaseUrl: null, dataDir, env: 'test' }) as Config;

  it('is made, for its owner only', async () => {
    const nest = await openNest(configOf(join(folder, 'new', 'var')));
    await nest.close();
    if (process.platform !== 'win32')
      expect((await stat(join(folder, 'new', 'var'))).mode & 0o777).toBe(0o700);
  });

  it('that cannot be written refuses the start and says what to set', async () => {
    await writeFile(join(folder, 'file'), '');
    const refused = openNest(configOf(join(folder, 'file', 'var')));
    await expect(refused).rejects.toThrow(StartRefused);
    await expect(refused).rejects.toThrow(/cannot be written.*TOMONI_DATA_DIR/);
  });

  it('that holds something else than a database refuses the start', async () => {
    await writeFile(join(folder, 'tomoni.db'), 'this is a letter, and quite a long one. '.repeat(100));
    await expect(openNest(configOf(folder))).rejects.toThrow(/tomoni\.db cannot be opened/);
  });

  it('is served by one process, and free again after kill -9', async () => {
    server = await serveElsewhere(folder);
    expect(() => claimServer(configOf(folder))).toThrow(/already running/);
    // There are tables to make, and a server at work: a command beside it does not touch them.
    await expect(openNest(configOf(folder))).rejects.toThrow(/already running/);
    server.kill('SIGKILL');
    await once(server, 'exit');
    const claim = claimServer(configOf(folder));
    await (await openNest(configOf(folder))).close();
    expect(() => claimServer(configOf(folder))).toThrow(StartRefused);
    claim.release();
    claimServer(configOf(folder)).release();
  });
});

/** Holds the lock the way another server does. */
async function serveElsewhere(folder: string) {
  const script = `
    const db = new (require('better-sqlite3'))(process.argv[1]);
    db.exec('BEGIN EXCLUSIVE');
    console.log('held');
    setInterval(() => db.inTransaction, 1000);`;
  const server = spawn(process.execPath, ['-e', script, join(folder, 'tomoni.server-lock')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(server.stdout, 'data');
  return server;
}

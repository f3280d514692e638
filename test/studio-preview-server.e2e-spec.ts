import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aCohort, aFacilitator } from './factories/cohort.js';
import { aCourse, aLesson, aModule } from './factories/course.js';
import { published } from './factories/learning.js';
import { aSession } from './factories/person.js';
import { startApp } from './support/app.js';
import { compileSources } from './support/compiled.js';
import type { Compiled } from './support/compiled.js';
import { freshDatabase } from './support/database.js';
import type { FreshDatabase } from './support/database.js';
import { freePort } from './support/free-port.mjs';

const SERVER = fileURLToPath(new URL('crash-server.mjs', import.meta.url));
const LONG = 5 * 60_000;

let compiled: Compiled;
let fresh: FreshDatabase;
let temporary: string;
let port: number;
let page: string;
let cookie: string;
let server: ChildProcess | null = null;

beforeAll(async () => {
  compiled = await compileSources();
  fresh = await freshDatabase();
  temporary = mkdtempSync(join(tmpdir(), 'tomoni-preview-test-'));
  port = await freePort();
  const { databaseUrl, dataDir } = fresh.config;
  const app = await startApp({ config: { databaseUrl, dataDir }, now: new Date() });
  const { hash } = await published(app, aCourse({ id: 'mono', modules: [aModule('m', [aLesson('l')])] }));
  const author = await aFacilitator(app, await aCohort(app, { trackId: 'mono' }));
  cookie = `session=${await aSession(app, author)}`;
  await app.nest.close();
  page = `http://127.0.0.1:${port}/studio/editions/${hash}/preview/first/home`;
}, LONG);
afterAll(async () => {
  server?.kill('SIGKILL');
  rmSync(temporary, { recursive: true, force: true });
  await fresh.drop();
  await compiled.remove();
});

const left = () => readdirSync(temporary).filter((name) => name.startsWith('tomoni-preview-'));

/** The built program as a process of its own, whose temporary folder is looked into. */
async function start(): Promise<ChildProcess> {
  const { databaseUrl, dataDir } = fresh.config;
  server = fork(SERVER, [compiled.folder], {
    env: {
      PATH: process.env.PATH,
      TMPDIR: temporary,
      TOMONI_PORT: String(port),
      TOMONI_DATA_DIR: dataDir,
      TOMONI_CURRICULA_DIR: 'test/no-curricula',
      TOMONI_LOG_LEVEL: 'error',
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(server, 'message');
  return server;
}

async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  const gone = once(server!, 'exit') as Promise<[number | null]>;
  server!.kill(signal);
  const [code] = await gone;
  server = null;
  return code;
}

async function look(): Promise<string> {
  const answer = await fetch(page, { headers: { cookie } });
  expect(answer.status).toBe(200);
  return answer.text();
}

it(
  'closes previews with the server; what a killed one left goes at the next start',
  async () => {
    const { pid } = await start();
    expect(await look()).toContain('aria-label="見本の表示"');
    expect(left()).toEqual([expect.stringMatching(new RegExp(`^tomoni-preview-${pid}-\\w{6}$`))]);
    expect(await end('SIGTERM')).toBe(0);
    expect(left()).toEqual([]);

    await start();
    await look();
    await end('SIGKILL');
    expect(left()).toHaveLength(1);

    await start();
    expect(left()).toEqual([]);
    // In the middle of opening one.
    const opening = look().catch(() => 'gone');
    while (left().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await end('SIGTERM')).toBe(0);
    expect(left()).toEqual([]);
    await opening;
  },
  LONG,
);

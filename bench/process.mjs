/** Starts a server in a process of its own and asks it about itself. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const STOPPING_MS = 10_000;
const running = new Set();

/** Ends whatever still runs, when the bench itself ends before its time. */
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/**
 * Forks `script` (beside this file unless it is an absolute path) and waits for its first message, which is an
 * object; what it holds stands on the result.
 */
export async function startServer(name, script, { args = [], env = {}, execArgv = [] } = {}) {
  const began = performance.now();
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    env: { ...process.env, ...env },
    execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const first = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  return { name, ...first, startMs: performance.now() - began, ask: asker(child), stop: () => stop(child) };
}

function asker(child) {
  let asked = 0;
  return (what) =>
    new Promise((resolve, reject) => {
      const id = ++asked;
      const gone = () => reject(new Error(`the server ended before it answered "${what}"`));
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

/** Runs `script` to its end and returns what it said. */
export async function runScript(name, script, args = []) {
  const { answer, stop: end } = await startServer(name, script, { args });
  await end();
  return answer;
}

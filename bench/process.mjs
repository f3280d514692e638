/** Starts a server in a process of its own and asks it about itself. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export async function startServer(name, script, { args = [], env = {} } = {}) {
  const began = performance.now();
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { port, ...more } = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  const startMs = performance.now() - began;
  let asked = 0;
  const ask = (what) =>
    new Promise((resolve) => {
      const id = ++asked;
      const listen = (message) => {
        if (message.id !== id) return;
        child.off('message', listen);
        resolve(message.value);
      };
      child.on('message', listen);
      child.send({ id, what });
    });
  const stop = () =>
    new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill('SIGTERM');
    });
  return { name, port, startMs, ask, stop, ...more };
}

/** For the child: answers with microseconds of CPU used so far, or megabytes of memory held. */
export function answerQuestions() {
  process.on('message', ({ id, what }) => {
    const { user, system } = process.cpuUsage();
    const value = what === 'cpu' ? user + system : Math.round(process.memoryUsage().rss / 1024 / 1024);
    process.send({ id, value });
  });
}

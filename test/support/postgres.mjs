// A throw-away PostgreSQL from the binaries that npm brought: nothing is installed, root or not.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const KEEPER = fileURLToPath(new URL('postgres-keeper.mjs', import.meta.url));

/**
 * `durable`: with fsync, on a real disk, for crash tests. The server hangs on this process by a pipe: when this
 * process is gone, however it went, the keeper stops the server and removes its files.
 */
export async function startPostgres({ durable = false } = {}) {
  const keeper = spawn(process.execPath, [KEEPER, durable ? 'durable' : 'fast'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let log = '';
  keeper.stderr.on('data', (chunk) => (log += chunk));
  let server = null;
  keeper.stdout.on('data', (line) => (server = JSON.parse(String(line))));
  const ready = once(keeper.stdout, 'data');
  const gone = once(keeper, 'exit').then(() => {
    throw new Error(`PostgreSQL did not start:\n${log}`);
  });
  gone.catch(() => {});
  await Promise.race([ready, gone]);
  return {
    url: server.url,
    /** Of the server itself, which is another one after a crash. */
    get pid() {
      return server.pid;
    },
    async stop() {
      keeper.stdin.end();
      await gone.catch(() => {});
    },
  };
}

import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { TestApp, TestAppOptions } from '../support/app.js';
import { startApp } from '../support/app.js';

/** The real application on an address that a browser can open. */
export interface ListeningApp extends TestApp {
  readonly origin: string;
}

/** Starts on one engine, with the shipped curricula. The origin is known before: links and the form check need it. */
export async function startListening(
  engine: 'sqlite' | 'postgres',
  options: TestAppOptions = {},
): Promise<ListeningApp> {
  globalThis.TEST_DB = engine;
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const app = await startApp({
    ...options,
    config: { curriculaDir: 'curricula', ...options.config, origin, port },
  });
  await app.nest.listen(port, '127.0.0.1');
  return { ...app, origin };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

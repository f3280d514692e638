import type { TestApp, TestAppOptions } from '../support/app.js';
import { startApp } from '../support/app.js';
import { freePort } from '../support/free-port.mjs';

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

import { existsSync } from 'node:fs';
import { StaffEntryService } from './accounts/staff-entry.service.js';
import { readConfig } from './config/config.js';
import type { Config } from './config/config.js';
import { ConfigError } from './config/config-error.js';
import { checkCouncilTracks } from './curriculum/council-tracks.rules.js';
import { EditionService } from './curriculum/edition.service.js';
import { readSources } from './curriculum/source-folder.js';
import { claimServer } from './database/single-server.js';
import { Readiness } from './web/health.controller.js';
import { Jobs } from './mail/jobs.js';
import { makeLog } from './web/log.js';
import { createApp } from './app.js';
import type { App } from './app.js';

const DRAIN_MS = 25_000;

interface Given {
  readonly config?: Config;
  /** As `createApp` takes it. */
  readonly kept?: string;
}

/** Reads the configuration (unless one is given), opens the house, and closes it properly when told to stop. */
export async function serve(given: Given = {}): Promise<App> {
  const app = await start(given).catch(refuse);
  let isClosing = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (isClosing) return;
      isClosing = true;
      void close(app);
    });
  process.on('unhandledRejection', (err) => app.log.error({ err }, 'a promise was left alone'));
  process.on('uncaughtException', (err) => {
    app.log.fatal({ err }, 'uncaught: stopping, so that nothing runs on in an unknown state');
    void close(app, 1);
  });
  return app;
}

async function start({ config = readConfig(), kept }: Given): Promise<App> {
  claimServer(config);
  const app = await createApp(config, { log: makeLog(config.logLevel), kept });
  await checkCouncil(app, config);
  await listen(app, config);
  app.nest.get(Jobs).start();
  app.log.info(
    { origin: config.origin, engine: config.databaseUrl ? 'postgres' : 'sqlite' },
    `ready: ${config.origin}`,
  );
  await greet(app, config);
  return app;
}

/** On the first start: the way in for the first administrator. Written for the person at the terminal, never into the log. */
async function greet(app: App, config: Config): Promise<void> {
  const link = await app.nest.get(StaffEntryService).firstAdministratorLink(config);
  if (link) process.stdout.write(`\nFirst administrator: open this link once, within 24 hours.\n${link}\n\n`);
}

/** A folder whose files cannot be published just now counts as well: what is wrong there is said elsewhere. */
async function checkCouncil(app: App, { council, curriculaDir }: Config): Promise<void> {
  const given = Object.keys(council.certificates);
  if (given.length === 0) return;
  try {
    const published = (await app.nest.get(EditionService).listCurrent()).map(({ track }) => track.id);
    const folders = existsSync(curriculaDir) ? readSources(curriculaDir) : [];
    const written = folders.flatMap(({ path }) => /^([^/]+)\/track\.ya?ml$/.exec(path)?.[1] ?? []);
    const known = [...new Set([...published, ...written])].sort();
    checkCouncilTracks(given, { known, file: council.file });
  } catch (error) {
    await app.nest.close();
    throw error;
  }
}

async function listen(app: App, config: Config): Promise<void> {
  try {
    await app.nest.listen(config.port, config.host);
  } catch (error) {
    await app.nest.close();
    throw refusedAddress(config, (error as { code?: unknown }).code) ?? error;
  }
}

function refusedAddress({ port, host }: Config, code: unknown): ConfigError | null {
  if (code === 'EADDRINUSE')
    return new ConfigError(
      `Port ${port} is taken by another program. Stop it, or set TOMONI_PORT to a free one.`,
    );
  if (code === 'EACCES')
    return new ConfigError(`This user may not listen on port ${port}. Set TOMONI_PORT to one above 1023.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new ConfigError(
      `This machine has no address ${host}. Set TOMONI_HOST to one of its own, like 127.0.0.1.`,
    );
  return null;
}

/** Readiness first, so that the proxy looks elsewhere; then what runs may finish; then the database is closed. */
async function close(app: App, code = 0): Promise<void> {
  setTimeout(() => process.exit(1), DRAIN_MS).unref();
  app.nest.get(Readiness).close();
  // Whose answer was still on its way keeps the connection open for a next question, which nobody would wait out.
  setInterval(() => app.nest.getHttpServer().closeIdleConnections(), 50);
  await app.nest.close();
  process.exit(code);
}

function refuse(error: unknown): never {
  const isPlain = error instanceof ConfigError;
  console.error(isPlain ? error.message : error);
  process.exit(1);
}

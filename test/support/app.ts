import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { createApp } from '../../src/app.js';
import { readConfig } from '../../src/config/config.js';
import type { Config } from '../../src/config/config.js';
import { Database } from '../../src/database/database.js';
import { StillClock } from '../../src/shared/clock.js';
import { makeLog } from '../../src/web/log.js';
import { freshDatabase } from './database.js';

/** A browser of one person: keeps cookies, sends what browsers send. */
export type Browser = ReturnType<typeof supertest.agent>;

export interface TestApp {
  readonly nest: NestFastifyApplication;
  readonly config: Config;
  readonly db: Database;
  readonly clock: StillClock;
  /** A new visitor without cookies. */
  browser(): Browser;
  get<T>(token: abstract new (...args: never[]) => T): T;
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly now?: Date;
  readonly config?: Partial<Config>;
  /** Log lines are thrown away unless a test wants to read them. */
  readonly onLog?: (line: string) => void;
}

/** 12 May 2026, 10:00 in Japan: an ordinary day early in fiscal year 2026. */
export const AN_ORDINARY_DAY = new Date('2026-05-12T01:00:00.000Z');

/** Tests publish what they need; whoever wants the shipped curricula names their folder. */
const NO_CURRICULA = 'test/no-curricula';

/** The real application on a fresh database of the engine that this project tests. */
export async function startApp(options: TestAppOptions = {}): Promise<TestApp> {
  const fresh = await freshDatabase();
  const clock = new StillClock(options.now ?? AN_ORDINARY_DAY);
  const config: Config = {
    ...readConfig({ TOMONI_ENV: 'test', TOMONI_PORT: '0' }),
    curriculaDir: NO_CURRICULA,
    checkProgram: new URL('./check-worker.mjs', import.meta.url),
    unzipProgram: new URL('./unzip-worker.mjs', import.meta.url),
    previewProgram: new URL('./preview-worker.mjs', import.meta.url),
    ...fresh.config,
    ...options.config,
  };
  const log = makeLog(options.onLog ? 'info' : 'silent', { write: (line) => options.onLog?.(line) });
  const { nest } = await createApp(config, { log, clock });
  const server = nest.getHttpServer();
  return {
    nest,
    config,
    clock,
    db: nest.get(Database),
    browser: () => supertest.agent(server).set('sec-fetch-site', 'same-origin'),
    get: (token) => nest.get(token),
    close: async () => {
      await nest.close();
      await fresh.drop();
    },
  };
}

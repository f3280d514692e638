import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import cookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import type { Config } from './config/config.js';
import type { Clock } from './shared/clock.js';
import { Assets } from './web/assets.js';
import { guardBrowsers } from './web/browser-guard.js';
import { ErrorPages } from './web/error-pages.js';
import { Locales } from './web/locales.js';
import { nestLogger } from './web/log.js';
import { PageAdapter } from './web/page-adapter.js';
import { serveAssets } from './web/serve-assets.js';
import { FORM_BYTES } from './web/posted-fields.js';
import { refuseUnreadable } from './web/unreadable.js';
import { ViewEngine } from './web/view-engine.js';

const VIEWS = fileURLToPath(new URL('../views/', import.meta.url));
// With the interval added, half a minute for a whole request and 15 seconds for its head: Node looks by itself only twice a minute.
const REQUEST_TIMEOUT_MS = 27_000;
const HEADERS_TIMEOUT_MS = 12_000;
const LOOKING_INTERVAL_MS = 3_000;

/** Forms are read by our own classes. Fastify would load two compilers of JSON schemas at every start. */
const refuseSchemas = () => () => {
  throw new Error('no route has a JSON schema');
};
const noSchemas = { buildValidator: refuseSchemas, buildSerializer: refuseSchemas };

export interface App {
  readonly nest: NestFastifyApplication;
  readonly log: Logger;
}

/**
 * Builds the whole application, ready to listen; it listens to nothing yet. `kept` is a folder beside the built
 * program, gone when it is built anew, for what need not be found out at each start.
 */
export async function createApp(
  config: Config,
  parts: { log: Logger; clock?: Clock; kept?: string | undefined },
): Promise<App> {
  const assets = Assets.load(`${VIEWS}assets`);
  const locales = Locales.load(`${VIEWS}locales`);
  const isDraft = config.env !== 'production';
  const kept = isDraft ? undefined : parts.kept;
  const views = ViewEngine.load({ folder: VIEWS, locales, assets, isDraft, kept });
  const errorPages = new ErrorPages(views, config);
  const adapter = new PageAdapter(
    {
      bodyLimit: FORM_BYTES,
      requestTimeout: REQUEST_TIMEOUT_MS,
      http: { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: LOOKING_INTERVAL_MS },
      // A form that was on its way when the house began to close is taken like any other: the database closes last.
      return503OnClosing: false,
      frameworkErrors: (error, request, reply) => errorPages.answer(error, request, reply),
      clientErrorHandler: refuseUnreadable(config),
      trustProxy: config.trustProxy.length === 0 ? false : [...config.trustProxy],
      schemaController: { compilersFactory: noSchemas },
      routerOptions: { maxParamLength: 200 },
    },
    views,
    config,
  );
  const nest = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config, { views, locales, clock: parts.clock }),
    adapter,
    {
      logger: nestLogger(parts.log),
      abortOnError: false,
    },
  );
  const server = adapter.getInstance();
  await server.register(cookie);
  guardBrowsers(server, config);
  serveAssets(server, assets);
  nest.useGlobalFilters(errorPages);
  await nest.init();
  await server.ready();
  return { nest, log: parts.log };
}

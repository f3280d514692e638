/**
 * The thread of a preview: the whole application on a database of its own, which nobody reaches but the thread that
 * began it (src/studio/preview-thread.ts). Nothing is listened to, nothing is sent anywhere, no job runs.
 */
import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, threadId, workerData } from 'node:worker_threads';
import BetterSqlite3 from 'better-sqlite3';
import { createApp } from './app.js';
import type { Config } from './config/config.js';
import { readCouncil } from './config/council.js';
import type { Edition } from './curriculum/edition.js';
import { PublicationService } from './curriculum/publication.service.js';
import { Database } from './database/database.js';
import { STAND_IN } from './studio/preview-cast.js';
import { PreviewClock } from './studio/preview-clock.js';
import { READY } from './studio/preview-messages.js';
import type { Asked, PreviewOpening, Told } from './studio/preview-messages.js';
import { standIn } from './studio/preview-required.rules.js';
import { PreviewStage } from './studio/preview-stage.js';
import { makeLog } from './web/log.js';

const opening = workerData as PreviewOpening;
const DATABASE = 'tomoni.db';

const config: Config = {
  env: 'production',
  host: '127.0.0.1',
  port: 0,
  origin: opening.origin,
  // Nobody but this thread holds its cookies.
  secureCookies: false,
  databaseUrl: null,
  dataDir: opening.folder,
  curriculaDir: join(opening.folder, 'no-curricula'),
  trustProxy: [],
  smtpUrl: null,
  mailFrom: 'no-reply@localhost',
  logLevel: 'silent',
  checkProgram: new URL('./curriculum/check-worker.js', import.meta.url),
  unzipProgram: new URL('./studio/unzip-worker.js', import.meta.url),
  previewProgram: new URL(import.meta.url),
  clockStart: null,
  argon: { memoryCost: 8, timeCost: 1, parallelism: 1 },
  council: readCouncil(opening.councilFile),
};

const clock = new PreviewClock();
if (existsSync(opening.template)) copyFileSync(opening.template, join(opening.folder, DATABASE));
const { nest } = await createApp(config, { log: makeLog('silent'), clock });
const db = nest.get(Database);
if (!existsSync(opening.template)) keepTemplate();
const edition = JSON.parse(opening.edition) as Edition;
await publish();
const { origin, names } = opening;
const stage = new PreviewStage(nest, clock, { edition, origin, names });
parentPort!.on('message', ({ id, request }: Asked) => {
  stage.answer(request).then(
    (answer) => tell({ id, answer }),
    (error: unknown) => tell({ id, failure: error instanceof Error ? error.name : 'unknown' }),
  );
});
parentPort!.postMessage(READY);

function tell(told: Told): void {
  parentPort!.postMessage(told);
}

/** What the next preview begins with, instead of making every table again. */
function keepTemplate(): void {
  const own = `${opening.template}.${threadId}`;
  const file = new BetterSqlite3(join(opening.folder, DATABASE), { readonly: true });
  file.prepare('vacuum into ?').run(own);
  file.close();
  renameSync(own, opening.template);
}

async function publish(): Promise<void> {
  const publications = nest.get(PublicationService);
  const by = { source: 'studio', actor: null } as const;
  await db.write(async (tx) => {
    for (const one of opening.required)
      await publications.publish(tx, { edition: standIn(one, STAND_IN), images: [] }, by);
    const images = opening.images.map((image) => ({ ...image, content: Buffer.from(image.content) }));
    await publications.publish(tx, { edition, images }, by);
  });
}

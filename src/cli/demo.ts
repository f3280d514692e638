import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createApp } from '../app.js';
import { readConfig } from '../config/config.js';
import type { Config } from '../config/config.js';
import { serve } from '../serve.js';
import { StillClock, SystemClock } from '../shared/clock.js';
import { makeLog } from '../web/log.js';
import type { DemoCast } from './demo-cast.js';
import type { DemoDirectory } from './demo-activities.js';
import type { DemoWishes } from './demo-wishes.js';
import { demoCode } from './demo-code.js';
import { DemoHistory } from './demo-history.js';

/** Serves with fictional people in every role and weeks of history, in a database of its own under var/demo. */
export async function run(): Promise<number> {
  const real = readConfig();
  const config: Config = {
    ...real,
    env: 'development',
    databaseUrl: null,
    dataDir: join(real.dataDir, 'demo'),
  };
  const cast = {
    ...(read('people') as DemoCast),
    ...(read('activities') as DemoDirectory),
    ...(read('wishes') as DemoWishes),
  };
  if (!existsSync(join(config.dataDir, 'tomoni.db'))) await writeHistory(config, cast);
  await serve({ config });
  process.stdout.write(guestList(config, cast));
  return 0;
}

function read(name: 'people' | 'activities' | 'wishes'): unknown {
  return parse(readFileSync(new URL(`../../demo/${name}.yaml`, import.meta.url), 'utf8'));
}

/** Who can sign in, and with what. Everybody here is fictional, so it may stand on the screen. */
function guestList(config: Config, cast: DemoCast): string {
  const lines = cast.people.map(({ name, roles, email }) => `  ${name}  ${roles.join(', ')}  ${email}`);
  return [
    '',
    `Fictional people at ${config.origin}/login, all with the password ${cast.password}`,
    ...lines,
    `Staff are asked for a code. Now it is ${demoCode(new SystemClock().now())}; later: npm run --silent tomoni -- demo-code`,
    '',
    '',
  ].join('\n');
}

/** Lives through the last weeks with a clock that stands still until the next event. */
async function writeHistory(config: Config, cast: DemoCast & DemoDirectory & DemoWishes): Promise<void> {
  const today = new SystemClock().now();
  const clock = new StillClock(today);
  const { nest } = await createApp(
    { ...config, argon: { memoryCost: 8, timeCost: 1, parallelism: 1 } },
    { log: makeLog('silent'), clock },
  );
  try {
    await new DemoHistory(nest).live(cast, { clock, today });
  } finally {
    await nest.close();
  }
}

import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { startListening } from './listening-app.js';
import type { ListeningApp } from './listening-app.js';
import { alone } from './period-alone.js';
import { together } from './period-together.js';
import { Year } from './period-year.js';
import { shorterCurricula } from './shorter-curricula.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe.each([
  ['sqlite', 'with', true, alone],
  ['postgres', 'without', false, together],
] as const)('a cohort on %s, %s JavaScript', (engine, _, script, story) => {
  const curriculaDir = shorterCurricula(1);
  let app: ListeningApp;
  let year: Year;
  beforeAll(async () => {
    app = await startListening(engine, { config: { curriculaDir } });
    year = await Year.begin(app, { browser, origin: app.origin, script });
  });
  afterAll(async () => {
    await app.close();
    rmSync(curriculaDir, { recursive: true });
  });

  it('goes from its opening to the report of its year', () => story(year));
});

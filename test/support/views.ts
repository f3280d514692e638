import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Assets } from '../../src/web/assets.js';
import { DEFAULT_DISPLAY } from '../../src/web/display.rules.js';
import { Locales } from '../../src/web/locales.js';
import { ViewEngine } from '../../src/web/view-engine.js';
import type { PageData } from '../../src/web/view-engine.js';

export const VIEWS = fileURLToPath(new URL('../../views/', import.meta.url));
export const locales = Locales.load(`${VIEWS}locales`);
export const assets = Assets.load(`${VIEWS}assets`);

export const visitor: PageData = {
  lang: 'ja',
  ui: DEFAULT_DISPLAY,
  me: null,
  path: '/',
  site: 'ともに',
  office: { name: '事務局', phone: '03-0000-0000', hours: '平日9時から17時' },
  isInvalid: false,
};
export const trainee: PageData = {
  ...visitor,
  me: { displayName: 'さくら', role: 'trainee', roles: ['trainee'] },
};

/** The product's frame and partials, with the templates given here beside them. */
export function engineWith(templates: Record<string, string>, isDraft = false): ViewEngine {
  const folder = mkdtempSync(join(tmpdir(), 'views-'));
  try {
    for (const part of ['layouts', 'partials', 'errors'])
      cpSync(join(VIEWS, part), join(folder, part), { recursive: true });
    for (const [name, source] of Object.entries(templates)) {
      const file = join(folder, `${name}.hbs`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, source);
    }
    return ViewEngine.load({ folder, locales, assets, isDraft });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The whole page made of one template. */
export function show(source: string, model: object, page: Partial<PageData> = {}): string {
  const views = engineWith({ 'try/page': source });
  return views.render('try/page', { title: 'x', ...model }, { ...visitor, ...page }).toString();
}

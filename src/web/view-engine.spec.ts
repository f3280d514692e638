import { fileURLToPath } from 'node:url';
import { Assets } from './assets.js';
import { Locales } from './locales.js';
import { ViewEngine } from './view-engine.js';

const VIEWS = fileURLToPath(new URL('../../views/', import.meta.url));

it('accepts every template of the product', () => {
  const load = () =>
    ViewEngine.load({
      folder: VIEWS,
      locales: Locales.load(`${VIEWS}locales`),
      assets: Assets.load(`${VIEWS}assets`),
    });
  expect(load).not.toThrow();
});

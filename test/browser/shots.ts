import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { THEMES, wear } from './layout.js';

const FOLDER = process.env.TOMONI_TEST_SHOTS;
const WIDTHS = [390, 1280];

/** For looking at: `TOMONI_TEST_SHOTS=folder` keeps a picture of every page on a phone and a desk, in each theme. */
export async function keepShots(page: Page, name: string): Promise<void> {
  if (!FOLDER) return;
  const file = name.replace(/\s*\(.*$/, '').replace(/[^\w<>-]+/g, '_');
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 844 });
    for (const theme of THEMES) {
      await wear(page, theme);
      await page.screenshot({ path: join(FOLDER, `${file}-${width}-${theme}.png`), fullPage: true });
    }
  }
}

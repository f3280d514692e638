import { writeFileSync } from 'node:fs';
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

/** For looking: `TOMONI_TEST_JOURNEY=folder` keeps what people on a journey came to, in the order of the journey. */
const JOURNEY = process.env.TOMONI_TEST_JOURNEY;
let kept = 0;

/** The page on a phone and on a desk, and on paper where it is meant for that. */
export async function keepPicture(page: Page): Promise<void> {
  if (!JOURNEY) return;
  const file = nextFile(new URL(page.url()).pathname);
  const size = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 844 });
    await page.screenshot({ path: `${file}-${width}.png`, fullPage: true });
  }
  if (size) await page.setViewportSize(size);
  if ((await page.locator('.paper').count()) > 0)
    await page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true });
}

/** A file that somebody saved. */
export function keepFile(name: string, bytes: Buffer): void {
  if (JOURNEY) writeFileSync(`${nextFile('')}-${name}`, bytes);
}

function nextFile(path: string): string {
  const name = path.replace(/[\w-]{32,}/g, '_').replaceAll('/', '-');
  return join(JOURNEY!, String((kept += 1)).padStart(3, '0') + name);
}

/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core';

export type Theme = 'light' | 'dark' | 'calm';
export const THEMES: readonly Theme[] = ['light', 'dark', 'calm'];

/** As the server would send it: a theme is one attribute and nothing else. */
export async function wear(page: Page, theme: Theme): Promise<void> {
  await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
}

/** A narrow phone, a narrower one; text twice as large; the text spacing of WCAG 1.4.12. Nothing may leave the screen. */
export async function reflowFindings(page: Page): Promise<string[]> {
  const found = [];
  await page.setViewportSize({ width: 320, height: 640 });
  found.push(...(await page.evaluate(overflows)).map((what) => `at 320 px ${what}`));
  await page.setViewportSize({ width: 256, height: 640 });
  found.push(...(await page.evaluate(overflows)).map((what) => `at 256 px ${what}`));
  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate(spaceOut, true);
  found.push(...(await page.evaluate(overflows)).map((what) => `spaced out ${what}`));
  await page.evaluate(spaceOut, false);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  found.push(...(await page.evaluate(overflows)).map((what) => `at 200 % ${what}`));
  await page.evaluate(() => document.documentElement.removeAttribute('style'));
  await page.setViewportSize({ width: 320, height: 640 });
  return found;
}

function overflows(): string[] {
  const root = document.documentElement;
  const found: string[] = [];
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.body.querySelectorAll<HTMLElement>('*')].filter(
      (element) =>
        element.getBoundingClientRect().right > root.clientWidth + 1 &&
        !element.closest('.scroll, .vh, .skip'),
    );
    found.push(`wider than the screen: ${(wide.at(-1) ?? wide[0])?.outerHTML.slice(0, 90) ?? 'the page'}`);
  }
  for (const element of document.querySelectorAll<HTMLElement>('main *'))
    if (
      getComputedStyle(element).overflowX === 'hidden' &&
      !element.classList.contains('vh') &&
      element.scrollWidth > element.clientWidth + 1
    )
      found.push(`cut off: ${element.outerHTML.slice(0, 90)}`);
  return found;
}

// A constructed sheet: the page's CSP rightly refuses a style element.
function spaceOut(isOn: boolean): void {
  const sheet = new CSSStyleSheet();
  if (isOn)
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }',
    );
  document.adoptedStyleSheets = isOn ? [sheet] : [];
}

/** Controls lower or narrower than a finger. Links inside a sentence and the breadcrumb are exempt. */
export async function targetFindings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(
      'a[href],button,input:not([type=hidden]),select,textarea,summary',
    )) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.crumb, .skip'))
        continue;
      if (isInSentence(element)) continue;
      const { width, height } = (element.closest('.opt, .tasks li') ?? element).getBoundingClientRect();
      if (height < 44 || width < 24)
        found.push(`${Math.round(width)} × ${Math.round(height)}: ${element.outerHTML.slice(0, 90)}`);
    }
    return found;

    function isInSentence(element: HTMLElement): boolean {
      if (getComputedStyle(element).display !== 'inline') return false;
      return [...element.parentElement!.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '',
      );
    }
  });
}

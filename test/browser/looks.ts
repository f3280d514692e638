/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core';
import { THEMES } from './layout.js';

/** Keeps how everything on the page looks at this width. */
export async function rememberLooks(page: Page): Promise<void> {
  await page.evaluate(looksOf, { themes: THEMES, isFirst: true });
}

/** What is to be seen only now, or in other colours than before, in any theme: the markup, each once. */
export async function newLooks(page: Page): Promise<string[]> {
  return page.evaluate(looksOf, { themes: THEMES, isFirst: false });
}

/** Runs in the page. Only what colour rules ask about: two colours, and whether letters are large. */
function looksOf({ themes, isFirst }: { themes: readonly string[]; isFirst: boolean }): string[] {
  const memory = window as unknown as { looks?: Map<Element, string> };
  const root = document.documentElement;
  const worn = root.dataset.theme;
  const now = new Map<Element, string>();
  for (const theme of themes) {
    root.dataset.theme = theme;
    for (const element of document.body.querySelectorAll('*')) {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const style = getComputedStyle(element);
      const size = parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const look = [style.color, style.backgroundColor, style.backgroundImage, style.opacity, isLarge].join();
      now.set(element, `${now.get(element) ?? ''} ${look}`);
    }
  }
  if (worn === undefined) delete root.dataset.theme;
  else root.dataset.theme = worn;
  const before = memory.looks;
  memory.looks = now;
  if (isFirst || !before) return [];
  const others = [...now].filter(([element, look]) => before.get(element) !== look);
  const own = (element: Element) => (element.cloneNode() as Element).outerHTML;
  return [
    ...new Set(
      others.map(
        ([element, look]) => `${own(element.parentElement!)}${own(element)}${element.textContent}${look}`,
      ),
    ),
  ];
}

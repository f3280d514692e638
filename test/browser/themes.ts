/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core';
import { colourFindings } from './axe.js';
import { THEMES, wear } from './layout.js';

/**
 * Tries on every theme. Pages share their few colours, and axe takes long: words that were found well on
 * their ground in a theme are not looked at again there, on whatever page they stand.
 */
export class Themes {
  private readonly readable = new Set<string>();

  async findings(page: Page): Promise<string[]> {
    const found: string[] = [];
    for (const theme of THEMES) {
      await wear(page, theme);
      const unread = (await page.evaluate(wordsOnGrounds))
        .map((words) => `${theme} ${words}`)
        .filter((words) => !this.readable.has(words));
      const pale = unread.length > 0 ? await colourFindings(page) : [];
      found.push(...pale.map((line) => `${theme}: ${line}`));
      if (pale.length === 0) for (const words of unread) this.readable.add(words);
    }
    await wear(page, THEMES[0]!);
    return found;
  }
}

/**
 * Runs in the page. What the contrast of words hangs on: their colour and size, whatever shines through behind them,
 * and the words around a link. What lies over others is told apart by its markup.
 */
function wordsOnGrounds(): string[] {
  const all = [...document.body.querySelectorAll<HTMLElement>('*')].filter(
    (element) =>
      hasWords(element) && element.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
  );
  return [...new Set(all.map((element) => `${wordsOf(element)} ${groundOf(element)}`))];

  function hasWords(element: HTMLElement): boolean {
    if (element.matches('input, select, textarea')) return true;
    return [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '',
    );
  }

  function wordsOf(element: HTMLElement): string {
    const style = getComputedStyle(element);
    const around = element.matches('a') ? getComputedStyle(element.parentElement!).color : '';
    const { color, fontSize, fontWeight, textShadow, textDecorationLine } = style;
    const isDisabled = element.matches(':disabled');
    return [
      element.tagName,
      color,
      fontSize,
      fontWeight,
      textShadow,
      textDecorationLine,
      around,
      isDisabled,
    ].join();
  }

  function groundOf(element: HTMLElement): string {
    const grounds: string[] = [];
    for (let one: HTMLElement | null = element; one; one = one.parentElement) {
      const { backgroundColor, backgroundImage, opacity, position, filter, mixBlendMode } =
        getComputedStyle(one);
      const over = position === 'static' || position === 'relative' ? '' : `${one.tagName}.${one.className}`;
      grounds.push([backgroundColor, backgroundImage, opacity, filter, mixBlendMode, over].join());
    }
    return [...new Set(grounds)].join(' ');
  }
}

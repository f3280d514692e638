/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core';

const MOST_IN_A_FRAME = 200;
/** Year, month, day, and the button that opens a calendar. */
const MOST_IN_A_CONTROL = 6;

interface Stop {
  readonly name: string;
  readonly isSeen: boolean;
  readonly isCovered: boolean;
  readonly isSkip: boolean;
  readonly isFrame: boolean;
  /** The control has more than one stop in it: a day, a time. */
  readonly isAgain: boolean;
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

/** Walks with the Tab key: every control is a stop, each stop is visible and uncovered, the walk goes as the eye does. */
export async function tabFindings(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.setViewportSize({ width: 320, height: 256 }); // a desk at 400 %
  const expected = await page.evaluate(begin);
  let before: Stop | null = null;
  let stops = 0;
  for (; stops <= expected; stops++) {
    await page.keyboard.press('Tab');
    let here = await page.evaluate(look);
    for (let inside = 0; here?.isAgain && inside < MOST_IN_A_CONTROL; inside++) {
      await page.keyboard.press('Tab');
      here = await page.evaluate(look);
    }
    // What stands in a frame is a page of its own, and looked at as such.
    for (let inside = 0; here?.isFrame && inside < MOST_IN_A_FRAME; inside++) {
      await page.keyboard.press('Tab');
      here = await page.evaluate(look);
    }
    if (!here) break;
    if (!here.isSeen) found.push(`focus not visible: ${here.name}`);
    if (here.isCovered) found.push(`focus covered: ${here.name}`);
    if (before && !before.isSkip && here.bottom < before.top - 40 && here.top > 200)
      found.push(`focus jumps up to: ${here.name}`);
    if (before && !before.isSkip && isOneRow(before, here) && here.left < before.left - 2)
      found.push(`focus jumps back to: ${here.name}`);
    before = here;
  }
  return stops === expected ? found : [...found, `${stops} stops for ${expected} controls`];
}

function isOneRow(one: Stop, other: Stop): boolean {
  const apart = Math.abs(one.top + one.bottom - other.top - other.bottom) / 2;
  return apart < Math.max(10, Math.min(one.bottom - one.top, other.bottom - other.top) / 2);
}

/** From the top of the page. How many stops there should be; radio buttons of one question are one. */
function begin(): number {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  window.scrollTo(0, 0);
  const controls = [
    ...document.querySelectorAll<HTMLElement>(
      'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex="0"]',
    ),
  ].filter((element) => element.checkVisibility({ visibilityProperty: true }));
  const groups = new Set<string>();
  return controls.filter((element) => {
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
    if (groups.has(element.name)) return false;
    groups.add(element.name);
    return true;
  }).length;
}

function look(): Stop | null {
  const element = document.activeElement as HTMLElement | null;
  if (!element || element === document.body) return null;
  const isAgain = element.dataset.stop === 'here' && element.matches('[type=date],[type=time]');
  document.querySelector<HTMLElement>('[data-stop]')?.removeAttribute('data-stop');
  element.dataset.stop = 'here';
  const row = element.closest('.opt') ?? element;
  const style = getComputedStyle(row);
  const box = element.getBoundingClientRect();
  const above = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
  const own = row.closest('li') ?? row;
  return {
    name: (element.textContent || element.getAttribute('name') || element.tagName).trim().slice(0, 20),
    isSeen:
      (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
    isCovered: above !== null && !own.contains(above) && !above.contains(element),
    isAgain,
    isFrame: element instanceof HTMLIFrameElement,
    isSkip: element.classList.contains('skip'),
    left: box.left,
    top: box.top + scrollY,
    bottom: box.bottom + scrollY,
  };
}

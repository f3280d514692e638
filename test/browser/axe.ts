/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const RULES = {
  'target-size': true,
  'p-as-heading': true,
  'table-fake-caption': true,
  'td-has-header': true,
  'focus-order-semantics': true,
  'hidden-content': true,
  'link-in-text-block': false,
  'color-contrast-enhanced': false,
  'color-contrast': false,
};
// The enhanced contrast finds whatever the plain one would.
const COLOURS = ['color-contrast-enhanced', 'link-in-text-block'];
const SIZES = ['target-size', 'scrollable-region-focusable'];

interface Found {
  violations: { id: string; nodes: { html: string }[] }[];
}
interface Engine {
  run(root: Document, options: object): Promise<Found>;
}

/** axe's findings as lines: WCAG 2.2 AA and best practice. Colours take longest and are looked at apart (`Themes`). */
export async function axeFindings(page: Page): Promise<string[]> {
  const rules = Object.fromEntries(Object.entries(RULES).map(([rule, enabled]) => [rule, { enabled }]));
  return run(page, { runOnly: { type: 'tag', values: TAGS }, rules });
}

/** Only what a change of theme can change, contrast by AAA. */
export async function colourFindings(page: Page): Promise<string[]> {
  return run(page, { runOnly: { type: 'rule', values: COLOURS } });
}

/** Only what a change of width can change in what was seen before. */
export async function sizeFindings(page: Page): Promise<string[]> {
  return run(page, { runOnly: { type: 'rule', values: SIZES } });
}

// The script goes in through the debugging protocol: our own CSP would refuse a script tag. Only lines come back:
// carrying everything that axe found right takes longer than finding it.
async function run(page: Page, options: object): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${source};0`);
  return page.evaluate(
    async (asked) => {
      const { axe } = window as unknown as { axe: Engine };
      const { violations } = await axe.run(document, asked);
      return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`));
    },
    { ...options, resultTypes: ['violations'], elementRef: false, preload: false },
  );
}

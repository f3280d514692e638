/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const MORE = [
  'target-size',
  'p-as-heading',
  'table-fake-caption',
  'td-has-header',
  'focus-order-semantics',
  'hidden-content',
  'link-in-text-block',
  'color-contrast-enhanced',
];
const COLOURS = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'];

interface Found {
  violations: { id: string; nodes: { html: string }[] }[];
}
interface Engine {
  run(root: Document, options: object): Promise<Found>;
}

/** axe's findings as lines: WCAG 2.2 AA, best practice, and AAA contrast. */
export async function axeFindings(page: Page): Promise<string[]> {
  const rules = Object.fromEntries(MORE.map((rule) => [rule, { enabled: true }]));
  return run(page, { runOnly: { type: 'tag', values: TAGS }, rules });
}

/** Only what a change of theme can change. */
export async function colourFindings(page: Page): Promise<string[]> {
  return run(page, { runOnly: { type: 'rule', values: COLOURS } });
}

// The script goes in through the debugging protocol: our own CSP would refuse a script tag.
async function run(page: Page, options: object): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const { violations } = await page.evaluate(
    async (asked) => {
      const { axe } = window as unknown as { axe: Engine };
      return axe.run(document, asked);
    },
    { ...options, resultTypes: ['violations'], elementRef: false },
  );
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`));
}

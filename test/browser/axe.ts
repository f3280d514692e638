/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}

/** Runs axe in a page. The script goes in through the debugging protocol: our own CSP would refuse a script tag. */
export const axe = {
  async run(page: Page, ask: { tags: readonly string[]; rules: readonly string[] }): Promise<string[]> {
    await page.evaluate(source);
    const result = await page.evaluate(
      async ({ tags, rules }) => {
        const { axe: engine } = window as unknown as {
          axe: { run(root: Document, options: object): Promise<unknown> };
        };
        return (await engine.run(document, {
          runOnly: { type: 'tag', values: tags },
          rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: true }])),
          resultTypes: ['violations'],
        })) as object;
      },
      ask as { tags: string[]; rules: string[] },
    );
    return (result as AxeResult).violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`),
    );
  },
};

import { DEFAULT_DISPLAY } from '../../src/web/display.rules.js';
import { LANGUAGES } from '../../src/web/locales.js';
import type { Language } from '../../src/web/locales.js';
import { engineWith } from './views.js';

/** Partial, arguments, what its HTML holds, what it does not. */
export type PartialCase = [
  name: string,
  args: object,
  holds: (string | RegExp)[],
  holdsNot?: (string | RegExp)[],
];

const engine = engineWith({});

export function renderPartial(
  name: string,
  args: object,
  lang: Language = 'ja',
  ui = DEFAULT_DISPLAY,
): string {
  return engine.fragment(`partials/${name}`, { 'partial-block': '<p>中身</p>', ...args }, { lang, ui });
}

export function expectPartial([name, args, holds, holdsNot = []]: PartialCase): void {
  const html = renderPartial(name, args);
  for (const part of holds) expect(html).toMatch(pattern(part));
  for (const part of holdsNot) expect(html).not.toMatch(pattern(part));
  for (const language of LANGUAGES) expect(problemsOf(renderPartial(name, args, language))).toEqual([]);
}

function pattern(part: string | RegExp): RegExp {
  return typeof part === 'string' ? new RegExp(part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : part;
}

/** What every piece of HTML must keep: closed tags, ids once, nothing that points nowhere. */
export function problemsOf(html: string): string[] {
  const ids = Array.from(html.matchAll(/\sid="([^"]*)"/g), ([, id]) => id!);
  const wanted = [
    ...html.matchAll(/\s(?:for|aria-describedby|aria-labelledby|aria-controls)="([^"]*)"/g),
  ].flatMap(([, list]) => list!.split(' '));
  const open: string[] = [];
  const unclosed: string[] = [];
  for (const [, slash, tag] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/g)) {
    if (/^(input|br|img|meta|link)$/.test(tag!)) continue;
    if (!slash) open.push(tag!);
    else if (open.pop() !== tag) unclosed.push(tag!);
  }
  return [
    ...[...open, ...unclosed].map((tag) => `<${tag}> is not closed`),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `id ${id} stands twice`),
    ...wanted.filter((id) => !ids.includes(id)).map((id) => `no element ${id}`),
  ];
}

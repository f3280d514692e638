/**
 * A light check of HTML as it was sent. A browser mends wrong nesting in silence, and what it makes of it is not what
 * was written; so the text itself is read, by the content models of the HTML standard as far as our pages use them.
 */
const VOID = words('area base br col embed hr img input link meta source track wbr');
const BLOCK = words(
  'address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul',
);
const HEADING = words('h1 h2 h3 h4 h5 h6');
const WORDS_ONLY = words('p h1 h2 h3 h4 h5 h6 span label button strong em summary legend a dfn code ruby rt');
const MAY_HOLD_HEADING = words('summary legend');
const INTERACTIVE = words('a button label form');
const PARENTS: Readonly<Record<string, ReadonlySet<string>>> = {
  li: words('ul ol'),
  dt: words('dl div'),
  dd: words('dl div'),
  tr: words('thead tbody tfoot'),
  td: words('tr'),
  th: words('tr'),
  caption: words('table'),
  thead: words('table'),
  tbody: words('table'),
  legend: words('fieldset'),
  summary: words('details'),
  option: words('select optgroup'),
  rt: words('ruby'),
  rp: words('ruby'),
};
const CHILDREN: Readonly<Record<string, ReadonlySet<string>>> = {
  ul: words('li'),
  ol: words('li'),
  dl: words('dt dd div'),
  table: words('caption colgroup thead tbody tfoot'),
  select: words('option optgroup'),
};
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[^\s=>/"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*(\/?)>/gi;

const ATTRIBUTE = /([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g;

export function findInMarkup(html: string): string[] {
  const found: string[] = [];
  const body = html.replace(/<!--[\s\S]*?-->|<!doctype html>/gi, '').replace(/(<path\b[^>]*)\/>/g, '$1>');
  if (/<(?![a-z/])|<(?=[^>]*$)/i.test(body.replace(TAG, '')))
    found.push('a bare < or an attribute without quotes');
  const open: string[] = [];
  const ids = new Set<string>();
  for (const [whole, slash, name, attributes] of body.matchAll(TAG)) {
    const tag = name!.toLowerCase();
    if (slash) {
      const last = open.pop();
      if (last !== tag) return [...found, `</${tag}> closes <${last}>`];
      continue;
    }
    found.push(...placed(tag, open).map((what) => `${what}: ${whole.slice(0, 80)}`));
    found.push(...attributed(attributes!, ids).map((what) => `${what}: ${whole.slice(0, 80)}`));
    if (!VOID.has(tag)) open.push(tag);
  }
  return open.length > 0 ? [...found, `not closed: ${open.join(' ')}`] : found;
}

function placed(tag: string, open: readonly string[]): string[] {
  const parent = open.at(-1) ?? '';
  const found: string[] = [];
  if (PARENTS[tag] && !PARENTS[tag].has(parent)) found.push(`<${tag}> in <${parent}>`);
  if (CHILDREN[parent] && !CHILDREN[parent].has(tag)) found.push(`<${tag}> in <${parent}>`);
  if (INTERACTIVE.has(tag) && open.includes(tag)) found.push(`<${tag}> in <${tag}>`);
  if (tag === 'button' && open.includes('a')) found.push('<button> in <a>');
  if (BLOCK.has(tag)) {
    const holder = open.findLast((one) => WORDS_ONLY.has(one));
    if (holder && !(HEADING.has(tag) && MAY_HOLD_HEADING.has(holder))) found.push(`<${tag}> in <${holder}>`);
  }
  return found;
}

function attributed(text: string, ids: Set<string>): string[] {
  const found: string[] = [];
  const names = new Set<string>();
  for (const [, name, double, single] of text.matchAll(ATTRIBUTE)) {
    const value = double ?? single;
    if (names.has(name!)) found.push(`${name} twice`);
    names.add(name!);
    if (name !== 'id') continue;
    if (value === '' || /\s/.test(value ?? '')) found.push('an empty id');
    if (ids.has(value!)) found.push(`id ${value} twice`);
    ids.add(value!);
  }
  return found;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

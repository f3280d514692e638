/** A page taken apart where something is put in: before the end of its head, and before its first header. */
export interface PageParts {
  readonly head: string;
  readonly top: string;
  readonly rest: string;
}

export interface Rewriting {
  /** Where the page stands now: put before every address that begins with a slash. */
  readonly prefix: string;
  /** Under which name the application knows itself. */
  readonly origin: string;
}

const ADDRESSES = new Set(['href', 'action', 'formaction', 'src']);
/** Elements whose content is text, whatever it looks like. */
const RAW = new Set(['script', 'style', 'textarea', 'title']);
// One attribute: its name, then nothing or a value in quotes or without.
const ATTRIBUTE = /([^\s"'<>/=]+)(\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/y;

/**
 * Leads every address of a page to where the page stands now. Reads tags and their attributes one by one and touches
 * nothing else: words that look like a tag or an attribute stay as they are.
 */
export function rewritePage(html: string, rewriting: Rewriting): PageParts {
  let out = '';
  let headEnd = -1;
  let header = -1;
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1) break;
    out += html.slice(at, open);
    if (html.startsWith('<!--', open)) {
      at = endOf(html, '-->', open + 4);
      out += html.slice(open, at);
      continue;
    }
    const name = /^<\/?([a-z][a-z0-9-]*)/i.exec(html.slice(open, open + 40))?.[0];
    if (!name) {
      out += '<';
      at = open + 1;
      continue;
    }
    const element = name.replace(/^<\/?/, '').toLowerCase();
    if (name.toLowerCase() === '</head' && headEnd === -1) headEnd = out.length;
    if (name.toLowerCase() === '<header' && header === -1) header = out.length;
    const tag = readTag(html, open + name.length, rewriting);
    out += name + tag.text;
    at = tag.end;
    if (name[1] === '/' || !RAW.has(element)) continue;
    const close = closing(html, element, at);
    out += html.slice(at, close);
    at = close;
  }
  out += html.slice(at);
  const head = headEnd === -1 ? 0 : headEnd;
  const top = Math.max(head, header === -1 ? head : header);
  return { head: out.slice(0, head), top: out.slice(head, top), rest: out.slice(top) };
}

/** Where an answer leads to; null for away from here. */
export function rewriteAddress(address: string, { prefix, origin }: Rewriting): string | null {
  if (address.startsWith(`${origin}/`)) return prefix + address.slice(origin.length);
  return /^\/(?![/\\])/.test(address) ? prefix + address : null;
}

function readTag(html: string, from: number, rewriting: Rewriting): { text: string; end: number } {
  let text = '';
  let at = from;
  while (at < html.length && html[at] !== '>') {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(html);
    if (!found) {
      text += html[at++];
      continue;
    }
    text += attribute(found, rewriting);
    at = ATTRIBUTE.lastIndex;
  }
  return { text, end: at };
}

function attribute(found: RegExpExecArray, rewriting: Rewriting): string {
  const [whole, name = '', rest] = found;
  const value = found[3] ?? found[4] ?? found[5];
  if (rest === undefined || value === undefined || !ADDRESSES.has(name.toLowerCase())) return whole;
  // The files of the house itself are the same everywhere, and browsers keep them.
  if (/^\/assets\/(?!.*(?:\.|%2e){2})/is.test(value)) return whole;
  const led = rewriteAddress(value, rewriting);
  return led === null ? whole : `${name}="${led.replaceAll('"', '&quot;')}"`;
}

function endOf(html: string, end: string, from: number): number {
  const found = html.indexOf(end, from);
  return found === -1 ? html.length : found + end.length;
}

function closing(html: string, element: string, from: number): number {
  const found = new RegExp(`</${element}[\\s/>]`, 'i').exec(html.slice(from));
  return found ? from + found.index : html.length;
}

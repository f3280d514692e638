import { CST } from 'yaml';
import { columnsOf } from '../words/east-asian-width.js';
import type { Collection } from './tokens.js';
import { documentOf, offsetOf } from './tokens.js';

/** Columns, of which a Japanese letter takes two. */
const WIDEST = 120;

interface Break {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** Brackets on one line that is too wide are written one entry a line, without the brackets. */
export function breakLongFlows(text: string): string {
  const breaks: Break[] = [];
  seek(documentOf(text), text, breaks);
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, insert } of breaks) {
    parts.push(text.slice(from, start), insert);
    from = end;
  }
  return breaks.length === 0 ? text : [...parts, text.slice(from)].join('');
}

function seek(token: CST.Token | null | undefined, text: string, breaks: Break[]): void {
  if (token?.type === 'block-map')
    for (const { key, value } of token.items) {
      if (value?.type !== 'flow-collection') seek(value, text, breaks);
      else if (key) add(value, { offset: offsetOf(key), keyed: true }, { text, breaks });
    }
  if (token?.type === 'block-seq')
    for (const { start, value } of token.items) {
      const dash = start.find(({ type }) => type === 'seq-item-ind');
      if (value?.type !== 'flow-collection') seek(value, text, breaks);
      else if (dash) add(value, { offset: dash.offset, keyed: false }, { text, breaks });
    }
}

/** `owner` is the key or the dash in front of the brackets. */
function add(
  flow: Collection,
  owner: { readonly offset: number; readonly keyed: boolean },
  { text, breaks }: { readonly text: string; readonly breaks: Break[] },
): void {
  const close = flow.end.find(({ type }) => type === 'flow-map-end' || type === 'flow-seq-end');
  const from = text.lastIndexOf('\n', owner.offset) + 1;
  const end = text.indexOf('\n', owner.offset);
  const line = text.slice(from, end < 0 ? text.length : end);
  if (!close || close.offset >= from + line.length || columnsOf(line) <= WIDEST) return;
  if (text.slice(close.offset + 1, from + line.length).trim() !== '') return;
  const isList = flow.start.type === 'flow-seq-start';
  const entries = flow.items.map((item) => entryOf(item));
  if (entries.length === 0 || entries.some((entry) => entry === null || (!isList && !entry.keyed))) return;
  const column = owner.offset - from + (owner.keyed && isList ? 0 : 2);
  const lead = `\n${' '.repeat(column)}${isList ? '- ' : ''}`;
  const insert = entries.map((entry) => entry?.text ?? '').join(lead);
  breaks.push({
    start: flow.start.offset,
    end: close.offset + 1,
    insert: (owner.keyed ? lead : isList ? '- ' : '') + insert,
  });
}

function entryOf({ key, sep, value }: Collection['items'][number]): { text: string; keyed: boolean } | null {
  const written = value ? CST.stringify(value).trim() : '';
  if (!key) return value ? { text: written, keyed: false } : null;
  if (!sep?.some(({ type }) => type === 'map-value-ind')) return null;
  return { text: `${CST.stringify(key).trim()}: ${written}`.trimEnd(), keyed: true };
}

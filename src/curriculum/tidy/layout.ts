import type { CST } from 'yaml';
import type { Collection } from './tokens.js';
import { offsetOf, textOf } from './tokens.js';
import { plainInstead } from './quotes.js';

/** What one line is, and the column it belongs in. Lines that have none are blank, or comments. */
export type LineRole =
  /** A key, a dash, a bracket, or the next line of a text over lines. */
  | { readonly is: 'placed'; readonly indent: number }
  /** Inside a text after | or >: `drop` columns of its own indent go, the rest is the author's. */
  | { readonly is: 'text'; readonly indent: number; readonly drop: number }
  /** A blank line that counts. */
  | { readonly is: 'blank' };

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** Each level stands two columns deeper; a list stands under its key, in the same column. */
const STEP = 2;

/** Walks the tokens of a file once and says of each line where it belongs, and what changes on it. */
export class Layout {
  readonly roles = new Map<number, LineRole>();
  readonly edits = new Map<number, Edit[]>();
  private readonly starts: number[] = [];

  constructor(private readonly lines: readonly string[]) {
    let at = 0;
    for (const line of lines) {
      this.starts.push(at);
      at += line.length + 1;
    }
  }

  walk(token: CST.Token | null | undefined, indent: number): void {
    if (token?.type === 'block-map') this.map(token, indent);
    else if (token?.type === 'block-seq') this.list(token, indent);
    else if (token) this.leaf(token, { indent, line: -1 });
  }

  private map({ items }: CST.BlockMap, indent: number): void {
    for (const { key, sep, value } of items) {
      if (!key) continue;
      const offset = offsetOf(key);
      this.place(offset, indent);
      this.gaps(sep ?? [], value);
      if (value?.type === 'block-map') this.map(value, indent + STEP);
      else if (value?.type === 'block-seq') this.list(value, indent);
      else if (value) this.leaf(value, { indent, line: this.lineAt(offset) });
    }
  }

  private list({ items }: CST.BlockSequence, indent: number): void {
    for (const { start, value } of items) {
      const dash = start.find(({ type }) => type === 'seq-item-ind');
      if (!dash) continue;
      this.place(dash.offset, indent);
      this.oneBlank(start[start.indexOf(dash) + 1], value);
      if (value?.type === 'block-map') this.map(value, indent + STEP);
      else if (value?.type === 'block-seq') this.list(value, indent + STEP);
      else if (value) this.leaf(value, { indent, line: this.lineAt(dash.offset) });
    }
  }

  /** One blank between a colon and its value, none before the colon. */
  private gaps(sep: readonly CST.SourceToken[], value: CST.Token | undefined): void {
    const colon = sep.findIndex(({ type }) => type === 'map-value-ind');
    const before = sep[colon - 1];
    if (before?.type === 'space') this.edit(before.offset, before.offset + before.source.length, '');
    this.oneBlank(sep[colon + 1], value);
  }

  private oneBlank(space: CST.SourceToken | undefined, value: CST.Token | undefined): void {
    if (space?.type !== 'space' || !value) return;
    const end = space.offset + space.source.length;
    if (end === offsetOf(value)) this.edit(space.offset, end, ' ');
  }

  /** `owner` is the key or dash that the value hangs on. */
  private leaf(token: CST.Token, owner: { indent: number; line: number }): void {
    const offset = offsetOf(token);
    const line = this.lineAt(offset);
    const own = owner.line >= 0 && line !== owner.line;
    const indent = own ? owner.indent + STEP : owner.indent;
    if (own || owner.line < 0) this.place(offset, indent);
    if (token.type === 'block-scalar') this.text(token, owner.indent + STEP);
    else if (token.type === 'flow-collection') this.flow(token, indent, 1);
    else {
      this.scalar(token, own ? indent : indent + STEP);
      this.unquote(token);
    }
  }

  /** A text on one line, or over several: the lines behind the first are indented. */
  private scalar(token: CST.Token, indent: number): void {
    const from = offsetOf(token);
    const source = textOf(token);
    const first = this.lineAt(from);
    const last = this.lineAt(from + Math.max(0, source.length - 1));
    for (let line = first + 1; line <= last; line++)
      this.roles.set(line, this.lines[line]?.trim() === '' ? { is: 'blank' } : { is: 'placed', indent });
  }

  private unquote(token: CST.Token): void {
    const plain = plainInstead(token);
    const from = offsetOf(token);
    const end = from + textOf(token).length;
    if (plain !== null && this.lineAt(from) === this.lineAt(end)) this.edit(from, end, plain);
  }

  private flow(token: Collection, indent: number, depth: number): void {
    for (const { key, value } of token.items)
      for (const part of [key, value]) {
        if (!part) continue;
        this.placeNew(offsetOf(part), indent + STEP * depth);
        if (part.type === 'flow-collection') this.flow(part, indent, depth + 1);
        else this.scalar(part, indent + STEP * (depth + 1));
      }
    for (const { start, sep } of token.items)
      for (const { type, offset } of [...start, ...(sep ?? [])])
        if (type === 'comment' || type === 'comma' || type === 'map-value-ind')
          this.placeNew(offset, indent + STEP * depth);
    for (const { type, offset } of token.end)
      this.placeNew(offset, indent + STEP * (type === 'comment' ? depth : depth - 1));
  }

  private text({ props, source }: CST.BlockScalar, indent: number): void {
    const header = props.find((prop) => prop.type === 'block-scalar-header');
    const sign = header && 'source' in header ? header.source : '|';
    const end = props.at(-1);
    const from = end ? offsetOf(end) + textOf(end).length : 0;
    const first = this.lineAt(from);
    const kept = sign.includes('+') ? source : source.replace(/[ \n]+$/, '');
    if (kept === '') return;
    const last = this.lineAt(from + kept.length - 1);
    const lines = this.lines.slice(first, last + 1);
    const digit = /[1-9]/.exec(sign);
    const drop = this.ownIndent(lines, digit === null ? null : Number(digit[0]), header);
    if (digit && header) {
      const at = offsetOf(header) + digit.index;
      this.edit(at, at + 1, String(STEP));
    }
    lines.forEach((line, index) => {
      const isBlank = line.slice(drop) === '' || line.trim() === '';
      this.roles.set(
        first + index,
        isBlank && line.length <= drop ? { is: 'blank' } : { is: 'text', indent, drop },
      );
    });
  }

  /** Columns that belong to the notation: as the header says, else as the first line shows. */
  private ownIndent(lines: readonly string[], digit: number | null, header: CST.Token | undefined): number {
    const shown = lines.find((line) => line.trim() !== '') ?? '';
    const lead = shown.search(/[^ ]|$/);
    if (digit === null || !header) return lead;
    return Math.max(0, ('indent' in header ? header.indent : 0) + digit);
  }

  /** The first thing on a line says where the line belongs. */
  private place(offset: number, indent: number): void {
    const line = this.lineAt(offset);
    if (this.lines[line]?.slice(0, offset - (this.starts[line] ?? 0)).trim() === '')
      this.roles.set(line, { is: 'placed', indent });
  }

  private placeNew(offset: number, indent: number): void {
    if (!this.roles.has(this.lineAt(offset))) this.place(offset, indent);
  }

  private edit(start: number, end: number, insert: string): void {
    const line = this.lineAt(start);
    const from = this.starts[line] ?? 0;
    this.edits.set(line, [...(this.edits.get(line) ?? []), { start: start - from, end: end - from, insert }]);
  }

  private lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

import type { Findings } from './findings.js';
import type { At } from './value-traps.js';
import {
  isYamlFeature,
  quote,
  reportInside,
  reportStart,
  reportWideQuote,
  rubyAtStart,
} from './value-traps.js';

/**
 * Reads a list or map in brackets, from its opening bracket to the closing one, and reports the traps inside.
 * Answers the place after the closing bracket, or null when it never closes.
 */
export class FlowScan {
  private line: number;
  private index: number;
  private readonly open: ('[' | '{')[] = [];
  private keySeen = false;
  /** The comma behind which nothing was read yet. */
  private comma: At | null = null;

  constructor(
    private readonly lines: readonly string[],
    private readonly findings: Findings,
    private readonly from: At & { readonly parent: number },
  ) {
    this.line = from.line;
    this.index = from.index;
  }

  run(): At | null {
    do {
      while (this.index < this.text.length)
        if (this.step(this.text) && this.open.length === 0) return { line: this.line, index: this.index };
    } while (this.nextLine());
    return this.unclosed();
  }

  /** The line being read; a quotation may have moved on to another. */
  private get text(): string {
    return this.lines[this.line] ?? '';
  }

  private nextLine(): boolean {
    const next = this.lines[this.line + 1];
    if (next === undefined) return false;
    const indent = next.search(/\S/);
    if (indent >= 0 && indent <= this.from.parent && !/[\]}]/.test(next.charAt(indent))) return false;
    this.line += 1;
    this.index = 0;
    return true;
  }

  /** Reports the opening bracket and closes it where its lines end, so that what follows can be read. */
  private unclosed(): null {
    const sign = this.open[0] ?? '[';
    const { line, index } = this.from;
    const close = sign === '[' ? ']' : '}';
    this.findings.add({ line, start: index, end: index + 1, code: 'Y123', params: { sign, close } });
    const closing = this.open.toReversed().map((bracket) => (bracket === '[' ? ']' : '}'));
    const end = (this.lines[this.line] ?? '').length;
    this.findings.edit(this.line, end, end, closing.join(''));
    return null;
  }

  /** The last line that belongs to the brackets. */
  get lastLine(): number {
    return this.line;
  }

  /** Reads one token. True when it may have been the last. */
  private step(text: string): boolean {
    const rest = text.slice(this.index);
    const sign = rest.charAt(0);
    if (/[\s\u3000]/.test(sign)) return this.skip(1);
    if (sign !== ']' && sign !== '}') this.comma = null;
    if (sign === ']' || sign === '}') return this.close();
    if (sign === ',') return this.nextEntry();
    if (sign === '#' && /^#[\s!]|^#$/.test(rest)) return this.skip(rest.length);
    if (sign === ':' && /^:(?=[\s[{"']|$)/.test(rest)) return this.colon();
    if (sign === '"' || sign === "'") return this.quoted(sign);
    if ((sign === '[' && !rest.startsWith('[[')) || (sign === '{' && !rubyAtStart.test(rest)))
      return this.opening(sign);
    if (sign === '[' && this.open.length === 0) return this.opening(sign);
    return this.plain(rest);
  }

  private skip(count: number): boolean {
    this.index += count;
    return false;
  }

  private opening(sign: '[' | '{'): boolean {
    this.open.push(sign);
    this.keySeen = false;
    return this.skip(1);
  }

  private close(): boolean {
    if (this.comma?.line === this.line) this.nothingBehind(this.comma.index);
    this.comma = null;
    this.open.pop();
    this.keySeen = true;
    this.skip(1);
    return true;
  }

  /** `[s1, ]`: something was taken away, or is still to come. */
  private nothingBehind(start: number): void {
    const at = { line: this.line, start, end: start + 1 };
    this.findings.add({ ...at, code: 'Y115', severity: 'warning', fixable: true });
    this.findings.edit(this.line, start, this.index, '');
  }

  private nextEntry(): boolean {
    this.comma = { line: this.line, index: this.index };
    this.keySeen = false;
    return this.skip(1);
  }

  private colon(): boolean {
    this.keySeen = true;
    return this.skip(1);
  }

  private quoted(mark: string): boolean {
    const pattern = mark === '"' ? /(?:[^"\\]|\\.)*(")?/y : /(?:[^']|'')*(')?/y;
    this.index += 1;
    do {
      const text = this.lines[this.line] ?? '';
      pattern.lastIndex = this.index;
      const found = pattern.exec(text);
      this.index = found ? pattern.lastIndex : text.length;
      if (found?.[1]) return false;
    } while (this.nextLine());
    return false;
  }

  private plain(rest: string): boolean {
    const at = { line: this.line, index: this.index };
    const mayBeKey = this.open.at(-1) === '{' && !this.keySeen;
    const key = mayBeKey ? /^([^\s,[\]{}:：]+)\s*([:：])([\s\u3000]*)/.exec(rest) : null;
    if (key?.[2] === '：') return this.wideColon(key);
    if (key && /^[^\s,[\]{}:：]+\s*:(\s|$)/.test(rest))
      return this.skip(key[0].length - (key[3] ?? '').length - 1);
    const value = plainValue(this.lines[this.line] ?? '', this.index);
    if (isYamlFeature(value)) return this.skip(value.length);
    if (reportWideQuote(this.findings, at, value)) return this.skip(value.length);
    if (/^[*&!%@`|>[{]/.test(value)) reportStart(this.findings, at, value);
    else if (rubyInside.test(value)) this.rubyInside(at, value);
    else reportInside(this.findings, at, value);
    return this.skip(value.length);
  }

  private wideColon(key: RegExpExecArray): boolean {
    const start = this.index + key[0].indexOf('：');
    const end = this.index + key[0].length;
    this.findings.add({ line: this.line, start, end: start + 1, code: 'Y101', fixable: true });
    this.findings.edit(this.line, start, end, ': ');
    this.keySeen = true;
    return this.skip(key[0].length);
  }

  /** Inside brackets a brace ends plain text, so ruby needs quotes anywhere in it. */
  private rubyInside(at: At, value: string): void {
    const start = at.index + value.search(rubyInside);
    const length = rubyInside.exec(value)?.[0].length ?? 1;
    const params = { sign: '{' };
    const end = start + length;
    this.findings.add({ line: at.line, start, end, code: 'Y106', params, variant: 'ruby', fixable: true });
    quote(this.findings, at, value);
  }
}

const rubyInside = /\{[^{}|,]+\|[^{}]*\}|\{(?:contacts|(?:fact|term|feature):[a-z0-9-]+)\}|\[\[[^\]]*\]\]/;
const wholeHere = new RegExp(rubyInside.source, 'y');
const commentHere = /\s#(?:\s|$)/y;
const listHere = /\[[^\]]*\]/y;

/** Plain text in brackets: to the next comma or bracket, ruby and blanks taken along; comments left. */
function plainValue(text: string, from: number): string {
  let index = from + matchAt(listHere, text, from);
  while (index < text.length) {
    const whole = matchAt(wholeHere, text, index);
    if (whole > 0) index += whole;
    else if ((index > from && /[,[\]{}]/.test(text.charAt(index))) || matchAt(commentHere, text, index) > 0)
      break;
    else index += 1;
  }
  return text.slice(from, Math.max(from + 1, index)).trimEnd() || text.charAt(from);
}

function matchAt(sticky: RegExp, text: string, index: number): number {
  sticky.lastIndex = index;
  return sticky.exec(text)?.[0].length ?? 0;
}

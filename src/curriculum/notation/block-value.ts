import type { Findings } from './findings.js';
import { FlowScan } from './flow-scan.js';
import type { Mode, ValueStart } from './mode.js';
import {
  isComment,
  isYamlFeature,
  quote,
  reportInside,
  reportStart,
  reportUnopened,
  reportWideQuote,
  rubyAtStart,
  specialStart,
  withoutComment,
} from './value-traps.js';

/** What a value leaves behind for the lines after it. */
export interface ValueRead {
  readonly mode: Mode;
  readonly lastLine: number;
  readonly plain: number | null;
  readonly open: number | null;
}

const header = /^[|>](?:[+-]?[1-9]?|[1-9][+-])(?:\s+#.*)?\s*$/;

/** Reads what stands after a key or a dash, and reports the traps in it. */
export class BlockValue {
  constructor(
    private readonly lines: readonly string[],
    private readonly findings: Findings,
  ) {}

  read(start: ValueStart): ValueRead {
    const rest = (this.lines[start.line] ?? '').slice(start.index);
    if (rest.trim() === '' || isComment(rest)) return done(start, { open: start.parent });
    if (rest.startsWith('#')) return this.hash(start, rest);
    if (/^["']/.test(rest)) return this.quoted(start, rest);
    if (header.test(rest)) return done(start, { mode: { in: 'block', parent: start.parent, indent: null } });
    if (/^[｜＞]\s*$/.test(rest)) return this.wideHeader(start, rest);
    if (isYamlFeature(rest)) return this.feature(start, rest);
    if (/^[[{]/.test(rest) && !this.isTrap(rest)) return this.flow(start);
    return this.plain(start, rest);
  }

  /** `key: #comment` above an indented part is a comment; else the `#` was meant as text. */
  private hash(start: ValueStart, rest: string): ValueRead {
    const next = this.lines.slice(start.line + 1).find((line) => line.trim() !== '') ?? '';
    const indent = next.search(/\S/);
    if (indent > start.parent || (indent === start.parent && next.startsWith('- ', indent)))
      return done(start, { open: start.parent });
    const { line, index } = start;
    this.findings.add({ line, start: index, end: index + 1, code: 'Y104', fixable: true });
    quote(this.findings, start, rest.trimEnd());
    return done(start);
  }

  private plain(start: ValueStart, rest: string): ValueRead {
    const value = withoutComment(rest);
    if (reportWideQuote(this.findings, start, value)) return done(start);
    if (specialStart(value) !== null) reportStart(this.findings, start, value);
    else if (!reportInside(this.findings, start, value)) {
      reportUnopened(this.findings, start, value);
      return done(start, { plain: start.parent });
    }
    return done(start);
  }

  /** `[重要] 傾聴`, `[[正解]]を選ぶ`, `{傾聴|けいちょう}の基本`: a bracket that closes before the text ends. */
  private isTrap(rest: string): boolean {
    if (rubyAtStart.test(rest) || rest.startsWith('[[')) return true;
    const close = closing(rest);
    const after = close < 0 ? '' : rest.slice(close + 1).trim();
    return after !== '' && !after.startsWith('#');
  }

  private flow(start: ValueStart): ValueRead {
    const scan = new FlowScan(this.lines, this.findings, start);
    scan.run();
    return { ...done(start), lastLine: scan.lastLine };
  }

  private feature(start: ValueStart, rest: string): ValueRead {
    const { line, index } = start;
    const sign = /^\S*/.exec(rest)?.[0] ?? rest;
    this.findings.add({ line, start: index, end: index + sign.length, code: 'Y120', params: { sign } });
    this.findings.edit(line, index, index + sign.length, '');
    return done(start, { open: start.parent });
  }

  private wideHeader(start: ValueStart, rest: string): ValueRead {
    const { line, index } = start;
    this.findings.add({
      line,
      start: index,
      end: index + 1,
      code: 'Y110',
      params: { ruby: rest.charAt(0) },
      fixable: true,
    });
    this.findings.edit(line, index, index + 1, rest.startsWith('｜') ? '|' : '>');
    return done(start, { mode: { in: 'block', parent: start.parent, indent: null } });
  }

  private quoted(start: ValueStart, rest: string): ValueRead {
    const mark = rest.charAt(0);
    const close = endOfQuote(rest, 1, mark);
    if (close < 0) return done(start, { mode: { in: 'quote', mark, parent: start.parent, at: start } });
    const after = withoutComment(rest.slice(close + 1));
    if (after.trim() !== '' && !after.trim().startsWith('#')) this.afterQuote(start, rest, close);
    return done(start);
  }

  private afterQuote(start: ValueStart, rest: string, close: number): void {
    const { line, index } = start;
    const value = withoutComment(rest);
    const at = index + close + 1;
    this.findings.add({ line, start: at, end: index + value.length, code: 'Y125', fixable: true });
    quote(this.findings, start, value);
  }

  continueQuote(line: number, mode: Mode & { in: 'quote' }): Mode | 'not mine' {
    const text = this.lines[line] ?? '';
    const indent = text.search(/\S/);
    if (indent >= 0 && indent <= mode.parent) {
      this.unclosedQuote(line, mode);
      return 'not mine';
    }
    return endOfQuote(text, 0, mode.mark) < 0 ? mode : { in: 'structure' };
  }

  /** Line `end` is none of the text's, so the quotation mark was never closed: close it on its own line. */
  unclosedQuote(end: number, mode: Mode & { in: 'quote' }): void {
    const { line, index } = mode.at;
    const text = this.lines[line] ?? '';
    this.findings.add({ line, start: index, end: index + 1, code: 'Y122', params: { sign: mode.mark } });
    this.findings.edit(line, text.length, text.length, mode.mark);
    for (let between = line + 1; between < end; between++)
      this.findings.edit(between, 0, (this.lines[between] ?? '').length, '');
  }

  /** Does the line belong to the text after | or >? Its first line sets how deep it stands. */
  continuesBlock(line: number, mode: Mode & { in: 'block' }): boolean {
    const text = this.lines[line] ?? '';
    const lead = /^ */.exec(text)?.[0].length ?? 0;
    const next = text.charAt(lead);
    if (text.trim() === '') return this.blankInBlock(line, text);
    if (lead > mode.parent && (mode.indent === null || lead >= mode.indent)) {
      mode.indent ??= lead;
      return true;
    }
    if (next !== '\u3000' && next !== '\t') return lead > mode.parent && mode.indent !== null;
    return this.wideIndentInBlock(line, mode);
  }

  private blankInBlock(line: number, text: string): boolean {
    if (/[^ ]/.test(text)) this.findings.edit(line, 0, text.length, '');
    return true;
  }

  private wideIndentInBlock(line: number, mode: Mode & { in: 'block' }): boolean {
    const text = this.lines[line] ?? '';
    const end = text.search(/[^\s\u3000]/);
    const start = text.search(/[\t\u3000]/);
    const code = text.charAt(start) === '\t' ? 'Y107' : 'Y102';
    mode.indent ??= mode.parent + 2;
    this.findings.add({ line, start, end, code, fixable: true });
    this.findings.edit(line, 0, end, ' '.repeat(mode.indent));
    return true;
  }
}

function done(start: ValueStart, left: Partial<ValueRead> = {}): ValueRead {
  return { mode: { in: 'structure' }, lastLine: start.line, plain: null, open: null, ...left };
}

/** The index of the bracket that closes the first one; -1: not on this line. Quoted parts are stepped over. */
function closing(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const sign = text.charAt(index);
    if (sign === '"' || sign === "'") {
      const end = /[\s,[{:]/.test(text.charAt(index - 1)) ? endOfQuote(text, index + 1, sign) : index;
      if (end < 0) return -1;
      index = end;
    } else if (sign === '[' || sign === '{') depth += 1;
    else if (sign === ']' || sign === '}') {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return -1;
}

/** The index of the closing quotation mark, from `from` on; -1: none. */
function endOfQuote(text: string, from: number, mark: string): number {
  const pattern = mark === '"' ? /(?:[^"\\]|\\.)*"/y : /(?:[^']|'')*'(?!')/y;
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex - 1 : -1;
}

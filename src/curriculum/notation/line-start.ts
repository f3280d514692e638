import type { Findings } from './findings.js';
import type { KeyWords, ValueStart } from './mode.js';
import { reportContinuation, reportInside, reportUnopened } from './value-traps.js';

const mark = '[○〇◯△▲×✕✖✗]|[xX](?=[:：])';
const keyHere = new RegExp(`^(?:[A-Za-z0-9_-]+|${mark}|<<)`);
const marks = new RegExp(`^(?:${mark})$`);
const wideDash = /^[－−‐‑–—・](?=[\s\u3000]|[a-z-]+\s*[:：]|[○〇◯△×])|^ー(?=[\s\u3000])/;

/** Reads the start of a line: its indent, its dashes, its key and colon. */
export class LineStart {
  /** Column of the key whose plain text runs on in deeper lines. */
  private plain: number | null = null;
  /** Column of the key or dash that still waits for its value. */
  private open: number | null = null;
  /** The last of the format's own keys. */
  private under = '';

  constructor(
    private readonly lines: readonly string[],
    private readonly findings: Findings,
    private readonly keys: KeyWords,
  ) {}

  /** Told what the value of the line turned out to be. */
  after(read: { readonly plain: number | null; readonly open: number | null }): void {
    this.plain = read.plain;
    this.open = read.open;
  }

  /** Null: nothing on this line to look at further (blank, comment, part of the text above). */
  read(line: number): ValueStart | null {
    const text = this.lines[line] ?? '';
    const index = text.search(/\S/);
    if (index < 0) return this.blank(line, text);
    const indent = this.indent(line, text, index);
    if (text.startsWith('#', index)) return null;
    if (text.charAt(index) === '＃') return this.wideComment(line, index);
    if (index === 0 && /^(?:---|\.\.\.)(?:\s|$)|^%[A-Z]/.test(text)) return this.forget();
    if (this.plain !== null && indent > this.plain && !this.strayKey({ line, index, indent }, text)) {
      reportContinuation(this.findings, { line, index }, text);
      return null;
    }
    this.plain = null;
    return this.dashes(line, index, indent);
  }

  private forget(): null {
    this.plain = null;
    this.open = null;
    return null;
  }

  private blank(line: number, text: string): null {
    const start = text.search(/[\u3000\u00a0]/);
    if (start < 0) return null;
    this.findings.add({ line, start, end: text.length, code: 'Y102', fixable: true });
    this.findings.edit(line, 0, text.length, '');
    return null;
  }

  /** The column the content stands in once wide blanks and tabs are two blanks each. */
  private indent(line: number, text: string, index: number): number {
    const lead = text.slice(0, index);
    const bad = lead.search(/[^ ]/);
    if (bad < 0) return index;
    const code = lead.charAt(bad) === '\t' ? 'Y107' : 'Y102';
    this.findings.add({ line, start: bad, end: index, code, fixable: true });
    const repaired = lead.replace(/[\t\u3000]/g, '  ').replace(/[^ ]/g, ' ');
    this.findings.edit(line, 0, index, repaired);
    return repaired.length;
  }

  private wideComment(line: number, index: number): null {
    this.findings.add({ line, start: index, end: index + 1, code: 'Y112', fixable: true });
    this.findings.edit(line, index, index + 1, '# ');
    return null;
  }

  /** A key or dash deeper than the text above it would silently become part of that text. */
  private strayKey(at: { line: number; index: number; indent: number }, text: string): boolean {
    const rest = text.slice(at.index);
    const word = /^(?:- )?([a-z-]+)(?::(?=\s|$)|：)/.exec(rest)?.[1];
    if (!(word !== undefined && this.keys.has(word)) && !/^- [○×△]/.test(rest)) return false;
    const end = at.index + rest.search(/[:：]/);
    this.findings.add({ line: at.line, start: at.index, end, code: 'Y124' });
    const depth = Math.min(this.plain ?? 0, at.indent);
    this.findings.edit(at.line, 0, at.index, ' '.repeat(depth));
    return true;
  }

  private dashes(line: number, from: number, indent: number): ValueStart | null {
    const text = this.lines[line] ?? '';
    let index = from;
    let parent = indent;
    let dashed = false;
    for (;;) {
      const width = this.dash(line, index);
      if (width === 0) break;
      parent = indent + (index - from);
      dashed = true;
      index += width;
    }
    if (index >= text.length) {
      this.open = parent;
      return null;
    }
    const column = indent + (index - from);
    if (!dashed && this.open !== null && column > this.open) parent = this.open;
    const start = { line, index, parent, keyed: false };
    return this.key(start, { column, dashed });
  }

  /** The width of a dash with its blanks; 0: there is none. */
  private dash(line: number, index: number): number {
    const rest = (this.lines[line] ?? '').slice(index);
    const right = /^-(?:[ \t]+|$)/.exec(rest);
    if (right) return right[0].length;
    const wide = wideDash.test(rest);
    const tight = /^-(?:\u3000|(?=[a-z-]+[:：])|(?=[○〇◯△×]))/.test(rest);
    if (!wide && !tight) return 0;
    const width = /^.[\s\u3000]*/.exec(rest)?.[0].length ?? 1;
    const code = wide ? 'Y103' : 'Y111';
    this.findings.add({
      line,
      start: index,
      end: index + 1,
      code,
      params: { sign: rest.charAt(0) },
      fixable: true,
    });
    this.findings.edit(line, index, index + width, '- ');
    return width;
  }

  private key(start: ValueStart, at: { column: number; dashed: boolean }): ValueStart | null {
    const rest = (this.lines[start.line] ?? '').slice(start.index);
    if (/^["']/.test(rest)) return this.quotedKey(start, rest, at.column);
    const key = keyHere.exec(rest)?.[0] ?? '';
    const known = this.keys.has(key) || marks.test(key) || /^[xX]$/.test(key);
    const colon = /^\s*([:：])([\s\u3000]*)/.exec(rest.slice(key.length));
    if (key !== '' && colon && this.isKey(rest.slice(key.length), known || !at.dashed))
      return this.keyed({ ...start, parent: at.column, keyed: true }, key, colon);
    return this.withoutKey(start, rest, at);
  }

  /** Is the colon after this word the colon of a key? `10:30` and `https://` are not. */
  private isKey(after: string, certain: boolean): boolean {
    return /^\s*:(?:\s|$)/.test(after) || (certain && /^(?::\u3000|\s*：|:(?!\/\/)[^\s\d])/.test(after));
  }

  private keyed(start: ValueStart, key: string, colon: RegExpExecArray): ValueStart {
    const { line, index } = start;
    if (this.keys.has(key)) this.under = key;
    const sign = index + key.length + colon[0].indexOf(colon[1] ?? ':');
    const next = index + key.length + colon[0].length;
    const wide = colon[1] === '：';
    if (
      wide ||
      !/^[ \t]|^$/.test(colon[2] ?? '') ||
      (colon[2] === '' && next < (this.lines[line] ?? '').length)
    ) {
      this.findings.add({ line, start: sign, end: sign + 1, code: wide ? 'Y101' : 'Y108', fixable: true });
      this.findings.edit(line, sign, next, next < (this.lines[line] ?? '').length ? ': ' : ':');
    }
    if (key === '<<')
      this.findings.add({ line, start: index, end: index + 2, code: 'Y120', params: { sign: key } });
    return { ...start, index: next };
  }

  private quotedKey(start: ValueStart, rest: string, column: number): ValueStart {
    const key = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*:(?:\s+|$)/.exec(rest);
    return key ? { ...start, index: start.index + key[0].length, parent: column, keyed: true } : start;
  }

  private withoutKey(
    start: ValueStart,
    rest: string,
    at: { dashed: boolean; column: number },
  ): ValueStart | null {
    const { line, index } = start;
    const ascii = /^[^"'[\]{}&*!|>%@`,#].*?:(?=\s|$)/.exec(rest);
    const wide = rest.indexOf('：');
    // The left side of a pair is the author's own words, in whatever letters.
    if (ascii && at.dashed && this.under === 'pairs') {
      reportUnopened(this.findings, start, ascii[0].slice(0, -1).trimEnd());
      return { ...start, index: index + ascii[0].length, keyed: true, parent: at.column };
    }
    if (at.dashed || (this.open !== null && at.column > this.open)) {
      if (ascii && !/^[[{]/.test(rest)) reportInside(this.findings, start, rest.trimEnd());
      return ascii && !/^[[{]/.test(rest) ? null : start;
    }
    if (ascii) return { ...start, index: index + ascii[0].length, keyed: true, parent: at.column };
    if (wide > 0 && wide < 20) {
      this.findings.add({ line, start: index + wide, end: index + wide + 1, code: 'Y101', fixable: true });
      this.findings.edit(line, index + wide, index + wide + 1, ': ');
      return { ...start, index: index + wide + 1, keyed: true, parent: at.column };
    }
    if (/^[[{]/.test(rest)) return start;
    this.findings.add({ line, start: index, end: index + rest.length, code: 'Y118' });
    this.findings.edit(line, index, index, '# ');
    return null;
  }
}

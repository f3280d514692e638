import type { Problem, Severity } from '../problem.js';
import { parseBounded } from './bounded-parse.js';
import type { Finding } from './findings.js';
import { Findings } from './findings.js';
import { NodeReader } from './node-reader.js';
import type { Node } from './node.js';
import { codeOf } from './parser-messages.js';
import type { KeyWords } from './mode.js';
import { scanRawText } from './raw-scan.js';
import type { SourceFile } from './source-file.js';
import { decode } from './source-file.js';
import type { Suppression } from './suppression.js';
import { findSuppressions, suppress } from './suppression.js';

/** What to say about a place in a file. */
export interface Remark {
  readonly code: string;
  readonly severity?: Severity;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly variant?: string;
  /** What to write in place of the marked part, where that repairs it. */
  readonly replacement?: string;
}

/** A part of the repaired text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One file of a curriculum: its nodes as far as they could be read, and everything found in it. */
export class NotationFile {
  /** Null: nothing in it could be read. */
  root: Node | null = null;
  /** From here on (an index of the repaired text) nodes are a guess: the parser had lost its way. */
  readableUntil = Infinity;
  private findings: Findings;
  private suppressions: Suppression[] = [];
  private text = '';
  private lineStarts: number[] = [0];

  constructor(
    readonly path: string,
    source: SourceFile,
    keys: KeyWords,
  ) {
    const decoded = decode(source);
    this.findings = new Findings(path, 'lines' in decoded ? decoded.lines : []);
    if ('refused' in decoded)
      this.findings.add({ line: decoded.line, start: 0, end: 1, code: decoded.refused });
    else this.parse(decoded.lines, keys);
  }

  /** Says something about a part of the file; problems come out in order at the end. */
  add(span: Span, remark: Remark): void {
    const at = this.place(span.start);
    const end = span.end > span.start ? this.place(span.end) : at;
    const lineEnd = (this.findings.lines[at.line] ?? '').length;
    this.findings.add({ ...remark, ...at, end: end.line === at.line ? end.start : lineEnd });
  }

  /** The text of a part as it stands in the repaired file. */
  slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }

  /** Does the line (from 1) stand inside a text after | or >? */
  isText(line: number): boolean {
    return this.findings.textLines.has(line - 1);
  }

  /** The line a part begins on, from 1. */
  lineOf(offset: number): number {
    return this.place(offset).line + 1;
  }

  /** Read well, and nothing but comments in it. */
  get isEmpty(): boolean {
    if (this.findings.lines.length === 0) return false;
    return this.text.replace(/^\s*#.*$/gm, '').trim() === '';
  }

  /** Problems without those the author suppressed with a reason. */
  finish(): { kept: Problem[]; ignored: number } {
    const all = this.findings.problems();
    const remarks = this.suppressions.flatMap((s) => suppressionRemarks(s, all));
    for (const finding of remarks) this.findings.add(finding);
    return suppress(this.findings.problems(), this.suppressions);
  }

  private parse(lines: readonly string[], keys: KeyWords): void {
    this.findings = scanRawText(this.path, lines, keys);
    const repaired = lines.map((_, line) => this.findings.repaired(line));
    this.text = repaired.join('\n');
    this.lineStarts = starts(repaired);
    this.suppressions = findSuppressions(lines, this.findings.textLines);
    const parsed = parseBounded(this.text);
    for (const { offset, code, sign } of parsed.refusals)
      this.once({ start: offset, end: offset + sign.length }, { code, params: { sign } });
    for (const error of parsed.errors) {
      const [start, end] = error.pos;
      this.readableUntil = Math.min(this.readableUntil, start);
      this.once(
        { start, end: Math.max(end, start + 1) },
        { code: codeOf(error), params: { sign: this.text.charAt(start) } },
      );
    }
    if (parsed.document?.contents) this.readNodes(new NodeReader(this.text), parsed.document.contents);
  }

  private readNodes(reader: NodeReader, contents: Parameters<NodeReader['read']>[0]): void {
    this.root = reader.read(contents, 0);
    for (const { start, end, code, name } of reader.problems)
      this.add({ start, end }, { code, params: { name } });
    if (reader.problems.some((p) => p.code === 'Y132' || p.code === 'Y133')) this.root = null;
  }

  /** What the parser says on a line that was already explained is an echo of it. */
  private once(span: Span, remark: Remark): void {
    if (!this.findings.hasErrorOn(this.place(span.start).line)) this.add(span, remark);
  }

  /** From an index of the repaired text to the line and index as written. */
  private place(offset: number): { line: number; start: number } {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, start: this.findings.original(low, offset - (this.lineStarts[low] ?? 0)) };
  }
}

function starts(lines: readonly string[]): number[] {
  const made: number[] = [];
  let at = 0;
  for (const line of lines) {
    made.push(at);
    at += line.length + 1;
  }
  return made;
}

function suppressionRemarks(suppression: Suppression, problems: readonly Problem[]): Finding[] {
  const { line, column, code, reason, from, to } = suppression;
  const at = { line: line - 1, start: column - 1, end: column, params: { code } };
  const hit = problems.filter((p) => p.code === code && from <= p.line && p.line <= to);
  if (reason === '') return [{ ...at, code: 'Y140', severity: 'warning' }];
  if (hit.some((p) => p.severity === 'error')) return [{ ...at, code: 'Y142', severity: 'warning' }];
  return hit.length === 0 ? [{ ...at, code: 'Y141', severity: 'suggestion' }] : [];
}

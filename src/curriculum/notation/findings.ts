import type { Problem, Severity } from '../problem.js';
import { limits } from './limits.js';

/** Something found on one line; `line` from 0, `start` and `end` are indexes into the line's string. */
export interface Finding {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly code: string;
  readonly severity?: Severity;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly variant?: string;
  readonly fixable?: boolean;
  /** What to write in place of the marked part, where that repairs it. */
  readonly replacement?: string;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** The longest line that is handed on whole and repaired; longer ones are cut, and left to their author. */
const LONGEST = 4_000;

/**
 * Findings of one file, with the edits that repair it. The repaired text is what is parsed next, so that one
 * slip of the keyboard gives one message and not twenty. Lines are never added or taken away.
 */
export class Findings {
  private readonly found: Finding[] = [];
  private errors = 0;
  private advice = 0;
  private readonly edits = new Map<number, Edit[]>();
  /** Lines inside texts after | or >, where no structure is. */
  readonly textLines = new Set<number>();

  constructor(
    readonly path: string,
    readonly lines: readonly string[],
  ) {}

  /** Errors and advice have a limit each, so that advice never hides that there are errors. */
  add(finding: Finding): void {
    const isError = (finding.severity ?? 'error') === 'error';
    const count = isError ? ++this.errors : ++this.advice;
    if (count <= limits.problems) this.found.push(finding);
  }

  edit(line: number, start: number, end: number, insert: string): void {
    const edits = this.edits.get(line) ?? [];
    edits.push({ start, end, insert });
    this.edits.set(line, edits);
  }

  /** True when an error on this line was already found: what a parser says about it is an echo. */
  hasErrorOn(line: number): boolean {
    return this.found.some((f) => f.line === line && (f.severity ?? 'error') === 'error');
  }

  hasErrorAt(line: number, start: number): boolean {
    return this.found.some(
      (f) => f.line === line && f.start === start && (f.severity ?? 'error') === 'error',
    );
  }

  repaired(line: number): string {
    const text = this.lines[line] ?? '';
    if (!this.edits.has(line)) return text;
    let from = 0;
    let made = '';
    for (const edit of this.editsOf(line)) {
      if (edit.start < from) continue;
      made += text.slice(from, edit.start) + edit.insert;
      from = edit.end;
    }
    return made + text.slice(from);
  }

  /** Where an index into the repaired line stands in the line as written. */
  original(line: number, index: number): number {
    if (!this.edits.has(line)) return index;
    let shift = 0;
    let from = 0;
    for (const edit of this.editsOf(line)) {
      if (edit.start < from) continue;
      const at = edit.start + shift;
      if (index < at) break;
      if (index < at + edit.insert.length) return edit.start;
      shift += edit.insert.length - (edit.end - edit.start);
      from = edit.end;
    }
    return index - shift;
  }

  problems(): Problem[] {
    return this.found.map((finding) => this.problem(finding));
  }

  /** A finding in the lines as written becomes a problem; columns are counted in characters. */
  problem(finding: Finding): Problem {
    const text = this.lines[finding.line] ?? '';
    const column = charactersBefore(text, finding.start) + 1;
    const repaired = this.fixedLine(finding, text);
    return {
      file: this.path,
      line: finding.line + 1,
      column,
      endColumn: Math.max(column + 1, charactersBefore(text, Math.min(finding.end, text.length)) + 1),
      severity: finding.severity ?? 'error',
      code: finding.code,
      params: finding.params ?? {},
      variant: finding.variant ?? null,
      fixed: repaired !== null && repaired !== text && text.length <= LONGEST ? repaired : null,
      text: text.slice(0, LONGEST),
    };
  }

  private fixedLine(finding: Finding, text: string): string | null {
    if (finding.replacement !== undefined)
      return text.slice(0, finding.start) + finding.replacement + text.slice(finding.end);
    return finding.fixable ? this.repaired(finding.line) : null;
  }

  private editsOf(line: number): Edit[] {
    return [...(this.edits.get(line) ?? [])].sort((a, b) => a.start - b.start || a.end - b.end);
  }
}

function charactersBefore(text: string, index: number): number {
  let count = 0;
  for (const character of text.slice(0, index)) count += character === '' ? 0 : 1;
  return count;
}

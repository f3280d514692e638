import type { Problem } from '../problem.js';
import { limits } from './limits.js';

/** `# tomoni-ignore L401: reason`, on the line itself, above it, or where a long text begins. */
export interface Suppression {
  /** From 1, the line the comment stands on. */
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly reason: string;
  /** The lines it covers, from 1. */
  readonly from: number;
  readonly to: number;
}

const pattern = /(?:^|\s)#\s*tomoni-ignore\s+([A-Z]\d{3})\s*(?:[:：]\s*(.*))?$/;

/** `textLines` are the lines inside texts after | or >, where a # is a heading and no comment. */
export function findSuppressions(lines: readonly string[], textLines: ReadonlySet<number>): Suppression[] {
  const targets = targetLines(lines);
  const found = lines.flatMap((text, index) => {
    const comment = textLines.has(index) ? null : pattern.exec(text);
    if (!comment) return [];
    const first = text.trimStart().startsWith('#') ? (targets[index] ?? index) : index;
    let last = first;
    while (textLines.has(last + 1)) last += 1;
    const column = [...text.slice(0, text.indexOf('#', comment.index))].length + 1;
    const reason = comment[2]?.trim() ?? '';
    return [{ line: index + 1, column, code: comment[1] ?? '', reason, from: first + 1, to: last + 1 }];
  });
  return found.slice(0, limits.problems);
}

/** For each line the first one from it on that is neither blank nor a comment. */
function targetLines(lines: readonly string[]): number[] {
  const targets: number[] = [];
  for (let index = lines.length - 1; index >= 0; index--) {
    const text = lines[index]?.trim() ?? '';
    targets[index] = text === '' || text.startsWith('#') ? (targets[index + 1] ?? index) : index;
  }
  return targets;
}

/**
 * Takes away what the author chose to leave. An error stays, with or without a comment; a comment without a
 * reason suppresses nothing.
 */
export function suppress(
  problems: readonly Problem[],
  suppressions: readonly Suppression[],
): { kept: Problem[]; ignored: number } {
  const given = suppressions.filter((s) => s.reason !== '');
  const kept = problems.filter(
    (problem) =>
      problem.severity === 'error' ||
      !given.some((s) => s.code === problem.code && s.from <= problem.line && problem.line <= s.to),
  );
  return { kept, ignored: problems.length - kept.length };
}

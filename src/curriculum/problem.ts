export type Severity = 'error' | 'warning' | 'suggestion';

/** Something the author should know. Its words stand in views/locales/<lang>/checker.json under `code`. */
export interface Problem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters as an editor counts them. */
  readonly column: number;
  /** The first column after the marked part, on the same line. */
  readonly endColumn: number;
  readonly severity: Severity;
  /** Stable for ever: Y1xx notation, S2xx schema, R3xx references, Q1xx questions, D2xx dialogues, L4xx words, C5xx care, E6xx completion. */
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** Picks between several fixes of one code: the words are `fix-<variant>`; null: `fix`. */
  readonly variant: string | null;
  /** The line as it reads once repaired, where the checker can repair it; else null. */
  readonly fixed: string | null;
  /** The line itself; a very long one is cut. */
  readonly text: string;
}

export const isFixable = (problem: Problem): boolean => problem.fixed !== null;

/** By file, then by place, worst first at the same place. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const rank: Record<Severity, number> = { error: 0, warning: 1, suggestion: 2 };
  return [...problems].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      a.line - b.line ||
      a.column - b.column ||
      rank[a.severity] - rank[b.severity] ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
}

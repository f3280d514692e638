import type { Problem } from '../curriculum/problem.js';
import type { Message } from '../web/form.js';

/** One problem as a page shows it. */
export interface ProblemLine {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly isError: boolean;
  readonly cause: Message;
  readonly fix: Message;
  readonly codeHref: string;
  /** The line in three parts, the second one marked; null where there is nothing to mark. */
  readonly frame: { readonly before: string; readonly marked: string; readonly after: string } | null;
  /** How the line reads once repaired, where the checker can repair it. */
  readonly repaired: string | null;
}

const WIDEST = 160;

/** `isWorded`: whether there are words for a key. A problem may have a remedy of its own. */
export function toProblemLine(problem: Problem, isWorded: (key: string) => boolean): ProblemLine {
  const { file, line, column, code, params, variant, severity, fixed } = problem;
  const key = `checker.code.${code}`;
  const special = `${key}.fix-${variant ?? ''}`;
  return {
    path: file,
    line,
    column,
    code,
    isError: severity === 'error',
    cause: { code: `${key}.cause`, params },
    fix: { code: variant !== null && isWorded(special) ? special : `${key}.fix`, params },
    codeHref: `/studio/codes/${code}`,
    frame: frameOf(problem),
    repaired: fixed === null ? null : visible(cut(fixed.trim())),
  };
}

function frameOf({ text, column, endColumn }: Problem): ProblemLine['frame'] {
  const characters = [...text];
  if (characters.length === 0) return null;
  // The marked part stays in sight in a long line.
  const from = column > WIDEST ? column - 20 : 0;
  const part = (start: number, end: number) => visible(characters.slice(start, end).join(''));
  const end = Math.min(Math.max(endColumn - 1, column), from + WIDEST);
  const rest = characters.length > from + WIDEST ? '…' : '';
  return {
    before: (from > 0 ? '…' : '') + part(from, column - 1),
    marked: part(column - 1, end),
    after: part(end, from + WIDEST) + rest,
  };
}

const cut = (text: string): string => {
  const characters = [...text];
  return characters.length > WIDEST ? `${characters.slice(0, WIDEST).join('')}…` : text;
};

/** Signs that cannot be seen, or that turn what stands beside them, are shown by their numbers. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu, (sign) =>
    sign === '\t' ? '⇥' : `[U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}

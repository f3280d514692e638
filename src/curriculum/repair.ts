import { checkFiles } from './check.js';
import type { SourceFile } from './notation/source-file.js';
import type { Problem } from './problem.js';

/** One repair can uncover the next; more rounds than any line has slips. */
const MOST_ROUNDS = 12;

/**
 * The files with every slip repaired that the checker can repair, line by line: comments, order and everything
 * else stay as they are. Only files for which `mayChange` holds are touched; answers those that changed.
 */
export function repair(
  sources: readonly SourceFile[],
  mayChange: (path: string) => boolean,
): { readonly changed: readonly SourceFile[]; readonly lines: number } {
  let files = [...sources];
  let lines = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const fixes = checkFiles(files).problems.filter((p) => p.fixed !== null && mayChange(p.file));
    if (fixes.length === 0) break;
    files = files.map((file) => {
      const mine = fixes.filter((problem) => problem.file === file.path);
      return mine.length === 0 ? file : { ...file, bytes: repaired(file.bytes, mine) };
    });
    lines += new Set(fixes.map(({ file, line }) => `${file}:${line}`)).size;
  }
  return { changed: files.filter((file) => !sources.includes(file)), lines };
}

/** Names one problem of a report. */
export type ProblemPlace = Pick<Problem, 'file' | 'line' | 'column' | 'code'>;

/**
 * The file with the line of one problem repaired, as the checker offers it. Null: that problem is not there
 * (any more), or has no repair, so that asking twice repairs once.
 */
export function repairOne(sources: readonly SourceFile[], which: ProblemPlace): SourceFile | null {
  const source = sources.find(({ path }) => path === which.file);
  const problem = checkFiles(sources).problems.find(
    ({ file, line, column, code, fixed }) =>
      fixed !== null &&
      file === which.file &&
      line === which.line &&
      column === which.column &&
      code === which.code,
  );
  return source && problem ? { ...source, bytes: repaired(source.bytes, [problem]) } : null;
}

/** The bytes with the lines of these problems repaired, each line once. */
export function repaired(bytes: Uint8Array, problems: readonly Problem[]): Uint8Array {
  const parts = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split(/(\r\n|\r|\n)/);
  const done = new Set<number>();
  for (const { line, text, fixed } of problems) {
    const at = (line - 1) * 2;
    const mark = at === 0 && parts[0]?.startsWith('\ufeff') ? '\ufeff' : '';
    const isWhole = mark + text === parts[at];
    if (fixed !== null && isWhole && !done.has(at)) parts[at] = mark + fixed;
    done.add(at);
  }
  return new TextEncoder().encode(parts.join(''));
}

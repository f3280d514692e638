import type { Words } from '../web/locales.js';
import type { CheckReport } from './check.js';
import type { Problem } from './problem.js';
import { isFixable } from './problem.js';
import { columnsOf } from './words/east-asian-width.js';

/** What happened, and what to do about it. */
export function causeAndFix(problem: Problem, words: Words): { cause: string; fix: string } {
  const key = `checker.code.${problem.code}`;
  const special = `${key}.fix-${problem.variant ?? ''}`;
  const fix = problem.variant !== null && words.has(special) ? special : `${key}.fix`;
  return { cause: words.text(`${key}.cause`, problem.params), fix: words.text(fix, problem.params) };
}

/** The whole report for a terminal: one paragraph a problem with the line it stands on, then the sum. */
export function reportText(report: CheckReport, words: Words): string {
  const shown = report.problems.map((problem) => problemText(problem, words));
  return [...shown, sumText(report, words)].join('\n') + '\n';
}

function problemText(problem: Problem, words: Words): string {
  const { cause, fix } = causeAndFix(problem, words);
  const severity = words.text(`checker.severity.${problem.severity}`);
  const fixable = isFixable(problem) ? `   ${words.text('checker.report.fixable')}` : '';
  const head = `${problem.file}:${problem.line}:${problem.column}  ${severity} ${problem.code}  ${cause}${fixable}`;
  return [head, ...frame(problem, fix)].join('\n');
}

/** The line with its marked part underlined; columns of the terminal, as Japanese takes two. */
function frame(problem: Problem, fix: string): string[] {
  const characters = [...problem.text];
  const start = problem.column - 1;
  const number = String(problem.line).padStart(5);
  const advice = problem.fixed === null ? fix : `${fix} → ${problem.fixed.trim().slice(0, WIDEST)}`;
  if (characters.length === 0 || start > WIDEST) return [`      | ${advice}`];
  const shown = characters.slice(0, WIDEST).join('').replaceAll('\t', ' ');
  const before = columnsOf(characters.slice(0, start).join(''));
  const marked = columnsOf(characters.slice(start, Math.min(problem.endColumn - 1, WIDEST)).join(''));
  const carets = '^'.repeat(Math.max(1, marked));
  return [`${number} | ${shown}`, `      | ${' '.repeat(before)}${carets} ${advice}`];
}

const WIDEST = 120;

function sumText(report: CheckReport, words: Words): string {
  const of = (severity: string) => report.problems.filter((p) => p.severity === severity).length;
  const [errors, warnings, suggestions] = [of('error'), of('warning'), of('suggestion')];
  const all = report.problems.length;
  const counts = { all, errors, warnings, suggestions };
  const say = (key: string, values = {}) => words.text(`checker.report.${key}`, values);
  const parts = [
    all === 0 ? say('clean') : say('counts', counts),
    say(errors === 0 ? 'publishable' : 'not-yet'),
  ];
  const count = report.problems.filter(isFixable).length;
  if (count > 0) parts.push(say('repairable', { count }));
  if (report.ignored > 0) parts.push(say('ignored', { ignored: report.ignored }));
  return parts.join('  ');
}

/** One object a problem, words included: for editors and scripts. */
export function reportJson(report: CheckReport, words: Words): string {
  const problems = report.problems.map((problem) => ({ ...problem, ...causeAndFix(problem, words) }));
  return `${JSON.stringify({ problems, ignored: report.ignored }, null, 2)}\n`;
}

/** Workflow commands of GitHub: marks on the lines of a change. */
export function reportGithub(report: CheckReport, words: Words): string {
  const kinds = { error: 'error', warning: 'warning', suggestion: 'notice' } as const;
  const escaped = (text: string) =>
    text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (text: string) => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const lines = report.problems.map((problem) => {
    const { cause, fix } = causeAndFix(problem, words);
    const { line, column, endColumn } = problem;
    const place = `file=${property(problem.file)},line=${line},col=${column},endColumn=${endColumn - 1}`;
    return `::${kinds[problem.severity]} ${place},title=${property(problem.code)}::${escaped(`${cause} ${fix}`)}`;
  });
  return lines.map((line) => `${line}\n`).join('');
}

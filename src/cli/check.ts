import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { CheckReport } from '../curriculum/check.js';
import { checkFiles, hasErrors } from '../curriculum/check.js';
import { repair } from '../curriculum/repair.js';
import { reportGithub, reportJson, reportText } from '../curriculum/report-words.js';
import type { Words } from '../web/locales.js';
import { LANGUAGES, Locales } from '../web/locales.js';
import { around, isWithin, replaceFile } from './curriculum-path.js';

const formats: Readonly<Record<string, (report: CheckReport, words: Words) => string>> = {
  text: reportText,
  json: reportJson,
  github: reportGithub,
};

interface Asked {
  readonly path: string;
  readonly format: string;
  readonly lang: string;
  readonly fix: boolean;
}

/**
 * `check [path] [--fix] [--format text|json|github] [--lang ja|en]`: checks all curricula, a track or a file,
 * without server or database. 0: it can be published; 1: there are errors; 2: the command itself was not
 * understood.
 */
export async function run(args: readonly string[]): Promise<number> {
  const asked = understand(args);
  const folder = fileURLToPath(new URL('../../views/locales', import.meta.url));
  const words = Locales.load(folder).in(LANGUAGES.find((one) => one === asked?.lang) ?? 'ja');
  if (!asked || !existsSync(asked.path)) {
    process.stderr.write(`${words.text('checker.report.usage')}\n`);
    return 2;
  }
  if (asked.fix)
    process.stderr.write(`${words.text('checker.report.fixed', { lines: fixPath(asked.path) })}\n`);
  const report = checkPath(asked.path);
  process.stdout.write((formats[asked.format] ?? reportText)(report, words));
  return hasErrors(report) ? 1 : 0;
}

/** Everything around the path is read, as one file refers to another; only what stands in it is reported. */
export function checkPath(path: string): CheckReport {
  const { base, sources } = around(path);
  const { problems, ignored } = checkFiles(sources);
  const shown = problems.map((problem) => ({
    ...problem,
    file: relative(process.cwd(), join(base, problem.file)),
  }));
  return { problems: shown.filter(({ file }) => isWithin(resolve(path), resolve(file))), ignored };
}

/** Writes the repaired files; answers how many lines were repaired. */
function fixPath(path: string): number {
  const { base, sources } = around(path);
  const { changed, lines } = repair(sources, (file) => isWithin(resolve(path), resolve(base, file)));
  for (const file of changed) replaceFile(join(base, file.path), file.bytes);
  return lines;
}

function understand(args: readonly string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'text' },
        lang: { type: 'string', default: 'ja' },
        fix: { type: 'boolean', default: false },
      },
    });
    if (!Object.hasOwn(formats, values.format) || positionals.length > 1) return null;
    return { path: positionals[0] ?? 'curricula', ...values };
  } catch {
    return null;
  }
}

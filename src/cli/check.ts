import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { CheckReport } from '../curriculum/check.js';
import { checkFiles, hasErrors } from '../curriculum/check.js';
import type { SourceFile } from '../curriculum/notation/source-file.js';
import { reportGithub, reportJson, reportText } from '../curriculum/report-words.js';
import { curriculaRoot, readSources } from '../curriculum/source-folder.js';
import type { Words } from '../web/locales.js';
import { LANGUAGES, Locales } from '../web/locales.js';

const formats: Readonly<Record<string, (report: CheckReport, words: Words) => string>> = {
  text: reportText,
  json: reportJson,
  github: reportGithub,
};

/**
 * `check [path] [--format text|json|github] [--lang ja|en]`: checks all curricula, a track or a file, without
 * server or database. 0: it can be published; 1: there are errors; 2: the command itself was not understood.
 */
export async function run(args: readonly string[]): Promise<number> {
  const asked = understand(args);
  const words = fileURLToPath(new URL('../../views/locales', import.meta.url));
  const language = LANGUAGES.find((one) => one === asked?.lang) ?? 'ja';
  const said = Locales.load(words).in(language);
  if (!asked || !existsSync(asked.path)) {
    process.stderr.write(`${said.text('checker.report.usage')}\n`);
    return 2;
  }
  const report = checkPath(asked.path);
  process.stdout.write((formats[asked.format] ?? reportText)(report, said));
  return hasErrors(report) ? 1 : 0;
}

/** Everything around the path is read, as one file refers to another; only what stands in it is reported. */
export function checkPath(path: string): CheckReport {
  const root = curriculaRoot(path);
  const sources: SourceFile[] =
    root === null ? [{ path: basename(path), bytes: readFileSync(path) }] : readSources(root);
  const base = root ?? dirname(path);
  const { problems, ignored } = checkFiles(sources);
  const shown = problems.map((problem) => ({
    ...problem,
    file: relative(process.cwd(), join(base, problem.file)),
  }));
  return { problems: shown.filter(({ file }) => isWithin(resolve(path), resolve(file))), ignored };
}

function isWithin(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

function understand(args: readonly string[]): { path: string; format: string; lang: string } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { format: { type: 'string', default: 'text' }, lang: { type: 'string', default: 'ja' } },
    });
    const { format, lang } = values;
    if (!Object.hasOwn(formats, format) || positionals.length > 1) return null;
    return { path: positionals[0] ?? 'curricula', format, lang };
  } catch {
    return null;
  }
}

import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Problem } from '../curriculum/problem.js';
import { reportText } from '../curriculum/report-words.js';
import { isTidy, tidyFile } from '../curriculum/tidy/tidy-file.js';
import type { Words } from '../web/locales.js';
import { LANGUAGES, Locales } from '../web/locales.js';
import { around, isWithin, replaceFile } from './curriculum-path.js';

interface Asked {
  readonly path: string;
  readonly check: boolean;
  readonly lang: string;
}

/**
 * `fmt [path] [--check] [--lang ja|en]`: writes the files of all curricula, a track or one file in the one
 * form; with --check it only names those that are not in it. 0: done, or nothing to do; 1: some are not, or
 * cannot be read and were left as they are; 2: the command itself was not understood.
 */
export function run(args: readonly string[]): Promise<number> {
  const asked = understand(args);
  const folder = fileURLToPath(new URL('../../views/locales', import.meta.url));
  const words = Locales.load(folder).in(LANGUAGES.find((one) => one === asked?.lang) ?? 'ja');
  if (!asked || !existsSync(asked.path)) {
    process.stderr.write(`${words.text('checker.format.usage')}\n`);
    return Promise.resolve(2);
  }
  return Promise.resolve(format(asked, words));
}

function format({ path, check }: Asked, words: Words): number {
  const { base, sources } = around(path);
  const refused: Problem[] = [];
  const changed: string[] = [];
  for (const source of sources) {
    const at = join(base, source.path);
    if (!/\.ya?ml$/i.test(source.path) || !isWithin(resolve(path), resolve(at))) continue;
    const tidied = tidyFile(source);
    const shown = relative(process.cwd(), at);
    if (tidied.bytes === null) refused.push(...tidied.refused.map((one) => ({ ...one, file: shown })));
    else if (!isTidy(source, tidied)) {
      if (!check) replaceFile(at, tidied.bytes);
      changed.push(shown);
    }
  }
  say(words, { check, changed, refused });
  return refused.length > 0 || (check && changed.length > 0) ? 1 : 0;
}

function say(
  words: Words,
  done: {
    readonly check: boolean;
    readonly changed: readonly string[];
    readonly refused: readonly Problem[];
  },
): void {
  const { check, changed, refused } = done;
  if (refused.length > 0) {
    process.stdout.write(reportText({ problems: refused, ignored: 0 }, words));
    const files = new Set(refused.map(({ file }) => file)).size;
    process.stdout.write(`${words.text('checker.format.refused', { files })}\n`);
  }
  for (const file of changed) process.stdout.write(`${file}\n`);
  const said = changed.length === 0 ? 'none' : check ? 'untidy' : 'changed';
  if (refused.length === 0 || changed.length > 0)
    process.stdout.write(`${words.text(`checker.format.${said}`, { files: changed.length })}\n`);
}

function understand(args: readonly string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { check: { type: 'boolean', default: false }, lang: { type: 'string', default: 'ja' } },
    });
    const [path = 'curricula', ...more] = positionals;
    return more.length > 0 ? null : { path, ...values };
  } catch {
    return null;
  }
}

import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkFiles, hasErrors } from '../curriculum/check.js';
import { coverageOf } from '../curriculum/inventory/coverage.js';
import { coverageText } from '../curriculum/inventory/coverage-words.js';
import { readSources } from '../curriculum/source-folder.js';
import { LANGUAGES, Locales } from '../web/locales.js';

interface Asked {
  readonly path: string;
  readonly answers: boolean;
  readonly lang: string;
}

/**
 * `curriculum-report [folder] [--answers] [--lang ja|en]`: writes in Markdown what the curricula hold and what
 * they leave out. 0: written; 1: written, but there are errors; 2: the command itself was not understood.
 */
export function run(args: readonly string[]): Promise<number> {
  const asked = understand(args);
  const folder = fileURLToPath(new URL('../../views/locales', import.meta.url));
  const words = Locales.load(folder).in(LANGUAGES.find((one) => one === asked?.lang) ?? 'ja');
  if (!asked || !existsSync(asked.path) || !statSync(asked.path).isDirectory()) {
    process.stderr.write(`${words.text('coverage.usage')}\n`);
    return Promise.resolve(2);
  }
  const checked = checkFiles(readSources(asked.path));
  process.stdout.write(coverageText(coverageOf(checked.course), words, asked.answers));
  if (!hasErrors(checked)) return Promise.resolve(0);
  process.stderr.write(`${words.text('coverage.errors')}\n`);
  return Promise.resolve(1);
}

function understand(args: readonly string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { answers: { type: 'boolean', default: false }, lang: { type: 'string', default: 'ja' } },
    });
    const [path = 'curricula', ...more] = positionals;
    return more.length > 0 ? null : { path, ...values };
  } catch {
    return null;
  }
}

import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findDialogue } from '../curriculum/graph/find-dialogue.js';
import { graphSvg } from '../curriculum/graph/graph-svg.js';
import { graphText } from '../curriculum/graph/graph-text.js';
import { LANGUAGES, Locales } from '../web/locales.js';

interface Asked {
  readonly path: string;
  readonly dialogue: string;
  readonly svg: boolean;
  readonly lang: string;
}

/**
 * `dialogue-graph <file> <dialogue> [--svg] [--lang ja|en]`: writes where a dialogue leads, as a list or as a picture.
 * 0: written; 1: the file has no such dialogue; 2: the command itself was not understood.
 */
export function run(args: readonly string[]): Promise<number> {
  const asked = understand(args);
  const folder = fileURLToPath(new URL('../../views/locales', import.meta.url));
  const words = Locales.load(folder).in(LANGUAGES.find((one) => one === asked?.lang) ?? 'ja');
  if (!asked || !existsSync(asked.path) || !statSync(asked.path).isFile()) {
    process.stderr.write(`${words.text('curriculum.graph.usage')}\n`);
    return Promise.resolve(2);
  }
  const source = { path: basename(asked.path), bytes: readFileSync(asked.path) };
  const graph = findDialogue(source, asked.dialogue);
  if (!graph) {
    process.stderr.write(
      `${words.text('curriculum.graph.missing', { file: asked.path, id: asked.dialogue })}\n`,
    );
    return Promise.resolve(1);
  }
  process.stdout.write((asked.svg ? graphSvg : graphText)(graph, words));
  return Promise.resolve(0);
}

function understand(args: readonly string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { svg: { type: 'boolean', default: false }, lang: { type: 'string', default: 'ja' } },
    });
    const [path, dialogue, ...more] = positionals;
    return path === undefined || dialogue === undefined || more.length > 0
      ? null
      : { path, dialogue, ...values };
  } catch {
    return null;
  }
}

import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of the shipped curricula in which the introductory track ends after its first modules. Delete it afterwards. */
export function shorterCurricula(modules: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'tomoni-curricula-'));
  cpSync('curricula', folder, { recursive: true });
  const file = join(folder, 'introductory/track.yaml');
  const text = readFileSync(file, 'utf8');
  const list = /(?<=^modules:\n)(?:- .*\n)+/m;
  const kept = list.exec(text)![0].trimEnd().split('\n').slice(0, modules);
  writeFileSync(file, text.replace(list, `${kept.join('\n')}\n`));
  return folder;
}

import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Compiled {
  /** Holds dist/, and beside it what the program reads, as the checkout does. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** The program as another process can run it, made from the sources of this moment. */
export async function compileSources(): Promise<Compiled> {
  const folder = await mkdtemp(join(tmpdir(), 'tomoni-compiled-'));
  const sources = (await readdir(join(ROOT, 'src'), { recursive: true })).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.endsWith('.d.ts'),
  );
  for (const source of sources) {
    const target = join(folder, 'dist', source.replace(/\.ts$/, '.js'));
    const { code } = await transformFile(join(ROOT, 'src', source), { configFile: join(ROOT, '.swcrc') });
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, code);
  }
  for (const name of ['node_modules', 'package.json', 'views', 'curricula', 'demo', 'council.yaml'])
    await symlink(join(ROOT, name), join(folder, name));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

// The thread of a preview for tests, which run the program from its sources: src/preview-app.ts as it stands.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';
import { transformSync } from '@swc/core';

const configFile = fileURLToPath(new URL('../../.swcrc', import.meta.url));
// Every thread reads every file: what was transformed once is kept, by what it was made of.
const kept = join(tmpdir(), 'tomoni-preview-sources');
mkdirSync(kept, { recursive: true });

function transformed(file) {
  const source = readFileSync(file, 'utf8');
  const name = join(kept, createHash('sha256').update(file).update(source).digest('hex'));
  if (existsSync(name)) return readFileSync(name, 'utf8');
  const { code } = transformSync(source, { configFile, filename: file, sourceMaps: false });
  const own = `${name}.${process.pid}.${threadId}`;
  writeFileSync(own, code);
  renameSync(own, name);
  return code;
}

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('.') && specifier.endsWith('.js')) {
      const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(fileURLToPath(source))) return { url: source.href, shortCircuit: true };
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    return { format: 'module', source: transformed(fileURLToPath(url)), shortCircuit: true };
  },
});
await import(new URL('../../src/preview-app.ts', import.meta.url).href);

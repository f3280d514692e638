// Lets a thread of the tests run the program from its sources as they stand. What was read once is kept beside other
// temporary files: many threads are started, each for one check.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';

const KEPT = join(tmpdir(), `tomoni-sources-${userInfo().uid}`);

process.removeAllListeners('warning');
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
    return { format: 'module', source: plain(fileURLToPath(url)), shortCircuit: true };
  },
});

function plain(path) {
  const { mtimeMs, size } = statSync(path);
  const kept = join(KEPT, createHash('sha256').update(`${path}\n${mtimeMs}\n${size}`).digest('hex'));
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const source = stripTypeScriptTypes(readFileSync(path, 'utf8'), { mode: 'transform' });
    mkdirSync(KEPT, { recursive: true, mode: 0o700 });
    const beside = `${kept}.${process.pid}.${threadId}`;
    writeFileSync(beside, source);
    renameSync(beside, kept);
    return source;
  }
}

// Lets Node load our TypeScript, and gives each test file its own @jest/globals.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const ROOT = new URL('../../../', import.meta.url).href;
const TESTS = `${ROOT}test/`;
const OURS = [`${ROOT}src/`, TESTS];
const GLOBALS = 'jest:globals';
const configFile = fileURLToPath(`${ROOT}.swcrc`);

/** Where the map of a source stands, by the source's path and by its address. */
export const sourceMaps = new Map();
/** What @jest/globals gives to a test file, by the file's number in this worker. */
export const globalsOf = new Map();
globalThis[Symbol.for(GLOBALS)] = globalsOf;

const folder = mkdtempSync(join(tmpdir(), 'tomoni-maps-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

registerHooks({ resolve, load });

/** What stands under test/ is loaded anew for each test file: it may hold what a test made. */
function resolve(specifier, context, next) {
  if (!OURS.some((place) => context.parentURL?.startsWith(place))) return next(specifier, context);
  const run = new URL(context.parentURL).search;
  if (specifier === '@jest/globals') return { url: GLOBALS + run, format: 'module', shortCircuit: true };
  if (!specifier.startsWith('.')) return next(specifier, context);
  const url = sourceOf(new URL(specifier, context.parentURL));
  if (url.href.startsWith(TESTS)) url.search = run;
  return { url: url.href, shortCircuit: true };
}

function sourceOf(url) {
  const source = new URL(url.href.replace(/\.js$/, '.ts'));
  return existsSync(source) ? source : url;
}

function load(url, context, next) {
  const { protocol, pathname, searchParams } = new URL(url);
  if (url.startsWith(GLOBALS)) return moduleOf(jestGlobals(searchParams.get('run')));
  const isSource =
    protocol === 'file:' && pathname.endsWith('.ts') && OURS.some((place) => url.startsWith(place));
  return isSource ? moduleOf(compiled(url)) : next(url, context);
}

function moduleOf(source) {
  return { format: 'module', source, shortCircuit: true };
}

function jestGlobals(run) {
  const names = Object.keys(globalsOf.get(run)).join(', ');
  return `export const { ${names} } = globalThis[Symbol.for('${GLOBALS}')].get('${run}');`;
}

function compiled(url) {
  const filename = fileURLToPath(url);
  const { code, map } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    configFile,
    sourceMaps: true,
  });
  const kept = join(folder, `${sourceMaps.size}.map`);
  writeFileSync(kept, map);
  sourceMaps.set(filename, kept).set(url, kept);
  return code;
}

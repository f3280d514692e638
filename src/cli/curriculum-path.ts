import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import type { SourceFile } from '../curriculum/notation/source-file.js';
import { curriculaRoot, readSources } from '../curriculum/source-folder.js';

/** Everything around a file or folder of curricula, with the folder that its paths are relative to. */
export function around(path: string): { base: string; sources: SourceFile[] } {
  const isFolder = statSync(path).isDirectory();
  const base = curriculaRoot(path) ?? (isFolder ? path : dirname(path));
  const isLoose = !isFolder && curriculaRoot(path) === null;
  return {
    base,
    sources: isLoose ? [{ path: basename(path), bytes: readFileSync(path) }] : readSources(base),
  };
}

export function isWithin(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

/** The old file or the new one lies there at every moment, whatever happens in between. */
export function replaceFile(path: string, bytes: Uint8Array): void {
  const beside = join(dirname(path), `.${basename(path)}.tmp`);
  writeFileSync(beside, bytes, { mode: statSync(path).mode });
  renameSync(beside, path);
}

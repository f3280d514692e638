import type { Dirent } from 'node:fs';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { limits } from './notation/limits.js';
import type { SourceFile } from './notation/source-file.js';

const wanted = /\.(?:ya?ml|png|jpe?g|webp|gif)$/i;
/** Never part of a curriculum, however many files lie there. */
const skipped = /^(?:\.|node_modules$)/;
const MOST_FILES = 2_000;

/**
 * The files of a folder of curricula, with paths relative to it. Links are not followed. A file that is too
 * large is read only as far as the limit shows.
 */
export function readSources(folder: string): SourceFile[] {
  const found: SourceFile[] = [];
  const walk = (at: string) => {
    for (const entry of readdirSync(at, { withFileTypes: true }).sort(byName)) {
      const path = join(at, entry.name);
      if (skipped.test(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      if (entry.isFile() && wanted.test(entry.name) && found.length < MOST_FILES)
        found.push({ path: portable(relative(folder, path)), ...contents(path) });
    }
  };
  walk(folder);
  return found;
}

const byName = (one: Dirent, other: Dirent): number => (one.name < other.name ? -1 : 1);

function contents(path: string): Omit<SourceFile, 'path'> {
  try {
    const tooLarge = statSync(path).size > limits.image;
    return { bytes: tooLarge ? new Uint8Array(limits.image + 1) : readFileSync(path) };
  } catch {
    return { bytes: new Uint8Array(), isUnreadable: true };
  }
}

const portable = (path: string): string => path.split(sep).join('/');

/**
 * The folder of all curricula around a file or folder: the parent of a folder with a track.yaml, or the one
 * with such folders in it. Null: a loose file.
 */
export function curriculaRoot(path: string): string | null {
  let at = statSync(path).isDirectory() ? path : dirname(path);
  for (let height = 0; height < HIGHEST; height++, at = dirname(at)) {
    if (hasTrack(at)) return dirname(at);
    if (existsSync(join(at, 'shared')) || subfolders(at).some(hasTrack)) return at;
  }
  return null;
}

/** A curriculum's file stands at most this far below the folder of curricula: track/img/x.png. */
const HIGHEST = 3;

const hasTrack = (folder: string): boolean =>
  existsSync(join(folder, 'track.yaml')) || existsSync(join(folder, 'track.yml'));

function subfolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !skipped.test(entry.name))
    .map((entry) => join(folder, entry.name));
}

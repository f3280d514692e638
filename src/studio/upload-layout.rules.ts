import { UploadRefused, kindOf, leaveOut } from './upload.rules.js';
import type { LeftOut, WhyLeftOut } from './upload.rules.js';

export interface Layout {
  /** Path in the zip → path in the training: `track.yaml`, `img/x.png`, `shared/facts.yaml`. */
  readonly places: ReadonlyMap<string, string>;
  readonly leftOut: readonly LeftOut[];
  /** What the training's folder is called; null when there is none. */
  readonly folder: string | null;
}

const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const below = (folder: string, path: string): string | null =>
  folder === '' ? path : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;

/**
 * Where each file of a zip belongs in one training, whichever folder around it was packed. What belongs nowhere is
 * named, never dropped in silence.
 * @throws UploadRefused when there are several trainings, or nothing of one
 */
export function layOut(paths: readonly string[]): Layout {
  const wanted = paths.filter((path) => kindOf(path) !== null);
  if (wanted.length === 0) throw new UploadRefused('nothing');
  const base = baseOf(wanted);
  const places = new Map<string, string>();
  const leftOut: LeftOut[] = [];
  for (const path of paths) {
    const place = kindOf(path) === null ? 'kind' : placeOf(path, base);
    if (typeof place === 'string') leftOut.push(leaveOut(path, place));
    else places.set(path, place.at);
  }
  if (places.size === 0) throw new UploadRefused('nothing');
  return { places, leftOut, folder: base.folder === '' ? null : nameOf(base.folder) };
}

interface Base {
  /** The training's folder in the zip. */
  readonly folder: string;
  /** Only images came, and they lie in it. */
  readonly isOfImages: boolean;
}

function baseOf(wanted: readonly string[]): Base {
  const tracks = [...new Set(wanted.filter((path) => /^track\.ya?ml$/i.test(nameOf(path))).map(folderOf))];
  if (tracks.length > 1) throw severalFolders(tracks);
  if (tracks.length === 1) return { folder: tracks[0]!, isOfImages: false };
  const yaml = wanted.filter((path) => kindOf(path) === 'yaml');
  const modules = [...new Set(yaml.map(folderOf))].filter(
    (folder) => !/^(?:shared|surveys)$/.test(nameOf(folder)),
  );
  if (modules.length > 0) return { folder: highest(modules), isOfImages: false };
  if (yaml.length > 0)
    return { folder: folderOf(highest([...new Set(yaml.map(folderOf))])), isOfImages: false };
  const folder = highest([...new Set(wanted.map(folderOf))]);
  return { folder, isOfImages: nameOf(folder) !== 'img' } satisfies Base;
}

/** The folder that all the others are in. @throws UploadRefused when there is none */
function highest(folders: readonly string[]): string {
  const [first, ...rest] = folders.toSorted((one, other) => depthOf(one) - depthOf(other));
  if (rest.some((folder) => below(first!, folder) === null)) throw severalFolders(folders);
  return first!;
}

const depthOf = (folder: string): number => (folder === '' ? 0 : folder.split('/').length);

const severalFolders = (folders: readonly string[]) =>
  new UploadRefused('folders', {
    count: folders.length,
    names: folders
      .slice(0, 3)
      .map((folder) => nameOf(folder) || '/')
      .join(', '),
  });

function placeOf(path: string, { folder, isOfImages }: Base): { at: string } | WhyLeftOut {
  const kind = kindOf(path);
  const inside = below(folder, path);
  // Only the folder of images was packed.
  if (nameOf(folder) === 'img' && inside !== null && !inside.includes('/') && kind === 'image')
    return { at: `img/${inside}` };
  if (inside !== null) {
    const [first, second, ...more] = inside.split('/');
    if (second === undefined) {
      if (kind === 'yaml') return { at: inside };
      return isOfImages ? { at: `img/${inside}` } : 'image-place';
    }
    if (more.length === 0 && first === 'img' && kind === 'image') return { at: inside };
    if (more.length === 0 && first === 'shared' && kind === 'yaml') return { at: inside };
  }
  // Beside the training's folder, as in the folder of all of them.
  const beside = folder === '' ? null : below(folderOf(folder), path);
  return kind === 'yaml' && beside !== null && /^shared\/[^/]+$/.test(beside) ? { at: beside } : 'place';
}

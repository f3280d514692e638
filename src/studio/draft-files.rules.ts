import { limits } from '../curriculum/notation/limits.js';
import type { SourceFile } from '../curriculum/notation/source-file.js';

/** As many as the largest training has ten times over; a folder that was uploaded by mistake has more. */
export const MOST_FILES = 400;
export const MOST_BYTES = 30_000_000;
export const MOST_DRAFTS = 50;
const LONGEST_PATH = 200;

/** A name that is harmless in a header, on every disk, and to the eye: no control or format characters, no separators, nothing that Windows keeps for itself. */
const NAME = /^(?![.\s]|(?:con|prn|aux|nul|com\d|lpt\d)\.)[^\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]{1,100}(?<![.\s])$/iu;
const YAML = /\.ya?ml$/i;
const IMAGE = /\.(?:png|jpe?g|webp|gif)$/i;

export const isYaml = (path: string): boolean => YAML.test(path);
export const isImage = (path: string): boolean => IMAGE.test(path);

/** Where a file of a draft may lie: `<track>/x.yaml`, `<track>/img/x.png`, `shared/x.yaml`. */
export function isDraftPath(trackId: string, path: string): boolean {
  if (path.length > LONGEST_PATH || path !== path.normalize('NFC')) return false;
  const [folder, ...rest] = path.split('/');
  if (folder === 'shared') return rest.length === 1 && isNamed(rest[0]!, YAML);
  if (folder !== trackId) return false;
  if (rest.length === 1) return isNamed(rest[0]!, YAML);
  return rest.length === 2 && rest[0] === 'img' && isNamed(rest[1]!, IMAGE);
}

const isNamed = (name: string, kind: RegExp): boolean => NAME.test(name) && kind.test(name);

/** A track's id, which names its folder, too. */
export function isTrackId(text: string): boolean {
  return (
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) &&
    text.length <= 60 &&
    !['shared', 'surveys', 'img'].includes(text)
  );
}

/** What keeps files from lying in a draft together: a locale key with its numbers; null for nothing. */
export function refusalOf(
  trackId: string,
  files: readonly Pick<SourceFile, 'path' | 'bytes'>[],
): { readonly code: string; readonly params: Readonly<Record<string, string | number>> } | null {
  const stray = files.find(({ path }) => !isDraftPath(trackId, path));
  if (stray) return { code: 'studio-drafts.file.path', params: { path: stray.path.slice(0, LONGEST_PATH) } };
  const large = files.find(
    ({ path, bytes }) => bytes.byteLength > (isYaml(path) ? limits.bytes : limits.image),
  );
  if (large) return { code: 'studio-drafts.file.large', params: { path: large.path } };
  return null;
}

/** The title in a track.yaml that need not be sound; '' where there is none to be read. */
export function titleIn(files: readonly SourceFile[], trackId: string): string {
  const track = files.find(({ path }) => /^track\.ya?ml$/i.test(path.slice(trackId.length + 1)));
  if (!track) return '';
  const text = Buffer.from(track.bytes).toString('utf8');
  // So much of its line and no more, lest a long one be gone through again and again.
  const [, written = ''] = /^title[:：]([^\r\n]{0,500})/mu.exec(text) ?? [];
  const [, , quoted] = /^\s*(["'])(.*)\1\s*(?:#.*)?$/u.exec(written) ?? [];
  const bare = (quoted ?? written.replace(/(?:^|\s)#.*$/u, '').trim()).replace(/\p{C}/gu, '');
  return [...bare].slice(0, 100).join('');
}

/** Where a file goes that its author called so: within the track's folder unless it is shared. */
export function pathNamed(trackId: string, name: string): string {
  const typed = name.trim().replace(/^\/+/, '');
  const path = /^shared\//.test(typed) || typed.startsWith(`${trackId}/`) ? typed : `${trackId}/${typed}`;
  return /\.[^./]*$/.test(path) ? path : `${path}.yaml`;
}

/** Files of one training as they were sent, where they lie in a draft of it. */
export function placedIn(trackId: string, files: readonly SourceFile[]): SourceFile[] {
  return files.map(({ path, bytes }) => ({
    path: (path.startsWith('shared/') ? path : `${trackId}/${path}`).normalize('NFC'),
    bytes,
  }));
}

/** The id that a track.yaml among files as they were sent says; '' where there is none to be read. */
export function trackIn(files: readonly SourceFile[]): string {
  const track = files.find(({ path }) => /^track\.ya?ml$/i.test(path));
  const text = track ? Buffer.from(track.bytes).toString('utf8') : '';
  const [, id = ''] = /^track[:：]\s*["']?([a-z0-9-]+)["']?\s*(?:#.*)?$/m.exec(text) ?? [];
  return id;
}

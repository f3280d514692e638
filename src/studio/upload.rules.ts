import { limits } from '../curriculum/notation/limits.js';

/** What an upload may hold. One is never so large that reading it could be felt elsewhere in the house. */
export const uploadLimits = {
  /** With folders and what is left out. */
  entries: 500,
  /** Bytes, unpacked: all images together, and everything. */
  images: limits.image,
  total: 4_000_000,
  /** Times that a file may grow when unpacked; texts of people grow ten- to twentyfold. Small files may more. */
  growth: 200,
  small: 64_000,
  /** Folders in each other. */
  depth: 6,
  /** Letters of a name, and of a path. */
  name: 100,
  path: 200,
} as const;

export type UploadParams = Readonly<Record<string, string | number>>;

/** Why something cannot be taken: a locale key and what fills it. */
export interface RefusedUpload {
  readonly refused: string;
  readonly params: UploadParams;
}

/** A file that was sent and is not used, and a locale key that says why. */
export interface LeftOut {
  readonly path: string;
  readonly why: string;
}

export type WhyLeftOut = 'kind' | 'place' | 'image-place' | 'not-image';

export function leaveOut(path: string, why: WhyLeftOut): LeftOut {
  return { path, why: `studio-upload.left-out.${why}` };
}

export type Reason =
  | 'busy'
  | 'empty'
  | 'kind'
  | 'office'
  | 'archive'
  | 'name'
  | 'not-image'
  | 'yaml-large'
  | 'image-large'
  | 'images-large'
  | 'total-large'
  | 'broken'
  | 'broken-file'
  | 'sizes'
  | 'overlap'
  | 'hidden'
  | 'encrypted'
  | 'method'
  | 'growth'
  | 'many'
  | 'deep'
  | 'path'
  | 'unseen'
  | 'unreadable-name'
  | 'link'
  | 'double'
  | 'folders'
  | 'nothing'
  | 'stopped';

export function refuseUpload(reason: Reason, params: UploadParams = {}): RefusedUpload {
  return { refused: `studio-upload.refused.${reason}`, params };
}

/** Thrown while something is read; never leaves this room. */
export class UploadRefused extends Error {
  readonly refusal: RefusedUpload;

  constructor(reason: Reason, params: UploadParams = {}) {
    super(reason);
    this.refusal = refuseUpload(reason, params);
  }
}

export type Kind = 'yaml' | 'image';

/** What a file is meant to be by its name; null for what a training has no use for. */
export function kindOf(path: string): Kind | null {
  if (/\.ya?ml$/i.test(path)) return 'yaml';
  return /\.(?:png|jpe?g|webp|gif)$/i.test(path) ? 'image' : null;
}

/** What systems put into folders by themselves: nobody sent it, so that nobody is told. */
export function isLitter(path: string): boolean {
  return path
    .split('/')
    .some((part) => /^(?:\.|__MACOSX$|Thumbs\.db$|desktop\.ini$|node_modules$)/i.test(part));
}

/** Whether a name can stand on every disk and in every sentence. */
export function isPlainName(name: string): boolean {
  return (
    [...name].length <= uploadLimits.name &&
    /^(?![.\s]|(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[^\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]+(?<![.\s])$/iu.test(
      name,
    )
  );
}

/** The size of one file against what one may have. @throws UploadRefused */
export function checkSize(path: string, bytes: number): void {
  const kind = kindOf(path);
  const most = kind === 'yaml' ? limits.bytes : limits.image;
  if (bytes > most)
    throw new UploadRefused(`${kind ?? 'image'}-large`, { name: path, most: most / 1_000_000 });
}

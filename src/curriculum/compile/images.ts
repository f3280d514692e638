import type { Loaded, TrackFolder } from '../course.js';
import { sha256 } from '../../shared/ids.js';
import type { EditionImage } from '../edition.js';
import { imagePaths } from '../words/image-paths.js';
import { imageType } from '../words/image-type.js';

export interface UsedImage extends EditionImage {
  readonly content: Buffer;
}

/** The images that words of the track show, by path. */
export function usedImages(folder: TrackFolder, files: readonly Loaded<unknown>[]): UsedImage[] {
  const paths = files.flatMap(({ reading }) =>
    reading.writings.flatMap(({ node }) => imagePaths(node.value)),
  );
  return [...new Set(paths)].sort().flatMap((path) => {
    const bytes = folder.images.get(path)?.bytes;
    const mediaType = bytes ? imageType(bytes) : null;
    if (!bytes || !mediaType) return [];
    const content = Buffer.from(bytes);
    return [{ path, hash: sha256(content), mediaType, content }];
  });
}

import type { EditionImage } from '../edition.js';

/** What an image is by its first bytes, whatever its name says. SVG is none: it can hold scripts. */
export function imageType(bytes: Uint8Array): EditionImage['mediaType'] | null {
  const starts = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(0x47, 0x49, 0x46, 0x38)) return 'image/gif';
  const riff =
    starts(0x52, 0x49, 0x46, 0x46) && [0x57, 0x45, 0x42, 0x50].every((byte, at) => bytes[at + 8] === byte);
  return riff ? 'image/webp' : null;
}

import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { shownName } from '../web/posted-file.js';
import { UploadRefused, isPlainName, uploadLimits } from './upload.rules.js';

export interface RawName {
  readonly bytes: Buffer;
  /** The zip says that its name is UTF-8. */
  readonly saysUtf8: boolean;
  readonly extraFields: readonly { readonly id: number; readonly data: Buffer }[];
}

/** Info-ZIP Unicode Path Extra Field: version, CRC-32 of the name it replaces, the name. Source: APPNOTE 4.6.9. */
const UNICODE_PATH = 0x7075;

/**
 * The name of an entry. Where a zip does not say UTF-8, it is read as UTF-8 if it can be (macOS does not say), else
 * as what Windows writes in Japan.
 * @throws UploadRefused
 */
export function decodeName({ bytes, saysUtf8, extraFields }: RawName): string {
  const field = extraFields.find(({ id, data }) => id === UNICODE_PATH && data.length > 5 && data[0] === 1);
  const raw = field && field.data.readUInt32LE(1) === crc32(bytes) ? field.data.subarray(5) : bytes;
  if (isUtf8(raw)) return raw.toString('utf8');
  if (saysUtf8 || raw !== bytes) throw unreadable();
  try {
    return new TextDecoder('shift_jis', { fatal: true }).decode(raw);
  } catch {
    throw unreadable();
  }
}

const unreadable = () => new UploadRefused('unreadable-name');

/**
 * A path that leads nowhere but down, in parts that can be seen, or null for a folder: NFC, for macOS writes が in two.
 * @throws UploadRefused
 */
export function safePath(name: string): string | null {
  const path = name.normalize('NFC');
  const shown = { name: shownName(path.replaceAll(/[/\\]+/g, '›')) };
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/u.test(path)) throw new UploadRefused('unseen', shown);
  if (/\\|^\/|^[a-z]:/i.test(path)) throw new UploadRefused('path', shown);
  const isFolder = path.endsWith('/');
  const parts = (isFolder ? path.slice(0, -1) : path).split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..'))
    throw new UploadRefused('path', shown);
  if (parts.length > uploadLimits.depth)
    throw new UploadRefused('deep', { ...shown, most: uploadLimits.depth });
  return isFolder ? null : parts.join('/');
}

/** What is used must also have a name that can stand everywhere. @throws UploadRefused */
export function checkNames(path: string): void {
  if (path.length > uploadLimits.path || !path.split('/').every(isPlainName))
    throw new UploadRefused('name', { name: shownName(path.replaceAll('/', '›')), most: uploadLimits.name });
}

/** Two files that one disk would take for one, or a file that is a folder, too. @throws UploadRefused */
export function checkDoubles(paths: readonly string[]): void {
  const known = new Set<string>();
  for (const path of paths) {
    const key = path.toLowerCase();
    if (known.has(key)) throw new UploadRefused('double', { name: path });
    known.add(key);
  }
  for (const path of paths) {
    const parts = path.toLowerCase().split('/');
    for (let length = 1; length < parts.length; length++)
      if (known.has(parts.slice(0, length).join('/'))) throw new UploadRefused('double', { name: path });
  }
}

import { limits } from './limits.js';

/** A file of a curriculum as it lies on disk or arrives from a browser. `path` is relative, with `/`. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The disk would not give it. */
  readonly isUnreadable?: true;
}

export type Decoded =
  | { readonly lines: readonly string[] }
  | { readonly refused: 'Y130' | 'Y131' | 'Y134' | 'Y136' | 'Y137'; readonly line: number };

const LONGEST_LINE = limits.text;

/** Bytes to lines: UTF-8 only, with or without a byte order mark, any line ending. */
export function decode(file: SourceFile): Decoded {
  if (file.isUnreadable) return { refused: 'Y137', line: 0 };
  if (file.bytes.byteLength > limits.bytes) return { refused: 'Y130', line: 0 };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(file.bytes);
  } catch {
    return { refused: 'Y131', line: 0 };
  }
  const lines = text.split(/\r\n|\r|\n/);
  const nul = lines.findIndex((line) => line.includes('\u0000'));
  if (nul >= 0) return { refused: 'Y136', line: nul };
  const long = lines.findIndex((line) => line.length > LONGEST_LINE);
  return long >= 0 ? { refused: 'Y134', line: long } : { lines };
}

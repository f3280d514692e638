import type { NotationFile, Span } from '../notation/notation-file.js';
import type { TextNode } from '../notation/node.js';

/**
 * Finds where words of a text stand in its file. A text after | stands there line by line as it is read, a
 * quoted one nearly so; each next search begins where the last one ended, so that repeats are told apart.
 */
export class TextPlace {
  private readonly written: string;
  private from = 0;

  constructor(
    file: NotationFile,
    private readonly node: TextNode,
  ) {
    this.written = file.slice(node);
  }

  /** The place of the first line of the words; where they cannot be found, the beginning of the text. */
  of(words: string): Span {
    const line = words.split('\n')[0] ?? '';
    const ahead = this.written.indexOf(line, this.from);
    const found = ahead >= 0 ? ahead : this.written.indexOf(line);
    if (line === '' || found < 0) return { start: this.node.start, end: this.node.start + 1 };
    this.from = found + line.length;
    const start = this.node.start + found;
    return { start, end: start + line.length };
  }
}

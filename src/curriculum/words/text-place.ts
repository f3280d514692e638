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

  /** A whole line of a text after |, counted from 0; in other texts its beginning. */
  ofLine(line: number): Span {
    if (this.node.style !== 'block') return { start: this.node.start, end: this.node.start + 1 };
    const lines = this.written.split('\n');
    const before = lines.slice(0, line + 1).reduce((sum, one) => sum + one.length + 1, 0);
    const text = lines[line + 1] ?? '';
    const start = this.node.start + before + Math.max(0, text.search(/\S/));
    return { start, end: this.node.start + before + text.length };
  }
}

import type { CST } from 'yaml';
import { Parser } from 'yaml';

/** What the library's parser is made of; its types do not tell. */
interface Parts {
  offset: number;
  readonly stack: readonly CST.Token[];
  source: string;
  type: CST.TokenType;
  atScalar: boolean;
  atNewLine: boolean;
  indent: number;
  step(): Iterable<CST.Token>;
}

/**
 * The library's parser, one lexeme after another. Its own `next` asks the environment at each lexeme whether to
 * log it, which costs as much as the parsing, and looks up anew of what type the lexeme is.
 */
export class LexemeParser {
  private readonly parser = new Parser();
  private readonly parts = this.parser as unknown as Parts;

  get offset(): number {
    return this.parts.offset;
  }

  get depth(): number {
    return this.parts.stack.length;
  }

  /** Adds what is complete with this lexeme to `made`. As Parser.next of yaml 2.9 does it. */
  take(lexeme: string, type: CST.TokenType | null, made: CST.Token[]): void {
    const { parts } = this;
    parts.source = lexeme;
    if (parts.atScalar) {
      parts.atScalar = false;
      for (const token of parts.step()) made.push(token);
      parts.offset += lexeme.length;
    } else if (type === null) {
      for (const token of this.parser.next(lexeme)) made.push(token);
    } else if (type === 'scalar') {
      parts.atNewLine = false;
      parts.atScalar = true;
      parts.type = type;
    } else {
      parts.type = type;
      for (const token of parts.step()) made.push(token);
      this.after(lexeme, type);
    }
  }

  end(): Iterable<CST.Token> {
    return this.parser.end();
  }

  private after(lexeme: string, type: CST.TokenType): void {
    const { parts } = this;
    if (type === 'doc-mode' || type === 'flow-error-end') return;
    if (type === 'newline') {
      parts.atNewLine = true;
      parts.indent = 0;
    } else if (type === 'space') {
      if (parts.atNewLine && lexeme.startsWith(' ')) parts.indent += lexeme.length;
    } else if (type === 'explicit-key-ind' || type === 'map-value-ind' || type === 'seq-item-ind') {
      if (parts.atNewLine) parts.indent += lexeme.length;
    } else parts.atNewLine = false;
    parts.offset += lexeme.length;
  }
}

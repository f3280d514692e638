import { Composer, CST, Lexer } from 'yaml';
import type { Document, YAMLError } from 'yaml';
import { LexemeParser } from './lexeme-parser.js';
import { limits } from './limits.js';

/** A limit that was passed, or a feature of YAML a curriculum does not have, at an index of the text. */
export interface Refusal {
  readonly offset: number;
  readonly code: 'Y120' | 'Y121' | 'Y132' | 'Y133';
  readonly sign: string;
}

export interface ParsedText {
  /** Null: it was refused before it was built. */
  readonly document: Document.Parsed | null;
  readonly errors: readonly YAMLError[];
  readonly refusals: readonly Refusal[];
}

/** `- `, the text, the end of the line: an upper bound, so that the exact count happens on few nodes. */
const LEXEMES_PER_NODE = 10;

const features = new Set<string | null>(['anchor', 'alias', 'tag', 'directive-line']);

/**
 * Parses token by token, so that a text that nests or lists too much is refused before anything is built
 * from it. Every scalar stays a string (failsafe schema).
 */
export function parseBounded(text: string): ParsedText {
  const tokens: CST.Token[] = [];
  const refusals: Refusal[] = [];
  const parser = new LexemeParser();
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const type = CST.tokenType(lexeme);
    const { offset } = parser;
    if (features.has(type)) refusals.push({ offset, sign: signOf(lexeme), code: 'Y120' });
    if (refusals.length > limits.problems) return { document: null, errors: [], refusals };
    lexemes += 1;
    if (lexemes > limits.nodes * LEXEMES_PER_NODE)
      return { document: null, errors: [], refusals: [{ offset, sign: signOf(lexeme), code: 'Y133' }] };
    parser.take(lexeme, type, tokens);
    if (parser.depth > limits.depth * 2 + 4)
      return {
        document: null,
        errors: [],
        refusals: [...refusals, { offset, sign: signOf(lexeme), code: 'Y132' }],
      };
  }
  tokens.push(...parser.end());
  return refusals.some((r) => r.code === 'Y120')
    ? { document: null, errors: [], refusals }
    : compose(tokens, text);
}

const signOf = (lexeme: string): string => lexeme.slice(0, 40);

function compose(tokens: readonly CST.Token[], text: string): ParsedText {
  const composer = new Composer({
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  const [document] = documents;
  if (!document) return { document: null, errors: [], refusals: [] };
  const second = documents[1];
  const refusals: Refusal[] = second ? [{ offset: second.range[0], code: 'Y121', sign: '---' }] : [];
  return {
    document,
    errors: [...document.errors, ...document.warnings],
    refusals,
  };
}

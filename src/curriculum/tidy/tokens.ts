import { CST, Parser } from 'yaml';

export type Collection = CST.FlowCollection;

/** The tokens of a text that was read without an error: its one document, and where its comments stand. */
export function documentOf(text: string): CST.Token | null {
  const tokens = [...new Parser().parse(text)];
  const document = tokens.find((token) => token.type === 'document');
  return document?.type === 'document' ? (document.value ?? null) : null;
}

export const offsetOf = (token: CST.Token): number =>
  token.type === 'flow-collection'
    ? token.start.offset
    : token.type === 'block-scalar'
      ? (token.props[0]?.offset ?? token.offset)
      : token.offset;

/** As it was written, without what stands behind it. */
export function textOf(token: CST.Token): string {
  if ('source' in token && typeof token.source === 'string') return token.source;
  return CST.stringify(token).trimEnd();
}

/** Every comment, in order. */
export function commentsOf(text: string): string[] {
  const found: string[] = [];
  const parser = new Parser();
  for (const token of parser.parse(text)) collect(token, found);
  return found;
}

function collect(token: unknown, found: string[]): void {
  if (Array.isArray(token)) for (const one of token) collect(one, found);
  else if (typeof token === 'object' && token !== null) {
    const { type, source } = token as { type?: unknown; source?: unknown };
    if (type === 'comment' && typeof source === 'string') found.push(source.trimEnd());
    else for (const part of Object.values(token)) collect(part, found);
  }
}

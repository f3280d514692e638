import type { Token } from 'markdown-it';
import type { Rendered } from '../rendered.js';
import type { LessonBody } from '../step.js';
import type { RenderEnv } from './markdown.js';
import { labelWords, markdown, plainWords } from './markdown.js';

type Images = ReadonlyMap<string, string>;

/** Inline Markdown: no paragraph around it, so that it can stand in a heading, a label or a button. */
export function renderText(source: string, images: Images): Rendered {
  const tokens = markdown.parseInline(source, {});
  return rendered(source, tokens, images);
}

/** Block Markdown; headings start at h2. */
export function renderProse(source: string, images: Images): Rendered {
  return rendered(source, proseTokens(source), images);
}

/** A lesson's body in the parts that `##` makes. */
export function renderBody(source: string, images: Images): LessonBody {
  const tokens = proseTokens(source);
  const starts = sectionStarts(tokens);
  const ids = sectionIds(starts.map((start) => plainWords(tokens[start + 1]?.children ?? [])));
  const lines = source.split('\n');
  const part = (from: number, to: number) => {
    const written = lines.slice(tokens[from]?.map?.[0] ?? lines.length, tokens[to]?.map?.[0] ?? lines.length);
    return rendered(written.join('\n').trim(), tokens.slice(from, to), images);
  };
  return {
    lead: part(0, starts[0] ?? tokens.length),
    sections: starts.map((start, index) => ({
      id: ids[index] ?? '',
      heading: labelWords(tokens[start + 1]?.children ?? []),
      html: part(start + 3, starts[index + 1] ?? tokens.length),
    })),
  };
}

/** The headings that make parts, without readings: what back-to may name. */
export function headingWords(source: string): string[] {
  const tokens = proseTokens(source);
  return sectionStarts(tokens).map((start) => plainWords(tokens[start + 1]?.children ?? []));
}

/** The same with the ids they get. */
export function sectionsOf(source: string): { words: string; id: string }[] {
  const words = headingWords(source);
  const ids = sectionIds(words);
  return words.map((heading, index) => ({ words: heading, id: ids[index] ?? '' }));
}

function sectionStarts(tokens: readonly Token[]): number[] {
  return tokens.flatMap((token, index) =>
    token.type === 'heading_open' && token.tag === 'h2' && token.level === 0 ? [index] : [],
  );
}

/** The words of the heading, fit for a fragment; a second heading of the same words gets a number. */
function sectionIds(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((words) => {
    const slug = words
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '');
    const count = (seen.get(slug) ?? 0) + 1;
    seen.set(slug, count);
    return `s-${[...slug].slice(0, 60).join('')}${count > 1 ? `-${count}` : ''}`;
  });
}

export function proseTokens(source: string): Token[] {
  const tokens = markdown.parse(source, {});
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open' || token.type === 'heading_close') token.tag = headingTag(token.tag);
    if (token.type === 'paragraph_open') standAlone(token, tokens[index + 1], tokens[index + 2]);
  }
  return tokens;
}

/** The page's title is the one h1; deeper than h4 is not told apart. */
const headingTag = (tag: string): string => `h${Math.min(4, Math.max(2, Number(tag.slice(1))))}`;

/** {contacts} in a paragraph of its own is the support card, which is no paragraph. */
function standAlone(open: Token, inline: Token | undefined, close: Token | undefined): void {
  const [place, ...more] = inline?.children ?? [];
  if (!close || place?.type !== 'place' || place.content !== 'contacts-inline' || more.length > 0) return;
  place.content = 'contacts';
  open.hidden = true;
  close.hidden = true;
}

function rendered(source: string, tokens: Token[], images: Images): Rendered {
  const html = (ruby: boolean) => {
    const env: RenderEnv = { ruby, images };
    return markdown.renderer.render(tokens, markdown.options, { ...env }).trim();
  };
  return { source, ruby: html(true), base: html(false) };
}

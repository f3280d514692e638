import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';

/** A chapter of the author's guide, from curricula/guide/<nn>-<slug>.md. */
export interface Chapter {
  readonly slug: string;
  readonly number: number;
  readonly title: string;
  /** Trusted: made from our own file, raw HTML in it is text. */
  readonly html: string;
  readonly sections: readonly Section[];
}

/** What stands below one heading, for the search. */
export interface Section {
  /** Null: before the first heading of the chapter. */
  readonly id: string | null;
  readonly heading: string;
  /** Sentences, list items, cells and lines of examples. */
  readonly texts: readonly string[];
}

const folder = fileURLToPath(new URL('../../curricula/guide/', import.meta.url));
const FILE = /^(\d+)-([a-z]+)\.md$/;

let chapters: readonly Chapter[] | null = null;

/** All chapters in order. Read once. */
export function guideChapters(): readonly Chapter[] {
  return (chapters ??= readdirSync(folder)
    .filter((name) => FILE.test(name))
    .sort()
    .map((name) => {
      const [, number, slug] = FILE.exec(name)!;
      return readChapter(slug!, Number(number), readFileSync(folder + name, 'utf8'));
    }));
}

const markdown = new MarkdownIt({ html: false, linkify: false });
const { rules } = markdown.renderer;
const escape = (text: string): string => markdown.utils.escapeHtml(text);

export function readChapter(slug: string, number: number, text: string): Chapter {
  const tokens = markdown.parse(text, {});
  const title = tokens[0]?.tag === 'h1' ? (tokens[1]?.content ?? '') : '';
  if (title === '') throw new Error(`the chapter ${slug} begins with no title`);
  const body = tokens.slice(3);
  const sections = sectionsOf(body, title);
  return { slug, number, title, sections, html: markdown.renderer.render(body, markdown.options, {}) };
}

/** Gives each heading and each table the id it is found by, on the way. */
function sectionsOf(tokens: readonly Token[], title: string): Section[] {
  const sections: { id: string | null; heading: string; texts: string[] }[] = [
    { id: null, heading: title, texts: [] },
  ];
  let [tables, writings] = [0, 0];
  tokens.forEach((token, index) => {
    const section = sections.at(-1)!;
    if (token.type === 'heading_open') {
      const heading = wordsOf(tokens[index + 1]);
      const id = idOf(heading);
      token.attrSet('id', id);
      sections.push({ id, heading, texts: [] });
    } else if (token.type === 'inline' && tokens[index - 1]?.type !== 'heading_open')
      section.texts.push(...wordsOf(token).split(/(?<=。)/));
    else if (token.type === 'fence') {
      token.meta = { heading: section.id, number: ++writings };
      section.texts.push(...token.content.split('\n').filter((line) => line.trim() !== ''));
    } else if (token.type === 'table_open')
      token.meta = { id: `table-${++tables}`, caption: section.heading };
  });
  return sections;
}

/** An address in the page: the heading itself, without blanks. */
const idOf = (heading: string): string => heading.replace(/\s+/g, '-');

function wordsOf(token: Token | undefined): string {
  return (token?.children ?? []).map((child) => (child.type === 'softbreak' ? '' : child.content)).join('');
}

// Rows that do not fit a phone scroll for themselves, and by keys.
rules.table_open = (tokens, index) => {
  const { id, caption } = tokens[index]!.meta as { id: string; caption: string };
  return `<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0"><table><caption class="vh" id="${id}">${escape(caption)}</caption>`;
};
rules.table_close = () => '</table></div>\n';
rules.th_open = () => '<th scope="col">';
rules.fence = (tokens, index) => {
  const { content, meta } = tokens[index]!;
  const { heading, number } = meta as { heading: string | null; number: number };
  // Two below one heading are told apart by their number.
  const label = escape(`${heading ?? ''} writing-${number}`.trim());
  const told = `<span class="vh" id="writing-${number}">${number}</span>`;
  return `<div class="scroll" role="region" aria-labelledby="${label}" tabindex="0">${told}<pre><code>${escape(content)}</code></pre></div>\n`;
};
// A file names its neighbours as files; the page as pages.
rules.link_open = (tokens, index, options, _env, self) => {
  const href = String(tokens[index]!.attrGet('href'));
  tokens[index]!.attrSet('href', href.replace(/^\d+-([a-z]+)\.md/, '/studio/guide/$1'));
  return self.renderToken(tokens, index, options);
};

import type { RendererRule, StateInline, Token } from 'markdown-it';
import MarkdownIt from 'markdown-it';
import { isWide } from './east-asian-width.js';
import { placeHere, rubyHere } from './ruby-signs.js';

/** What a rendering needs to know; the same tokens are rendered with and without ruby. */
export interface RenderEnv {
  ruby: boolean;
  /** Hash of each image by its path in the curriculum. */
  readonly images: ReadonlyMap<string, string>;
}

/** Links may leave for http, https, mail and telephone, or stay on this site; nothing else is a link. */
export const isSafeLink = (href: string): boolean =>
  /^(?:https?:\/\/[^\s/]|mailto:[^\s@]+@|tel:[+0-9]|\/(?![/\\])|#)/i.test(href) && !/[\\\s]/.test(href);

/**
 * The subset of Markdown of a curriculum: paragraphs, headings, lists, quotations, tables, emphasis, links
 * and images. Raw HTML is text, always; an indented paragraph is a paragraph and no code.
 */
export const markdown = new MarkdownIt('zero', { html: false, linkify: false, typographer: false });
markdown.enable([
  'heading',
  'list',
  'blockquote',
  'hr',
  'table',
  'emphasis',
  'link',
  'image',
  'newline',
  'escape',
]);
markdown.enable(['balance_pairs', 'emphasis', 'fragments_join', 'text_join']);
// Images of the curriculum have paths of their own; asked here for links and images alike.
markdown.validateLink = (href) => isSafeLink(href) || /^img\/[^\s\\]+$/.test(href);
markdown.inline.ruler.before('emphasis', 'ruby', readRuby);
markdown.inline.ruler.before('ruby', 'place', readPlace);
markdown.inline.State = class extends markdown.inline.State {
  /** Beside Japanese, where no blanks are, a sign opens or closes by what touches it. */
  override scanDelims(start: number, canSplitWord: boolean): ReturnType<StateInline['scanDelims']> {
    const scanned = super.scanDelims(start, canSplitWord);
    const before = this.src.charAt(start - 1);
    const after = this.src.charAt(start + scanned.length);
    if (!isWide(before) && !isWide(after)) return scanned;
    return { ...scanned, can_open: /\S/.test(after), can_close: /\S/.test(before) };
  }
};

function readRuby(state: StateInline, silent: boolean): boolean {
  rubyHere.lastIndex = state.pos;
  const found = rubyHere.exec(state.src);
  if (!found) return false;
  if (!silent) {
    const token = state.push('ruby', '', 0);
    token.content = found[1] ?? '';
    token.info = found[2] ?? '';
  }
  state.pos += found[0].length;
  return true;
}

function readPlace(state: StateInline, silent: boolean): boolean {
  placeHere.lastIndex = state.pos;
  const found = placeHere.exec(state.src);
  if (!found) return false;
  if (!silent)
    state.push('place', '', 0).content = found[1] ? 'contacts-inline' : `${found[2] ?? ''}:${found[3] ?? ''}`;
  state.pos += found[0].length;
  return true;
}

const settingsOf = (env: Parameters<RendererRule>[3]): RenderEnv => env as unknown as RenderEnv;
const { rules } = markdown.renderer;
const escaped = (words: string): string => markdown.utils.escapeHtml(words);

rules.ruby = (tokens, index, _options, env) => {
  const base = escaped(tokens[index]?.content ?? '');
  const reading = escaped(tokens[index]?.info ?? '');
  return settingsOf(env).ruby ? `<ruby>${base}<rp>（</rp><rt>${reading}</rt><rp>）</rp></ruby>` : base;
};

rules.place = (tokens, index) => `<!--${tokens[index]?.content ?? ''}-->`;

/** Japanese lines are joined without a blank between them. */
rules.softbreak = (tokens, index) => {
  const before = tokens[index - 1]?.content.at(-1) ?? '';
  const after = tokens[index + 1]?.content.charAt(0) ?? '';
  return isWide(before) && isWide(after) ? '' : '\n';
};

rules.link_open = (tokens, index, options, _env, self) => {
  if (/^https?:/i.test(tokens[index]?.attrGet('href')?.toString() ?? ''))
    tokens[index]?.attrSet('rel', 'noopener noreferrer');
  return self.renderToken(tokens, index, options);
};

/** An image the curriculum does not have is its words. */
rules.image = (tokens, index, _options, env) => {
  const token = tokens[index];
  const alt = escaped(plainWords(token?.children ?? []));
  const hash = settingsOf(env).images.get(token?.attrGet('src')?.toString() ?? '');
  return hash === undefined ? alt : `<img src="/files/${hash}" alt="${alt}" loading="lazy">`;
};

/** The words of inline tokens, without readings and marks. */
export function plainWords(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
      return token.type === 'place' ? '' : token.children ? plainWords(token.children) : token.content;
    })
    .join('');
}

/** The same with readings kept as {base|reading}. */
export function labelWords(tokens: readonly Token[]): string {
  return tokens
    .map((token) => (token.type === 'ruby' ? `{${token.content}|${token.info}}` : plainWords([token])))
    .join('');
}

/** One line of words without Markdown, ruby kept as {base|reading}: show with the `ruby` or `plain` helper. */
export type Label = string;

/**
 * Words of a curriculum, rendered once when an edition is loaded. Both versions are safe HTML (raw HTML in
 * a curriculum is always text), so pages give them to the `html` helper after `htmlOf`. Blocks (paragraphs and
 * lists): bodies, `about`, `after`, `rest`, `intro`, `plan`, `instead`, `forFacilitators` and `easy` of a track or
 * step. Inline, without a paragraph of their own: all else.
 */
export interface Rendered {
  /** As the author wrote it, with ruby as {base|reading}: for the `plain` helper, titles and search. */
  readonly source: string;
  /** HTML with <ruby> elements. */
  readonly ruby: string;
  /** The same HTML with the base text only. */
  readonly base: string;
}

/**
 * What fills the places a curriculum leaves open. Each answers trusted HTML; give plain words through an
 * escaping function first.
 */
export interface Fillers {
  /** The support card of the council, a block of its own. */
  contacts(): string;
  /** {contacts} in the middle of a sentence: a link to the support page. */
  contactsInline(): string;
  /** A part of the product, or the contact of the office while that part is not served. */
  feature(id: string): string;
  fact(id: string): string;
  term(id: string): string;
}

/** Comments cannot come from an author: `<` is escaped in everything that is written in a curriculum. */
const place = /<!--(contacts|contacts-inline|(?:feature|fact|term):[a-z0-9-]+)-->/g;

/** The HTML to show, by the display setting, with every open place filled. */
export function htmlOf(words: Rendered, withRuby: boolean, fillers: Fillers): string {
  return fillPlaceholders(withRuby ? words.ruby : words.base, fillers);
}

/** Replaces the markers of {contacts}, {feature:…}, {fact:…} and {term:…}; pure, one pass, never nested. */
export function fillPlaceholders(html: string, fillers: Fillers): string {
  return html.includes('<!--') ? html.replace(place, (_, name: string) => fill(name, fillers)) : html;
}

function fill(name: string, fillers: Fillers): string {
  if (name === 'contacts') return fillers.contacts();
  if (name === 'contacts-inline') return fillers.contactsInline();
  const [kind, id = ''] = name.split(':');
  if (kind === 'feature') return fillers.feature(id);
  return kind === 'fact' ? fillers.fact(id) : fillers.term(id);
}

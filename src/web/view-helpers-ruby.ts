import Handlebars from 'handlebars';

const RUBY = /\{([^{}|\n]+)\|([^{}|\n]+)\}/g;

/** Text with {漢字|かんじ} as HTML: with readings above, or the base text alone. Everything else is escaped. */
export function rubyHtml(text: string, withReadings: boolean): string {
  const html = Handlebars.escapeExpression(text);
  if (!html.includes('{')) return html;
  return html.replace(RUBY, withReadings ? '<ruby>$1<rp>（</rp><rt>$2</rt><rp>）</rp></ruby>' : '$1');
}

/** The same words for titles, search and files: base text only, not escaped. */
export function withoutRuby(text: string): string {
  return text.includes('{') ? text.replace(RUBY, '$1') : text;
}

/** The readings in the place of the words that have them: so that search finds what is typed in kana. */
export function inReadings(text: string): string {
  return text.includes('{') ? text.replace(RUBY, '$2') : text;
}

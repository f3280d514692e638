import type { Token } from 'markdown-it';
import type { Course, TrackFolder } from '../course.js';
import type { Remark } from '../notation/notation-file.js';
import { limits } from '../notation/limits.js';
import type { Reading, Writing } from '../schema/reading.js';
import { isSafeLink, markdown, plainWords } from '../words/markdown.js';
import { placesIn } from '../words/ruby-signs.js';
import { imageType } from '../words/image-type.js';
import { TextPlace } from '../words/text-place.js';
import { checkSentences } from './sentences.js';
import { plainTitle } from './titles.js';

/** Ids that {feature:…} may name: the parts of the product, served or not. */
export const featureIds: readonly string[] = [
  'activities',
  'trial',
  'matching',
  'consultation',
  'voices',
  'surveys',
  'support',
  'certificates',
  'registration',
  'sessions',
];

/** What stands in texts: links, images, headings, open places, ruby and sentences. */
export function checkWords(course: Course): void {
  const shared = {
    fact: course.shared.flatMap(({ content }) => content.facts.map(({ key }) => key)),
    term: course.shared.flatMap(({ content }) => content.terms.map(({ key }) => key)),
    feature: featureIds,
    /** Terms by the words they explain, and by how those are read. */
    words: new Map(
      course.shared.flatMap(({ content }) =>
        content.terms.flatMap(({ key, value }) =>
          [value.word, value.reading].map((word) => [plainTitle(word), key] as const),
        ),
      ),
    ),
  };
  const check = (reading: Reading, folder: TrackFolder | null) => {
    for (const writing of reading.writings) {
      if (writing.kind === 'note') continue;
      new WordsCheck(reading, writing, shared).run(folder);
      checkSentences(reading, writing);
    }
  };
  for (const folder of course.tracks)
    for (const { reading } of [...(folder.track ? [folder.track] : []), ...folder.modules])
      check(reading, folder);
  for (const { reading } of [...course.shared, ...course.surveys]) check(reading, null);
}

type Entries = Readonly<Record<'fact' | 'term' | 'feature', readonly string[]>> & {
  readonly words: ReadonlyMap<string, string>;
};
const codes = { fact: 'R306', term: 'R307', feature: 'R315' } as const;

class WordsCheck {
  private readonly source: string;
  private readonly place: TextPlace;

  constructor(
    private readonly reading: Reading,
    private readonly writing: Writing,
    private readonly entries: Entries,
  ) {
    this.source = writing.node.value;
    this.place = new TextPlace(reading.file, writing.node);
  }

  run(folder: TrackFolder | null): void {
    const { source } = this;
    // Most texts have none of the signs, and looking for one sign costs next to nothing.
    if (source.includes('{') || source.includes('}')) this.ruby();
    if (this.writing.kind === 'label') {
      this.plainOnly();
      return;
    }
    if (source.includes('{')) this.places();
    if (source.includes('<')) this.html();
    if (source.includes('](')) this.links();
    if (!/#|!\[/.test(source)) return;
    const tokens =
      this.writing.kind === 'prose' ? markdown.parse(this.source, {}) : markdown.parseInline(this.source, {});
    this.headings(tokens);
    for (const token of tokens) for (const child of token.children ?? []) this.image(child, folder);
  }

  private say(snippet: string, remark: Remark): void {
    this.reading.say(this.place.of(snippet), remark);
  }

  private ruby(): void {
    let whole = 0;
    for (const [words, base = '', reading = ''] of this.source.matchAll(/\{([^{}|\n]*)\|([^{}\n]*)\}/g)) {
      whole++;
      if (base.trim() === '' || reading.trim() === '') this.say(words, { code: 'L410', params: { words } });
      else if (!/^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s]+$/u.test(reading))
        this.say(words, { code: 'L411', severity: 'warning', params: { words } });
    }
    // Where every sign belongs to a whole one, none is missing.
    if (
      countOf('{', this.source) > whole ||
      countOf('|', this.source) > whole ||
      countOf('}', this.source) > whole
    )
      this.brokenRuby();
  }

  /** A sign of ruby that is missing is seen by everyone who reads the page. */
  private brokenRuby(): void {
    const broken = (whole: string, variant: string) =>
      this.say(whole, { code: 'L409', severity: 'warning', variant, params: { words: whole.slice(0, 24) } });
    for (const [whole] of this.source.matchAll(/\{[^{}|\n]{1,40}\|[^{}\n]*(?=[{\n]|$)/g))
      broken(whole, 'open');
    for (const [whole] of this.source.matchAll(/\{[^{}|:：\n]{0,40}[^\p{ASCII}{}|：][^{}|:：\n]{0,40}\}/gu))
      broken(whole, 'bar');
    const others = this.source.replace(/\{[^{}\n]*\}/g, (whole) => ' '.repeat(whole.length));
    for (const [whole] of others.matchAll(
      /[\p{Script=Han}々〆ヶ0-9]{1,20}\|[\p{Script=Hiragana}\p{Script=Katakana}ー・]{1,40}\}/gu,
    ))
      broken(whole, 'close');
  }

  /** A label shows words and ruby; anything else would be seen as it is typed. */
  private plainOnly(): void {
    const [found] =
      /\*\*[^*]+\*\*|!?\[[^\]]*\]\([^)]*\)|\{(?:contacts|(?:fact|term|feature):[^}]*)\}/.exec(this.source) ??
      [];
    if (found !== undefined) this.say(found, { code: 'L412', severity: 'warning', params: { words: found } });
  }

  private places(): void {
    for (const [whole, , kind, id = ''] of placesIn(this.source)) {
      if (kind !== 'fact' && kind !== 'term' && kind !== 'feature') continue;
      const names = this.entries[kind];
      if (names.includes(id)) continue;
      const near = this.reading.suggest(id, names);
      this.say(whole, {
        code: codes[kind],
        variant: near === null ? (kind === 'feature' ? 'list' : 'none') : 'nearest',
        params: { name: id, nearest: near ?? '', allowed: names.slice(0, 20).join(', ') },
        ...(near === null ? {} : { replacement: `{${kind}:${near}}` }),
      });
    }
    for (const [whole] of this.source.matchAll(/\{[a-z][a-z-]*(?::[^{}|\n]*)?\}/g))
      if (placesIn(whole).length === 0 && !this.meant(whole))
        this.say(whole, { code: 'L409', severity: 'warning', variant: 'name', params: { words: whole } });
  }

  /** `{term:ピアサポート}`: the word itself, or its id in kana. True when it was told. */
  private meant(whole: string): boolean {
    const [, kind, words = ''] = /^\{(fact|term):(.*)\}$/.exec(whole) ?? [];
    if (kind !== 'fact' && kind !== 'term') return false;
    const titled = kind === 'term' ? this.entries.words.get(plainTitle(words)) : undefined;
    const near = titled ?? this.reading.suggest(words, this.entries[kind]);
    if (near === null) return false;
    this.say(whole, {
      code: codes[kind],
      variant: titled === undefined ? 'nearest' : 'title',
      params: { name: words.slice(0, 60), nearest: near, allowed: '' },
      replacement: `{${kind}:${near}}`,
    });
    return true;
  }

  private html(): void {
    for (const [whole] of this.source.matchAll(/<\/?[A-Za-z][^<>\n]{0,200}>|<!--/g))
      this.say(whole, { code: 'L405', severity: 'warning', params: { words: whole.slice(0, 30) } });
  }

  private links(): void {
    for (const [whole, bang, words = '', target = ''] of this.source.matchAll(
      /(!?)\[([^[\]\n]*)\]\(\s*((?:[^()\n]|\([^()\n]*\))*)\)/g,
    )) {
      if (bang === '!') continue;
      if (!isSafeLink(target.trim()))
        this.say(whole, { code: 'L404', params: { target: target.slice(0, 60) } });
      if (words.trim() === '') this.say(whole, { code: 'L403' });
      else if (/^(?:こちら|ここ|リンク|here|link)$/i.test(words.trim()))
        this.say(whole, { code: 'L413', severity: 'suggestion', params: { words } });
    }
  }

  private headings(tokens: readonly Token[]): void {
    let before = 1;
    for (const [index, token] of tokens.entries()) {
      if (token.type !== 'heading_open') continue;
      const level = Number(token.tag.slice(1));
      const words = plainWords(tokens[index + 1]?.children ?? []);
      const say = (remark: Remark) => this.reading.say(this.place.ofLine(token.map?.[0] ?? 0), remark);
      if (words.trim() === '') say({ code: 'L414' });
      else if (level === 1) say({ code: 'L406', severity: 'warning', variant: 'first' });
      else if (level > before + 1) say({ code: 'L406', severity: 'warning', variant: 'jump' });
      before = Math.max(level, 2);
    }
  }

  private image(token: Token, folder: TrackFolder | null): void {
    if (token.type !== 'image') return;
    const path = String(token.attrGet('src') ?? '');
    const alt = plainWords(token.children ?? []);
    const whole = `](${path}`;
    if (alt.trim() === '') this.say(whole, { code: 'L402' });
    const image = folder?.images.get(path);
    if (image) {
      const variant =
        image.bytes.byteLength > limits.image ? 'size' : imageType(image.bytes) === null ? 'kind' : null;
      if (variant) this.say(whole, { code: 'R314', variant, params: { name: path, nearest: '' } });
      return;
    }
    const near = this.reading.suggest(path, [...(folder?.images.keys() ?? [])]);
    this.say(whole, {
      code: 'R314',
      variant: near === null ? 'none' : 'nearest',
      params: { name: path, nearest: near ?? '' },
    });
  }
}

function countOf(sign: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count++;
  return count;
}

import { readFileSync, readdirSync } from 'node:fs';
import { guideChapters, readChapter } from './guide-text.js';

const readme = readFileSync(new URL('../../curricula/README.md', import.meta.url), 'utf8');

const onPages = readdirSync(new URL('../../views/locales/ja/', import.meta.url))
  .map((name) => readFileSync(new URL(`../../views/locales/ja/${name}`, import.meta.url), 'utf8'))
  .flatMap((text) => [...text.matchAll(/: "([^"]*)"/g)].map(([, words]) => words!))
  // What is counted or named stands beside the words.
  .map((words) => words.replace(/（?\{[^}]*\}[^ ]*$|^.*\{[^}]*\}[^ ]*から(?=変わる)/, '').trim());

/** Quoted in the guide, and no words of a page: marks of the notation, and examples. */
const others = [
  '# ',
  '#',
  '-',
  ': ',
  '：',
  '{境界線|きょうかいせん}',
  '断る前に、返せる時間を伝える',
  '4行目',
];

describe('the text of the guide', () => {
  it.each(['hajime', 'tashikame', 'mihon', 'koukai', 'modosu'])(
    'calls buttons and headings as the pages do in %s',
    (slug) => {
      const chapter = guideChapters().find((one) => one.slug === slug)!;
      const quoted = chapter.sections.flatMap(({ texts }) =>
        texts.flatMap((text) => [...text.matchAll(/「([^」]*)」/g)].map(([, words]) => words!)),
      );
      expect(quoted.length).toBeGreaterThan(0);
      expect(quoted.filter((words) => !others.includes(words) && !onPages.includes(words))).toEqual([]);
    },
  );

  it('is the same that the README leads to, in the same order', () => {
    const listed = [...readme.matchAll(/\[([^\]]+)\]\(guide\/\d+-([a-z]+)\.md\)/g)].map(([, title, slug]) => [
      slug,
      title,
    ]);
    expect(guideChapters().map(({ slug, title }) => [slug, title])).toEqual(listed);
  });

  it('says one thing in a sentence, and nothing that presses', () => {
    for (const { slug, sections } of guideChapters())
      for (const { texts } of sections)
        for (const text of texts) {
          expect([slug, text, [...text].length <= 90]).toEqual([slug, text, true]);
          expect(text).not.toMatch(/おめでとう|がんばって|頑張|こちら(?:を|から)|クリック/);
        }
  });

  it('leads to other chapters as pages, to headings by their words, and shows no raw HTML', () => {
    const text =
      '# 題\n\n[次](02-abc.md#二つ-目)\n\n## 二つ 目\n\n<b>x</b>\n\n```yaml\na: <b>\n```\n\n|a|\n|-|\n|b|\n';
    const { html, sections } = readChapter('x', 1, text);
    expect(html).toContain('<a href="/studio/guide/abc#');
    expect(html).toContain('<h2 id="二つ-目">');
    expect(html).toContain('&lt;b&gt;x&lt;/b&gt;');
    expect(html).toContain('<pre><code>a: &lt;b&gt;\n</code></pre>');
    expect(html).toContain('<th scope="col">a</th>');
    expect(sections.map(({ heading, texts }) => [heading, texts])).toEqual([
      ['題', ['次']],
      ['二つ 目', ['<b>x</b>', 'a: <b>', 'a', 'b']],
    ]);
  });

  it('must begin with its title', () => {
    expect(() => readChapter('x', 1, '文だけ')).toThrow('begins with no title');
  });
});

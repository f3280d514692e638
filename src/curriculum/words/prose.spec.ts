import { linkPolyglots, polyglots, strangeTags } from '../../../test/support/polyglots.js';
import { fillPlaceholders } from '../rendered.js';
import type { Fillers } from '../rendered.js';
import { renderBody, renderProse, renderText, sectionsOf } from './prose.js';

const none = new Map<string, string>();
const hash = 'a'.repeat(64);
const images = new Map([['img/a.png', hash]]);
const base = (source: string) => renderProse(source, images).base;
const inline = (source: string) => renderText(source, images).base;

describe('ruby', () => {
  it('comes with and without readings', () => {
    expect(renderText('{境界線|きょうかいせん}です', none)).toEqual({
      source: '{境界線|きょうかいせん}です',
      ruby: '<ruby>境界線<rp>（</rp><rt>きょうかいせん</rt><rp>）</rp></ruby>です',
      base: '境界線です',
    });
  });

  it('stands in emphasis, links, headings and lists', () => {
    const source = '## {境界|きょうかい}\n\n- **{線|せん}**\n- [{市|し}](https://example.org/)';
    expect(renderProse(source, none).ruby).toContain('<h2><ruby>境界<rp>');
    expect(renderProse(source, none).base).toBe(
      '<h2>境界</h2>\n<ul>\n<li><strong>線</strong></li>\n<li><a href="https://example.org/" rel="noopener noreferrer">市</a></li>\n</ul>',
    );
  });

  it('is text when it is not whole', () => {
    expect(inline('{漢字|} {|かんじ} {漢字} {{a|b}}')).toBe('{漢字|} {|かんじ} {漢字} {a}');
  });
});

describe('the subset of Markdown', () => {
  it.each([
    ['joins lines of Japanese', 'ひとつ\nふたつ', '<p>ひとつふたつ</p>'],
    ['keeps the blank between words', 'one\ntwo', '<p>one\ntwo</p>'],
    ['emphasises beside brackets', 'これは**「大切」**です', '<p>これは<strong>「大切」</strong>です</p>'],
    ['emphasises beside a full stop', '**大切です。**次へ', '<p><strong>大切です。</strong>次へ</p>'],
    ['leaves an asterisk alone', '2 * 3 * 4', '<p>2 * 3 * 4</p>'],
    ['leaves an indented paragraph a paragraph', 'a\n\n    b', '<p>a</p>\n<p>b</p>'],
    ['leaves back quotes as they are', '`a`', '<p>`a`</p>'],
    ['begins headings at h2', '# a\n\n### b\n\n##### c', '<h2>a</h2>\n<h3>b</h3>\n<h4>c</h4>'],
    ['makes no link of an address', 'https://example.org/', '<p>https://example.org/</p>'],
    [
      'opens other sites without a way back',
      '[市](https://example.org/)',
      '<p><a href="https://example.org/" rel="noopener noreferrer">市</a></p>',
    ],
    ['links inside the site', '[案内](/support)', '<p><a href="/support">案内</a></p>'],
    [
      'shows an image by its hash',
      '![木](img/a.png)',
      `<p><img src="/files/${hash}" alt="木" loading="lazy"></p>`,
    ],
    ['shows the words of an image that is not there', '![木](img/b.png)', '<p>木</p>'],
  ])('%s', (_name, source, html) => {
    expect(base(source)).toBe(html);
  });

  it('keeps text free of paragraphs, headings and lists', () => {
    expect(inline('# a')).toBe('# a');
    expect(inline('- a')).toBe('- a');
  });
});

describe('open places', () => {
  const fillers: Fillers = {
    contacts: () => '<aside>窓口</aside>',
    contactsInline: () => '<a href="/support">窓口</a>',
    feature: (id) => `[feature ${id}]`,
    fact: (id) => `[fact ${id}]`,
    term: (id) => `[term ${id} $1 <!--contacts-->]`,
  };

  it('are filled when a page is shown', () => {
    const html = base('{fact:kazu}と{term:peer}と{feature:trial}は{contacts}へ。\n\n{contacts}');
    expect(fillPlaceholders(html, fillers)).toBe(
      '<p>[fact kazu]と[term peer $1 <!--contacts-->]と[feature trial]は<a href="/support">窓口</a>へ。</p>\n<aside>窓口</aside>',
    );
  });

  it('cannot be written as a comment', () => {
    expect(fillPlaceholders(base('<!--contacts-->'), fillers)).toBe('<p>&lt;!--contacts--&gt;</p>');
  });
});

describe('the body of a lesson', () => {
  it('is split at its headings of the second level', () => {
    const body = renderBody('はじめ\n\n## {場面|ばめん}：夜\n\n一\n\n### 小\n\n二\n\n## 終わり', none);
    expect(body.lead.base).toBe('<p>はじめ</p>');
    expect(body.sections.map(({ id, heading, html }) => [id, heading, html.base])).toEqual([
      ['s-場面-夜', '{場面|ばめん}：夜', '<p>一</p>\n<h3>小</h3>\n<p>二</p>'],
      ['s-終わり', '終わり', ''],
    ]);
    expect(body.sections[0]?.html.source).toBe('一\n\n### 小\n\n二');
  });

  it('has an empty lead when it begins with a heading, and no sections when it has none', () => {
    expect(renderBody('## a\n\nb', none).lead).toEqual({ source: '', ruby: '', base: '' });
    expect(renderBody('a', none).sections).toEqual([]);
  });

  it('tells headings of the same words apart, and keeps ids when only readings change', () => {
    expect(sectionsOf('## 夜\n\n## {夜|よる}\n\n## ！')).toEqual([
      { words: '夜', id: 's-夜' },
      { words: '夜', id: 's-夜-2' },
      { words: '！', id: 's-' },
    ]);
  });
});

describe('words that want to be more', () => {
  it.each([...polyglots, ...linkPolyglots])('%j stays text', (words) => {
    for (const source of [
      words,
      `{${words}|${words}}`,
      `## ${words}`,
      `- **${words}**`,
      `[${words}](https://example.org/)`,
    ])
      for (const rendered of [renderText(source, images), renderProse(source, images)])
        expect([...strangeTags(rendered.ruby), ...strangeTags(rendered.base)]).toEqual([]);
  });

  it('keeps the signs of templates as they are', () => {
    expect(inline('{{title}} {{> layout}} {{{x}}}')).toBe('{{title}} {{&gt; layout}} {{{x}}}');
  });
});

import { polyglots } from '../../test/support/polyglots.js';
import { rewriteAddress, rewritePage } from './preview-rewrite.rules.js';

const rewriting = { prefix: '/p', origin: 'https://tomoni.example' };
const rewritten = (html: string) => {
  const { head, top, rest } = rewritePage(html, rewriting);
  return head + top + rest;
};

describe('the links of a page that stands somewhere else', () => {
  it.each([
    ['<a href="/home">', '<a href="/p/home">'],
    ["<a class='x' href='/home'>", `<a class='x' href="/p/home">`],
    ['<a href=/home>', '<a href="/p/home">'],
    ['<a\nhref = "/home"\n>', '<a\nhref="/p/home"\n>'],
    ['<form method="post" action="/quiz/a">', '<form method="post" action="/p/quiz/a">'],
    ['<button formaction="/x">', '<button formaction="/p/x">'],
    ['<img src="/files/abc" alt="">', '<img src="/p/files/abc" alt="">'],
    ['<A HREF="/home">', '<A HREF="/p/home">'],
    ['<a href="/">', '<a href="/p/">'],
    ['<a href="/\t/evil.example">', '<a href="/p/\t/evil.example">'],
    ['<a href="/assets/../logout">', '<a href="/p/assets/../logout">'],
    ['<a href="/assets/%2E./logout">', '<a href="/p/assets/%2E./logout">'],
    ['<a href="/?a=1&amp;b=2#c">', '<a href="/p/?a=1&amp;b=2#c">'],
    ['<a href="https://tomoni.example/verify/x">', '<a href="/p/verify/x">'],
  ])('%s is led there', (html, led) => expect(rewritten(html)).toBe(led));

  it.each([
    '<a href="#main">',
    '<a href="?preview=day">',
    '<a href="next">',
    '<a href="https://www.example.org/home">',
    '<a href="https://tomoni.example.evil.example/">',
    '<a href="//evil.example/">',
    '<a href="/\\evil.example/">',
    '<a href="javascript:alert(1)">',
    '<a href="data:text/html,<script>">',
    '<base href="//evil.example/">',
    '<p>&lt;/iframe&gt;&lt;base href="/home"&gt;</p>',
    '<a href="tel:0120">',
    '<link rel="stylesheet" href="/assets/app.123.css">',
    '<p title="href=&quot;/home&quot;">',
    '<p title=\'<a href="/home">\'>',
    '<p title="<a href=/home>">',
    '<p data-href="/home">',
    '<!-- <a href="/home"> -->',
    '<script>const a = \'<a href="/home">\';</script>',
    '<style>a[href="/home"] {}</style>',
    '<textarea><a href="/home"></textarea>',
    '<title><a href="/home"></title>',
    '&lt;a href="/home"&gt;',
    'a < b, href="/home"',
    '<',
    '<a href="/home',
    '<!-- ',
    '<textarea>',
    '',
  ])('%s stays as it is', (html) =>
    expect(rewritten(html)).toBe(html === '<a href="/home' ? '<a href="/home' : html),
  );

  it('leaves words alone that look like markup, and loses nothing', () => {
    for (const text of polyglots) {
      const escaped = text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
      const html = `<p title="${escaped}">${escaped}</p><a href="/x">${escaped}</a>`;
      expect(rewritten(html)).toBe(html.replace('href="/x"', 'href="/p/x"'));
      expect(rewritten(text).length).toBeGreaterThanOrEqual(text.length);
    }
  });

  it('takes a page apart before the end of its head, and before its header', () => {
    const html =
      '<html><head><title></head></title></head><body><a class="skip"></a><header></header><header></header>';
    expect(rewritePage(html, rewriting)).toEqual({
      head: '<html><head><title></head></title>',
      top: '</head><body><a class="skip"></a>',
      rest: '<header></header><header></header>',
    });
  });

  it('puts everything last where there is neither', () =>
    expect(rewritePage('<p>x', rewriting)).toEqual({ head: '', top: '', rest: '<p>x' }));

  it('takes time in proportion to the length of a page', () => {
    const long = '<a b'.repeat(50_000) + '<textarea>'.repeat(5_000) + '"'.repeat(50_000);
    const start = performance.now();
    expect(rewritten(long)).toBe(long);
    expect(performance.now() - start).toBeLessThan(30_000); // minutes, where each sign looks at all others
  });
});

describe('where an answer leads', () => {
  it.each([
    ['/home', '/p/home'],
    ['https://tomoni.example/home', '/p/home'],
    ['//evil.example', null],
    ['https://evil.example/', null],
    ['/\\evil.example', null],
  ])('%s: %s', (address, led) => expect(rewriteAddress(address, rewriting)).toBe(led));
});

import { shortAddress } from '../web/way-back.rules.js';
import { withAddresses } from './paper.rules.js';

const ORIGIN = 'https://tomoni.example.jp';

describe('an address on paper', () => {
  it.each([
    ['https://tomoni.example.jp/worksheet/a/b/c', 'tomoni.example.jp/worksheet/a/b/c'],
    ['http://localhost:3000/', 'localhost:3000'],
    ['https://example.jp/?a=https://b/', 'example.jp/?a=https://b'],
  ])('%s is short', (url, short) => {
    expect(shortAddress(url)).toBe(short);
  });

  it.each([
    ['<a href="https://example.jp/a">本</a>', 'example.jp/a'],
    ['<a href="/support">相談できるところ</a>', 'tomoni.example.jp/support'],
    ['<a href="http://example.jp" rel="nofollow"><em>本</em></a>', 'example.jp'],
  ])('stands behind %s', (html, address) => {
    expect(withAddresses(`<p>${html}。</p>`, ORIGIN)).toBe(
      `<p>${html}<span class="address">${address}</span>。</p>`,
    );
  });

  it.each(['<a href="#s1">節</a>', '<a href="tel:119">119</a>', '<a href="https://a.jp">https://a.jp</a>'])(
    'is not added to %s',
    (html) => {
      expect(withAddresses(html, ORIGIN)).toBe(html);
    },
  );
});

import Handlebars from 'handlebars';
import { fileURLToPath } from 'node:url';
import { CalendarDay } from '../shared/calendar-day.js';
import { Locales } from './locales.js';
import type { Language } from './locales.js';
import { helpersOf } from './view-helpers.js';

const locales = Locales.load(fileURLToPath(new URL('../../views/locales/', import.meta.url)));

function call(
  name: string,
  args: unknown[],
  { lang = 'ja', hash = {}, ruby = false }: { lang?: Language; hash?: object; ruby?: boolean } = {},
): string {
  const helper = helpersOf(locales.in(lang), (asset) => `/assets/${asset}`)[name] as (
    ...all: unknown[]
  ) => unknown;
  return Handlebars.escapeExpression(helper(...args, { hash, data: { ui: { ruby } } }) as string);
}

describe('days and times', () => {
  it.each([
    ['date', '2026-06-14', '2026年6月14日（日）'],
    ['date', CalendarDay.of(2026, 12, 31), '2026年12月31日（木）'],
    ['date', new Date('2026-03-31T15:00:00Z'), '2026年4月1日（水）'],
    ['era', '2026-06-14', '令和8年6月14日（日）'],
    ['era', '2019-04-30', '平成31年4月30日（火）'],
    ['era', '2019-05-01', '令和元年5月1日（水）'],
    ['era', '1989-01-07', '昭和64年1月7日（土）'],
    ['era', '1989-01-08', '平成元年1月8日（日）'],
    ['era', '1926-12-25', '昭和元年12月25日（土）'],
    ['era', '1912-07-29', '1912年7月29日（月）'],
    ['time', new Date('2026-06-14T04:30:00Z'), '13時30分'],
    ['time', new Date('2026-06-14T04:05:59Z'), '13時5分'],
    ['time', new Date('2026-06-14T01:00:00Z'), '10時'],
    ['time', Date.parse('2026-06-13T15:00:00Z'), '0時'],
    ['fiscal-year', 2026, '令和8年度'],
    ['fiscal-year', 2019, '令和元年度'],
    ['fiscal-year', 2018, '平成30年度'],
    ['fiscal-year', 1989, '平成元年度'],
    ['fiscal-year', 1988, '昭和63年度'],
  ])('%s %s is %s', (name, value, words) => expect(call(name, [value])).toBe(words));

  it.each([
    ['date', '2026-06-14', 'Sunday, 14 June 2026'],
    ['era', '2019-05-01', 'Wednesday, 1 May 2019 (Reiwa 1)'],
    ['time', new Date('2026-06-14T04:05:00Z'), '13:05'],
    ['time', new Date('2026-06-14T04:00:00Z'), '13:00'],
    ['fiscal-year', 2026, 'Fiscal year 2026 (Reiwa 8)'],
  ])('in English: %s %s is %s', (name, value, words) =>
    expect(call(name, [value], { lang: 'en' })).toBe(words),
  );

  it.each(['2026-02-30', 'tomorrow', ''])('refuses "%s"', (text) =>
    expect(() => call('date', [text])).toThrow('not a day'),
  );
});

describe('number', () => {
  it.each([
    [0, '0'],
    [12, '12'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
    [-5, '-5'],
    [12.5, '12.5'],
  ])('%d is %s', (value, words) => expect(call('number', [value])).toBe(words));
});

describe('ruby', () => {
  const hostile = '<img src=x onerror=alert(1)>"\'&';

  it.each([
    [
      '{傾聴|けいちょう}の基本',
      '<ruby>傾聴<rp>（</rp><rt>けいちょう</rt><rp>）</rp></ruby>の基本',
      '傾聴の基本',
    ],
    ['かな', 'かな', 'かな'],
    [
      '{a|b}{c|d}',
      '<ruby>a<rp>（</rp><rt>b</rt><rp>）</rp></ruby><ruby>c<rp>（</rp><rt>d</rt><rp>）</rp></ruby>',
      'ac',
    ],
    ['{a} {|b} {a|}', '{a} {|b} {a|}', '{a} {|b} {a|}'],
    ['{a|b|c}', '{a|b|c}', '{a|b|c}'],
  ])('%s', (text, on, off) => {
    expect(call('ruby', [text], { ruby: true })).toBe(on);
    expect(call('ruby', [text])).toBe(off);
  });

  it('says in another language that the words are Japanese', () => {
    expect(call('ruby', ['{傾聴|けいちょう}の基本'], { lang: 'en' })).toBe(
      '<span lang="ja">傾聴の基本</span>',
    );
  });

  it('keeps hostile bases and readings text', () => {
    for (const ruby of [true, false]) {
      const html = call('ruby', [`{${hostile}|${hostile}}`], { ruby });
      expect(html).not.toMatch(/<(?!\/?(?:ruby|rp|rt)>)|"|'/);
    }
  });

  it('has a plain form for titles', () => {
    expect(call('plain', ['{傾聴|けいちょう} & <b>'])).toBe('傾聴 &amp; &lt;b&gt;');
  });
});

describe('texts', () => {
  it('fills them and escapes what they are filled with', () => {
    expect(call('t', ['web.who.one'], { hash: { name: '<b>さくら</b>' } })).toBe(
      '&lt;b&gt;さくら&lt;/b&gt;さん',
    );
  });

  it('keeps HTML made by another helper, and escapes the rest beside it', () => {
    const title = new Handlebars.SafeString('<ruby>沈黙</ruby>');
    expect(call('t', ['web.next.what'], { hash: { title, minutes: '<' } })).toBe(
      '<ruby>沈黙</ruby>（約&lt;分）',
    );
  });

  it.each([
    ['no.such.key', {}, 'no text "no.such.key" in ja'],
    ['web.who.one', {}, 'text "web.who.one" needs a value for {name}'],
    ['web.who.one', { name: null }, 'needs a value for {name}'],
    ['web.who.one', Object.create({ name: 'inherited' }) as object, 'needs a value for {name}'],
  ])('%s with %j is an error', (key, hash, message) => {
    expect(() => call('t', [key], { hash })).toThrow(message);
  });

  it('words a message of a form or a refusal', () => {
    expect(call('message', [{ code: 'web.form.check', params: { count: 2 } }])).toBe(
      '確認してほしいところが2か所あります',
    );
  });
});

describe('logic', () => {
  it.each([
    ['eq', ['a', 'a'], 'true'],
    ['eq', [1, '1'], 'false'],
    ['not', [[]], 'true'],
    ['not', ['x'], 'false'],
    ['or', ['', null, 'c'], 'c'],
    ['or', [[], 0], '0'],
    ['and', ['a', 'b'], 'b'],
    ['and', ['a', '', 'c'], ''],
    ['concat', ['a', 1, '<'], 'a1&lt;'],
    ['dial', ['000-111（2）'], 'tel:0001112'],
    ['includes', [['a', 'b'], 'b'], 'true'],
    ['lookup', [{ a: 1 }, 'a'], '1'],
    ['lookup', [{ a: 1 }, 'toString'], ''],
    ['lookup', [null, 'a'], ''],
    ['asset', ['app.css'], '/assets/app.css'],
  ])('%s %j is %s', (name, args, result) => expect(call(name, args)).toBe(result));

  it('makes a new key every time', () => {
    expect(call('fresh-key', [])).not.toBe(call('fresh-key', []));
    expect(call('fresh-key', [])).toMatch(/^[\w-]{16,64}$/);
  });
});

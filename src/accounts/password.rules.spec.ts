import { normalisePassword, shortestPassword, weaknessOf } from './password.rules.js';

const common = new Set(['password', 'qwerty', 'iloveyou', 'qwertyuiop123', 'sunshine']);
const words = ['Tomoni', '葵さん', 'aoi.yamada@example.jp', '572134088'];
const weak = (typed: string, shortest = 12) =>
  weaknessOf(normalisePassword(typed), { shortest, common, words });

it('asks staff for a longer one', () => {
  expect(shortestPassword(['trainee'])).toBe(12);
  expect(shortestPassword(['trainee', 'office'])).toBe(15);
});

describe('weaknessOf', () => {
  it.each([
    ['ことりが三羽とまっている木', null],
    ['correct horse battery staple', null],
    ['        a river      ', null],
    ['おはようございます', 'short'],
    ['elevenchars', 'short'],
    ['𠮷野家𠮷野家𠮷野家', 'short'],
    ['x1 '.repeat(42) + 'zz', 'common'],
    [`${'ながいながい文 '.repeat(15)}ふしぎな終わり`, null],
    [`${'ながいながい文 '.repeat(16)}おわり`, 'long'],
    ['Password12345678', 'common'],
    ['2026!qwerty!2026', 'common'],
    ['qwertyuiop123', 'common'],
    ['sunshinesunshine', 'common'],
    ['aaaaaaaaaaaaaa', 'common'],
    ['abcabcabcabcab', 'common'],
    ['123456789012', 'common'],
    ['ああああああああああああああ', 'common'],
    ['abcdefghijklmnop', 'common'],
    ['Tomoni2026!!', 'context'],
    ['ＴＯＭＯＮＩ ２０２６！', 'context'],
    ['aoi.yamada@example.jp', 'context'],
    ['yamada572134088', 'context'],
    ['葵さん葵さん葵さん葵さん', 'context'],
    ['tomoni is where I learn', null],
  ])('%s: %s', (typed, weakness) => {
    expect(weak(typed)).toBe(weakness);
  });

  it('counts characters, not bytes, up to 128', () => {
    const long = [
      ...'いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす'.repeat(
        3,
      ),
    ];
    expect(weak(long.slice(0, 128).join(''))).toBeNull();
    expect(weak(long.slice(0, 129).join(''))).toBe('long');
  });
});

it('takes full and half width for the same, and composed and decomposed', () => {
  expect(normalisePassword('ｶﾞｯｺｳ ａｂｃ')).toBe(normalisePassword('ガッコウ abc'));
  expect(normalisePassword('は\u3099')).toBe('ば');
});

import iconv from 'iconv-lite';
import { encode, lackingIn932, markOf, typeOf } from './charset.rules.js';

const back = (text: string) => iconv.decode(encode(text, 'cp932'), 'cp932');

describe('CP932', () => {
  it.each(['髙﨑　花子', '①㈱Ⅳ彅', 'ｱｲｳ', '令和8年度,修了,2026-06-10\r\n', '＊～―－￥', "'=1+1", '仝々〆'])(
    'keeps %j',
    (text) => {
      expect([lackingIn932(text), back(text)]).toEqual([[], text]);
    },
  );

  it.each([
    ['𠮷田', ['𠮷'], '[U+20BB7]田'],
    ['é', ['é'], '[U+00E9]'],
    ['¥100', ['¥'], '[U+00A5]100'],
    ['‾', ['‾'], '[U+203E]'],
    ['葛\u{E0100}城', ['葛\u{E0100}'], '葛[U+E0100]城'],
    ['か\u3099', ['か\u3099'], 'か[U+3099]'],
    ['🙂🙂', ['🙂'], '[U+1F642][U+1F642]'],
    ['\uE000', ['\uE000'], '[U+E000]'],
    ['\u00A0', ['\u00A0'], '[U+00A0]'],
  ])('says that %j cannot be written, and writes its number', (text, lacking, written) => {
    expect([lackingIn932(text), back(text)]).toEqual([lacking, written]);
  });

  it('keeps the first letter of every row, kana and kanji alike', () => {
    const kana = String.fromCodePoint(...Array.from({ length: 83 }, (_, at) => 0x3041 + at));
    expect([lackingIn932(kana), back(kana)]).toEqual([[], kana]);
    expect(lackingIn932('亜院押魁粥機供撃')).toEqual([]);
  });

  it('writes the letters that Unicode has twice as the one that CP932 means', () => {
    expect(lackingIn932('〜−—‖¢£¬')).toEqual([]);
    expect(encode('〜−—‖¢£¬', 'cp932').toString('hex')).toBe('8160817c815c81618191819281ca');
  });

  it('never writes a question mark for a letter, whichever', () => {
    for (let code = 0x80; code < 0x30000; code += 1) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const sign = String.fromCodePoint(code);
      if (encode(sign, 'cp932').includes(0x3f))
        throw new Error(`U+${code.toString(16)} became a question mark`);
    }
  });
});

describe('UTF-8', () => {
  it('has a mark in front where a spreadsheet reads it, and none where it was not wanted', () => {
    expect([markOf('utf-8'), markOf('utf-8-plain'), markOf('cp932')]).toEqual(['\uFEFF', '', '']);
    expect(encode('𠮷', 'utf-8-plain').toString()).toBe('𠮷');
    expect([typeOf('utf-8'), typeOf('cp932')]).toEqual([
      'text/csv; charset=utf-8',
      'text/csv; charset=Windows-31J',
    ]);
  });
});

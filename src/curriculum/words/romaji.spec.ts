import { romaji } from './romaji.js';

describe('kana in letters', () => {
  it.each([
    ['キョリ', 'kyori'],
    ['きょうかいせん', 'kyoukaisen'],
    ['シャカイ', 'shakai'],
    ['ちょっと', 'chotto'],
    ['じゅんばん', 'junban'],
    ['ピアサポート', 'piasapoto'],
    ['漢字とa-1', '漢字toa-1'],
  ])('%s is %s', (kana, letters) => {
    expect(romaji(kana)).toBe(letters);
  });
});

import type { Entry } from './guide-search.rules.js';
import { indexOf, marked, plain, search, wordsOf } from './guide-search.rules.js';

const entry = (title: string, texts: string[], names: string[] = []): Entry => ({
  kind: 'guide',
  href: `/${title}`,
  title,
  names,
  texts,
});

describe('a search of the guide', () => {
  const index = indexOf([
    entry('ふりがな', ['漢字に読みをつけます。', '記号は半角です。']),
    entry('コロン', ['全角のコロンは区切りになりません。', 'ふりがなも同じです。']),
    entry('Y106', ['値の先頭の記号です。'], ['Y106']),
    entry('back-to', ['読みなおす場所です。'], ['back-to']),
    entry('よくあるつまずき', ['Y106 を見ます。']),
  ]);
  const found = (typed: string) => search(index, typed).hits.map(({ title }) => title);

  it.each([
    ['ふりがな', ['ふりがな', 'コロン']],
    ['フリガナ', ['ふりがな', 'コロン']],
    ['ﾌﾘｶﾞﾅ', ['ふりがな', 'コロン']],
    ['ころん', ['コロン']],
    ['Ｙ１０６', ['Y106', 'よくあるつまずき']],
    ['y106', ['Y106', 'よくあるつまずき']],
    ['back-to', ['back-to']],
    ['全角　ふりがな', ['コロン']],
    ['全角 漢字', []],
    ['', []],
    ['   ', []],
    ['(.*)', []],
    ['見つからない言葉', []],
  ])('for 「%s」 finds %j', (typed, titles) => {
    expect(found(typed)).toEqual(titles);
  });

  it('shows the sentence in which most of the words stand, the words marked as they are written there', () => {
    const [hit] = search(index, 'ｺﾛﾝ ぜんかく 全角'.replace('ぜんかく ', '')).hits;
    expect(hit?.parts).toEqual([
      { text: '全角', isMarked: true },
      { text: 'の', isMarked: false },
      { text: 'コロン', isMarked: true },
      { text: 'は区切りになりません。', isMarked: false },
    ]);
  });

  it('says when there is more than it shows', () => {
    const many = indexOf(Array.from({ length: 50 }, (_, n) => entry(`題${n}`, ['同じ言葉'])));
    const { hits, isAll } = search(many, '同じ');
    expect([hits.length, isAll]).toEqual([40, false]);
  });

  it('reads no more of a long question than a person types', () => {
    expect(wordsOf(Array.from({ length: 30 }, () => 'あ').join(' '))).toHaveLength(8);
    expect(wordsOf('あ'.repeat(5000))[0]).toHaveLength(200);
  });

  it('marks nothing where only the title has the word, and cuts no sign in two', () => {
    expect(marked('𠮷野の①', [plain('①')])).toEqual([
      { text: '𠮷野の', isMarked: false },
      { text: '①', isMarked: true },
    ]);
    expect(marked('', ['a'])).toEqual([]);
  });
});

import { isReading, NO_READING_KEY, readingKey, toHiragana } from './reading.rules.js';

describe('toHiragana', () => {
  it.each([
    ['やまだ　はな', 'やまだ はな'],
    ['ヤマダ ハナ', 'やまだ はな'],
    ['ﾔﾏﾀﾞ ﾊﾅ', 'やまだ はな'],
    ['ヴィクトリア・マリー', 'ゔぃくとりあ・まりー'],
    ['か\u3099', 'が'],
    [' や  ま ', 'や ま'],
  ])('keeps %s as %s', (typed, kept) => {
    expect(toHiragana(typed)).toBe(kept);
  });
});

describe('isReading', () => {
  it.each(['やまだ はな', 'ゔぃくとりあ・まりー', 'ん'])('takes %s', (text) =>
    expect(isReading(text)).toBe(true),
  );
  it.each(['', ' ', 'ー', '山田', 'Yamada', 'やまだ1', 'やまだ\u200Bはな'])('refuses %j', (text) =>
    expect(isReading(text)).toBe(false),
  );
});

describe('readingKey', () => {
  const SORTED = [
    'あおい',
    'おだ まり',
    'おだい あき',
    'かとう',
    'がとう',
    'さとう',
    'さとうた',
    'しょうこ',
    'しょーこ',
    'はな',
    'ばな',
    'ぱな',
    'はなこ',
    'ゔぃくとりあ',
    'ん',
  ];
  const byKey = (one: string, other: string) => (readingKey(one) < readingKey(other) ? -1 : 1);

  it('sorts as a dictionary does', () => {
    const order = ['あおい', 'ゔぃくとりあ', ...SORTED.slice(1).filter((word) => !word.startsWith('ゔ'))];
    expect([...SORTED].reverse().sort(byKey)).toEqual(order);
  });

  it('agrees with the collator of the platform where no space and no long sound is in it', () => {
    const plain = SORTED.filter((word) => !/[ ー]/.test(word));
    const collator = new Intl.Collator('ja');
    expect([...plain].sort(byKey)).toEqual([...plain].sort((one, other) => collator.compare(one, other)));
  });

  it('puts who gave none last, and has nothing but letters and digits', () => {
    expect([null, 'ん', 'あ'].map(readingKey).sort().at(-1)).toBe(NO_READING_KEY);
    for (const word of SORTED) expect(readingKey(word)).toMatch(/^[0-9a-y][0-9a-z]*$/);
  });
});

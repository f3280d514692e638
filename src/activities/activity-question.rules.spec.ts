import { bitsOfQuestion, choicesOf, hrefOf, readQuestion } from './activity-question.rules.js';

const AREAS = [
  { id: 'chuo', name: '中央' },
  { id: 'kita', name: '北部' },
];
const read = (query: unknown) =>
  readQuestion(
    query,
    AREAS.map(({ id }) => id),
  );

describe('what somebody looks for', () => {
  it('comes back as the address it was read from, in one order', () => {
    const query = {
      audience: 'family',
      booking: 'none',
      free: '1',
      access: ['quiet', 'lift'],
      online: '1',
      daypart: 'morning',
      day: ['0', '1'],
      form: ['walking', 'talking'],
      area: 'kita',
      q: 'お茶',
    };
    expect(hrefOf('/activities', choicesOf(read(query)), { page: 2 })).toBe(
      '/activities?q=%E3%81%8A%E8%8C%B6&area=kita&form=talking&form=walking&day=1&day=0&daypart=morning&online=1' +
        '&access=lift&access=quiet&free=1&booking=none&audience=family&page=2',
    );
  });

  it.each([
    [undefined],
    [null],
    ['q=x'],
    [{ area: 'higashi', form: 'flying', day: '7', daypart: 'noon', access: 'wings', audience: 'x' }],
    [{ online: 'yes', free: '0', booking: '1' }],
    [{ q: { x: '1' }, form: [{ x: '1' }], day: [['1']] }],
    [{ q: ' \u0000\u3000 ' }],
    [JSON.parse('{"__proto__": {"q": "x"}, "area": "__proto__"}')],
  ])('is nothing for %j', (query) => {
    expect(choicesOf(read(query))).toEqual([]);
    expect(hrefOf('/activities', choicesOf(read(query)))).toBe('/activities');
  });

  it('takes three words at most, and no endless ones', () => {
    expect(read({ q: ' ａ\u3000b\tｶ d e' }).q).toBe('a b カ');
    expect([...read({ q: '𠮷'.repeat(500) }).q]).toHaveLength(60);
  });

  it('looks for a word in texts, names of groups and areas, with no sign that means anything', () => {
    const { words } = bitsOfQuestion(read({ q: 'カフェ 中 50%_!' }), AREAS);
    expect(words).toEqual([
      { text: '%かふぇ%', name: '%カフェ%', areas: [] },
      { text: '%中%', name: '%中%', areas: ['chuo'] },
      { text: '%50!%!_!!%', name: '%50!%!_!!%', areas: [] },
    ]);
  });

  it.each([
    [{}, 0],
    [{ day: '0' }, 0b111],
    [{ day: '0', daypart: 'evening' }, 0b100],
    [{ daypart: 'morning' }, 0b001_001_001_001_001_001_001],
  ])('of hours %j has the bits %d', (query, expected) => {
    expect(bitsOfQuestion(read(query), AREAS).slots).toBe(expected);
  });
});

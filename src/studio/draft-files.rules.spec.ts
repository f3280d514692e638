import { titleIn, trackIn } from './draft-files.rules.js';

const titled = (text: string) => titleIn([{ path: 'kiku/track.yaml', bytes: Buffer.from(text) }], 'kiku');

describe('the title of a draft', () => {
  it.each([
    ['title: 聞くこと', '聞くこと'],
    ['track: kiku\ntitle: "聞く # こと"  # まだ\nx: y', '聞く # こと'],
    ["title：'聞くこと'\r\nx: y", '聞くこと'],
    ['title: 聞く#こと # まだ', '聞く#こと'],
    ['title:\n  x: y', ''],
    ['title:   # まだ', ''],
    ['x: title: y', ''],
    [`title: ${'あ'.repeat(500)}`, 'あ'.repeat(100)],
  ])('of %j is %j', (text, title) => expect(titled(text)).toBe(title));

  it('is found at once in whatever is written, for it is read on the thread of everybody', () => {
    const many = 900_000;
    const started = performance.now();
    for (const text of [
      `title: a${' '.repeat(many)}b`,
      `title: a${' #'.repeat(many / 2)}`,
      `title:${'\n'.repeat(many)}`,
      'title: \n'.repeat(many / 8),
      `title:${' '.repeat(many)}`,
    ])
      titled(text);
    for (const text of [
      `track: a${' '.repeat(many)}b`,
      `track: ${'a'.repeat(many)}!`,
      `track:${' '.repeat(many)}!`,
    ])
      trackIn([{ path: 'track.yaml', bytes: Buffer.from(text) }]);
    expect(performance.now() - started).toBeLessThan(30_000); // hours, where each sign looks at all others
  });
});

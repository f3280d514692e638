import { digestName, matchesName } from './name-digest.js';
import { cleanName, foldName, hasHiddenCharacters, isName } from './name.rules.js';

describe('a name', () => {
  it.each([
    ['  山田　 花子 ', '山田 花子'],
    ['か\u3099', 'が'],
    ['O’Neil', 'O’Neil'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(cleanName(typed)).toBe(kept);
  });

  it.each([
    ['山田 花子', false],
    ['葛\u{E0100}城', false],
    ['山田\u202E花子', true],
    ['a\u200Bb', true],
    ['a\0b', true],
  ])('%j has hidden characters: %s', (name, is) => {
    expect(hasHiddenCharacters(name)).toBe(is);
  });

  it.each([
    ['葵', true],
    ['A.', true],
    ['・・・', false],
    ['123', false],
  ])('%j is a name: %s', (name, is) => {
    expect(isName(name)).toBe(is);
  });
});

describe('two spellings', () => {
  it.each([
    ['山田 花子', '山田花子'],
    ['山田 花子', '山田　花子'],
    ['髙﨑 𠮷乃', '高崎吉乃'],
    ['葛\u{E0100}城', '葛城'],
    ['Maria O’Neil', 'ＭＡＲＩＡ Oneil'],
    ['ｱｵｲ', 'アオイ'],
    ['マリア・ロペス', 'マリア ロペス'],
  ])('%j and %j are one name', (a, b) => {
    expect(foldName(a)).toBe(foldName(b));
  });

  it.each([
    ['山田花子', '山田花'],
    ['アオイ', 'あおい'],
    ['Zoë', 'Zoe'],
  ])('%j and %j are two', (a, b) => {
    expect(foldName(a)).not.toBe(foldName(b));
  });
});

describe('the digest of a name', () => {
  it('knows the name again and tells nothing', async () => {
    const digest = await digestName('髙﨑 𠮷乃');
    expect(digest).not.toBe(await digestName('髙﨑 𠮷乃'));
    expect(digest).not.toContain('乃');
    expect(digest.length).toBeLessThanOrEqual(160);
    expect(await matchesName('高崎吉乃', digest)).toBe(true);
    expect(await matchesName('高崎吉野', digest)).toBe(false);
    expect(await matchesName('', digest)).toBe(false);
  });
});

import { join } from 'node:path';
import { keyWords } from '../curriculum/schema/key-words.js';
import { Locales } from '../web/locales.js';
import { firstOf } from './guide.page.js';
import { keyList } from './key-list.js';

const locales = Locales.load(join(import.meta.dirname, '../../views/locales'));

describe('the list of keys', () => {
  it('has every key of the format, once', () => {
    expect(keyList().map(({ key }) => key)).toEqual([...keyWords].sort());
  });

  it('has words for every type and place in both languages, and for what nearly every key means', () => {
    for (const words of [locales.in('ja'), locales.in('en')])
      for (const { key, uses } of keyList())
        for (const { type, owners, described } of uses) {
          expect(words.has(`studio-guide.type.${type.code}`)).toBe(true);
          for (const { name, isKey } of owners)
            expect(isKey || words.has(`studio-guide.owner.${name}`)).toBe(true);
          if (!/^(?:dialogues|quizzes|worksheets|sessions|hand-in|sign-off|any)$/.test(key))
            expect([key, firstOf(described, words)]).not.toEqual([key, null]);
        }
  });

  it('tells what holds when a key is left out, and what must be written', () => {
    const of = (key: string) => keyList().find((one) => one.key === key)!.uses;
    expect(of('shuffle').map(({ fallback }) => fallback)).toEqual(['yes']);
    expect(of('body')).toMatchObject([{ isRequired: true, owners: [{ name: 'lesson', isKey: true }] }]);
    expect(of('attempts')).toMatchObject([{ isScoredOnly: true }]);
    expect(of('sources').length).toBeGreaterThan(1);
  });
});

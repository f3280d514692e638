import { join } from 'node:path';
import { aTrack, course, moduleHead } from '../../../test/support/curriculum.js';
import { Locales } from '../../web/locales.js';
import { checkFiles } from '../check.js';
import { coverageOf } from './coverage.js';
import { coverageText, thinAnswers } from './coverage-words.js';

const locales = Locales.load(join(import.meta.dirname, '../../../views/locales'));
const ANSWER =
  'そう考えたくなることがあります。けれど、どちらが上ということはありません。ほかの人の話も聞いてみませんか。';

const head = moduleHead
  .replace('{shiru: 知る}', '{shiru: 知る, hanasu: 話す, yomu-dake: 読むだけ}')
  .replace('sources: [s1]', 'sources: [s1]\nsyllabus: [基礎①]\ncare: {level: 1, topics: [入院]}');
const steps = `- lesson: yomu
  meets: [yomu-dake]
  body: |
    {葵|あおい}さんが話します。

    ## {傾聴|けいちょう}
    傾聴は、{聴|き}くことです。{聴|ゆる}すとは読みません。
  easy: |
    {葵|あおい}さんが{話|はな}します。
- quiz: toi
  questions:
  - choose-one: q1
    ask: どれですか。
    meets: [shiru]
    care: {level: 1, topics: [薬]}
    choices:
    - ○: ひとつめ
      feedback: そうです。
    - ×: ふたつめ
      misconception: M01
      feedback: ${ANSWER}
    - ×: みっつめ
      misconception: M01
      feedback: ${ANSWER}
    - ×: よっつめ
      misconception: M02
      feedback: ちがいます。
  - match: q2
    ask: 組み合わせます。
    meets: [shiru]
    pairs:
    - {赤|あか}: {青|あお}
    - {白|しろ}: {黒|くろ}
- dialogue: taiwa
  meets: [hanasu]
  start: a
  scenes:
    a:
      says: 話しますか。
      care: {level: 2, topics: [暴力], instead: 要点です。}
      you:
      - {say: はい, go: b}
      - {say: いいえ, go: b, misconception: M02}
    b: {says: おわり, end: good, closing: 話しました。}
`;
const another = `format: 1
module: n
title: 次の課
objectives: {miru: 見る}
sources: [s1, s2]
syllabus: [基礎②, 知らない科目]
steps:
- lesson: yomu
  meets: [miru]
  sources: [s2]
  body: 葵さんは傾聴します。
`;
const shared = `format: 1
sources: {s1: {title: 本, year: "2020"}, s2: {title: 本, year: "2020"}}
misconceptions:
  M01: {is: ひとつめの思いちがい, reply: 返す}
  M02: {is: ふたつめの思いちがい, reply: 返す}
  M03: {is: 会われない思いちがい, reply: 返す}
syllabus: [基礎①, 基礎②, 基礎③]
`;
const { course: read, problems } = checkFiles(
  course({
    't/track.yaml': aTrack.replace('[m]', '[n, m]'),
    't/01-m.yaml': `${head}steps:\n${steps}`.replace(
      '    - {赤|あか}: {青|あお}\n    - {白|しろ}: {黒|くろ}\n',
      '    - "{赤|あか}": "{青|あお}"\n    - "{白|しろ}": "{黒|くろ}"\n',
    ),
    't/02-n.yaml': another,
    'shared/shared.yaml': shared,
  }),
);
const coverage = coverageOf(read);
const track = coverage.tracks[0]!;

describe('what a curriculum covers', () => {
  it('is measured on files without errors', () => {
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(coverage.tracks).toHaveLength(1);
  });

  it('counts in the order of the path, as a reader sees it', () => {
    expect(
      track.modules.map(({ id, characters, easyCharacters }) => [id, characters, easyCharacters]),
    ).toEqual([
      ['n', 10, 0],
      ['m', 32, 9],
    ]);
    const [, m] = track.modules;
    expect(m!.questions).toEqual(['choose-one', 'match']);
    expect(m!.steps).toMatchObject({ lesson: 1, quiz: 1, dialogue: 1, reflection: 0 });
    expect(m!.minutes).toBe(9);
  });

  it('takes an objective for met where it is tried, not where it is read about', () => {
    expect(track.objectives.map(({ module, id, tried }) => [module, id, tried])).toEqual([
      ['n', 'miru', []],
      ['m', 'shiru', ['toi/q1', 'toi/q2']],
      ['m', 'hanasu', ['taiwa']],
      ['m', 'yomu-dake', []],
    ]);
  });

  it('finds every belief in choices and replies', () => {
    expect(track.beliefs.map(({ code, place, kind, chosen }) => [code, place, kind, chosen])).toEqual([
      ['M01', 'm/toi/q1', 'choice', 'ふたつめ'],
      ['M01', 'm/toi/q1', 'choice', 'みっつめ'],
      ['M02', 'm/toi/q1', 'choice', 'よっつめ'],
      ['M02', 'm/taiwa/a', 'reply', 'いいえ'],
    ]);
  });

  it('calls an answer thin that is short or said twice', () => {
    expect(thinAnswers(track.beliefs).map(({ chosen }) => chosen)).toEqual([
      'ふたつめ',
      'みっつめ',
      'よっつめ',
    ]);
    expect(thinAnswers(track.beliefs.slice(0, 1))).toEqual([]);
  });

  it('asks for a reading once a module, and for every rare kanji', () => {
    expect(track.readings).toEqual({
      needed: 5,
      given: 3,
      missing: [
        { module: 'n', words: '葵' },
        { module: 'n', words: '傾聴' },
      ],
      rare: [{ module: 'n', words: '葵' }],
      several: [{ words: '聴', readings: ['き', 'ゆる'] }],
    });
  });

  it('counts a source by the modules that name it', () => {
    expect(track.sources).toEqual([
      { id: 's1', modules: 2 },
      { id: 's2', modules: 1 },
    ]);
  });

  it('lists every content note, down to a question and a scene', () => {
    expect(track.notes.map(({ place, level }) => [place, level])).toEqual([
      ['m', 1],
      ['m/toi/q1', 1],
      ['m/taiwa/a', 2],
    ]);
  });

  it.each(['ja', 'en'] as const)('is said in %s', (language) => {
    const words = locales.in(language);
    const text = coverageText(coverage, words, true);
    expect(text).toContain(`| m | 話す | taiwa |`);
    expect(text).toContain(`| n | 見る | ${words.text('coverage.objectives.untried')} |`);
    expect(text).toContain('| M03 | 会われない思いちがい | 0 | 0 |');
    expect(text).toContain('| M02 | ふたつめの思いちがい | 1 | 1 |');
    expect(text).toContain(`| 基礎③ | ${words.text('coverage.syllabus.uncovered')} |`);
    expect(text).toContain(words.text('coverage.syllabus.unknown', { subjects: '知らない科目' }));
    expect(text).toContain(`m/toi/q1: 「よっつめ」 → ちがいます。`);
    expect(coverageText(coverage, words, false)).not.toContain('「よっつめ」');
  });
});

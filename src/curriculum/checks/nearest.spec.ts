import {
  aLesson,
  aModule,
  aQuiz,
  aTrack,
  course,
  moduleHead,
  someShared,
} from '../../../test/support/curriculum.js';
import { checkFiles } from '../check.js';
import { repair } from '../repair.js';

const dialogue = `- dialogue: hanasu
  title: 夜のメッセージ
  people: {yuki: ユキさん}
  start: hajime
  scenes:
    hajime:
      says: [{yuki: 返事をください。}]
      you:
      - say: 待ってね。
        go: owari
    owari: {says: わかった。, end: good, closing: よく休めます。}
`;
const lesson = aLesson.replace('- lesson: yomu\n', '- lesson: yomu\n  title: 距離の話\n');
const text = aModule(
  `${lesson}${aQuiz}${dialogue}`,
  moduleHead.replace('{shiru: 知る}', '{shiru: 知る, kyori: ちょうどよい距離}'),
);
const files = {
  't/01-m.yaml': text
    .replace('  title: 夜の', '  meets: [kyori]\n  title: 夜の')
    .replace('    ask: どれですか。\n', '    ask: どれですか。\n    back-to: yomu\n'),
  't/track.yaml': aTrack.replace('modules: [m]', 'modules: [m]\ncomplete:\n- dialogues: [m/hanasu]'),
  'kiso/track.yaml': aTrack
    .replace('track: t', 'track: kiso')
    .replace('TST', 'KIS')
    .replace('講座', '基礎の講座')
    .replace('[m]', '[n]\nrequires: [t]'),
  'kiso/01-n.yaml': aModule().replace('module: m', 'module: n'),
  'shared/shared.yaml': someShared,
};
type Name = keyof typeof files;

/** What is told of one file after a slip in it: the nearest that is offered, and whether it repairs the file. */
function offered(name: Name, right: string, typed: string): { told: string; isRepaired: boolean } {
  const written = files[name].replace(right, typed);
  expect(written).not.toBe(files[name]);
  const sources = course({ ...files, [name]: written });
  const [first] = checkFiles(sources).problems.filter(({ file, fixed }) => file === name && fixed !== null);
  const [changed] = repair(sources, (path) => path === name).changed;
  return {
    told: `${first?.code} ${first?.variant} ${first?.params.nearest}`,
    isRepaired: changed !== undefined && new TextDecoder().decode(changed.bytes) === files[name],
  };
}

describe('what was most likely meant', () => {
  it('is asked of files that are in order', () => {
    expect(checkFiles(course(files)).problems).toEqual([]);
  });

  it.each<[string, Name, string, string, string]>([
    ['a key of a module', 't/01-m.yaml', 'objectives:', 'objective:', 'S201 nearest objectives'],
    ['a key in full width', 't/01-m.yaml', 'meets: [shiru]', 'ｍｅｅｔｓ: [shiru]', 'S201 nearest meets'],
    [
      'a key of a choice',
      't/01-m.yaml',
      'misconception: M01',
      'misconseption: M01',
      'S201 nearest misconception',
    ],
    ['a key of a track', 't/track.yaml', 'audience:', 'audiense:', 'S201 nearest audience'],
    ['a key of a shared file', 'shared/shared.yaml', 'as-of:', 'as_of:', 'S201 nearest as-of'],
    ['a kind of step', 't/01-m.yaml', '- lesson: yomu', '- leson: yomu', 'S209 nearest lesson'],
    ['a kind of question', 't/01-m.yaml', '- choose-one:', '- choose-on:', 'S209 nearest choose-one'],
    ['a value of a list', 't/01-m.yaml', 'end: good', 'end: god', 'S204 nearest good'],
    ['a module', 't/track.yaml', 'modules: [m]', 'modules: [mm]', 'R301 nearest m'],
    ['a module by its title', 't/track.yaml', 'modules: [m]', 'modules: [課]', 'R301 title m'],
    ['a step', 't/track.yaml', 'm/hanasu', 'm/hanashu', 'R302 nearest m/hanasu'],
    ['a step by its title', 't/track.yaml', 'm/hanasu', '夜のメッセージ', 'R302 title m/hanasu'],
    ['a lesson to go back to', 't/01-m.yaml', 'back-to: yomu', 'back-to: yoma', 'R302 nearest yomu'],
    ['a lesson by its title', 't/01-m.yaml', 'back-to: yomu', 'back-to: 距離の話', 'R302 title yomu'],
    ['an objective', 't/01-m.yaml', 'meets: [kyori]', 'meets: [kyouri]', 'R303 nearest kyori'],
    ['an objective in katakana', 't/01-m.yaml', 'meets: [kyori]', 'meets: [キョリ]', 'R303 nearest kyori'],
    ['an objective in hiragana', 't/01-m.yaml', 'meets: [kyori]', 'meets: [きょり]', 'R303 nearest kyori'],
    [
      'an objective by its words',
      't/01-m.yaml',
      'meets: [kyori]',
      'meets: [ちょうどよい距離]',
      'R303 title kyori',
    ],
    [
      'an objective in full width',
      't/01-m.yaml',
      'meets: [kyori]',
      'meets: [ｋｙｏｒｉ]',
      'S205 id undefined',
    ],
    ['a source', 't/01-m.yaml', 'sources: [s1]', 'sources: [s11]', 'R305 nearest s1'],
    ['a source by its title', 't/01-m.yaml', 'sources: [s1]', 'sources: [本]', 'R305 title s1'],
    [
      'a misconception in words',
      't/01-m.yaml',
      'misconception: M01',
      'misconception: 思いちがい',
      'R308 title M01',
    ],
    ['a scene', 't/01-m.yaml', 'start: hajime', 'start: hajima', 'R311 nearest hajime'],
    ['a scene in kana', 't/01-m.yaml', 'start: hajime', 'start: ハジメ', 'R311 nearest hajime'],
    ['a track', 'kiso/track.yaml', 'requires: [t]', 'requires: [tt]', 'R309 nearest t'],
    ['a track by its title', 'kiso/track.yaml', 'requires: [t]', 'requires: [講座]', 'R309 title t'],
  ])('%s', (_what, name, right, typed, expected) => {
    const { told, isRepaired } = offered(name, right, typed);
    expect(told).toBe(expected);
    expect(isRepaired).toBe(true);
  });

  it('is not the misconception with the next number: that one says something else', () => {
    const sources = course({ ...files, 't/01-m.yaml': files['t/01-m.yaml'].replace('M01', 'M02') });
    const found = checkFiles(sources).problems.filter(({ code }) => code === 'R308');
    expect(found.map(({ variant, fixed }) => [variant, fixed])).toEqual([['list', null]]);
  });

  it.each([
    ['{fact:kazo}', 'R306 nearest kazu'],
    ['{fact:カズ}', 'R306 nearest kazu'],
    ['{term:pear}', 'R307 nearest peer'],
    ['{term:ピア}', 'R307 title peer'],
    ['{term:ぴあ}', 'R307 title peer'],
  ])('%s in a text', (typed, expected) => {
    const sources = course({
      't/01-m.yaml': aModule().replace('場面を読みます。', `場面を${typed}読みます。`),
    });
    expect(
      checkFiles(sources).problems.map(({ code, variant, params }) => `${code} ${variant} ${params.nearest}`),
    ).toEqual([expected]);
  });

  it('is not made up where nothing is near', () => {
    const sources = course({
      't/01-m.yaml': aModule().replace('meets: [shiru]', 'meets: [まったく別のこと]'),
    });
    expect(checkFiles(sources).problems.map(({ code, variant }) => `${code} ${variant}`)).toContain(
      'S205 id',
    );
  });
});

import { checkFiles } from '../../src/curriculum/check.js';
import type { SourceFile } from '../../src/curriculum/notation/source-file.js';
import type { Problem } from '../../src/curriculum/problem.js';
import { checkInWorker } from '../../src/curriculum/check-in-worker.js';
import { servedKinds } from '../../src/curriculum/step.js';
import type { StepKind } from '../../src/curriculum/step.js';
import type { CodeCard } from '../../src/studio/code-cards.js';
import { file } from './curriculum.js';
import { aPng } from './png.js';

/** A course around the examples of the cards; the checker finds nothing in it. */
const track = `format: 1
track: kiku
code: KIK
title: 聞くこと
edition: "1"
audience: participants
`;
const modules = 'modules: [kyori, yasumu, omoi]\n';
const head = (
  title = 'title: ちょうどいい距離\n',
  objectives = 'kotowaru: 断る言い方を1つ持つ\n',
) => `format: 1
module: kyori
${title}objectives:
${indented(objectives, 2)}sources: []
`;
const reading = (
  body = '返せる時間を伝えます。\n',
  easy = '{返|かえ}せる{時間|じかん}を{言|い}います。\n',
) => `- lesson: yomu
  meets: [kotowaru]
  body: |
    ## はじめに言葉にします
${indented(body, 4)}  easy: |
${indented(easy, 4)}`;
const quiz = `- quiz: kakunin
  questions:
  - true-false: kore
    ask: 話せる時間を伝えると、続けられる。
    answer: ○
    feedback: 待てるようになります。
- reflection: furikaeri
  ask: 断れてよかったことはありますか。
`;
const resting = `format: 1
module: yasumu
title: 休むこと
objectives: {yasumu: 休む合図に気づく}
requires: [kyori]
sources: []
steps:
- lesson: yasumi
  meets: [yasumu]
  body: 休んでもかまいません。
  easy: "{休|やす}んでもいいです。"
`;
const heavy = `format: 1
module: omoi
title: 体験
short: 体験
care: {level: 2, topics: [入院した体験], instead: 要点です。}
objectives: {shiru: 知る}
sources: []
steps:
- lesson: taiken
  meets: [shiru]
  care: {level: 2, topics: [入院した体験], instead: 要点です。}
  body: 体験です。
  easy: たいけんです。
`;
const shared = `format: 1
sources: {s01: {title: 本, year: "2020"}}
facts: {ninzuu: {text: 20人に1人です。, as-of: 2020年, source: s01, checked: 2026-01-01}}
terms: {pia: {word: ピア, reading: ぴあ, means: 仲間}}
misconceptions: {M01: {is: 思いちがい, reply: 返す言葉}}
syllabus: [ピアサポートの基礎]
`;
const survey = (
  questions = 'questions:\n- choose-one: yokatta\n  ask: 役に立ちましたか。\n  options: [はい, いいえ]\n',
) => `format: 1
survey: kansou
title: 感想
audience: 受講者
intro: 名前は聞きません。
${questions}`;
const before = `format: 1
track: hajimete
code: HAJ
title: はじめて
edition: "1"
audience: everyone
modules: [hajime]
`;
const first = resting.replace('module: yasumu', 'module: hajime').replace('requires: [kyori]\n', '');

type Files = Record<string, string | Uint8Array>;
const M = 'kiku/01-kyori.yaml';
const inModule = (steps: string, top = head()): Files => ({ [M]: `${top}steps:\n${steps}` });
const talk = (text: string) =>
  `- dialogue: yoru\n  people: {yuki: ユキさん}\n  start: todoku\n${indented(text, 2)}`;
const ending = 'complete: [{modules: all}]\n';
const scored = (steps: string): Files => ({
  'kiku/track.yaml': `${track}${modules}scored: yes\n`,
  ...inModule(reading() + quiz + steps),
});

/** Where in the course an example of each place stands. */
const places: Readonly<Record<string, (text: string) => Files>> = {
  'module-file': (text) => ({ [M]: text }),
  'module-title': (text) => inModule(reading() + quiz, head(text)),
  'module-lines': (text) => inModule(reading() + quiz, head() + text),
  'module-end': (text) => inModule(reading() + quiz + text),
  objectives: (text) => inModule(reading() + quiz, head(undefined, text)),
  steps: (text) => inModule(reading() + quiz + text),
  quiz: (text) => inModule(reading() + quiz + text),
  questions: (text) => inModule(`${reading()}${quiz}- quiz: rei\n  questions:\n${indented(text, 2)}`),
  choices: (text) =>
    inModule(
      `${reading()}${quiz}- quiz: rei\n  questions:\n  - choose-one: yonaka\n    ask: 夜中の連絡が続きます。まずすることはどれですか。\n    choices:\n${indented(text, 4)}`,
    ),
  dialogue: (text) => inModule(reading() + quiz + talk(text)),
  'dialogue-reply': (text) =>
    inModule(
      reading() +
        quiz +
        talk(
          `scenes:\n  todoku:\n    says: 夜11時です。\n    you:\n    - say: 明日の昼に返すね。\n      go: matsu\n${indented(text, 6)}  matsu: {says: 待つね。, end: good, closing: 2人が知っています。}\n`,
        ),
    ),
  'scored-steps': scored,
  'scored-dialogue': (text) => scored(talk(text)),
  body: (text) => inModule(reading(text) + quiz),
  easy: (text) => inModule(reading(undefined, text) + quiz),
  'track-lines': (text) => ({ 'kiku/track.yaml': track + modules + text }),
  'track-modules': (text) => ({
    'kiku/track.yaml': track + text + ending,
    'kiku/03-omoi.yaml': '',
  }),
  'track-trial': (text) => ({ 'kiku/track.yaml': track + modules + text }),
  survey: (text) => ({ 'surveys/kansou.yaml': survey(text) }),
};

const base: Files = {
  'kiku/track.yaml': track + modules,
  ...inModule(reading() + quiz),
  'kiku/02-yasumu.yaml': resting,
  'kiku/03-omoi.yaml': heavy,
  'kiku/img/eki.png': aPng(),
  'hajimete/track.yaml': before,
  'hajimete/01-hajime.yaml': first,
  'shared/shared.yaml': shared,
  'surveys/kansou.yaml': survey(),
};

/** The course with an example of a card in its place. */
export function courseWith(card: Pick<CodeCard, 'place'>, text: string): SourceFile[] {
  if (card.place === 'layout') return laidOut(text);
  const put = places[card.place];
  if (!put) throw new Error(`no place ${card.place}`);
  const files = Object.entries({ ...base, ...put(text) }).filter(([, content]) => content !== '');
  return files.map(([path, content]) => file(path, content));
}

function laidOut(text: string): SourceFile[] {
  const alone = track + 'modules: [kyori]\n';
  return text
    .trim()
    .split('\n')
    .map((path) => file(path, path.endsWith('track.yaml') ? alone : `${head()}steps:\n${reading()}${quiz}`));
}

export const problemsWith = (card: Pick<CodeCard, 'place'>, text: string): readonly Problem[] =>
  checkFiles(courseWith(card, text)).problems;

export const courseAlone = (): SourceFile[] => Object.entries(base).map(([path, text]) => file(path, text));

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

const withModule = (text: string | Uint8Array): readonly Problem[] =>
  checkFiles(Object.entries({ ...base, [M]: text }).map(([path, content]) => file(path, content))).problems;
const inHead = (line: string): readonly Problem[] =>
  withModule(`${head()}${line}\nsteps:\n${reading()}${quiz}`);

/** What has no writing that a page could show: the files that the words of these cards speak of. */
const special: Readonly<Record<string, () => readonly Problem[] | Promise<readonly Problem[]>>> = {
  Y130: () => inHead(`# ${'a'.repeat(1_000_000)}`),
  Y131: () => withModule(new Uint8Array([0x93, 0xfa, 0x96, 0x7b])),
  Y132: () => inHead(`practices: ${'[ '.repeat(40)}${']'.repeat(40)}`),
  Y133: () => inHead(`practices:\n${'- E01\n'.repeat(20_001)}`),
  Y134: () => inHead(`rest: |\n${'  休みます。\n'.repeat(4_000)}`),
  Y135: async () => {
    const program = new URL('data:text/javascript,setInterval(() => {}, 1000)');
    return (await checkInWorker(courseAlone(), { program, milliseconds: 20 })).problems;
  },
  Y136: () => withModule(`${head()}\u0000`),
  Y137: () => checkFiles([{ path: M, bytes: new Uint8Array(), isUnreadable: true }]).problems,
  D209: () => {
    const many = Array.from({ length: 16 }, (_, n) => n);
    const on = (n: number) => (n === 15 ? 'saigo' : `a${n + 1}`);
    const forks = many.map(
      (n) =>
        `  a${n}: {says: はい。, you: [{say: 待つ。, go: b${n}}, {say: 返す。, go: ${on(n)}}]}\n  b${n}: {says: はい。, you: [{say: 次へ。, go: ${on(n)}}]}\n`,
    );
    const asked = many.map((n) => `{say: その${n}。, go: owari, when: {seen: b${n}}}`).join(', ');
    return problemsWith(
      { place: 'dialogue' },
      `scenes:\n  todoku: {says: はい。, go: a0}\n${forks.join('')}  saigo: {says: はい。, you: [${asked}, {say: 終わる。, go: owari}]}\n  owari: {says: はい。, end: good, closing: 終わりです。}\n`,
    );
  },
  E605: () => {
    const kinds = servedKinds as Set<StepKind>;
    kinds.delete('quiz');
    try {
      return problemsWith({ place: 'track-lines' }, 'complete: [{quizzes: [kyori/kakunin]}]\n');
    } finally {
      kinds.add('quiz');
    }
  },
};

export async function specialProblems(code: string): Promise<readonly Problem[]> {
  const make = special[code];
  if (!make) throw new Error(`nothing is made for ${code}`);
  return make();
}

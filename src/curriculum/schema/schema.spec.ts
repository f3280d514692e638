import {
  aLesson,
  aModule,
  aQuiz,
  aTrack,
  moduleHead,
  problemsOf,
  someShared,
} from '../../../test/support/curriculum.js';

const inModule = (steps: string, head = moduleHead) =>
  problemsOf({ 't/01-m.yaml': aModule(steps, head) }).filter(({ file }) => file === 't/01-m.yaml');
const codes = (problems: readonly { code: string; severity: string }[]) =>
  problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
const withHead = (more: string) => codes(inModule(aLesson + aQuiz, moduleHead + more));
const withTrack = (more: string) => codes(problemsOf({ 't/track.yaml': aTrack + more }));
const withQuiz = (more: string) => codes(inModule(`${aLesson}${aQuiz}  ${more}\n`));
const withQuestion = (question: string) => codes(inModule(`${aLesson}- quiz: q\n  questions:\n${question}`));
const withStep = (step: string) => codes(inModule(aLesson + step));

describe('a course that is right', () => {
  it('has nothing to repair', () => {
    expect(problemsOf()).toEqual([]);
  });
});

describe('keys', () => {
  it('that do not exist are told with the nearest that does', () => {
    const [problem] = inModule(aLesson, `${moduleHead}sumary: x\n`);
    expect(problem).toMatchObject({ line: 6, column: 1, endColumn: 7, code: 'S201', variant: 'nearest' });
    expect(problem).toMatchObject({ params: { name: 'sumary', nearest: 'summary' }, fixed: 'summary: x' });
  });

  it('that a comma made of a sentence are told as that', () => {
    const [problem] = inModule(`${aLesson}- dialogue: d
  start: a
  scenes:
    a: {says: はい, そうです, end: good, closing: おわり}
`).filter(({ code }) => code === 'S201');
    expect(problem).toMatchObject({ line: 18, column: 19, variant: 'comma', params: { name: 'そうです' } });
  });

  it.each([
    ['format', 'module: m\ntitle: a\nobjectives: {a: b}\nsources: []\n'],
    ['title', 'format: 1\nmodule: m\nobjectives: {a: b}\nsources: []\n'],
    ['sources', 'format: 1\nmodule: m\ntitle: a\nobjectives: {a: b}\n'],
    ['objectives', 'format: 1\nmodule: m\ntitle: a\nsources: []\n'],
  ])('%s is missed', (name, head) => {
    const missing = inModule(aQuiz, head).filter(({ code }) => code === 'S202');
    expect(missing).toMatchObject([{ line: 1, params: { name } }]);
  });
});

describe('kinds of values', () => {
  it.each([
    ['a word where a list must stand', 'requires: a\n', ['S203']],
    ['a list where words must stand', 'summary: [a, b]\n', ['Y106']],
    ['a map where words must stand', 'summary:\n  a: b\n', ['S203']],
    ['words where a map must stand', 'care: 重い\n', ['S203']],
    ['a key without a value', 'summary:\n', ['S211']],
    ['a word that may not stand there', 'required: maybe\n', ['S204']],
    ['true for yes', 'required: true\n', ['S204']],
    ['yes', 'required: yes\n', []],
    ['an id with capitals', 'formerly: [Kiso-01]\n', ['S205']],
    ['an id with a full-width letter', 'formerly: [ｋiso]\n', ['S205']],
    ['an id of 65 letters', `formerly: [${'a'.repeat(65)}]\n`, ['S205']],
    ['an id of 64 letters', `formerly: [${'a'.repeat(64)}]\n`, []],
    ['a practice that does not exist', 'practices: [E17]\n', ['S205']],
    ['a practice', 'practices: [E01, E16]\n', []],
    ['a care level that does not exist', 'care: {level: 3}\n', ['S204']],
  ])('%s', (_name, more, expected) => {
    expect(withHead(more)).toEqual(expected);
  });

  it.each([
    ['two capitals', 'code: AB', ['S205']],
    ['small letters', 'code: abc', ['S205']],
    ['a wrong audience', 'audience: all', ['S204']],
    ['modules that are one word', 'modules: m', ['S203']],
    ['no modules', 'modules: []', ['S213']],
    ['another format', 'format: 2', ['S204']],
  ])('a track with %s', (_name, line, expected) => {
    const key = line.split(':')[0] ?? '';
    const text = aTrack.replace(new RegExp(`^${key}: .*$`, 'm'), line);
    expect(codes(problemsOf({ 't/track.yaml': text }))).toEqual(expect.arrayContaining(expected));
  });

  it.each([
    ['a review', 'reviewed: [{by: 監修者, on: 2026-04-01}]\n', []],
    ['a review on no day', 'reviewed: [{by: 監修者, on: 2026年4月}]\n', ['S205']],
    ['a review by nobody', 'reviewed: [{on: 2026-04-01}]\n', ['S202']],
    ['no certificate', 'certificate: none\n', []],
    ['a certificate', 'certificate: {title: 修了証, official: {programme: a, organiser: b, basis: c}}\n', []],
    ['a certificate of each year', 'certificate: {title: 参加証, yearly: yes}\n', []],
    ['a certificate of some years', 'certificate: {yearly: sometimes}\n', ['S204']],
    ['a certificate that is good for one year', 'certificate: {valid-years: 1}\n', []],
    ['a certificate that is good for ten years', 'certificate: {valid-years: 10}\n', []],
    ['a certificate that is good for no year', 'certificate: {valid-years: 0}\n', ['S206']],
    ['a certificate that is good for eleven years', 'certificate: {valid-years: 11}\n', ['S206']],
    ['a certificate that is good for half a year', 'certificate: {valid-years: 0.5}\n', ['S206']],
    ['a certificate that is good for years in words', 'certificate: {valid-years: three}\n', ['S206']],
    ['a certificate that is good for several years', 'certificate: {valid-years: [1, 2]}\n', ['S203']],
    ['a certificate with a key that is nearly one', 'certificate: {valid-year: 3}\n', ['S201']],
    [
      'an official certificate without a basis',
      'certificate: {official: {programme: a, organiser: b}}\n',
      ['S202'],
    ],
    ['a rule that does not exist', 'complete: [{lessons: 3}]\n', ['S209']],
    ['two rules in one', 'complete: [{modules: all, sessions: 2}]\n', ['S210']],
    [
      'rules inside rules',
      'complete: [{any: [{modules: all}, {at-least: 1, of: [{sign-off: facilitator}]}]}]\n',
      [],
    ],
    ['a number of modules in words', 'complete: [{modules: every}]\n', ['S206']],
  ])('a track with %s', (_name, more, expected) => {
    expect(withTrack(more)).toEqual(expected);
  });

  it.each([
    [
      'valid-year: 3',
      { code: 'S201', variant: 'nearest', params: { name: 'valid-year', nearest: 'valid-years' } },
    ],
    ['valid-years: 11', { code: 'S206', params: { least: 1, most: 10 } }],
  ])('a certificate with %s is answered with what may stand there', (line, expected) => {
    const text = `${aTrack}certificate:\n  ${line}\n`;
    expect(problemsOf({ 't/track.yaml': text })).toMatchObject([expected]);
  });

  it('numbers may be full-width, with advice', () => {
    const problems = inModule(`${aLesson}${aQuiz}  draw: １\n`);
    expect(problems).toMatchObject([{ code: 'S206', variant: 'width', fixed: '  draw: 1' }]);
  });
});

describe('what belongs to scored tracks', () => {
  it.each(['pass: 80%', 'attempts: 3', 'wait: 24h', 'keep: last'])('%s is refused elsewhere', (line) => {
    expect(withQuiz(line)).toEqual(['S208']);
    const scored = {
      't/track.yaml': `${aTrack}scored: yes\n`,
      't/01-m.yaml': aModule(`${aLesson}${aQuiz}  ${line}\n`),
    };
    expect(codes(problemsOf(scored))).toEqual([]);
  });

  it('a score on a choice, a reply and a rule, and handing in', () => {
    const choice = aQuiz
      .replace('- ×: ふたつめ', '- △: ふたつめ\n      score: 0.3')
      .replace('misconception: M01\n      ', '');
    expect(withStep(choice.replace('      score', '      score'))).toEqual(['S208']);
    expect(withStep('- reflection: r\n  ask: 何ですか。\n  share: hand-in\n')).toEqual(['S208']);
    expect(withTrack('complete: [{score: 80%}]\n')).toEqual(['S208']);
  });
});

describe('questions', () => {
  const ask = '    ask: どれですか。\n';
  it.each([
    [
      'true-false',
      '  - true-false: a\n    ask: 正しいですか。\n    answer: ×\n    feedback: そうではありません。\n',
      [],
    ],
    ['true-false without feedback', '  - true-false: a\n    ask: 正しいですか。\n    answer: ×\n', ['S202']],
    [
      'true-false with another mark',
      '  - true-false: a\n    ask: 正しいですか。\n    answer: はい\n    feedback: a\n',
      ['S204'],
    ],
    ['put-in-order', `  - put-in-order: a\n${ask}    items: [あ, い, う]\n`, []],
    ['put-in-order of one', `  - put-in-order: a\n${ask}    items: [あ]\n`, ['S213']],
    ['match', `  - match: a\n${ask}    pairs: [{あ: い}, {う: え}]\n    extra: [お]\n`, []],
    [
      'match with two pairs in one',
      `  - match: a\n${ask}    pairs: [{あ: い, う: え}, {お: か}]\n`,
      ['S214'],
    ],
    [
      'fill-in',
      '  - fill-in: a\n    ask: "[[耳|みみ]]を使います。"\n    also-wrong: [{text: 目, feedback: 近いです。}]\n',
      [],
    ],
    ['number', `  - number: a\n${ask}    answer: 3\n    tolerance: 0.5\n    unit: 人\n`, []],
    ['number in words', `  - number: a\n${ask}    answer: 三\n`, ['S206']],
    ['scale', `  - scale: a\n${ask}    from: {0: できない, 5: , 10: できる}\n`, []],
    ['free-text', `  - free-text: a\n${ask}    lines: 3\n`, []],
    ['a kind that does not exist', `  - choose-two: a\n${ask}`, ['S209']],
    ['no kind', `  - ask: どれですか。\n`, ['S209']],
    ['choices that are one', `  - choose-one: a\n${ask}    choices: [{○: あ, feedback: い}]\n`, ['S213']],
    [
      'an unmarked choice',
      `  - choose-one: a\n${ask}    choices:\n    - ○: あ\n      feedback: い\n    - う\n`,
      ['S203'],
    ],
  ])('%s', (_name, question, expected) => {
    expect(withQuestion(question)).toEqual(expect.arrayContaining(expected));
    if (expected.length === 0) expect(withQuestion(question)).toEqual([]);
  });

  it.each(['〇', '◯', '✕', 'x', '▲'])('reads %s as it is meant, and says so', (mark) => {
    const right = mark === '〇' || mark === '◯';
    const quiz = right
      ? aQuiz.replace('○', mark)
      : aQuiz.replace('×', mark).replace(/ {6}misconception.*\n/, mark === '▲' ? '' : '$&');
    expect(inModule(aLesson + quiz)).toMatchObject([
      { code: 'S215', severity: 'suggestion', params: { value: mark } },
    ]);
  });
});

describe('steps', () => {
  it.each([
    [
      'a dialogue',
      '- dialogue: d\n  people: {yuki: ユキ}\n  start: a\n  scenes:\n    a: {says: [{yuki: はい。}], end: good, closing: おわり。}\n',
      [],
    ],
    [
      'a dialogue with a wrong end',
      '- dialogue: d\n  start: a\n  scenes:\n    a: {says: はい。, end: best, closing: おわり。}\n',
      ['S204'],
    ],
    [
      'an effect beyond 2',
      '- dialogue: d\n  start: a\n  scenes:\n    a: {says: はい。, you: [{say: ええ, go: b, effect: {burden: 3}}]}\n    b: {says: 。, end: fair, closing: 。}\n',
      ['S206'],
    ],
    [
      'a reply that is conditional',
      '- dialogue: d\n  start: a\n  scenes:\n    a: {says: はい。, you: [{say: ええ, go: b}, {say: いえ, go: b, when: {burden: ">2"}}]}\n    b: {says: 。, end: fair, closing: 。}\n',
      [],
    ],
    [
      'a wrong condition',
      '- dialogue: d\n  start: a\n  scenes:\n    a: {says: はい。, you: [{say: ええ, go: b}, {say: いえ, go: b, when: {burden: 多い}}]}\n    b: {says: 。, end: fair, closing: 。}\n',
      ['S205'],
    ],
    ['a reflection', '- reflection: r\n  ask: [あ, い]\n', []],
    [
      'a worksheet',
      '- worksheet: w\n  blocks:\n  - {prompt: 書く, kind: table, columns: [あ, い], lines: 3}\n',
      [],
    ],
    [
      'a worksheet of an unknown form',
      '- worksheet: w\n  blocks: [{prompt: 書く, kind: circle}]\n',
      ['S204'],
    ],
    [
      'a session',
      '- session: s\n  hours: 2.5\n  place: online\n  make-up: [{text: 読む}, {step: m/yomu}]\n  materials: [m/yomu]\n',
      [],
    ],
    ['a session without hours', '- session: s\n  plan: 話す\n', ['S202']],
    ['a survey that must be answered', '- survey: v\n  use: u\n  required: yes\n', ['R310', 'S208']],
    ['an unknown step', '- lession: a\n  body: b\n', ['S209']],
    ['a step without a kind', '- title: a\n', ['S209']],
    ['two kinds in one step', '- lesson: a\n  quiz: b\n  body: c\n  easy: d\n', ['S210']],
    ['a lesson without a body', '- lesson: a\n  easy: d\n', ['S202']],
  ])('%s', (_name, step, expected) => {
    expect(withStep(step)).toEqual(expected);
  });

  it('kinds that are not served yet are announced', () => {
    const problems = inModule(`${aLesson}- survey: r\n  use: u\n`);
    expect(problems).toMatchObject([
      { line: 15, column: 3, severity: 'warning', code: 'S216', params: { kind: 'survey' } },
      { code: 'R310' },
    ]);
  });
});

describe('surveys and shared files', () => {
  const survey = `format: 1
survey: u
title: 調査
audience: 参加した人
intro: |
  お聞きします。
questions:
- choose-many: a
  ask: どれですか。
  options: [あ, い]
  at-most: 1
  other: yes
- scale: b
  ask: どのくらいですか。
  from: {0: できない, 10: できる}
  if: {a: [あ]}
- grid: c
  ask: 大切さと、行っていること
  rows: {x: 聴く, y: 話す}
  scales: {importance: {5: とても, 1: あまり, none: わからない}}
`;
  it('a survey', () => {
    expect(problemsOf({ 'surveys/u.yaml': survey })).toEqual([]);
    expect(codes(problemsOf({ 'surveys/u.yaml': survey.replace('{a: [あ]}', '{z: [あ]}') }))).toEqual([
      'R316',
    ]);
  });

  it.each([
    ['a source without a year', someShared.replace(', year: "2020"', ''), ['S202']],
    [
      'a source with an address that is none',
      someShared.replace('year: "2020"', 'year: "2020", url: "javascript:alert(1)"'),
      ['S205'],
    ],
    ['a fact on no day', someShared.replace('2026-01-01', '2026-13-01'), ['S205']],
    ['a fact of an unknown source', someShared.replace('source: s1', 'source: s9'), ['R305']],
    ['a misconception with another name', someShared.replace('M01', 'X01'), ['S205', 'R308']],
  ])('%s', (_name, text, expected) => {
    expect(codes(problemsOf({ 'shared/shared.yaml': text })).sort()).toEqual([...expected].sort());
  });
});

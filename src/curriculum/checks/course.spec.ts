import {
  aLesson,
  aModule,
  aQuiz,
  aTrack,
  moduleHead,
  problemsOf,
  someShared,
} from '../../../test/support/curriculum.js';

type Files = Record<string, string | Uint8Array>;
/** `severity code line:column` of everything found, worst first by place. */
const found = (files: Files) =>
  problemsOf(files).map(({ severity, code, line, column }) => `${severity} ${code} ${line}:${column}`);
const inSteps = (steps: string, head = moduleHead) => found({ 't/01-m.yaml': aModule(steps, head) });
const inTrack = (more: string, files: Files = {}) => found({ 't/track.yaml': aTrack + more, ...files });
const other = (id: string, more = '') =>
  aModule(aLesson, moduleHead.replace('module: m', `module: ${id}`) + more);
const two = (more = '') => aTrack.replace('[m]', '[m, n]') + more;

describe('names of other things', () => {
  it.each([
    [
      'a module',
      inTrack('').length === 0 && found({ 't/track.yaml': aTrack.replace('[m]', '[mm]') }),
      ['warning R324 2:9', 'error R301 7:11'],
    ],
    ['a track', inTrack('requires: [introductori]\n'), ['error R309 8:12']],
    ['a trial step', inTrack('trial: m/yomi\n'), ['error R302 8:8']],
    [
      'an objective',
      inSteps(aLesson.replace('[shiru]', '[shirou]')),
      ['warning R340 4:14', 'error R303 8:11'],
    ],
    ['a source', inSteps(aLesson, moduleHead.replace('[s1]', '[s2]')), ['error R305 5:11']],
    ['a misconception', inSteps(aLesson + aQuiz.replace('M01', 'M02')), ['error R308 23:22']],
    [
      'a step to go back to',
      inSteps(aLesson + aQuiz.replace('    choices', '    back-to: yome\n    choices')),
      ['error R302 19:14'],
    ],
    [
      'a heading to go back to',
      inSteps(aLesson + aQuiz.replace('    choices', '    back-to: yomu#場所\n    choices')),
      ['error R304 19:14'],
    ],
    [
      'a heading that is there',
      inSteps(aLesson + aQuiz.replace('    choices', '    back-to: yomu#場面\n    choices')),
      [],
    ],
    [
      'a step that is no lesson',
      inSteps(aLesson + aQuiz.replace('    choices', '    back-to: toi\n    choices')),
      ['error R317 19:14'],
    ],
    ['a fact', inSteps(aLesson.replace('場面を読みます。', '{fact:kaz}です。')), ['error R306 12:5']],
    ['a term', inSteps(aLesson.replace('場面を読みます。', 'これは{term:pear}です。')), ['error R307 12:8']],
    ['a feature', inSteps(aLesson.replace('場面を読みます。', '{feature:game}へ。')), ['error R315 12:5']],
    ['an image', inSteps(aLesson.replace('場面を読みます。', '![木](img/a.png)')), ['error R314 12:8']],
    ['a survey', inSteps(`${aLesson}- survey: v\n  use: u\n`), ['warning S216 15:3', 'error R310 16:8']],
    [
      'a pool',
      inSteps(aLesson + aQuiz.replace('    choices', '    pool: a\n    choices')),
      ['error R313 19:11'],
    ],
  ])('%s', (_name, problems, expected) => {
    expect(problems).toEqual(expected);
  });

  it('offers the nearest and repairs the line', () => {
    const [, problem] = problemsOf({ 't/track.yaml': aTrack.replace('[m]', '[mm]') });
    expect(problem).toMatchObject({ variant: 'nearest', params: { nearest: 'm' }, fixed: 'modules: [m]' });
  });

  it('knows a module that cannot be read by its file', () => {
    const problems = problemsOf({ 't/track.yaml': two(), 't/02-n.yaml': new Uint8Array([0xff, 0xfe]) });
    expect(problems.map(({ code }) => code)).toEqual(['Y131']);
  });
});

describe('ids', () => {
  it.each([
    ['one step id twice', inSteps(`${aLesson}${aLesson}`), ['error R321 15:11']],
    ['one id for two kinds', inSteps(aLesson + aQuiz.replace('toi', 'yomu')), ['error R322 15:9']],
    [
      'one question id twice',
      inSteps(aLesson + aQuiz + aQuiz.replace(/^.*\n.*\n/, '')),
      ['error R321 25:17'],
    ],
    ['one module id twice', found({ 't/02-m.yaml': aModule() }), ['error R321 2:9']],
    [
      'one source twice',
      found({ 'shared/more.yaml': 'format: 1\nsources: {s1: {title: a, year: "1"}}\n' }),
      ['error R321 2:11'],
    ],
    [
      'one track id and code twice',
      found({ 'u/track.yaml': aTrack, 'u/01-m.yaml': aModule() }),
      ['error R321 2:8', 'suggestion R326 2:8', 'error R321 3:7'],
    ],
    [
      'a former id that is in use',
      inSteps(aLesson.replace('  body', '  formerly: [toi]\n  body') + aQuiz),
      ['error R323 9:14'],
    ],
    [
      'a file named after another module',
      found({ 't/01-m.yaml': '# moved\n', 't/02-x.yaml': aModule() }),
      ['error S200 1:1', 'suggestion R326 2:9'],
    ],
  ])('%s', (_name, problems, expected) => {
    expect(problems).toEqual(expected);
  });

  it('may be the same in two tracks', () => {
    const second = aTrack.replace('track: t', 'track: u').replace('TST', 'TSU');
    expect(found({ 'u/track.yaml': second, 'u/01-m.yaml': aModule() })).toEqual([]);
  });
});

describe('the path', () => {
  it.each([
    ['a module that requires itself', inSteps(aLesson, `${moduleHead}requires: [m]\n`), ['error R320 6:12']],
    [
      'modules that require each other',
      found({
        't/track.yaml': two(),
        't/01-m.yaml': other('m', 'requires: [n]\n'),
        't/02-n.yaml': other('n', 'requires: [m]\n'),
      }),
      ['error R320 6:12', 'error R320 6:12'],
    ],
    ['a track that requires itself', inTrack('requires: [t]\n'), ['error R320 8:12']],
    [
      'a module that requires a later one',
      found({
        't/track.yaml': two('order: in-order\n'),
        't/01-m.yaml': other('m', 'requires: [n]\n'),
        't/02-n.yaml': other('n'),
      }),
      ['error R327 6:12'],
    ],
    ['a module on no path', found({ 't/02-n.yaml': other('n') }), ['warning R324 2:9']],
    [
      'a module twice on the path',
      found({ 't/track.yaml': aTrack.replace('[m]', '[m, m]') }),
      ['error R321 7:14'],
    ],
    ['a folder without a track', found({ 'u/01-m.yaml': aModule() }), ['warning R325 2:9']],
    ['a trial that asks', inTrack('trial: m/toi\n'), ['error R317 8:8']],
    ['a trial that reads', inTrack('trial: m/yomu\n'), []],
    ['an objective nothing meets', inSteps(aLesson.replace('  meets: [shiru]\n', '')), ['warning R340 4:14']],
  ])('%s', (_name, problems, expected) => {
    expect(problems).toEqual(expected);
  });
});

describe('completion', () => {
  const session = '- session: s\n  hours: 2\n';
  it.each([
    ['more modules than there are', inTrack('complete: [{modules: 2}]\n'), ['error E601 8:22']],
    ['as many modules as there are', inTrack('complete: [{modules: 1}]\n'), []],
    ['more sessions than there are', inTrack('complete: [{sessions: 1}]\n'), ['error E601 8:23']],
    [
      'more hours than there are',
      inTrack('complete: [{hours: 3}]\n', { 't/01-m.yaml': aModule(aLesson + session) }),
      ['error E601 8:20'],
    ],
    [
      'as many sessions as there are',
      inTrack('complete: [{sessions: 1}]\n', { 't/01-m.yaml': aModule(aLesson + session) }),
      [],
    ],
    ['a step of another kind', inTrack('complete: [{dialogues: [m/toi]}]\n'), ['error R317 8:25']],
    ['a quiz', inTrack('complete: [{quizzes: [m/toi]}]\n'), []],
    ['a step that is not there', inTrack('complete: [{quizzes: [m/tai]}]\n'), ['error R302 8:23']],
    ['handing in what is never handed in', inTrack('complete: [{hand-in: m/yomu}]\n'), ['error E602 8:22']],
    [
      'a score without a quiz',
      inTrack('scored: yes\ncomplete: [{score: 80%}]\n', { 't/01-m.yaml': aModule(aLesson) }),
      ['error E601 9:20'],
    ],
    ['two of one', inTrack('complete: [{at-least: 2, of: [{modules: all}]}]\n'), ['error E601 8:23']],
    [
      'one of two, one of which cannot be',
      inTrack('complete: [{any: [{modules: all}, {sessions: 1}]}]\n'),
      ['warning E601 8:46'],
    ],
    [
      'one of two, neither of which can be',
      inTrack('complete: [{any: [{modules: 9}, {sessions: 1}]}]\n'),
      ['error E601 8:29', 'error E601 8:44'],
    ],
  ])('%s', (_name, problems, expected) => {
    expect(problems).toEqual(expected);
  });
});

describe('questions', () => {
  const choices = (...lines: string[]) =>
    inSteps(
      `${aLesson}- quiz: q\n  questions:\n  - choose-one: a\n    ask: どれですか。\n    choices:\n${lines.map((line) => `    - {${line}}\n`).join('')}`,
    );
  it.each([
    [
      'no right answer',
      choices('△: あ, feedback: い', '×: う, feedback: え, misconception: M01'),
      ['error Q101 17:17'],
    ],
    ['two right answers to one', choices('○: あ, feedback: い', '○: う, feedback: え'), ['error Q102 21:8']],
    ['no explanation', choices('○: あ', '△: う, feedback: え'), ['error Q140 20:11']],
    ['no misconception', choices('○: あ, feedback: い', '×: う, feedback: え'), ['error Q141 21:11']],
    ['the same choice twice', choices('○: あ, feedback: い', '△: あ, feedback: え'), ['error Q143 21:11']],
    [
      'only right answers',
      inSteps(
        aLesson +
          aQuiz
            .replace('choose-one', 'choose-many')
            .replace('×', '○')
            .replace(/ {6}misconception.*\n/, ''),
      ),
      ['warning Q103 17:18'],
    ],
    ['draw above the pool', inSteps(`${aLesson}${aQuiz}  draw: 2\n`), ['error Q110 25:9']],
    [
      'a pool with too few',
      inSteps(`${aLesson}${aQuiz.replace('    choices', '    pool: p\n    choices')}  pools: {p: 2}\n`),
      ['error Q111 26:14'],
    ],
    ['partial for one choice', inSteps(`${aLesson}${aQuiz}    partial: yes\n`), ['error S208 25:14']],
    [
      'the same item twice',
      inSteps(
        `${aLesson}- quiz: q\n  questions:\n  - put-in-order: a\n    ask: 順に\n    items: [あ, い, あ]\n`,
      ),
      ['error Q143 19:19'],
    ],
    [
      'no blank',
      inSteps(`${aLesson}- quiz: q\n  questions:\n  - fill-in: a\n    ask: 耳を使います\n`),
      ['error Q150 18:10'],
    ],
    [
      'an empty blank',
      inSteps(`${aLesson}- quiz: q\n  questions:\n  - fill-in: a\n    ask: "[[|]]を使います"\n`),
      ['error Q155 18:10'],
    ],
    [
      'a blank elsewhere',
      inSteps(aLesson + aQuiz.replace('どれですか。', '[[耳]]ですか。'.replace('[[', 'あ[['))),
      ['warning Q151 18:10'],
    ],
    [
      'a scale of one',
      inSteps(`${aLesson}- quiz: q\n  questions:\n  - scale: a\n    ask: どのくらい\n    from: {0: ない}\n`),
      ['error Q152 19:11'],
    ],
    [
      'a mark nothing scores',
      inTrack('scored: yes\n', {
        't/01-m.yaml': aModule(
          `${aLesson}- quiz: q\n  pass: 80%\n  questions:\n  - free-text: a\n    ask: 書く\n`,
        ),
      }),
      ['error Q160 16:9'],
    ],
  ])('%s', (_name, problems, expected) => {
    expect(problems).toEqual(expected);
  });

  it('that can be guessed without reading', () => {
    const three = (right: string, more: string) =>
      `${aLesson}- quiz: q\n${more}  questions:\n${['a', 'b', 'c']
        .map((id) => aQuiz.split('\n').slice(2).join('\n').replace('q1', id).replace('ひとつめ', right))
        .join('')}`;
    expect(inSteps(three('ひとつめ', '  shuffle: no\n'))).toEqual(['warning Q120 16:12']);
    expect(inSteps(three('ひとつめ', ''))).toEqual([]);
    expect(inSteps(three('とても長くてくわしい正しい答え', ''))).toEqual(['suggestion Q121 15:9']);
  });
});

describe('dialogues', () => {
  const dialogue = (...scenes: string[]) =>
    inSteps(
      `${aLesson}- dialogue: d\n  people: {yuki: ユキ}\n  start: a\n  scenes:\n${scenes.map((scene) => `    ${scene}\n`).join('')}`,
    );
  const end = 'z: {says: はい。, end: good, closing: おわり。}';
  it.each([
    ['a whole one', dialogue('a: {says: はい。, you: [{say: ええ, go: z}]}', end), []],
    ['a scene that is not there', dialogue('a: {says: はい。, go: y}', end), ['error R311 19:24']],
    ['a person who is not there', dialogue('a: {says: [{ken: はい。}], go: z}', end), ['error R312 19:17']],
    ['the narrator', dialogue('a: {says: [{narrator: 夜です。}], go: z}', end), []],
    [
      'a scene nothing leads to',
      dialogue('a: {says: はい。, go: z}', 'b: {says: はい。, go: z}', end),
      ['error D201 20:5'],
    ],
    [
      'a scene without an end',
      dialogue(
        'a: {says: はい。, you: [{say: ええ, go: b}, {say: いえ, go: z}]}',
        'b: {says: はい。, go: b}',
        end,
      ),
      ['error D203 20:5'],
    ],
    [
      'a dialogue without an end',
      dialogue('a: {says: はい。, go: b}', 'b: {says: はい。, go: a}'),
      ['error D203 19:5', 'error D203 20:5'],
    ],
    [
      'a scene that only mending leads to',
      dialogue(
        'a: {says: はい。, go: z}',
        'b: {says: はい。, go: z}',
        'z: {says: はい。, end: hard, closing: おわり。, mend: b}',
      ),
      [],
    ],
    [
      'a hard end without mending',
      dialogue('a: {says: はい。, end: hard, closing: おわり。}'),
      ['error D205 19:5'],
    ],
    ['no way on', dialogue('a: {says: はい。}', end), ['error D206 19:5']],
    [
      'two ways on',
      dialogue('a: {says: はい。, go: z, end: good, closing: おわり。}', end),
      ['error D206 19:5'],
    ],
    ['an end without words', dialogue('a: {says: はい。, end: good}'), ['error S202 19:5']],
    [
      'closing words without an end',
      dialogue('a: {says: はい。, go: z, closing: おわり。}', end),
      ['error S208 19:27'],
    ],
    [
      'replies that all have a condition',
      dialogue('a: {says: はい。, you: [{say: ええ, go: z, when: {seen: a}}]}', end),
      ['error D208 19:5'],
    ],
  ])('%s', (_name, problems, expected) => {
    expect(problems).toEqual(expected);
  });

  it('a mark that no reply reaches', () => {
    const steps = `${aLesson}- dialogue: d\n  start: a\n  pass: 5\n  scenes:\n    a: {says: はい。, you: [{say: ええ, go: z, score: 2}]}\n    ${end}\n`;
    expect(inTrack('scored: yes\n', { 't/01-m.yaml': aModule(steps) })).toEqual(['error D210 17:9']);
  });
});

describe('care', () => {
  const care = (more: string) => inSteps(aLesson.replace('  body', `  care: {${more}}\n  body`));
  it.each([
    ['level 2 without its points', care('level: 2, topics: [あ]'), ['error C501 9:17', 'warning C503 9:17']],
    [
      'level 2 of a module without a short title',
      inSteps(aLesson, `${moduleHead}care: {level: 2, topics: [あ], instead: い}\n`),
      ['error C502 6:15'],
    ],
    [
      'level 2 with everything',
      inSteps(aLesson, `${moduleHead}short: 課\ncare: {level: 2, topics: [あ], instead: い}\n`),
      [],
    ],
    [
      'a level without a topic',
      inSteps(aLesson, `${moduleHead}care: {level: 1}\n`),
      ['suggestion C504 6:15'],
    ],
    ['a part heavier than its module says', care('level: 1, topics: [あ]'), ['warning C503 9:17']],
    ['level 0', care('level: 0'), []],
  ])('%s', (_name, problems, expected) => {
    expect(problems).toEqual(expected);
  });
});

describe('easy Japanese', () => {
  const plain = { 't/01-m.yaml': aModule(aLesson.replace(/ {2}easy: \|\n.*\n/, '')) };
  it('is missed before a review, and needed after it', () => {
    expect(inTrack('', plain)).toEqual(['warning L407 7:11']);
    expect(inTrack('reviewed: [{by: あ, on: 2026-04-01}]\n', plain)).toEqual(['error L407 7:11']);
  });
});

describe('words', () => {
  const body = (line: string) => inSteps(aLesson.replace('場面を読みます。', line));
  it.each([
    ['a long sentence', body(`短い文。${'とても'.repeat(21)}。`), ['suggestion L401 12:9']],
    ['a sentence of 60 with its ruby', body(`${'{漢|かん}字'.repeat(29)}で。`), []],
    ['a long quotation of short sentences', body(`「${'短い文です。'.repeat(20)}」`), []],
    ['an image without words', body('![](img/a.png)'), ['error L402 12:7', 'error R314 12:7']],
    ['a link without words', body('[](https://example.org/)'), ['error L403 12:5']],
    ['a link that says only here', body('[こちら](https://example.org/)'), ['suggestion L413 12:5']],
    ['a link with words', body('[市の案内](https://example.org/)'), []],
    ['a link that runs a script', body('[市](javascript:alert(1))'), ['error L404 12:5']],
    ['a link that holds data', body('[市](data:text/html,x)'), ['error L404 12:5']],
    ['a link that leaves the scheme open', body('[市](//example.org)'), ['error L404 12:5']],
    ['HTML', body('これは<b>太字</b>です'), ['warning L405 12:8', 'warning L405 12:13']],
    ['a heading of the first level', body('# 大きい'), ['warning L406 12:5']],
    ['a heading that skips a level', body('#### 小さい'), ['warning L406 12:5']],
    ['a heading without words', body('##'), ['error L414 12:5']],
    ['braces nothing reads', body('{contact}です'), ['warning L409 12:5']],
    ['a place that is filled', body('{contacts}'), []],
    ['ruby without a reading', body('{漢字|}です'), ['error L410 12:5']],
    ['ruby that is not kana', body('{漢字|kanji}です'), ['warning L411 12:5']],
    ['ruby that stays open', body('{漢字|かんじ です'), ['warning L409 12:5']],
    ['ruby that stays open before another', body('{漢|かん{字|じ}です'), ['warning L409 12:5']],
    ['ruby that was never opened', body('{漢|かん}字|じ}です'), ['warning L409 12:11']],
    ['ruby alone that was never opened', body('漢|かん}です'), ['warning L409 12:5']],
    ['ruby without its line', body('{漢字かんじ}です'), ['warning L409 12:5']],
    ['words that press', body('おめでとうございます。'), ['suggestion L408 12:5']],
    ['such words in a quotation', body('「頑張ろう」と言われました。'), []],
    [
      'Markdown in a title',
      inSteps(aLesson.replace('  meets', '  title: "**大切**"\n  meets')),
      ['warning L412 8:11'],
    ],
    ['such words in a wrong choice', inSteps(aLesson + aQuiz.replace('ふたつめ', 'がんばろう！')), []],
    [
      'such words in a right choice',
      inSteps(aLesson + aQuiz.replace('ひとつめ', 'がんばろう')),
      ['suggestion L408 20:10'],
    ],
    ['the same slip twice', body('{漢字|a}と{漢字|a}'), ['warning L411 12:5', 'warning L411 12:12']],
  ])('%s', (_name, problems, expected) => {
    expect(problems).toEqual(expected);
  });

  it('an image that is there, one that is none, one that is too large', () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const files = { 't/01-m.yaml': aModule(aLesson.replace('場面を読みます。', '![木](img/a.png)')) };
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const large = new Uint8Array(2_000_001);
    large.set(png);
    expect(found({ ...files, 't/img/a.png': png })).toEqual([]);
    expect(problemsOf({ ...files, 't/img/a.png': svg })).toMatchObject([{ code: 'R314', variant: 'kind' }]);
    expect(problemsOf({ ...files, 't/img/a.png': large })).toMatchObject([{ code: 'R314', variant: 'size' }]);
  });

  it('advice may be left with a reason, on its line, above it, or where the text begins', () => {
    const long = `${'とても'.repeat(21)}。`;
    const line = '# tomoni-ignore L401: 引用のため';
    expect(body(long)).toEqual(['suggestion L401 12:5']);
    expect(
      inSteps(aLesson.replace('場面を読みます。', long).replace('  body: |', `  ${line}\n  body: |`)),
    ).toEqual([]);
    expect(
      inSteps(aLesson.replace('場面を読みます。', long).replace('  body: |', `  body: | ${line}`)),
    ).toEqual([]);
    expect(someShared).not.toContain('tomoni-ignore');
  });
});

import {
  aLesson,
  aModule,
  aQuiz,
  aTrack,
  course,
  moduleHead,
  someShared,
} from '../../../test/support/curriculum.js';
import { polyglots, strangeTags } from '../../../test/support/polyglots.js';
import { compileCurricula } from '../curricula.js';
import { findStep, stepsInOrder } from '../edition.js';
import type { Edition } from '../edition.js';
import type { StepModel } from '../step.js';

type Files = Record<string, string | Uint8Array>;
const results = (files: Files = {}) => compileCurricula(course(files)).tracks;
const compiled = (files: Files = {}) => {
  const [result] = results(files);
  if (!result?.compiled) throw new Error(JSON.stringify(result?.problems));
  return result.compiled;
};
const edition = (files: Files = {}): Edition => compiled(files).edition;
const hashOf = (files: Files = {}) => edition(files).hash;
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);

describe('the hash of an edition', () => {
  it('is that of a certificate that is good for ever, where no years are set', () => {
    const certificateOf = (text: string) =>
      edition({ 't/track.yaml': `${aTrack}certificate: ${text}\n` }).track.certificate;
    const words = { title: '修了証', text: null, disclaimer: true, official: null };
    expect(certificateOf('{title: 修了証}')).toStrictEqual(words);
    expect(certificateOf('{title: 修了証, valid-years: 3}')).toStrictEqual({ ...words, validYears: 3 });
  });

  it.each([
    ['comments', { 't/01-m.yaml': `# メモ\n${aModule()}# おわり\n` }],
    ['the order of keys', { 't/track.yaml': aTrack.split('\n').reverse().join('\n').trim() }],
    ['quotation marks', { 't/01-m.yaml': aModule().replace('title: 課', "title: '課'") }],
    ['how a list is written', { 't/01-m.yaml': aModule().replace('sources: [s1]', 'sources:\n  - s1') }],
    ['line ends and a byte order mark', { 't/01-m.yaml': `\ufeff${aModule().replaceAll('\n', '\r\n')}` }],
    [
      'a default that is written',
      { 't/track.yaml': `${aTrack}order: free\nscored: no\ncomplete: [{modules: all}]\n` },
    ],
    ['entries nobody uses', { 'shared/more.yaml': 'format: 1\nsources: {s9: {title: x, year: "1"}}\n' }],
    ['images nobody shows', { 't/img/a.png': png }],
    ['another name of the file', { 't/01-m.yaml': '', 't/09-m.yaml': aModule() }],
  ])('does not change with %s', (_name, files: Files) => {
    const { 't/01-m.yaml': moved, ...others } = files;
    const all = moved === '' ? course(others).filter(({ path }) => path !== 't/01-m.yaml') : course(files);
    expect(compileCurricula(all).tracks[0]?.compiled?.edition.hash).toBe(hashOf());
  });

  it.each([
    ['a word of a lesson', { 't/01-m.yaml': aModule().replace('はじめに', 'まず') }],
    ['a reading', { 't/01-m.yaml': aModule().replace('読みます。', '{読|よ}みます。') }],
    [
      'a right answer',
      {
        't/01-m.yaml': aModule()
          .replace('- ×', '- △')
          .replace(/ {6}misconception.*\n/, ''),
      },
    ],
    ['a source it uses', { 'shared/shared.yaml': someShared.replace('title: 本', 'title: 別の本') }],
    [
      'the order of objectives',
      { 't/01-m.yaml': aModule(aLesson + aQuiz, moduleHead.replace('{shiru: 知る}', '{a: b, shiru: 知る}')) },
    ],
    ['the label', { 't/track.yaml': aTrack.replace('"1"', '"1.0"') }],
  ])('changes with %s', (_name, files: Files) => {
    expect(hashOf(files)).not.toBe(hashOf());
  });

  it('changes with an image that is shown', () => {
    const files = {
      't/01-m.yaml': aModule(aLesson.replace('場面を読みます。', '![木](img/a.png)')),
      't/img/a.png': png,
    };
    const other = new Uint8Array([...png, 2]);
    expect(hashOf({ ...files, 't/img/a.png': other })).not.toBe(hashOf(files));
    expect(compiled(files).images).toMatchObject([
      { path: 'img/a.png', mediaType: 'image/png', content: Buffer.from(png) },
    ]);
    expect(edition(files).images[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is made of everything: the same files make the same bytes', () => {
    expect(JSON.stringify(edition())).toBe(JSON.stringify(edition()));
  });
});

describe('an edition', () => {
  it('is frozen to its depths, and the same after a journey through JSON', () => {
    const made = edition();
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
    const walk = (value: unknown): boolean =>
      value === null ||
      typeof value !== 'object' ||
      (Object.isFrozen(value) && Object.values(value).every(walk));
    expect(walk(made)).toBe(true);
  });

  it('holds the shared entries it uses, and no others', () => {
    const body = '場面です。{term:peer}と{fact:kazu}。';
    const { shared } = edition({ 't/01-m.yaml': aModule(aLesson.replace('場面を読みます。', body) + aQuiz) });
    expect(shared.terms).toMatchObject([{ id: 'peer', word: 'ピア' }]);
    expect(shared.facts).toMatchObject([{ id: 'kazu', asOf: '2020年', hide: false }]);
    expect(shared.misconceptions).toMatchObject([{ id: 'M01' }]);
    expect(edition().shared.terms).toEqual([]);
  });

  it('finds a step by both its ids', () => {
    const made = edition();
    expect(findStep(made, { module: 'm', step: 'toi' })?.kind).toBe('quiz');
    expect(findStep(made, { module: 'x', step: 'toi' })).toBeNull();
    expect(stepsInOrder(made).map(({ step }) => step.id)).toEqual(['yomu', 'toi']);
  });

  it('puts modules in the order of the track', () => {
    const files = {
      't/track.yaml': aTrack.replace('[m]', '[n, m]'),
      't/02-n.yaml': aModule(aLesson, moduleHead.replace('module: m', 'module: n')),
    };
    expect(edition(files).modules.map(({ id }) => id)).toEqual(['n', 'm']);
  });

  it('counts minutes by characters, questions, dialogues and reflections', () => {
    const long = aLesson.replace('場面を読みます。', '読みます。'.repeat(160));
    const steps = edition({ 't/01-m.yaml': aModule(`${long}${aQuiz}- reflection: r\n  ask: 何ですか。\n`) })
      .modules[0];
    expect(steps?.steps.map(({ minutes }) => minutes)).toEqual([2, 2, 4]);
    expect(steps?.minutes).toBe(8);
  });
});

describe('a question', () => {
  const question = (quiz: string) => {
    const step = findStep(edition({ 't/01-m.yaml': aModule(aLesson + quiz) }), { module: 'm', step: 'toi' });
    const [first] = step?.kind === 'quiz' ? step.questions : [];
    if (!first) throw new Error('no question');
    return first;
  };

  it('keeps its revision while its explanation, hint and readings get better', () => {
    const better = aQuiz
      .replace('そうです。', 'そのとおりです。')
      .replace('どれですか', 'その{何|なに}ですか');
    expect(question(better).revision).toBe(question(aQuiz.replace('どれですか', 'その何ですか')).revision);
  });

  it('is another when what is asked, the choices, their order or the answer changes', () => {
    const { revision } = question(aQuiz);
    for (const other of [
      aQuiz.replace('どれですか', 'どちらですか'),
      aQuiz.replace('ふたつめ', '三つめ'),
      aQuiz.replace('- ×: ふたつめ\n      misconception: M01', '- △: ふたつめ'),
    ])
      expect(question(other).revision).not.toBe(revision);
  });

  it('goes back to the section that its heading names', () => {
    const quiz = aQuiz.replace('    choices', '    back-to: yomu#場面\n    choices');
    expect(question(quiz).backTo).toEqual({ step: 'yomu', section: 's-場面' });
  });

  it('goes back to the same place in the easy version, whatever its heading says there', () => {
    const lesson = aLesson.replace(
      '    {読|よ}みます。',
      '    {読|よ}みます。\n    ## ようす\n    {見|み}ます。',
    );
    const { modules } = edition({ 't/01-m.yaml': aModule(lesson + aQuiz) });
    const step = modules[0]?.steps[0];
    if (step?.kind !== 'lesson') throw new Error('no lesson');
    expect(step.easy?.sections.map(({ id, heading }) => [id, heading])).toEqual([['s-場面', 'ようす']]);
  });

  it('with blanks holds no answer in what is shown', () => {
    const quiz = '- quiz: toi\n  questions:\n  - fill-in: a\n    ask: "まず[[聴く|きく]]、次に[[話す]]。"\n';
    const made = question(quiz);
    expect(JSON.stringify(made.ask)).not.toMatch(/聴く|きく|話す/);
    expect(made).toMatchObject({
      parts: [
        { words: { base: 'まず' } },
        { accepts: ['聴く', 'きく'] },
        { words: { base: '、次に' } },
        { accepts: ['話す'] },
        { words: { base: '。' } },
      ],
    });
  });

  it('with a scale has every step of it', () => {
    const quiz =
      '- quiz: toi\n  questions:\n  - scale: a\n    ask: どのくらい\n    from: {1: ない, 3: ある}\n';
    expect(question(quiz)).toMatchObject({
      steps: [
        { value: 1, words: 'ない' },
        { value: 2, words: null },
        { value: 3, words: 'ある' },
      ],
    });
  });
});

describe('every kind of step', () => {
  const steps = `${aLesson}- dialogue: d
  people: {yuki: ユキさん}
  start: a
  scenes:
    a:
      says: [{yuki: はい。}, {narrator: 夜です。}]
      you: [{say: ええ, go: b, effect: {burden: -1}, when: {burden: ">= 2"}}, {say: いえ, go: b}]
    b: {says: おわり。, end: hard, closing: またね。, mend: a}
- reflection: r
  ask: 何ですか。
- worksheet: w
  blocks: [{prompt: 書く}]
- session: s
  hours: 2
  make-up: [{step: m/yomu}, {text: 読む}]
- survey: v
  use: u
`;
  const survey =
    'format: 1\nsurvey: u\ntitle: 調査\naudience: 皆\nintro: です。\nquestions:\n- free-text: a\n  ask: 何か\n';

  it('is compiled', () => {
    const made = edition({ 't/01-m.yaml': aModule(steps), 'surveys/u.yaml': survey }).modules[0]?.steps ?? [];
    const of = (kind: StepModel['kind']) => made.find((step) => step.kind === kind);
    expect(of('dialogue')).toMatchObject({
      start: 'a',
      scenes: [
        {
          says: [{ speaker: 'yuki' }, { speaker: null }],
          next: {
            kind: 'you',
            replies: [
              {
                go: 'b',
                effect: { connection: 0, burden: -1, choice: 0 },
                when: { thread: 'burden', is: '>=', than: 2 },
              },
              { effect: { connection: 0, burden: 0, choice: 0 }, when: null, score: 0 },
            ],
          },
        },
        {
          says: [{ speaker: null, text: { base: 'おわり。' } }],
          next: { kind: 'end', end: 'hard', mend: 'a', ask: null },
        },
      ],
    });
    expect(of('reflection')).toMatchObject({ ask: [{ base: '何ですか。' }], share: 'never' });
    expect(of('worksheet')).toMatchObject({ blocks: [{ kind: 'lines', lines: 4 }], onScreen: true });
    expect(of('session')).toMatchObject({
      makeUp: [{ step: { module: 'm', step: 'yomu' } }, { text: { base: '読む' } }],
    });
    expect(of('survey')).toMatchObject({ use: 'u', required: false });
  });
});

describe('a broken track', () => {
  const second = {
    'u/track.yaml': aTrack.replace('track: t', 'track: u').replace('TST', 'TSU'),
    'u/01-m.yaml': aModule(),
  };

  it('hides none of the others', () => {
    const tracks = results({ 't/01-m.yaml': 'title：x', ...second });
    expect(tracks.map(({ path, compiled: made }) => [path, made !== null])).toEqual([
      ['t', false],
      ['u', true],
    ]);
    expect(tracks[0]?.problems.map(({ file }) => file)).toContain('t/01-m.yaml');
    expect(tracks[1]?.problems).toEqual([]);
  });

  it('is one whose shared entries are broken, but not one that uses none of them', () => {
    const shared = {
      'shared/terms.yaml': 'format: 1\nterms: {peer: {word: ピア, reading: ぴあ}}\n',
      'shared/shared.yaml': someShared.replace(/terms.*\n/, ''),
    };
    const uses = aModule(aLesson.replace('場面を読みます。', '{term:peer}です。'));
    const tracks = results({ ...shared, ...second, 't/01-m.yaml': uses });
    expect(tracks.map(({ compiled: made }) => made !== null)).toEqual([false, true]);
  });

  it('with warnings alone is served', () => {
    expect(
      results({ 't/01-m.yaml': aModule(`${aLesson}- reflection: r\n  ask: 何\n`) })[0]?.compiled,
    ).not.toBeNull();
  });
});

describe('words that want to be more', () => {
  const quoted = (words: string) => JSON.stringify(words);
  it.each(polyglots)('%j stays text in every field', (words) => {
    const steps = `- lesson: yomu
  title: ${quoted(words)}
  meets: [shiru]
  care: {level: 2, topics: [${quoted(words)}], where: ${quoted(words)}, instead: ${quoted(words)}, instead-easy: ${quoted(words)}}
  for-facilitators: ${quoted(words)}
  body: ${quoted(`${words}\n\n## ${words}\n\n${words}`)}
  easy: ${quoted(words)}
- quiz: toi
  intro: ${quoted(words)}
  questions:
  - choose-one: q
    ask: ${quoted(words)}
    easy: ${quoted(words)}
    hint: ${quoted(words)}
    feedback: ${quoted(words)}
    choices:
    - {○: ${quoted(words)}, feedback: ${quoted(words)}, easy: ${quoted(words)}, feedback-easy: ${quoted(words)}}
    - {△: あ, feedback: い}
`;
    const head = `format: 1\nmodule: m\ntitle: ${quoted(words)}\nshort: ${quoted(words)}\nsummary: ${quoted(words)}\nrest: ${quoted(words)}\nobjectives: {shiru: ${quoted(words)}}\nsources: [s1]\ncare: {level: 2, instead: a, topics: [a]}\n`;
    const [result] = results({ 't/01-m.yaml': aModule(steps, head) });
    const html = htmlIn(result?.compiled?.edition);
    expect(html.length).toBeGreaterThan(20);
    expect(html.flatMap(strangeTags)).toEqual([]);
    expect(result?.compiled?.edition.modules[0]?.title).toBe(words);
  });
});

/** Every piece of HTML anywhere in an edition. */
function htmlIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  if ('ruby' in value && 'base' in value) return [String(value.ruby), String(value.base)];
  return Object.values(value).flatMap(htmlIn);
}

import type { CompletionRule } from '../curriculum/edition.js';
import type { StepKind } from '../curriculum/step.js';
import { aCourse, aLesson, aModule, aQuestion, aQuiz, aSession, aStep } from '../../test/factories/course.js';
import { NOTHING_KEPT, completionOf } from './completion.rules.js';
import type { LearningFacts } from './completion.rules.js';

const everyKind = new Set<StepKind>([
  'lesson',
  'quiz',
  'dialogue',
  'reflection',
  'worksheet',
  'session',
  'survey',
]);

interface Given {
  done?: readonly string[];
  points?: Readonly<Record<string, number>>;
  skipped?: readonly string[];
  signedOff?: boolean;
  waived?: readonly string[];
  waivedRules?: readonly string[];
}
function facts(given: Given = {}): LearningFacts {
  const { done = [], points = {}, skipped = [], signedOff = false, waived = [], waivedRules = [] } = given;
  return {
    done: new Set(done),
    points: new Map(Object.entries(points)),
    skipped: new Set(skipped),
    signedOff,
    waived: new Set(waived),
    waivedRules: new Set(waivedRules),
    kept: NOTHING_KEPT,
  };
}

const modules = [
  aModule('a', [
    aLesson('yomu'),
    aQuiz('toi', [aQuestion('q1'), aQuestion('q2'), aQuestion('q3'), aQuestion('q4'), aQuestion('q5')]),
  ]),
  aModule('b', [
    aStep('dialogue', 'hanashi'),
    aStep('worksheet', 'yakusoku'),
    aStep('survey', 'ankeeto'),
    aLesson('omake', { required: false }),
  ]),
  aModule('c', [aSession('kai-1', 3), aSession('kai-2', 3), aSession('kai-3', 1.5)], { required: false }),
];
function check(rules: readonly CompletionRule[], given: Given, served: ReadonlySet<StepKind> = everyKind) {
  return completionOf(aCourse({ modules, complete: rules }), facts(given), served);
}

const all: CompletionRule = { kind: 'modules', count: 'all' };
const dialogue: CompletionRule = { kind: 'dialogues', steps: [{ module: 'b', step: 'hanashi' }] };
const handIn: CompletionRule = { kind: 'hand-in', step: { module: 'b', step: 'yakusoku' } };
const score: CompletionRule = { kind: 'score', percent: 80 };
const signOff: CompletionRule = { kind: 'sign-off', by: 'facilitator' };

describe('completionOf', () => {
  it.each<[string, CompletionRule, Given]>([
    [
      'every required module: each required step, never a survey',
      all,
      { done: ['a/yomu', 'a/toi', 'b/hanashi', 'b/yakusoku'] },
    ],
    [
      'so many modules, of whichever',
      { kind: 'modules', count: 1 },
      { done: ['c/kai-1', 'c/kai-2', 'c/kai-3'] },
    ],
    ['a named dialogue', dialogue, { done: ['b/hanashi'] }],
    ['a named quiz', { kind: 'quizzes', steps: [{ module: 'a', step: 'toi' }] }, { done: ['a/toi'] }],
    [
      'a named worksheet',
      { kind: 'worksheets', steps: [{ module: 'b', step: 'yakusoku' }] },
      { done: ['b/yakusoku'] },
    ],
    ['something handed in', handIn, { done: ['b/yakusoku'] }],
    ['two of three sessions', { kind: 'sessions', count: 2 }, { done: ['c/kai-1', 'c/kai-3'] }],
    ['hours of sessions', { kind: 'hours', hours: 4.5 }, { done: ['c/kai-1', 'c/kai-3'] }],
    ['the word of a facilitator', signOff, { signedOff: true }],
    [
      'eight tenths of the score',
      score,
      { points: { 'a/toi#q1': 1, 'a/toi#q2': 1, 'a/toi#q3': 1, 'a/toi#q4': 1 } },
    ],
    [
      'eight tenths with half a point',
      score,
      { points: { 'a/toi#q1': 1, 'a/toi#q2': 1, 'a/toi#q3': 1, 'a/toi#q4': 0.5, 'a/toi#q5': 0.5 } },
    ],
    [
      'the score without the question passed by its care note',
      score,
      { points: { 'a/toi#q1': 1, 'a/toi#q2': 1, 'a/toi#q3': 1, 'a/toi#q4': 0.2 }, skipped: ['a/toi#q5'] },
    ],
    ['the score when everything was passed by a care note', score, { skipped: ['a/toi'] }],
    ['any of its rules', { kind: 'any', rules: [signOff, dialogue] }, { done: ['b/hanashi'] }],
    [
      'at least two of its rules',
      { kind: 'at-least', count: 2, rules: [signOff, dialogue, handIn] },
      { signedOff: true, done: ['b/hanashi'] },
    ],
  ])('asks for %s', (_what, rule, enough) => {
    expect(check([rule], enough)).toEqual({ isDone: true, missing: [] });
    expect(check([rule], {}).isDone).toBe(false);
  });

  it.each<[string, CompletionRule, Given, unknown]>([
    [
      'the steps of each module, in the order of the path',
      all,
      { done: ['b/hanashi', 'a/yomu'] },
      [
        { kind: 'module', module: 'a', steps: [{ module: 'a', step: 'toi' }] },
        { kind: 'module', module: 'b', steps: [{ module: 'b', step: 'yakusoku' }] },
      ],
    ],
    [
      'how many modules',
      { kind: 'modules', count: 2 },
      {},
      [{ kind: 'modules', needed: 2, have: 0, modules: ['a', 'b', 'c'] }],
    ],
    ['which dialogue', dialogue, {}, [{ kind: 'step', step: { module: 'b', step: 'hanashi' } }]],
    [
      'how many sessions',
      { kind: 'sessions', count: 2 },
      { done: ['c/kai-1'] },
      [
        {
          kind: 'sessions',
          needed: 2,
          have: 1,
          steps: [
            { module: 'c', step: 'kai-2' },
            { module: 'c', step: 'kai-3' },
          ],
        },
      ],
    ],
    [
      'how many hours',
      { kind: 'hours', hours: 6 },
      { done: ['c/kai-3'] },
      [
        {
          kind: 'hours',
          needed: 6,
          have: 1.5,
          steps: [
            { module: 'c', step: 'kai-1' },
            { module: 'c', step: 'kai-2' },
          ],
        },
      ],
    ],
    ['the sign-off', signOff, {}, [{ kind: 'sign-off' }]],
    [
      'the share so far, rounded down',
      score,
      { points: { 'a/toi#q1': 1, 'a/toi#q2': 1, 'a/toi#q3': 1, 'a/toi#q4': 0.99 } },
      [{ kind: 'score', needed: 80, have: 79, steps: [{ module: 'a', step: 'toi' }] }],
    ],
    [
      'what each open way still needs',
      { kind: 'at-least', count: 2, rules: [signOff, dialogue, handIn] },
      { signedOff: true },
      [
        {
          kind: 'choice',
          needed: 1,
          options: [
            [{ kind: 'step', step: { module: 'b', step: 'hanashi' } }],
            [{ kind: 'step', step: { module: 'b', step: 'yakusoku' } }],
          ],
        },
      ],
    ],
  ])('says %s', (_what, rule, given, missing) => {
    expect(check([rule], given)).toEqual({ isDone: false, missing });
  });

  it('needs every rule, and lists what is missing in their order', () => {
    const { isDone, missing } = check([dialogue, signOff, { kind: 'modules', count: 'all' }], {
      done: ['b/hanashi'],
    });
    expect([isDone, missing.map((one) => one.kind)]).toEqual([false, ['sign-off', 'module', 'module']]);
  });

  it.each<[string, readonly CompletionRule[], Given]>([
    ['a module', [all], { done: ['a/yomu', 'a/toi'], waived: ['b/hanashi', 'b/yakusoku'] }],
    ['so many modules', [{ kind: 'modules', count: 1 }], { waived: ['a/yomu', 'a/toi'] }],
    ['a named dialogue', [dialogue], { waived: ['b/hanashi'] }],
    ['something to hand in', [handIn], { waived: ['b/yakusoku'] }],
    ['one of two sessions', [{ kind: 'sessions', count: 2 }], { done: ['c/kai-1'], waived: ['c/kai-3'] }],
    ['hours of a session', [{ kind: 'hours', hours: 3 }], { waived: ['c/kai-2'] }],
    ['the questions of a quiz', [score], { waived: ['a/toi'] }],
    ['a rule', [score, signOff], { waivedRules: ['score', 'sign-off'] }],
    [
      'the second rule of a kind',
      [signOff, { kind: 'any', rules: [score] }, { kind: 'any', rules: [dialogue] }],
      {
        signedOff: true,
        done: ['b/hanashi'],
        waivedRules: ['any'],
      },
    ],
    ['one way among others', [{ kind: 'any', rules: [signOff, dialogue] }], { waived: ['b/hanashi'] }],
  ])('does not miss %s that was waived', (_what, rules, given) => {
    expect(check(rules, given)).toEqual({ isDone: true, missing: [] });
    expect(check(rules, { ...given, waived: [], waivedRules: [] }).isDone).toBe(false);
  });

  it('frees nobody from the other rule of a kind', () => {
    const rules: CompletionRule[] = [
      { kind: 'any', rules: [dialogue] },
      { kind: 'any', rules: [handIn] },
    ];
    const { missing } = check(rules, { waivedRules: ['any#2'] });
    expect(missing).toHaveLength(1);
    expect(missing[0]).toMatchObject({ kind: 'choice', options: [[{ step: { step: 'hanashi' } }]] });
  });

  it('does not ask for kinds of steps that are not served', () => {
    const given = { done: ['a/yomu', 'a/toi'] };
    expect(check([all], given, new Set<StepKind>(['lesson', 'quiz'])).isDone).toBe(true);
    expect(check([all], given).isDone).toBe(false);
  });

  it.each([
    ['a draw of two', { draw: 2 }, { 'a/toi#q1': 1, 'a/toi#q4': 0.6 }],
    [
      'pools',
      {
        pools: [
          { id: 'x', draw: 1 },
          { id: 'y', draw: 1 },
        ],
      },
      { 'a/toi#q1': 1, 'a/toi#q3': 0.6, 'a/toi#q5': 1 },
    ],
  ])('counts the best of what %s asks', (_what, quiz, points) => {
    const pools = ['x', 'x', 'y', 'y', null];
    const questions = pools.map((pool, index) => aQuestion(`q${index + 1}`, { pool }));
    const course = aCourse({ modules: [aModule('a', [aQuiz('toi', questions, quiz)])], complete: [score] });
    expect(completionOf(course, facts({ points })).isDone).toBe(true);
    expect(completionOf(course, facts({ points: { 'a/toi#q2': 1 } })).isDone).toBe(false);
  });

  it('is never taken back by further facts', () => {
    const random = seeded(20_261_122);
    const rules = [all, dialogue, score, signOff, { kind: 'sessions' as const, count: 2 }];
    for (let round = 0; round < 300; round++) {
      const complete = [
        ...rules.filter(() => random() < 0.4),
        { kind: 'at-least' as const, count: 2, rules: rules.filter(() => random() < 0.7) },
      ];
      const course = aCourse({ modules, complete });
      let given = facts();
      let wasDone = false;
      for (let step = 0; step < 40; step++) {
        given = grown(given, random);
        const { isDone } = completionOf(course, given, everyKind);
        expect(wasDone && !isDone).toBe(false);
        wasDone = isDone;
      }
    }
  });
});

const steps = modules.flatMap((module) => module.steps.map((step) => `${module.id}/${step.id}`));
const questions = ['q1', 'q2', 'q3', 'q4', 'q5'].map((id) => `a/toi#${id}`);

/** The same facts and one more: a step done, a better answer, something passed by, waived, a sign-off. */
function grown(known: LearningFacts, random: () => number): LearningFacts {
  const one = (of: readonly string[]) => of[Math.floor(random() * of.length)]!;
  switch (Math.floor(random() * 6)) {
    case 0:
      return { ...known, done: new Set([...known.done, one(steps)]) };
    case 1: {
      const question = one(questions);
      const points = Math.max(known.points.get(question) ?? 0, Math.round(random() * 10) / 10);
      return { ...known, points: new Map([...known.points, [question, points]]) };
    }
    case 2:
      return { ...known, skipped: new Set([...known.skipped, one([...questions, ...steps])]) };
    case 3:
      return { ...known, waived: new Set([...known.waived, one(steps)]) };
    case 4:
      return random() < 0.2
        ? { ...known, waivedRules: new Set([...known.waivedRules, one(['modules', 'score', 'at-least'])]) }
        : known;
    default:
      return { ...known, signedOff: known.signedOff || random() < 0.1 };
  }
}

/** A fixed row of numbers (mulberry32), so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

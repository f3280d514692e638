import { aCourse, aLesson, aModule, aQuiz, aStep } from '../../test/factories/course.js';
import { factsOf } from './facts.rules.js';
import { readUpTo } from './next-box.page.js';
import { lockedBy, nextStep, servedSteps, stepAfter, stepBefore } from './path.rules.js';
import { isVisit } from './visit.rules.js';

const modules = [
  aModule('a', [aLesson('ichi'), aStep('survey', 'kiku'), aQuiz('toi', [])]),
  aModule('b', [aLesson('ichi'), aLesson('omake', { required: false })]),
  aModule('c', [aLesson('ichi')], { required: false }),
  aModule('d', [aLesson('ichi')], { requires: ['b'] }),
];
const free = aCourse({ modules });
const inOrder = aCourse({ modules, order: 'in-order' });
const reached = (done: readonly string[], started: readonly string[] = done, last: string | null = null) => ({
  done: new Set(done),
  started: new Set(started),
  last,
});
const lockedIds = (course: typeof free, module: number, done: readonly string[]) =>
  lockedBy(course, modules[module]!, new Set(done)).map(({ id }) => id);
const keyOf = (next: ReturnType<typeof nextStep>) => next && `${next.module.id}/${next.step.id}`;

describe('lockedBy', () => {
  it.each<[string, typeof free, number, readonly string[], readonly string[]]>([
    ['nothing in a free track', free, 1, [], []],
    ['the modules it names', free, 3, [], ['b']],
    ['nothing once they are done', free, 3, ['b/ichi'], []],
    ['required modules before it, in a track with an order', inOrder, 3, ['a/ichi'], ['a', 'b']],
    ['not the optional ones before it', inOrder, 3, ['a/ichi', 'a/toi', 'b/ichi'], []],
  ])('is %s', (_what, course, module, done, expected) => {
    expect(lockedIds(course, module, done)).toEqual(expected);
  });
});

describe('nextStep', () => {
  it.each<[string, ReturnType<typeof reached>, string | null]>([
    ['the first step at the beginning', reached([]), 'a/ichi'],
    ['the step begun last', reached([], ['a/ichi', 'b/ichi'], 'b/ichi'), 'b/ichi'],
    ['the first open one when the last is done', reached(['b/ichi'], ['b/ichi'], 'b/ichi'), 'a/ichi'],
    ['never a step of a locked module', reached(['a/ichi', 'a/toi'], ['d/ichi'], 'd/ichi'), 'b/ichi'],
    ['a required one before an optional one', reached(['a/ichi', 'a/toi', 'b/ichi']), 'd/ichi'],
    [
      'an optional one that was begun, at the end',
      reached(['a/ichi', 'a/toi', 'b/ichi', 'd/ichi'], ['b/omake']),
      'b/omake',
    ],
    ['nothing when only optional ones are left', reached(['a/ichi', 'a/toi', 'b/ichi', 'd/ichi']), null],
  ])('is %s', (_what, given, expected) => {
    expect(keyOf(nextStep(free, given))).toBe(expected);
  });
});

it('walks over steps that are not served', () => {
  const [module] = modules;
  expect(servedSteps(module!).map(({ id }) => id)).toEqual(['ichi', 'toi']);
  expect(stepAfter(module!, module!.steps[0]!)?.id).toBe('toi');
  expect(stepAfter(module!, module!.steps[2]!)).toBeNull();
  expect(stepBefore(module!, module!.steps[0]!)).toBeNull();
  expect(stepBefore(module!, module!.steps[2]!)?.id).toBe('ichi');
});

describe('factsOf', () => {
  const row = (module: string, step: string) => ({
    module,
    step,
    status: 'done' as const,
    skipped_by_care: 1,
  });

  it('finds what was done under former names', () => {
    const renamed = aCourse({
      modules: [aModule('atarashii', [{ ...aLesson('yonda'), formerly: ['yomu'] }], { formerly: ['furui'] })],
    });
    for (const was of [row('furui', 'yomu'), row('furui', 'yonda'), row('atarashii', 'yomu')])
      expect([
        ...factsOf(renamed, { progress: [was], scores: [], isSignedOff: false, waivers: [], kept: [] }).done,
      ]).toEqual(['atarashii/yonda']);
  });

  it('keeps the best of a question that was answered under two names', () => {
    const renamed = aCourse({ modules: [aModule('m', [aQuiz('ni', [], { formerly: ['ichi'] })])] });
    const score = (step: string, best: number) => ({ ...row('m', step), question: 'q', best });
    const { points, skipped } = factsOf(renamed, {
      progress: [],
      scores: [score('ichi', 800), score('ni', 300)],
      isSignedOff: false,
      waivers: [],
      kept: [],
    });
    expect([...points]).toEqual([['m/ni#q', 0.8]]);
    expect([...skipped]).toEqual(['m/ni#q']);
  });
});

describe('readUpTo', () => {
  const section = (id: string) => ({ id, heading: `見出し ${id}`, html: { source: '', ruby: '', base: '' } });
  const lead = { source: '', ruby: '', base: '' };
  const lesson = {
    body: { lead, sections: ['x', 'y', 'z'].map(section) },
    easy: { lead, sections: ['p', 'q'].map(section) },
  };
  it.each([
    ['the section that is named', { number: 2, section: 'y' }, '見出し y', '#z'],
    ['the end after the last one', { number: 3, section: 'z' }, '見出し z', '#lesson-end'],
    ['a section of the easy version', { number: 1, section: 'p' }, '見出し p', '#q'],
    ['the same number when the heading is gone', { number: 2, section: 'gone' }, '見出し y', '#z'],
    ['the last when the lesson became shorter', { number: 9, section: 'gone' }, '見出し z', '#lesson-end'],
  ])('leads to %s', (_what, place, heading, goOn) => {
    expect(readUpTo(lesson, place)).toEqual({ heading, goOn });
  });

  it('leads nowhere in a lesson without sections', () => {
    expect(readUpTo({ body: { lead, sections: [] }, easy: null }, { number: 1, section: 'x' })).toBeNull();
  });
});

it.each([
  ['GET', {}, true],
  ['HEAD', {}, false],
  ['GET', { 'sec-purpose': 'prefetch' }, false],
  ['GET', { 'sec-purpose': 'prefetch;prerender' }, false],
  ['GET', { purpose: 'prefetch' }, false],
  ['GET', { 'x-moz': 'prefetch' }, false],
])('%s with %j is a visit: %s', (method, headers, expected) => {
  expect(isVisit({ method, headers })).toBe(expected);
});

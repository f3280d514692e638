import type { CompletionRule } from '../curriculum/edition.js';
import { aCourse, aLesson, aModule, aSession, aStep } from '../../test/factories/course.js';
import { factsOf } from './facts.rules.js';
import type { ProgressRow } from './facts.rules.js';
import { standingOf, stateOf } from './waiver.rules.js';
import type { Target, TargetStanding } from './waiver.rules.js';

const complete: readonly CompletionRule[] = [
  { kind: 'modules', count: 'all' },
  { kind: 'sessions', count: 1 },
  { kind: 'any', rules: [{ kind: 'sign-off', by: 'facilitator' }] },
];
const course = aCourse({
  complete,
  modules: [
    aModule('a', [aLesson('yomu', { formerly: ['yonda'] }), aStep('survey', 'ankeeto')], {
      formerly: ['mae'],
    }),
    aModule('b', [aSession('kai', 2)], { required: false }),
    aModule('c', [aStep('survey', 'ankeeto')]),
  ],
});
const done = (module: string, step: string): ProgressRow => ({
  module,
  step,
  status: 'done',
  skipped_by_care: false,
});
const module = (target: string): Target => ({ scope: 'module', target });
const step = (target: string): Target => ({ scope: 'step', target });
const rule = (target: string): Target => ({ scope: 'rule', target });

describe('standingOf', () => {
  it.each<[Target, TargetStanding, Partial<Parameters<typeof factsOf>[1]>]>([
    [module('a'), 'open', {}],
    [module('a'), 'done', { progress: [done('a', 'yomu')] }],
    [module('a'), 'done', { progress: [done('mae', 'yonda')] }],
    [module('a'), 'waived', { waivers: [module('a')] }],
    [module('a'), 'waived', { waivers: [module('mae')] }],
    [module('a'), 'waived', { waivers: [step('mae/yonda')] }],
    // A genuine day stays, whatever was waived besides.
    [module('a'), 'done', { progress: [done('a', 'yomu')], waivers: [module('a')] }],
    [module('c'), 'unknown', {}],
    [module('nowhere'), 'unknown', {}],
    [step('a/yomu'), 'open', {}],
    [step('a/yomu'), 'done', { progress: [done('a', 'yomu')] }],
    [step('a/yomu'), 'waived', { waivers: [module('a')] }],
    [step('b/kai'), 'open', { waivers: [module('a')] }],
    [step('a/ankeeto'), 'unknown', {}],
    [step('a/nowhere'), 'unknown', {}],
    [step('a'), 'unknown', {}],
    [rule('modules'), 'open', {}],
    [rule('modules'), 'done', { progress: [done('a', 'yomu')] }],
    [rule('modules'), 'waived', { waivers: [module('a')] }],
    [rule('sessions'), 'waived', { waivers: [rule('sessions')] }],
    [rule('any'), 'open', {}],
    [rule('any'), 'done', { isSignedOff: true }],
    [rule('any'), 'waived', { waivers: [rule('any')] }],
    [rule('any#2'), 'unknown', {}],
    [rule('hours'), 'unknown', {}],
  ])('%j is %s', (target, standing, known) => {
    const facts = factsOf(course, {
      progress: [],
      scores: [],
      waivers: [],
      kept: [],
      isSignedOff: false,
      ...known,
    });
    expect(standingOf(course, facts, target)).toBe(standing);
  });
});

describe('stateOf', () => {
  const at = new Date(0);
  it.each([
    ['proposed', null, null, null],
    ['returned', null, null, at],
    ['confirmed', at, null, null],
    ['lift-proposed', at, at, null],
    ['lifted', at, at, at],
  ] as const)('is %s', (state, confirmedAt, liftProposedAt, closedAt) => {
    expect(stateOf({ confirmedAt, liftProposedAt, closedAt })).toBe(state);
  });
});

import { findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import { aCourse, aLesson, aModule, aQuestion, aQuiz, aSession, aStep } from '../../test/factories/course.js';
import { Writer, seeded } from '../../test/factories/edition-pairs.js';
import { completionOf, isFinished, settledIn } from './completion.rules.js';
import { factsOf, moduleNow, renamer } from './facts.rules.js';
import type { Recorded } from './facts.rules.js';
import { keptFor } from './kept.rules.js';
import { afterMove, askedIn, newSteps } from './moved.rules.js';
import { lockedBy, statusOf } from './path.rules.js';
import { keyedRules } from './rule-key.rules.js';
import { refOf } from './waiver.rules.js';

const row = (key: string, status: 'started' | 'done' = 'done') => ({
  ...refOf(key),
  status,
  skipped_by_care: 0,
});
const recorded = (known: Partial<Recorded> = {}): Recorded => ({
  progress: [],
  scores: [],
  isSignedOff: false,
  waivers: [],
  kept: [],
  ...known,
});
const did = (...keys: string[]) => recorded({ progress: keys.map((key) => row(key)) });
const missing = (before: Edition, after: Edition, known: Recorded) =>
  askedIn(completionOf(after, afterMove(before, after, known).facts).missing, (key) => key);

describe('what stays complete when an edition is followed by another', () => {
  const old = aCourse({ modules: [aModule('a', [aLesson('yomu')]), aModule('b', [aLesson('kiku')])] });

  it('is a module that was finished, whatever is added to it', () => {
    const more = aCourse({
      modules: [
        aModule('a', [aLesson('yomu'), aLesson('mo')]),
        aModule('b', [aLesson('kiku'), aLesson('mo')]),
      ],
    });
    expect(missing(old, more, did('a/yomu'))).toEqual(['step b/kiku', 'step b/mo']);
    expect(afterMove(old, more, did('a/yomu'))).toMatchObject({ isDone: false, hasNew: true });
    expect(afterMove(old, more, did('a/yomu', 'b/kiku'))).toMatchObject({ isDone: true, hasNew: false });
  });

  it('is not a module that nobody was asked to do anything in', () => {
    const bare = aCourse({ modules: [aModule('a', [aLesson('yomu', { required: false })])] });
    const more = aCourse({ modules: [aModule('a', [aLesson('yomu')])] });
    expect(keptFor(bare, more, factsOf(bare, recorded()))).toEqual([]);
    expect(missing(bare, more, recorded())).toEqual(['step a/yomu']);
  });

  it('is not "all modules": a new module is new', () => {
    const more = aCourse({ modules: [...old.modules, aModule('c', [aLesson('mo')])] });
    expect(missing(old, more, did('a/yomu', 'b/kiku'))).toEqual(['step c/mo']);
  });

  it('counts for "so many modules" also where it was taken out', () => {
    const rule = [{ kind: 'modules', count: 1 }] as const;
    const three = aCourse({ modules: [...old.modules, aModule('c', [aLesson('mo')])], complete: rule });
    const two = aCourse({ modules: three.modules.slice(1), complete: rule });
    expect(missing(three, two, did('a/yomu'))).toEqual([]);
    expect(missing(three, two, recorded())).toEqual(['modules 1']);
  });

  it('is found under the names that things have now', () => {
    const renamed = aCourse({
      modules: [
        aModule('z', [aLesson('yonda', { formerly: ['yomu'] }), aLesson('mo')], { formerly: ['a'] }),
        aModule('b', [aLesson('kiku')]),
      ],
    });
    const after = afterMove(old, renamed, did('a/yomu'));
    expect(after.kept).toEqual([{ scope: 'module', target: 'z', amount: 0 }]);
    expect([...after.facts.done]).toEqual(['z/yonda']);
    expect(missing(old, renamed, did('a/yomu'))).toEqual(['step b/kiku']);
  });

  it('is the hours of a session that was shortened or taken out', () => {
    const sessions = (steps: readonly ReturnType<typeof aSession>[]) =>
      aCourse({
        modules: [aModule('k', [aLesson('yomu'), ...steps])],
        complete: [
          { kind: 'hours', hours: 5 },
          { kind: 'sessions', count: 2 },
        ],
      });
    const three = sessions([aSession('ichi', 3), aSession('ni', 2), aSession('san', 2)]);
    const two = sessions([aSession('ni', 1), aSession('san', 2)]);
    expect(missing(three, two, did('k/ichi', 'k/ni'))).toEqual([]);
    expect(missing(three, two, did('k/ichi'))).toEqual(['hours 2', 'sessions 1']);
    expect(afterMove(three, two, did('k/ichi', 'k/ni')).kept).toEqual(
      expect.arrayContaining([
        { scope: 'session', target: 'k/ichi', amount: 3000 },
        { scope: 'session', target: 'k/ni', amount: 2000 },
      ]),
    );
  });

  describe('of rules', () => {
    const quiz = (...ids: string[]) =>
      aQuiz(
        'toi',
        ids.map((id) => aQuestion(id)),
      );
    const course = (percent: number, ...ids: string[]) =>
      aCourse({
        modules: [aModule('a', [quiz(...ids)])],
        scored: true,
        complete: [
          { kind: 'score', percent },
          { kind: 'sign-off', by: 'facilitator' },
        ],
      });
    const right = (...ids: string[]) =>
      recorded({
        progress: [row('a/toi')],
        scores: ids.map((question) => ({
          module: 'a',
          step: 'toi',
          question,
          best: 1000,
          skipped_by_care: 0,
        })),
      });

    it('is one that held and says the same', () => {
      expect(missing(course(80, 'q1'), course(80, 'q1', 'q2', 'q3'), right('q1'))).toEqual(['sign-off']);
    });

    it('is not one that asks for more than before: all that was done is counted', () => {
      expect(missing(course(80, 'q1'), course(90, 'q1'), right('q1'))).toEqual(['sign-off']);
      const known = { ...right('q1'), scores: [{ ...right('q1').scores[0]!, best: 850 }] };
      expect(missing(course(80, 'q1'), course(90, 'q1'), known)).toEqual(['score 90', 'sign-off']);
    });

    it('is not one that is met by a waiver: that one is asked by itself', () => {
      const known = recorded({ waivers: [{ scope: 'rule', target: 'score' }] });
      expect(afterMove(course(80, 'q1'), course(80, 'q1'), known).kept).toEqual([]);
      expect(missing(course(80, 'q1'), course(80, 'q1'), known)).toEqual(['sign-off']);
    });

    it('names what is new where a rule names further steps, also in a module that was finished', () => {
      const talks = (...ids: string[]) =>
        aCourse({
          modules: [
            aModule(
              'a',
              ids.map((id) => aStep('dialogue', id)),
            ),
          ],
          complete: [
            { kind: 'modules', count: 'all' },
            { kind: 'dialogues', steps: ids.map((step) => ({ module: 'a', step })) },
          ],
        });
      expect(missing(talks('ichi'), talks('ichi', 'ni'), did('a/ichi'))).toEqual(['step a/ni']);
    });
  });

  it('leaves open what was opened or finished, whatever comes before it', () => {
    const after = aCourse({
      order: 'in-order',
      modules: [
        aModule('n', [aLesson('mo')]),
        aModule('b', [aLesson('kiku'), aLesson('yomu')]),
        old.modules[0]!,
      ],
    });
    const known = recorded({ progress: [row('a/yomu'), row('b/kiku', 'started')] });
    const { facts } = afterMove(old, after, known);
    const settled = settledIn(facts);
    const reached = { done: settled, started: new Set(['a/yomu', 'b/kiku']), last: null };
    expect(lockedBy(after, after.modules[2]!, settled)).toEqual([]);
    expect(lockedBy(after, after.modules[1]!, settled).map(({ id }) => id)).toEqual(['n']);
    expect(statusOf({ module: 'b', step: 'kiku' }, reached, true)).toBe('started');
    expect(statusOf({ module: 'b', step: 'yomu' }, reached, true)).toBe('locked');
  });

  it('tells which steps are new', () => {
    const after = aCourse({ modules: [aModule('z', [aLesson('yomu'), aLesson('mo')], { formerly: ['a'] })] });
    expect(newSteps(old, after)).toEqual([{ module: 'z', step: 'mo' }]);
  });
});

describe('going over to any edition', () => {
  const seeds = Array.from({ length: 600 }, (_, seed) => seed);

  it.each([0, 1, 2])('never takes back what was complete, %i moves later', (more) => {
    for (const seed of seeds) {
      const writer = new Writer(seeded(seed * 31 + more));
      let before = writer.first();
      let known = writer.done(before);
      for (let move = 0; move <= more; move += 1) {
        const after = writer.next(before);
        known = { ...known, kept: holdsAll(before, after, known, seed) };
        before = after;
      }
    }
  });

  it('and back again takes nothing back', () => {
    for (const seed of seeds) {
      const writer = new Writer(seeded(seed));
      const before = writer.first();
      const known = writer.done(before);
      const after = writer.next(before);
      const back = { ...known, kept: holdsAll(before, after, known, seed) };
      const then = factsOf(before, { ...back, kept: keptFor(after, before, factsOf(after, back)) });
      const first = factsOf(before, known);
      for (const key of first.done) expect(then.done).toContain(key);
      for (const module of before.modules)
        if (isFinished(module, settledIn(first)))
          expect([seed, isFinished(module, settledIn(then))]).toEqual([seed, true]);
    }
  });
});

/** Everything that must hold after a move. Returns what is kept, for a further one. */
function holdsAll(before: Edition, after: Edition, known: Recorded, seed: number): Recorded['kept'] {
  const then = factsOf(before, known);
  const { facts, kept, isDone, hasNew } = afterMove(before, after, known);
  const now = renamer(after);
  const at = <T>(what: T) => ({ seed, what });
  for (const key of then.done)
    if (findStep(after, refOf(now(key))))
      expect(at([key, facts.done.has(now(key))])).toEqual(at([key, true]));
  for (const [key, points] of then.points) {
    const [step = '', question] = key.split('#');
    if (findStep(after, refOf(now(step))))
      expect(facts.points.get(`${now(step)}#${question}`)).toBeGreaterThanOrEqual(points);
  }
  for (const module of before.modules) {
    if (!isFinished(module, settledIn(then))) continue;
    const same = after.modules.find(({ id }) => id === moduleNow(after, module.id));
    expect(at(facts.kept.modules.has(moduleNow(after, module.id)))).toEqual(at(true));
    if (!same) continue;
    // Whatever is asked of it now: nothing is left in it, and it is never closed.
    expect(at(same.steps.every(({ id }) => settledIn(facts).has(`${same.id}/${id}`)))).toEqual(at(true));
    if (isFinished(same, settledIn(facts))) expect(lockedBy(after, same, settledIn(facts))).toEqual([]);
  }
  const rulesBefore = new Map(
    keyedRules(before.track.complete).map(({ rule }) => [JSON.stringify(rule), rule]),
  );
  for (const { rule } of keyedRules(after.track.complete)) {
    if (rule.kind === 'modules' && rule.count === 'all') continue;
    if (!rulesBefore.has(JSON.stringify(rule))) continue;
    const held = (edition: Edition, of: typeof facts) =>
      completionOf(
        { ...edition, track: { ...edition.track, complete: [rule] } },
        { ...of, kept: { ...of.kept, rules: keptKeys(edition, of, rule) } },
      ).isDone;
    if (held(before, then)) expect(at([rule, held(after, facts)])).toEqual(at([rule, true]));
  }
  // Who had come to the end is asked for nothing but what is new: a module, a rule.
  const asked = askedIn(completionOf(after, facts).missing, (key) => key);
  if (completionOf(before, then).isDone)
    for (const one of asked.filter((what) => what.startsWith('step '))) {
      const { module } = refOf(one.slice('step '.length));
      const isNamed = JSON.stringify(after.track.complete).includes(`"step":"${refOf(one.slice(5)).step}"`);
      expect(at([one, isNamed || !facts.kept.modules.has(module)])).toEqual(at([one, true]));
    }
  expect(isDone).toBe(asked.length === 0);
  if (isDone) expect(hasNew).toBe(false);
  return kept;
}

/** A rule alone has the first key of its kind. */
function keptKeys(edition: Edition, facts: ReturnType<typeof factsOf>, rule: object): ReadonlySet<string> {
  const own = keyedRules(edition.track.complete).find(
    (one) => JSON.stringify(one.rule) === JSON.stringify(rule),
  );
  return own && facts.kept.rules.has(own.key) ? new Set([own.rule.kind]) : new Set();
}

import { fileURLToPath } from 'node:url';
import { aCourse, aLesson, aModule, aQuestion, aQuiz, aSession, words } from '../../test/factories/course.js';
import { sha256 } from '../shared/ids.js';
import { Locales } from '../web/locales.js';
import { canonicalJson } from './compile/canonical.js';
import { readCurricula } from './curricula.js';
import { differencesBetween } from './differences.rules.js';
import type { Difference } from './difference.js';
import type { Edition, ModuleModel, TrackModel } from './edition.js';
import { placesOf } from './published-place.rules.js';
import type { ChooseQuestion, Question } from './question.js';
import type { LessonStep } from './step.js';

const folder = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const locales = Locales.load(folder('views/locales'));
const RANK = ['editorial', 'compatible', 'consequential', 'refused'];

/** The same edition under the hash of what it says. */
const hashed = (edition: Edition): Edition => ({
  ...edition,
  hash: sha256(canonicalJson({ ...edition, hash: '' })),
});
const between = (before: Edition, after: Edition, published = placesOf(before)) =>
  differencesBetween(hashed(before), hashed(after), published);
const said = ({ differences }: { differences: readonly Difference[] }) =>
  differences.map(({ class: kind, what, place, part }) => `${kind} ${what} ${place} ${part}`.trim());

const body = (text: string) => ({ lead: words(text), sections: [] });
const toi = aQuiz('toi', [aQuestion('q1'), aQuestion('q2')]);
const yomu: LessonStep = {
  ...aLesson('yomu'),
  title: '読む',
  body: body('はじめます。つづけます。おわります。'),
};
const before = aCourse({
  modules: [
    aModule('m', [yomu, toi, aSession('kai', 3)], {
      title: 'ちょうどいい{距離|きょり}',
      objectives: [{ id: 'o', text: 'わかる' }],
      care: { level: 1, topics: ['つかれ'], where: null, instead: null, insteadEasy: null },
    }),
    aModule('n', [aLesson('sonota')], { title: 'ほか' }),
  ],
});
const [m, n] = before.modules as [ModuleModel, ModuleModel];
const inTrack = (patch: Partial<TrackModel>): Edition => ({
  ...before,
  track: { ...before.track, ...patch },
});
const inModule = (patch: Partial<ModuleModel>): Edition => ({ ...before, modules: [{ ...m, ...patch }, n] });
const inStep = (id: string, patch: object) =>
  inModule({ steps: m.steps.map((step) => (step.id === id ? { ...step, ...patch } : step)) });
const inQuestion = (patch: Partial<ChooseQuestion>) =>
  inStep('toi', { questions: [{ ...toi.questions[0]!, ...patch } as Question, toi.questions[1]!] });
const [right, wrong] = (toi.questions[0] as ChooseQuestion).choices as [
  ChooseQuestion['choices'][number],
  ChooseQuestion['choices'][number],
];

describe('differencesBetween', () => {
  it.each<[string, Edition, string[]]>([
    ['a title', inTrack({ title: '入門編' }), ['editorial words-changed  title']],
    ['the label of the edition', inTrack({ edition: '第2版' }), ['editorial words-changed  edition']],
    ['for whom it is', inTrack({ audience: 'everyone' }), ['editorial setting-from-to  audience']],
    [
      'who reviewed it',
      inTrack({ reviewed: [{ by: '監修者', on: '2026-11-01' }] }),
      ['editorial words-added  reviewed'],
    ],
    [
      'the rules of completion',
      inTrack({ complete: [{ kind: 'modules', count: 1 }] }),
      ['consequential complete-changed'],
    ],
    [
      'the words of a lesson',
      inStep('yomu', { body: body('はじめます。おわります。') }),
      ['editorial words-changed m/yomu body'],
    ],
    [
      'line breaks alone',
      inStep('yomu', { body: body('はじめます。\n\nつづけます。おわります。') }),
      ['editorial layout-changed m/yomu body'],
    ],
    ['an easy text', inStep('yomu', { easy: body('よみます。') }), ['editorial words-added m/yomu easy']],

    ['a lower care level', inModule({ care: { ...m.care!, level: 0 } }), ['consequential care-lowered m']],
    [
      'the words of a care note',
      inModule({ care: { ...m.care!, topics: ['別れ'] } }),
      ['editorial words-changed m careTopics'],
    ],
    [
      'an objective taken out',
      inModule({ objectives: [] }),
      ['consequential objective-removed m@o', 'editorial words-removed m objectives'],
    ],
    [
      'an objective more',
      inModule({ objectives: [...m.objectives, { id: 'p', text: 'できる' }] }),
      ['editorial words-changed m objectives'],
    ],
    [
      'the exit of a module, said once',
      {
        ...before,
        modules: [{ ...m, exit: true, steps: m.steps.map((step) => ({ ...step, exit: true })) }, n],
      },
      ['editorial setting-from-to m exit'],
    ],
    [
      'an optional step',
      inModule({ steps: [...m.steps, aLesson('o', { required: false })] }),
      ['compatible step-added m/o'],
    ],
    [
      'a required step',
      inModule({ steps: [...m.steps, aLesson('o')] }),
      ['consequential step-added-required m/o'],
    ],
    ['a step taken out', inModule({ steps: m.steps.slice(1) }), ['consequential step-removed m/yomu']],
    ['steps in another order', inModule({ steps: [...m.steps].reverse() }), ['compatible steps-reordered m']],
    ['a duty', inStep('yomu', { required: false }), ['consequential now-optional m/yomu']],
    ['hours', inStep('kai', { hours: 2 }), ['consequential hours-changed m/kai']],
    [
      'a way to make up more',
      inStep('kai', { makeUp: [{ text: words('録画を見る') }] }),
      ['compatible make-up-added m/kai', 'editorial words-added m/kai makeUp'],
    ],
    [
      'a right answer in other words',
      inQuestion({ choices: [{ ...right, text: words('まっすぐ') }, wrong] }),
      ['editorial words-changed m/toi#q1 choices'],
    ],
    [
      'another right answer',
      inQuestion({
        choices: [
          { ...right, mark: 'wrong', score: 0 },
          { ...wrong, mark: 'right', score: 1 },
        ],
      }),
      ['consequential answer-changed m/toi#q1'],
    ],
    [
      'an explanation',
      inQuestion({ choices: [{ ...right, feedback: words('なるほど') }, wrong] }),
      ['editorial words-changed m/toi#q1 choiceFeedback'],
    ],
    [
      'questions in another order',
      inStep('toi', { questions: [...toi.questions].reverse() }),
      ['editorial questions-reordered m/toi'],
    ],
    [
      'a question more',
      inStep('toi', { questions: [...toi.questions, aQuestion('q3')] }),
      ['consequential question-added-required m/toi#q3'],
    ],
    [
      'another kind under one id',
      inStep('yomu', { kind: 'worksheet' }),
      ['refused kind-changed m/yomu yomu'],
    ],
    [
      'a module more',
      { ...before, modules: [m, aModule('x', []), n] },
      ['consequential module-added-required x'],
    ],
    ['a module less', { ...before, modules: [m] }, ['consequential module-removed n']],
    [
      'a renamed step',
      inModule({ steps: [{ ...yomu, id: 'yonda', formerly: ['yomu'] }, ...m.steps.slice(1)] }),
      ['editorial renamed m/yonda'],
    ],
    [
      'a step that moved',
      {
        ...before,
        modules: [
          { ...m, steps: m.steps.slice(1) },
          { ...n, steps: [...n.steps, yomu] },
        ],
      },
      ['consequential step-moved-away m/yomu', 'consequential step-moved-here n/yomu'],
    ],
    [
      'a picture',
      { ...before, images: [{ path: 'img/a.png', hash: 'x', mediaType: 'image/png' }] },
      ['editorial image-added img/a.png'],
    ],
    [
      'a fact',
      {
        ...before,
        shared: {
          ...before.shared,
          facts: [
            {
              id: 'f',
              text: '事実',
              value: null,
              asOf: '2026',
              source: 's',
              checked: '2026-01-01',
              hide: false,
            },
          ],
        },
      },
      ['editorial entry-added facts:f facts'],
    ],
    [
      'markup alone',
      inStep('yomu', { body: { lead: { ...yomu.body.lead, ruby: '<p>x</p>' }, sections: [] } }),
      ['editorial nothing-visible'],
    ],
  ])('tells %s', (_what, after, expected) => {
    expect(said(between(before, after))).toEqual(expected);
  });

  it('says nothing of two editions with one hash', () => {
    expect(between(before, before).differences).toEqual([]);
  });

  it('shows of long words the sentences that differ, and readings only where they alone changed', () => {
    const [one] = between(
      before,
      inStep('yomu', { body: body('はじめます。{続|つづ}けます。おわります。また。') }),
    ).differences;
    expect(one!.pieces).toEqual([
      { kind: 'changed', before: 'つづけます。', after: '続けます。' },
      { kind: 'added', before: '', after: 'また。' },
    ]);
    const [title] = between(before, inModule({ title: 'ちょうどいい{距離|きより}' })).differences;
    expect(title!.pieces).toEqual([
      { kind: 'changed', before: 'ちょうどいい{距離|きょり}', after: 'ちょうどいい{距離|きより}' },
    ]);
    expect(title!.at).toMatchObject({ of: 'module', module: 'ちょうどいい距離' });
  });

  it('tells which answer was right and which is', () => {
    const changed = inQuestion({
      choices: [
        { ...right, mark: 'wrong', score: 0 },
        { ...wrong, mark: 'right', score: 1 },
      ],
    });
    expect(between(before, changed).differences[0]).toMatchObject({
      before: { words: `○ ${right.text.source}` },
      after: { words: `○ ${wrong.text.source}` },
    });
  });

  it('tells that an id belonged to what was taken out before', () => {
    const after = inModule({ steps: [...m.steps, aLesson('mukashi', { required: false })] });
    const { differences } = between(before, after, [
      ...placesOf(before),
      { place: 'm/mukashi', kind: 'lesson' },
    ]);
    expect(said({ differences })).toContain('refused id-revived m/mukashi mukashi');
  });
});

describe('differences in the curricula beside the program', () => {
  const editions = readCurricula(folder('curricula')).tracks.flatMap(
    ({ compiled }) => compiled?.edition ?? [],
  );

  it('are found for every single thing that can be altered, with the class the rules give it and words for it', () => {
    const random = seeded(20261126);
    const unworded = new Set<string>();
    for (let turn = 0; turn < TURNS; turn++) {
      const whole = editions[turn % editions.length]!;
      const module = whole.modules[Math.floor(random() * whole.modules.length)]!;
      const before = hashed({ ...whole, modules: [module] });
      const after = hashed(mutated(before, random));
      const { class: kind, differences } = differencesBetween(before, after, placesOf(before));
      expect(differences.length > 0).toBe(after.hash !== before.hash);
      if (differences.length === 0) continue;
      expect(kind).toBe(RANK[Math.max(...differences.map((one) => RANK.indexOf(one.class)))]);
      for (const { what, part, before: old, after: now } of differences) {
        const keys = [
          `change.${what}`,
          ...(part && what.match(/^(words|setting|layout)/) ? [`part.${part}`] : []),
        ];
        for (const value of [old, now]) if (value.kind === 'key') keys.push(`value.${value.key}`);
        for (const key of keys) if (!locales.in('ja').has(`studio-publish.${key}`)) unworded.add(key);
      }
    }
    expect([...unworded]).toEqual([]);
  });

  it('are told in bounded work when everything is another text', () => {
    const before = editions[1]!;
    const after = JSON.parse(
      JSON.stringify(before, (_key, value: unknown) =>
        typeof value === 'string' && /[ぁ-ん]/.test(value) ? value.replaceAll('。', 'よ。') : value,
      ),
    ) as Edition;
    const begun = performance.now();
    expect(differencesBetween(before, hashed(after), placesOf(before)).differences.length).toBeGreaterThan(
      100,
    );
    expect(performance.now() - begun).toBeLessThan(60_000); // in unbounded work it never ends
  });
});

const TURNS = 400;

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const VALUES = [
  ['participants', 'supporters', 'everyone'],
  ['account', 'open'],
  ['free', 'in-order'],
  ['never', 'offered', 'hand-in'],
  ['in-person', 'online', 'either'],
  ['before', 'after', 'later'],
  ['best', 'last'],
  ['after-answer', 'after-pass'],
];

/** The edition with one thing in it altered, anywhere. */
function mutated(edition: Edition, random: () => number): Edition {
  const copy = structuredClone(edition) as unknown as Record<string, unknown>;
  const spots: { holder: Record<string, unknown>; key: string }[] = [];
  const visit = (holder: Record<string, unknown>) => {
    for (const key of Object.keys(holder)) {
      const value = holder[key];
      // Computed from the rest, or rendered from `source`.
      if (['hash', 'minutes', 'revision', 'ruby', 'base', 'mediaType', 'kind', 'mark', 'end'].includes(key))
        continue;
      if (value !== null && !(holder === copy)) spots.push({ holder, key });
      if (value !== null && typeof value === 'object') visit(value as Record<string, unknown>);
    }
  };
  visit(copy);
  const { holder, key } = spots[Math.floor(random() * spots.length)]!;
  const value = holder[key];
  const others = VALUES.find((list) => list.includes(String(value)));
  if (others) holder[key] = others[(others.indexOf(String(value)) + 1) % others.length];
  else if (typeof value === 'string') holder[key] = `${value}x`;
  else if (typeof value === 'number') holder[key] = value + 1;
  else if (typeof value === 'boolean') holder[key] = !value;
  else if (Array.isArray(value))
    holder[key] = value.length > 1 && random() < 0.5 ? (value as unknown[]).toReversed() : value.slice(0, -1);
  else if (Array.isArray(holder)) (holder as unknown[]).splice(Number(key), 1);
  else if (value !== null && 'source' in (value as object))
    holder[key] = { ...(value as object), source: 'x。' };
  else return mutated(edition, random);
  return copy as unknown as Edition;
}

import {
  aChoice,
  aFillIn,
  aFreeText,
  aMatch,
  aNumber,
  anOrder,
  aScale,
  aTrueFalse,
} from '../../test/factories/questions.js';
import { scoreOf } from '../assessment/scoring.rules.js';
import type { Question } from '../curriculum/question.js';
import type { FirstAnswer } from './first-answer.js';
import { shownCounts } from './shown-counts.rules.js';

type Given = readonly number[] | 'skip';

/** So many people of each answer, as the quiz would have kept them. */
function people(question: Question, ...heaps: readonly [number, Given, string?][]): FirstAnswer[] {
  return heaps.flatMap(([count, given, text]) => {
    const chosen = given === 'skip' ? [] : given;
    const kept = {
      question: question.id,
      revision: question.revision,
      chosen,
      texts: text === undefined ? null : [text],
      isSkipped: given === 'skip',
      ...scoreOf(question, chosen, false),
    };
    return Array.from({ length: count }, () => kept);
  });
}

const told = (question: Question, ...heaps: readonly [number, Given, string?][]) =>
  shownCounts(question, people(question, ...heaps));
const one = aChoice('one');
const many = aChoice('many', 'choose-many');

describe('what may be shown of a question', () => {
  it('is nothing below ten, and everything that is not small from ten on', () => {
    expect(told(one)).toBeNull();
    expect(told(one, [9, [0]])).toBeNull();
    expect(told(one, [10, [0]])).toMatchObject({ n: 10, parts: [[10, 0, 0]], unknown: 0, facility: 100 });
  });

  it.each<[string, [number, Given][], object]>([
    [
      'one wrong of eleven would be the difference',
      [
        [10, [0]],
        [1, [1]],
      ],
      { n: 11, parts: [[null, null, 0]], facility: null },
    ],
    [
      'thirty: 20 right, 10 wrong',
      [
        [20, [0]],
        [10, [1]],
      ],
      { parts: [[20, 10, 0]], facility: (100 * 20) / 30 },
    ],
    [
      'thirty: 22, 4 and 4 may be 1 to 7',
      [
        [22, [0]],
        [4, [1]],
        [4, [2]],
      ],
      { parts: [[22, null, null]], facility: (100 * 22) / 30 },
    ],
    [
      'thirty: 27, 2 and 1 are too close',
      [
        [27, [0]],
        [2, [1]],
        [1, [2]],
      ],
      { parts: [[null, null, null]], facility: null },
    ],
    [
      'not sure yet counts as an answer',
      [
        [15, [0]],
        [15, []],
      ],
      { unknown: 15, facility: 50 },
    ],
    [
      'who passed is no answer',
      [
        [15, [0]],
        [5, [1]],
        [5, [2]],
        [10, 'skip'],
      ],
      { n: 35, skipped: 10, facility: (100 * 15) / 25 },
    ],
    [
      'few who passed hide the share of those who answered',
      [
        [20, [0]],
        [5, [1]],
        [5, 'skip'],
      ],
      { n: 30, skipped: null, parts: [[20, null, 0]], facility: null },
    ],
  ])('%s', (_, heaps, expected) => {
    expect(told(one, ...heaps)).toMatchObject(expected);
  });

  it('does not let the least number tell how few passed', () => {
    expect(told(one, [10, [0]], [1, 'skip'])).toBeNull();
    expect(told(one, [10, [0]], [3, 'skip'])).toBeNull();
    expect(told(one, [10, [0]], [4, 'skip'])).toMatchObject({ n: 14, skipped: null });
    expect(told(one, [9, [0]], [12, 'skip'])).toBeNull();
  });

  it.each<[string, Question, [number, Given, string?][], object]>([
    [
      'true-false',
      aTrueFalse('q'),
      [
        [12, [0]],
        [11, [1]],
      ],
      { parts: [[12, 11]], facility: (100 * 12) / 23 },
    ],
    [
      'put-in-order: places that are right',
      anOrder('q'),
      [
        [12, [0, 1, 2]],
        [10, [0, 2, 1]],
      ],
      {
        parts: [
          [22, 0],
          [12, 10],
          [12, 10],
        ],
        facility: (100 * 12) / 22,
      },
    ],
    [
      'match',
      aMatch('q'),
      [
        [10, [0, 1, 1]],
        [10, [2, 1, 0]],
      ],
      {
        parts: [
          [10, 10],
          [20, 0],
          [10, 10],
        ],
        facility: 50,
      },
    ],
    [
      'fill-in: right, foreseen, other',
      aFillIn('q'),
      [
        [10, [0, 0]],
        [10, [1, -1]],
      ],
      {
        parts: [
          [10, 10, 0],
          [10, 0, 10],
        ],
        facility: 50,
      },
    ],
    [
      'number: right, near, other',
      aNumber('q'),
      [
        [10, [0], '1200'],
        [10, [-1], '１，３００人'],
        [10, [-1], '12'],
      ],
      { parts: [[10, 10, 10]] },
    ],
    [
      'number without tolerance: a tenth',
      aNumber('q', { tolerance: 0 }),
      [
        [10, [-1], '1080'],
        [10, [-1], '1079'],
      ],
      { parts: [[0, 10, 10]], facility: 0 },
    ],
    [
      'scale: nothing is right',
      aScale('q'),
      [
        [10, [0]],
        [11, [2]],
      ],
      { parts: [[10, 0, 11]], facility: null },
    ],
    ['free-text: how many', aFreeText('q'), [[10, [0]]], { n: 10, parts: [], facility: null }],
    [
      'choose-many: each by itself',
      many,
      [
        [10, [0]],
        [10, [0, 1]],
      ],
      {
        parts: [
          [20, 0],
          [10, 10],
          [0, 20],
        ],
        facility: 50,
      },
    ],
  ])('%s', (_, question, heaps, expected) => {
    expect(told(question, ...heaps)).toMatchObject(expected);
  });

  it('hides the share of the right where it and a choice differ by few', () => {
    // 12 chose the right one, 10 of them it alone: 2 would be the difference.
    expect(told(many, [10, [0]], [2, [0, 1]], [10, [1]])).toMatchObject({
      parts: [
        [12, 10],
        [12, 10],
        [0, 22],
      ],
      facility: null,
    });
  });

  it('takes "not sure yet" into the last heap where it is small', () => {
    const counts = told(many, [12, [0]], [12, [1]], [2, []]);
    expect(counts).toMatchObject({
      parts: [
        [12, 14],
        [12, 14],
        [0, 26],
      ],
      isLastMixed: true,
      unknown: null,
    });
  });
});

describe('somebody who works out what they can', () => {
  const parts = 2;
  const asked: Question = { ...many, choices: many.choices.slice(0, parts) };
  /** Repeats the same numbers in every run. */
  const dice = (seed: number) => () => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'never finds a small number of a question with several choices (%i)',
    (seed) => {
      const chance = dice(seed);
      for (let table = 0; table < 12; table++) {
        const upTo = (most: number) => Math.floor(chance() * (most + 1));
        const heaps: [number, Given][] = [
        [upTo(14), [0]], [upTo(14), [1]], [upTo(6), [0, 1]], [upTo(4), []], [upTo(4), 'skip'],
      ]; // prettier-ignore
        const shown = told(asked, ...heaps);
        if (!shown) continue;
        const worlds = worldsOf(shown);
        const [first, second, both, unknown, skipped] = heaps.map(([count]) => count) as [
          number,
          number,
          number,
          number,
          number,
        ];
        const small = { unknown, skipped, one: first + both, other: second + both };
        const cells = { ...shown, one: shown.parts[0]![0], other: shown.parts[1]![0] };
        for (const name of ['unknown', 'skipped', 'one', 'other'] as const) {
          if (small[name] === 0 || small[name] > 9) continue;
          expect([name, cells[name], worlds[name].size > 3]).toEqual([name, null, true]);
        }
      }
    },
  );

  /** Every way in which people can have answered so that exactly this is shown. */
  function worldsOf({ n, parts: cells, unknown, skipped, facility }: NonNullable<ReturnType<typeof told>>) {
    const [unknowns, skips, ones, others] = [0, 1, 2, 3].map(() => new Set<number>());
    const found = { unknown: unknowns!, skipped: skips!, one: ones!, other: others! };
    const fits = (shown: number | null | undefined, value: number) =>
      shown === null || shown === undefined ? value > 0 : shown === value;
    for (let u = 0; u <= n; u++)
      for (let s = 0; u + s <= n; s++) {
        if (!fits(unknown, u) || !fits(skipped, s)) continue;
        const marked = n - u - s;
        for (let both = 0; both <= marked; both++)
          for (let first = 0; first + both <= marked; first++) {
            const second = marked - both - first;
            const chosen = [first + both, second + both];
            const isSo = cells.every((part, at) => fits(part[0], chosen[at]!));
            const share = (100 * first) / (n - s);
            if (isSo && (facility === null || Math.abs(share - facility) < 1e-6))
              for (const [name, value] of Object.entries({
                unknown: u,
                skipped: s,
                one: chosen[0]!,
                other: chosen[1]!,
              }))
                found[name as keyof typeof found].add(value);
          }
      }
    return found;
  }
});
